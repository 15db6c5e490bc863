"""政策速览: what each policy says of itself, each line with its paragraph: a programme's rules
with the passages they point to, the rest by how headings speak (适用对象, 办理程序, 优惠内容)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from corpus.deadline_language import MARK as LIST_MARK
from corpus.deadlines import Deadline
from corpus.document import Source
from corpus.heading_kinds import HeadingKind, parts_headed
from corpus.passage import Passage
from corpus.programme_rules import Section
from corpus.programme_table import group_headings
from corpus.programmes import Programme
from corpus.targets import is_plan

WHO, CONDITIONS, BENEFIT, PROCEDURE = (kind.value for kind in HeadingKind)
VALIDITY = "有效期"

_VALID = re.compile(
    r"有效期(?![内所])|当年有效|继续有效|执行期[间限]|执行至|延[长续][至到]\d{4}年|届满|"
    r"(?:没有|未)规定截止|起(?:继续)?(?:施行|执行|实施)|替代|废止|继续沿用|不再用于|已经结束"
)


@dataclass(frozen=True, slots=True)
class CardLine:
    """One statement of a card and where it stands; a heading says how those after it bind."""

    text: str
    citations: tuple[Citation, ...] = ()
    heading: bool = False


@dataclass(frozen=True, slots=True)
class CardPart:
    """The lines under one of the card's headings; never empty."""

    name: str
    lines: tuple[CardLine, ...]


@dataclass(frozen=True, slots=True)
class PolicyCard:
    """One programme, or one document that no programme's rules stand on."""

    id: str
    name: str
    source: Source
    parts: tuple[CardPart, ...]
    deadlines: tuple[Deadline, ...]
    programme: Programme | None = None
    note: str = ""


def policy_cards(
    passages: Sequence[Passage], programmes: Iterable[Programme], deadlines: Sequence[Deadline]
) -> tuple[PolicyCard, ...]:
    """The programmes in their order, then the other documents, plans apart."""
    by_source: dict[str, list[Passage]] = {}
    for passage in passages:
        by_source.setdefault(passage.source.id, []).append(passage)
    told = [p for p in programmes if p.policy in by_source]
    cards = [_card(by_source[p.policy], deadlines, p) for p in told]
    covered = {p.policy for p in told}
    others = [own for source, own in by_source.items() if source not in covered]
    found = (_card(own, deadlines) for own in others if not is_plan(own[0].source))
    return (*cards, *(card for card in found if card.parts))


def _card(
    own: Sequence[Passage], deadlines: Sequence[Deadline], programme: Programme | None = None
) -> PolicyCard:
    """The card of a document; of a programme its rules go before what the text has."""
    source = own[0].source
    told = {kind.value: _under(own, kind) for kind in HeadingKind}
    if programme:
        told[CONDITIONS] = tuple(_conditions(programme))
        by_rules = tuple(_of_rule(b.text, b.section) for b in programme.benefit)
        told[BENEFIT] = by_rules or told[BENEFIT]
    told[VALIDITY] = _validity(own)
    named = (programme.id, programme.name) if programme else (source.id, source.title)
    parts = tuple(CardPart(name, lines) for name, lines in told.items() if lines)
    dated = tuple(row for row in deadlines if row.passage.source.id == source.id)
    return PolicyCard(*named, source, parts, dated, programme, programme.note if programme else "")


def _conditions(programme: Programme) -> Iterator[CardLine]:
    """The conditions of the rules, each group under what binds it."""
    headings = group_headings(programme)
    for name, group in programme.all_groups.items():
        if name in headings:
            yield CardLine(headings[name], heading=True)
        yield from (_of_rule(c.label, c.section) for c in group.conditions)


def _of_rule(label: str, section: Section) -> CardLine:
    cited = [Citation(n, p, p.sentences) for n, p in enumerate(section.passages, 1)]
    return CardLine(label, tuple(cited))


def _under(own: Sequence[Passage], kind: HeadingKind) -> tuple[CardLine, ...]:
    """The passages under headings of this kind."""
    return tuple(
        CardLine(_shown(passage.text), (Citation(1, passage, passage.sentences),))
        for passage in own
        if kind in parts_headed(passage.heading_path)
    )


def _validity(own: Sequence[Passage]) -> tuple[CardLine, ...]:
    """Sentences that say from when, until when or how long something holds."""
    return tuple(
        CardLine(_shown(sentence), (Citation(1, passage, (sentence.strip(),)),))
        for passage in own
        for sentence in passage.sentences
        if _VALID.search(sentence)
    )


def _shown(text: str) -> str:
    return LIST_MARK.sub("", text.strip()).rstrip("。；;")
