"""How a figure binds: 不低于, 以上, ≥ and their like, found on either side of it.

They follow the law's usage (民法典第一千二百五十九条): 以上、以下、以内、届满 include the figure,
超过、不满、以外 exclude it. So 不低于 = 至少 = ≥ = 以上 and 不超过 = 最多 = 以内 = 以下,
while 超过 is not 以上 and 不足 is not 以下.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.figures import Comparator

_BEFORE = (
    (
        Comparator.AT_LEAST,
        r"不(?:得|能|应|可)?(?:少于|低于|小于)|没有(?:少于|低于)|"
        r"至少(?:要|须|应|需|达到?|有|为)*|起码|最低|最少|≥|>=|大于等于|下限|底线",
    ),
    (
        Comparator.AT_MOST,
        r"(?:不|未|没有?|没)(?:得|能|应|可)?(?:超过|超出|高于|多于|大于)|"
        r"最多|最高|最长|至多|≤|<=|小于等于|上限|封顶|限额",
    ),
    (Comparator.MORE, r"突破|超过|超出|超|高于|大于|多于|>"),
    (Comparator.LESS, r"低于|少于|小于|不足|不到|不满|未满|未达到?|<"),
    (Comparator.ABOUT, r"(?<![签节条合公集制])约|大约|大概|(?<![附远接最])近|左右"),
)
_LINK = r"(?:要求|标准|比例|可达|可以?|要|须|应|需|是|为|在|达到?|到|[了:：\s\"])*"
_AFTER = (
    (Comparator.MORE, r"\s*\(不含\)以上"),
    (Comparator.LESS, r"\s*\(不含\)以[下内]"),
    (Comparator.AT_LEAST, r"\s*(?:\(含\)|及|或)?(?:以上|起(?!草|点|来|步))"),
    (
        Comparator.AT_MOST,
        r"\s*(?:\(含\)|及|或)?(?:以下|以内|之内|内(?![容部外涵])|封顶|为限|为上限)",
    ),
    (Comparator.ABOUT, r"\s*(?:左右|上下)"),
)
_SOFT = re.compile(r"(?:达到?|满|完成|实现)(?:了|到)?$")
_OPENING = [(comparator, re.compile(rf"(?:{pattern}){_LINK}$")) for comparator, pattern in _BEFORE]
_CLOSING = [(comparator, re.compile(pattern)) for comparator, pattern in _AFTER]
_NEAR = 14
# A comparator further off binds too, with no other figure or clause between: 至少要占到总数的10%.
_FAR = (
    (Comparator.AT_LEAST, r"至少|起码|最少|不(?:得|能|应)?(?:少于|低于)"),
    (Comparator.AT_MOST, r"最多|至多|不(?:得|能|应)?(?:超过|高于|多于)"),
)
_FURTHER = [
    (comparator, re.compile(rf"(?:{pattern})[^\d,，。；;：:、]*$")) for comparator, pattern in _FAR
]
# One word may bind the bare figures of a whole sentence: 上限：职工500人，年销售收入2亿元.
_FOR_ALL = {
    Comparator.AT_LEAST: re.compile(r"下限|最低要求|[都均]不[能得]?(?:少于|低于)(?!\d)"),
    Comparator.AT_MOST: re.compile(r"上限|最高限额|[都均]不[能得]?(?:超过|高于)(?!\d)"),
}


_WORDS_BEFORE = "|".join(pattern for _, pattern in _BEFORE)
_WORDS_AFTER = "|".join(pattern for _, pattern in _AFTER)
_BINDS_BEFORE = re.compile(rf"(?:{_WORDS_BEFORE}|达到?|满){_LINK}$")
_BINDS_AFTER = re.compile(rf"^(?:{_WORDS_AFTER})")


class Bound(NamedTuple):
    """The comparator; soft where it is only 达到, 满 or 内, which prose adds and drops."""

    comparator: Comparator
    soft: bool


def bound_of(text: str, start: int, end: int) -> Bound:
    """How the figure between the offsets binds."""
    after = text[end : end + 8]
    for comparator, pattern in _CLOSING:
        if pattern.match(after):
            return Bound(comparator, after.startswith("内"))
    before = text[max(0, start - _NEAR) : start]
    for comparator, pattern in _OPENING:
        if pattern.search(before):
            return Bound(comparator, False)
    further = text[max(0, start - 40) : start]
    for comparator, pattern in _FURTHER:
        if pattern.search(further):
            return Bound(comparator, False)
    if _SOFT.search(before):
        return Bound(Comparator.AT_LEAST, True)
    return Bound(Comparator.EQUAL, False)


def unbound(text: str, start: int, end: int, reach: int) -> tuple[str, str]:
    """What stands before and after a figure within reach, shorn of the words that bind it."""
    before = _BINDS_BEFORE.sub("", text[max(0, start - reach - _NEAR) : start])
    after = _BINDS_AFTER.sub("", text[end : end + reach + _NEAR])
    return before[-reach:], after[:reach]


def agree(said: Bound, stated: Bound, around: str) -> bool:
    """Whether an answer's comparator is the source's; around is the source's sentence.

    A source may bind several bare figures by one word ("上限：职工500人，年销售收入2亿元").
    """
    if said.comparator is stated.comparator:
        return True
    if said.soft:
        return stated.comparator in (Comparator.EQUAL, said.comparator)
    if stated.soft:
        return said.comparator is Comparator.EQUAL
    for_all = _FOR_ALL.get(said.comparator)
    plain = stated.comparator is Comparator.EQUAL
    return bool(plain and for_all and for_all.search(around))
