"""What a reply to several questions says to each: by their numbers, or in their order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from assistant.self_test.asked import question_for
from assistant.self_test.reading import read
from assistant.self_test.said import Facts, Said
from assistant.self_test.value_given import (
    ALL_NO,
    ALL_YES,
    FINE,
    UNSURE,
    is_bare,
    is_certain,
    value_given,
)
from corpus.programme_rules import Input

_NUMBERED = re.compile(
    r"(?:^|(?<=[\s,，;；。、]))(?:第)?(?P<n>[1-3一二三])\s*"
    r"(?:[.、．:：)）]|个(?:是|问题)?[,，:：]?)\s*(?!\d{2,}\s*$)"
)
_HAVING = re.compile("有没有|是否拥?有")
_PIECES = re.compile(r"[,，、;；\n]+|\s{1,}|(?<=[^\d])[.。](?=\S)|。")


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
        if (own.values or own.shares) and name not in own.values and not is_bare(piece):
            continue  # it names another figure, and is read as such
        if UNSURE.search(piece):
            unknown.add(name)
            continue
        said = value_given(piece, inputs[name], day)
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
    if UNSURE.fullmatch(whole.strip("。,， 都")):
        return dict.fromkeys(asked, whole)
    if ALL_NO.match(whole) or ALL_YES.match(whole):
        return dict.fromkeys(_meant(whole, asked, inputs), whole)
    own = read(text, day, headcount=False).values
    open_ = [name for name in asked if name not in own]
    pieces = [p.strip() for p in _PIECES.split(text) if p.strip()]
    free = [p for p in pieces if not read(p, day, headcount=False).values or is_bare(p)]
    if len(open_) == 1 and len(pieces) == 1:
        return {open_[0]: whole}
    if len(free) == len(open_):
        pairs = zip(open_, free, strict=True)
        return {n: p for n, p in pairs if UNSURE.search(p) or value_given(p, inputs[n], day)}
    found: dict[str, str] = {}
    rest = list(free)
    for name in open_:  # fewer pieces than questions: each goes to the first it fits
        item = inputs[name]
        if rest and is_certain(rest[0], item) and value_given(rest[0], item, day) is not None:
            found[name] = rest.pop(0)
    return found


def _meant(whole: str, asked: Sequence[str], inputs: Mapping[str, Input]) -> Sequence[str]:
    """ "都没有" answers what was asked with 有没有, and the rest only where nothing was."""
    if FINE.search(whole) and "不" not in whole:
        return asked
    having = [name for name in asked if _HAVING.search(question_for(inputs[name]))]
    being = [name for name in asked if name not in having and inputs[name].type == "boolean"]
    figures = [name for name in asked if inputs[name].type not in ("boolean", "enum")]
    if re.search("没|无|有", whole):
        return [*having, *figures] or being
    return being or having
