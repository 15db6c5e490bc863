"""Questions for what is missing, and their answers.

The history is the only memory: a question is known again by its wording in the last answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from assistant.self_test.founding import founded_in
from assistant.self_test.language import spoken
from assistant.self_test.quantity import Kind, Quantity, quantities
from assistant.self_test.reading import REGISTERED, read, years_of
from assistant.self_test.said import Facts, Said
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
_FINE = re.compile(r"符合|满足|没问题|没毛病|合规|都行|达标")
_UNSURE = re.compile(
    r"不清楚|不知道|不确定|不了解|没算过|不好说|说不准|还没统计|不太清|跳过|再说|忘了|不晓得"
)
_THESE = r"^(?:这[些几三两]?[个条项]?)?(?:全都|全部|统统|一个都|全|都|均)"
_ALL_NO = re.compile(rf"{_THESE}(?:没有?(?!问题)|不是|不符合|无)")
_ALL_YES = re.compile(rf"{_THESE}(?:有|是|符合|满足|没问题|可以|具备)|^没问题")
_NUMBERED = re.compile(
    r"(?:^|(?<=[\s,，;；。、]))(?:第)?(?P<n>[1-3一二三])\s*"
    r"(?:[.、．:：)）]|个(?:是|问题)?[,，:：]?)\s*(?!\d{2,}\s*$)"
)
_HAVING = re.compile("有没有|是否拥?有")
_BEING = re.compile("是否(?:为|属于|符合)")
_PIECES = re.compile(r"[,，、;；\n]+|\s{1,}|(?<=[^\d])[.。](?=\S)|。")


def question_for(item: Input) -> str:
    """The question that asks for an input, without its question mark; the same at any time."""
    wording = spoken().ask.get(item.name)
    if wording is not None:
        text = wording.text
    elif item.type == "boolean":
        text = item.label if re.search("是否|能否", item.label) else f"是否{item.label}"
    elif item.type == "enum":
        offered = "、".join(item.options or item.answers)
        text = f"{item.label}是哪一种（{offered}）" if offered else f"{item.label}是什么"
    elif item.is_share:
        text = f"{item.label}是百分之几"
    else:
        text = f"{item.label}是多少{item.unit}"
    hint = spoken().hint.get(item.name)
    return f"{text}（{hint}）" if hint else text


def asked_in(answer: str, inputs: Mapping[str, Input]) -> tuple[str, ...]:
    """The inputs that an answer asked for, in its order."""
    found: dict[int, str] = {}
    for name, item in inputs.items():
        at = answer.find(f"{question_for(item)}？")
        if at >= 0 and (at == 0 or not answer[at - 1].isalnum() or answer[at - 1].isdigit()):
            found.setdefault(at, name)  # labels of the same figure share a question
    return tuple(found[at] for at in sorted(found))


def replied(text: str, asked: Sequence[str], inputs: Mapping[str, Input], day: date) -> Facts:
    """What a reply to numbered questions says: "1. 80人 2. 有", "80人，有，300万", "都没有"."""
    if not asked:
        return Facts()
    pieces = _numbered(text, asked)
    if pieces is None:
        pieces = _in_order(text, asked, inputs, day)
    values: dict[str, Said] = {}
    unknown: set[str] = set()
    for name, piece in pieces.items():
        own = read(piece, day, headcount=False)
        if (own.values or own.shares) and name not in own.values and not _bare(piece):
            continue  # it names another figure, and is read as such
        if _UNSURE.search(piece):
            unknown.add(name)
            continue
        said = _answer(piece, inputs[name], day)
        if said is not None:
            values[name] = said
    return Facts(values, {}, frozenset(unknown))


def _numbered(text: str, asked: Sequence[str]) -> dict[str, str] | None:
    """The pieces by their numbers; None where the reply is not numbered."""
    marks: list[re.Match[str]] = []
    for mark in _NUMBERED.finditer(text):
        later = not marks or (_number(mark) > _number(marks[-1]) and mark.start() > marks[-1].end())
        if later:  # the "3." of "2. 3.5亿" is none
            marks.append(mark)
    if not marks or (len(marks) < 2 and marks[0].start() > 0):
        return None
    pieces = {}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(text)
        if _number(mark) <= len(asked):
            pieces[asked[_number(mark) - 1]] = text[mark.end() : end].strip(" ,，;；。、\n")
    return pieces


def _number(mark: re.Match[str]) -> int:
    return "一二三".find(mark["n"]) + 1 or int(mark["n"])


def _in_order(
    text: str, asked: Sequence[str], inputs: Mapping[str, Input], day: date
) -> dict[str, str]:
    """Pieces in the order of the questions; what names its own figure is not counted."""
    whole = text.strip()
    if _UNSURE.fullmatch(whole.strip("。,， 都")):
        return dict.fromkeys(asked, whole)
    if _ALL_NO.match(whole) or _ALL_YES.match(whole):
        return dict.fromkeys(_meant(whole, asked, inputs), whole)
    own = read(text, day, headcount=False).values
    open_ = [name for name in asked if name not in own]
    pieces = [p.strip() for p in _PIECES.split(text) if p.strip()]
    free = [p for p in pieces if not read(p, day, headcount=False).values or _bare(p)]
    if len(open_) == 1 and len(pieces) == 1:
        return {open_[0]: whole}
    if len(free) == len(open_):
        pairs = zip(open_, free, strict=True)
        return {n: p for n, p in pairs if _UNSURE.search(p) or _answer(p, inputs[n], day)}
    found: dict[str, str] = {}
    rest = list(free)
    for name in open_:  # fewer pieces than questions: each goes to the first it fits
        item = inputs[name]
        if rest and _certain(rest[0], item) and _answer(rest[0], item, day) is not None:
            found[name] = rest.pop(0)
    return found


def _meant(whole: str, asked: Sequence[str], inputs: Mapping[str, Input]) -> Sequence[str]:
    """ "都没有" answers what was asked with 有没有, and the rest only where nothing was."""
    if _FINE.search(whole) and "不" not in whole:
        return asked
    having = [name for name in asked if _HAVING.search(question_for(inputs[name]))]
    being = [name for name in asked if name not in having and inputs[name].type == "boolean"]
    figures = [name for name in asked if inputs[name].type not in ("boolean", "enum")]
    if re.search("没|无|有", whole):
        return [*having, *figures] or being
    return being or having


def _bare(piece: str) -> bool:
    return bool(_YES.fullmatch(piece) or _NO.fullmatch(piece))


def _certain(piece: str, item: Input) -> bool:
    """Whether a piece can only be an answer to this kind of question."""
    kinds = {q.kind for q in quantities(piece)}
    return bool(kinds - {Kind.BARE}) or item.type == "boolean"


def _answer(piece: str, item: Input, day: date) -> Said | None:
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
    if item.name in spoken().may_be_none and (_NO.match(piece) or _ALL_NO.match(piece)):
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
    if _FINE.search(bare) and not re.match(r"不", bare):
        return True
    if _BEING.search(wording.text if wording else item.label) and re.match("没|无", bare):
        return None  # "没有" is no answer to 是否为……
    if _ALL_NO.match(bare) or _NO.match(bare):
        return inverse
    if _ALL_YES.match(bare) or _YES.match(bare):
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
