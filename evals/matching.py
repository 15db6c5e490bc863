"""Matching of surface forms: NFKC, white space and quote style ignored, whole numbers only."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

_QUOTES = str.maketrans(dict.fromkeys("“”„‟‘’‚‛「」『』«»‹›'`´＂＇", '"'))
_SPACE = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")
_MARK = re.compile(r"\[\d+(?:\s*[,，、-]\s*\d+)*\]")
_QUOTED = re.compile(r"[“「『\"＂‘]([^“”「」『』\"＂‘’]*)[”」』\"＂’]")
_CLAUSE_END = re.compile(r"[。;:!?]|,(?!\d{3}(?!\d))|(?<!\d),")
_CHINESE_DIGITS = "〇零一二三四五六七八九十百千两"

# "不超过50万元" asserts the amount: these hold a negating character and negate nothing.
_NO_NEGATION = re.compile(
    r"不(?:得|能|可)?(?:超过|超|低于|少于|高于|大于|小于|多于|晚于|早于|迟于|满)"
    r"|不断|不仅|不但|不只|不同|不限|不论|不管|不少|不足|不久|不妨|不等|不含|不变|不动产"
    r"|未来|未满|非常|非营利|非盈利|非公|非学历|非居民|非专利|非独占|无偿|无形|无人|无论|无线|无锡"
    r"|[是能可与]否|除非"
)
_NEGATION_BEFORE = re.compile(r"不|未|没|无|非|否|勿")
_NEGATION_AFTER = re.compile(
    r"不(?:是|对|正确|准确|符|实|成立|存在|属实|一致|在|属于|适用|包括|予|能|得|可以)"
    r"|没有|没写|没提|未(?:提|规定|写|见|说|明|作|涉|列|在|包|予)|并非|并无|有误|错误|无依据|无关|查无"
)


def normalise(text: str) -> str:
    """NFKC, one quote style, no white space."""
    return _normal(text).text


class _Normal(NamedTuple):
    """Normalised text; breaks are the places where white space stood ("2. 7月" is no 2.7)."""

    text: str
    breaks: frozenset[int]


@lru_cache(maxsize=8192)
def _normal(text: str) -> _Normal:
    folded = unicodedata.normalize("NFKC", text.translate(_QUOTES)).translate(_QUOTES)
    parts = [part for part in _SPACE.split(folded) if part]
    return _Normal("".join(parts), frozenset(accumulate(map(len, parts))))


def without_marks(text: str) -> str:
    """The answer without its citation marks: "300家[1]" reads "300家"."""
    return _MARK.sub("", text)


def contains(text: str, form: str) -> bool:
    """Whether a form stands in a text, never inside a longer number."""
    return next(places(text, form), None) is not None


def contains_any(text: str, forms: tuple[str, ...]) -> bool:
    """Whether one of a fact's surface forms stands in a text."""
    return any(contains(text, form) for form in forms)


def asserts(text: str, form: str, question: str = "") -> bool:
    """Whether a text asserts a form: not in a clause that negates it, not quoting the question."""
    plain = _without_quoted(text, question)
    length = len(normalise(form))
    return any(not _negated(normalise(plain), at, length) for at in places(plain, form))


def places(original: str, wanted: str) -> Iterator[int]:
    """Where a form stands in the normalised text, and not inside a longer number."""
    text, breaks = _normal(original)
    form = normalise(wanted)
    at = text.find(form) if form else -1
    while at >= 0:
        end = at + len(form)
        inside = (at not in breaks and _number_before(text, at)) or (
            end not in breaks and _number_after(text, end)
        )
        if not inside:
            yield at
        at = text.find(form, at + 1)


def _number_before(text: str, at: int) -> bool:
    before, first = text[:at], text[at]
    if first in _CHINESE_DIGITS:
        return before[-1:] in tuple(_CHINESE_DIGITS + "0123456789")
    if not first.isdecimal():
        return False
    if re.search(r"\d$|\d\.$", before):
        return True
    return bool(re.search(r"(?<!\d)\d{1,3}(?:,\d{3})*,$", before)) and bool(
        re.match(r"\d{3}(?!\d)", text[at:])
    )


def _number_after(text: str, end: int) -> bool:
    after, last = text[end : end + 5], text[end - 1]
    if last in _CHINESE_DIGITS:
        return after[:1] in tuple(_CHINESE_DIGITS)
    return last.isdecimal() and bool(re.match(r"\d|\.\d|,\d{3}(?!\d)", after))


def _without_quoted(text: str, question: str) -> str:
    """The text without the quoted spans that only repeat the question."""
    asked = normalise(question).replace('"', "")

    def keep(match: re.Match[str]) -> str:
        quoted = normalise(match.group(1)).replace('"', "").rstrip("?。!…")
        return '""' if quoted and quoted in asked else match.group(0)

    return _QUOTED.sub(keep, text)


def _negated(text: str, at: int, length: int) -> bool:
    start = max((m.end() for m in _CLAUSE_END.finditer(text, 0, at)), default=0)
    stop = _CLAUSE_END.search(text, at + length)
    before = _NO_NEGATION.sub("", text[start:at])
    after = _NO_NEGATION.sub("", text[at + length : stop.start() if stop else len(text)])
    return bool(_NEGATION_BEFORE.search(before) or _NEGATION_AFTER.search(after))
