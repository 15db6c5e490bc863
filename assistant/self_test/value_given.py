"""The value that a piece of a reply gives for the one input it answers."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from assistant.self_test.founding import founded_in
from assistant.self_test.language import spoken
from assistant.self_test.quantity import Kind, Quantity, quantities
from assistant.self_test.reading import REGISTERED, years_of
from assistant.self_test.said import Said
from corpus.figures import number
from corpus.programme_rules import Input

_KINDS = {
    "万元": (Kind.MONEY, Kind.BARE),
    "小数": (Kind.SHARE, Kind.BARE),
    "人": (Kind.PEOPLE, Kind.THINGS, Kind.BARE),
    "天": (Kind.DAYS, Kind.BARE),
    "年": (Kind.DAYS, Kind.BARE),
    "平方米": (Kind.AREA, Kind.BARE),
    "分": (Kind.SCORE, Kind.BARE),
    "名": (Kind.RANK, Kind.PEOPLE, Kind.THINGS, Kind.BARE),
}
_COUNTED = (Kind.THINGS, Kind.BARE)
_COUNTER = {"家": "家", "项": "项", "件": "项", "款": "项", "人": "人", "名": "人"}
_YES = re.compile(
    r"^(?:都)?(?:有|是|对|嗯|符合|满足|可以|能|属于|没错|行|具备|够|已经?有|当然|全是|确实|设了|做了|登记了|yes|y)(?!没|问题|点)",
    re.I,
)
_NO = re.compile(
    r"^(?:都|也|暂时|目前|还|从来)?(?:没有?|不是|无|否|未|不符合|不属于|不|零|no\b|n\b)", re.I
)
FINE = re.compile(r"符合|满足|没问题|没毛病|合规|都行|达标")
UNSURE = re.compile(
    r"不清楚|不知道|不确定|不了解|没算过|不好说|说不准|还没统计|不太清|跳过|再说|忘了|不晓得"
)
_THESE = r"^(?:这[些几三两]?[个条项]?)?(?:全都|全部|统统|一个都|全|都|均)"
ALL_NO = re.compile(rf"{_THESE}(?:没有?(?!问题)|不是|不符合|无)")
ALL_YES = re.compile(rf"{_THESE}(?:有|是|符合|满足|没问题|可以|具备)|^没问题")
_BEING = re.compile("是否(?:为|属于|符合)")


def is_bare(piece: str) -> bool:
    """Whether it is a plain yes or no."""
    return bool(_YES.fullmatch(piece) or _NO.fullmatch(piece))


def is_certain(piece: str, item: Input) -> bool:
    """Whether a piece can only be an answer to this kind of question."""
    kinds = {q.kind for q in quantities(piece)}
    return bool(kinds - {Kind.BARE}) or item.type == "boolean"


def value_given(piece: str, item: Input, day: date) -> Said | None:
    """The value a piece gives for an input; None where it does not answer it."""
    if item.type == "boolean":
        said = _yes_or_no(piece, item)
        return None if said is None else Said(said, piece)
    if item.type == "enum":
        return _chosen(piece, item)
    if item.name == REGISTERED and (founded := founded_in(f"{piece}注册", day)):
        return founded
    fitting = [q for q in quantities(piece) if _fits(q, item)]
    if fitting:
        return _in_unit(fitting[0], item)
    bare = number(piece) if re.fullmatch(r"[零一二两三四五六七八九十百千]+", piece) else None
    if bare is not None:
        value = Decimal(repr(bare)).normalize() + 0
        return Said(value, piece, value, value)
    if item.name in spoken().may_be_none and (_NO.match(piece) or ALL_NO.match(piece)):
        return Said(Decimal(0), piece, Decimal(0), Decimal(0))
    return None


def _fits(quantity: Quantity, item: Input) -> bool:
    """Whether a quantity can be meant in the unit of an input ("7家" are no people)."""
    named = next((_COUNTER[c] for c in reversed(quantity.text) if c in _COUNTER), item.unit)
    alike = named == item.unit or quantity.kind is Kind.RANK or item.unit == "名"
    return quantity.kind in _KINDS.get(item.unit, _COUNTED) and alike


def _in_unit(quantity: Quantity, item: Input) -> Said:
    value, low, high = quantity.value, quantity.low, quantity.high
    if quantity.kind is Kind.BARE and item.is_share and value > 1:
        value, low, high = (n / 100 for n in (value, low, high))
    if quantity.kind is Kind.DAYS and item.unit == "年":
        value, low, high = (years_of(n) for n in (value, low, high))
    return Said(value, quantity.text, low, high)


def _yes_or_no(piece: str, item: Input) -> bool | None:
    """ "没有" is good news where the question asks for something bad."""
    wording = spoken().ask.get(item.name)
    inverse = wording is not None and wording.good_is_no
    bare = re.sub(r"^(?:这[个条项]|我们|公司|目前|现在)+", "", piece.strip())
    if FINE.search(bare) and not re.match(r"不", bare):
        return True
    if _BEING.search(wording.text if wording else item.label) and re.match("没|无", bare):
        return None  # "没有" is no answer to 是否为……
    if ALL_NO.match(bare) or _NO.match(bare):
        return inverse
    if ALL_YES.match(bare) or _YES.match(bare):
        return not inverse
    return None


def _chosen(piece: str, item: Input) -> Said | None:
    for option in sorted({*item.options, *item.answers}, key=len, reverse=True):
        if option in piece or (len(piece) >= 2 and piece in option):
            return Said(option, piece)
    choice = spoken().choices.get(item.name)
    found = [v for v, form in choice.of.items() if form.search(piece)] if choice else []
    if len(found) == 1:
        return Said(found[0], piece)
    return Said(piece, piece) if any(piece.endswith(end) for end in item.endings) else None
