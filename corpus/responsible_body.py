"""Who answers for a target, where the document names one: "（市工信局）", "由……牵头"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.passage import Passage
from corpus.plan_language import MODAL, PERIOD, shielded

_PERIOD = re.sub(r"\?P<\w+>", "?:", PERIOD.pattern)
_ALL_PLACES = (
    r"各(?:县|区|市|镇|地|街道|园区|板块)[（(]?[市县区、]*[）)]?"
    r"(?:各有关部门|人民政府|政府|管委会|[一-鿿]{0,4}部门)?"
)
# Of these a name alone in brackets makes a body; the others only where "牵头", "负责" follow.
_OFFICE = (
    r"(?:(?<![格布全结大破开邮时])局|厅|委|政府|管委会|委员会|办公室|领导小组|指挥部|总工会|妇联|科协|"
    r"工商联|组织部|宣传部|统战部|政法委)"
)
_ANY = rf"(?:{_OFFICE}|办|部|处|部门|专班|中心|院|集团|公司|协会|银行|分行|大学|开发区|高新区)"
_OFFICE_NAME = rf"(?:{_ALL_PLACES}|[一-鿿]{{1,16}}{_OFFICE}|[省市县区][一-鿿]{{1,8}}办)"
_NAME = rf"(?:{_ALL_PLACES}|[一-鿿]{{1,16}}{_ANY})"
_ONLY_OFFICES = re.compile(rf"{_OFFICE_NAME}(?:[、，,；;]\s*{_OFFICE_NAME})*")
_DUTY = r"(?:共同|联合|统一|具体)?(?:牵头|负责|主办|组织实施)(?!的|人|任|制|同志)"
_AS_DUTY = r"(?:作为|是|为)(?:牵头|责任|主办)(?:单位|部门)"
_LABEL = re.compile(
    rf"(?:责任|牵头|主办|承办|负责)(?:单位|部门|处室|科室|主体)\s*[：:]\s*"
    rf"({_NAME}(?:[、，,和及]\s*{_NAME})*)"
)
_PROSE = re.compile(
    rf"(?:由|(?:^|(?<=[，,；;。：:（(]))(?:\d+[.、．]|\s|{MODAL}|{_PERIOD})*)"
    rf"({_NAME}(?:[、和及与]{_NAME})*)(?:会同[^，,；;。（）()]+?)?(?:{_DUTY}|{_AS_DUTY})"
)
_BRACKET = re.compile(r"[（(]((?:[^（）()]|[（(][^（）()]*[）)])*)[）)]")
_SEPARATOR = re.compile(r"\s*(?:[，,；;]|会同)\s*")
_LEADING_VERB = re.compile(
    r"^.*(?:推动|支持|依托|组织|协调|发挥|明确|通过|要求|确保|统筹)(?=[一-鿿]{2})"
)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A body named at an offset; closing where it stands behind what it answers for."""

    body: str
    start: int
    closing: bool


@dataclass(frozen=True, slots=True)
class Duties:
    """Who answers for what in one sentence; whole is named behind it or over it for all of it."""

    sentence: str
    whole: str = ""

    def of(self, at: int, targets_at: Sequence[int]) -> str:
        """The body of the target whose figure stands at an offset; "" where none is named."""
        starts = [0, *(n for n, char in enumerate(shielded(self.sentence), 1) if char in "；;")]
        start = max(s for s in starts if s <= at)
        end = min((s for s in starts if s > at), default=len(self.sentence))
        mentions = _mentions(self.sentence)
        group = [m for m in mentions if start <= m.start < end]
        first = min(t for t in targets_at if start <= t < end)
        before = [m for m in mentions if m.start < start]
        carried = before[-1].body if before and not any(m.closing for m in before) else ""
        return _in_group(group, at, first) or carried or self.whole


def duties(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Duties]]:
    """Every sentence of the passages, in order, with who answers for what it says."""
    for passage, after in zip(passages, _lines_after(passages), strict=True):
        over = [_closing_body(m[0]) for h in passage.heading_path for m in _BRACKET.finditer(h)]
        whole = after or next(filter(None, reversed(over)), "")
        yield from ((passage, named) for named in _of_passage(passage, whole))


def _of_passage(passage: Passage, whole: str) -> list[Duties]:
    """A bracket that opens a sentence closes those before it: "……100家。（市工信局）"."""
    found: list[Duties] = []
    for sentence in reversed(passage.sentences):
        opening = _BRACKET.match(sentence.strip())
        label = _LABEL.match(sentence.strip())
        found.append(Duties(sentence, whole))
        whole = (
            _closing_body(opening[0]) if opening else _named(label[1]) if label else ""
        ) or whole
    return list(reversed(found))


def _lines_after(passages: Sequence[Passage]) -> list[str]:
    """For each passage, "责任单位：……" as a paragraph of its own right after it or its last
    paragraph."""
    named = [""] * len(passages)
    for at in range(len(passages) - 2, -1, -1):
        passage, other = passages[at], passages[at + 1]
        if other.source != passage.source:
            continue
        if found := _LABEL.match(other.text.strip().lstrip("（(")):
            named[at] = _named(found[1])
        elif other.heading_path == passage.heading_path and other.ordinal.startswith("p"):
            named[at] = named[at + 1]
    return named


@lru_cache(64)  # every target of a sentence asks
def _mentions(sentence: str) -> tuple[_Mention, ...]:
    return tuple(_found_in(sentence))


def _found_in(sentence: str) -> Iterator[_Mention]:
    """The bodies named as responsible, in order; a bracket that opens the sentence is not its."""
    text = shielded(sentence)
    spans = []
    for bracket in _BRACKET.finditer(text):
        body = _closing_body(bracket[0])
        if body:
            spans.append(bracket.span())
            if text[: bracket.start()].strip():
                yield _Mention(body, bracket.start(), True)
    for pattern, closing in ((_LABEL, True), (_PROSE, False)):
        for match in pattern.finditer(text):
            if not any(a <= match.start() < b for a, b in spans):
                yield _Mention(_named(match[1]), match.start(), closing)


def _closing_body(bracket: str) -> str:
    """The body that a bracket names: by a label, as leading, or as nothing but names."""
    inner = bracket.strip()[1:-1].strip()
    found = _LABEL.search(inner) or _PROSE.search(inner)
    if found:
        return _named(found[1])
    return _named(inner) if _ONLY_OFFICES.fullmatch(inner) else ""


def _named(names: str) -> str:
    return _SEPARATOR.sub("、", _LEADING_VERB.sub("", names))


def _in_group(mentions: Sequence[_Mention], at: int, first: int) -> str:
    """Behind the figure in brackets; else before it, or behind it where the group speaks so."""
    closing = [m for m in mentions if m.closing and m.start >= at]
    if closing:
        return closing[0].body
    said = [m for m in mentions if not m.closing]
    if said and said[0].start < first:
        return [m for m in said if m.start < at][-1].body
    return next((m.body for m in said if m.start >= at), "")
