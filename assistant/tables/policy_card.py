"""政策速览: what each policy says of itself, each line with its paragraph: a programme's rules
with the passages they point to, the rest by how headings speak (适用对象, 办理程序, 优惠内容)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from assistant.answer import Citation
from assistant.reader.statements import WHOLE, plain
from assistant.tables.paragraphs import Paragraph, paragraphs
from corpus.content_kinds import ContentKind, kinds_under, states
from corpus.deadlines import Deadline
from corpus.document import Source
from corpus.passage import Passage
from corpus.programme_rules import Section
from corpus.programme_table import group_headings
from corpus.programmes import Programme
from corpus.targets import is_plan


@dataclass(frozen=True, slots=True)
class CardLine:
    """One statement of a card and where it stands; a heading says how those after it bind. about:
    what of several things in its document it is on."""

    text: str
    citations: tuple[Citation, ...] = ()
    heading: bool = False
    about: str = ""


Lines = Mapping[ContentKind, tuple[CardLine, ...]]
"""The lines of a document by the name of their part."""


@dataclass(frozen=True, slots=True)
class CardPart:
    """The lines under one of the card's headings; never empty."""

    name: ContentKind
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
    passages: Sequence[Passage],
    programmes: Iterable[Programme],
    deadlines: Sequence[Deadline],
    read: Mapping[str, Lines] = MappingProxyType({}),
) -> tuple[PolicyCard, ...]:
    """The programmes in their order, then the other documents, plans apart; read: by document
    what a reader found in it beside what headings give."""
    by_source: dict[str, list[Passage]] = {}
    for passage in passages:
        by_source.setdefault(passage.source.id, []).append(passage)
    told = [p for p in programmes if p.policy in by_source]
    cards = [_card(by_source[p.policy], deadlines, p) for p in told]
    covered = {p.policy for p in told}
    others = [own for source, own in by_source.items() if source not in covered]
    found = (
        _card(own, deadlines, read=read.get(own[0].source.id, {}))
        for own in others
        if not is_plan(own[0].source)
    )
    return (*cards, *(card for card in found if card.parts))


def _card(
    own: Sequence[Passage],
    deadlines: Sequence[Deadline],
    programme: Programme | None = None,
    read: Lines = MappingProxyType({}),
) -> PolicyCard:
    """The card of a document; of a programme its rules go before what the text has."""
    source = own[0].source
    told = {name: _grouped(lines) for name, lines in (read or headed_lines(own)).items()}
    if programme:
        told[ContentKind.CONDITIONS] = tuple(_conditions(programme))
        by_rules = tuple(_of_rule(b.text, b.section) for b in programme.benefit)
        told[ContentKind.BENEFIT] = by_rules or told[ContentKind.BENEFIT]
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


def headed_lines(own: Sequence[Passage]) -> Lines:
    """What stands under the headings of each part, in the order of the text: a paragraph a line,
    a long one by its sentences."""
    found: dict[ContentKind, list[CardLine]] = {kind: [] for kind in ContentKind}
    for paragraph in paragraphs(own):
        whole = len(plain("".join(paragraph.sentences))) <= WHOLE
        for said in [paragraph.sentences] if whole else [(s,) for s in paragraph.sentences]:
            line = shown("".join(said), paragraph, said)
            for kind in kinds_under(paragraph.over, line.text):
                found[kind].append(line)
    found[ContentKind.VALIDITY] = [
        shown(sentence, Paragraph(passage, (sentence,)), [sentence])
        for passage in own
        for sentence in passage.sentences
        if states(ContentKind.VALIDITY, sentence)
    ]
    return {kind: _with_lines(lines) for kind, lines in found.items()}


def shown(text: str, paragraph: Paragraph, quotes: Sequence[str]) -> CardLine:
    """A line without the mark of a list and the closing stop."""
    cited = Citation(1, paragraph.passage, tuple(quote.strip() for quote in quotes))
    said = plain(text).rstrip("。；;")
    return CardLine(said, (cited,), paragraph.opens, paragraph.subject)


def _grouped(lines: Sequence[CardLine]) -> tuple[CardLine, ...]:
    """In the order of the text, under what they are about where that differs."""
    placed = sorted(lines, key=lambda line: line.citations[0].passage.order)
    if len({line.about for line in placed}) < 2:
        return tuple(placed)
    found: list[CardLine] = []
    about = ""
    for n, line in enumerate(placed):
        own = placed[n + 1].about if line.heading and n + 1 < len(placed) else line.about
        if own and own != about:
            found.append(CardLine(own, heading=True))
        about = own
        found.append(line)
    return tuple(found)


def _with_lines(lines: Sequence[CardLine]) -> tuple[CardLine, ...]:
    """Without headings that no line follows."""
    followed = [*(line.heading for line in lines[1:]), True]
    return tuple(
        line for line, last in zip(lines, followed, strict=False) if not (line.heading and last)
    )
