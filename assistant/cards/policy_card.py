"""政策速览: what each policy says of itself, line by line, each line with its paragraph.

Lines of a programme's rules carry the passages the rules point to; the rest is found in the
documents by how headings speak (适用对象, 办理程序, 优惠内容), not by a list of documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from corpus.deadlines import Deadline
from corpus.document import Source
from corpus.passage import Passage
from corpus.programme_rules import Section
from corpus.programme_table import group_headings
from corpus.programmes import Programme
from corpus.targets import is_plan

WHO, CONDITIONS, BENEFIT, PROCEDURE, VALIDITY = "适合谁", "条件", "好处", "怎么办", "有效期"

_HEADINGS = {
    WHO: r"适用(?:对象|范围|主体)|"
    r"(?:申[报请]|支持|扶持|奖励|资助|享受|服务|受理)(?:对象|主体|范围)",
    CONDITIONS: r"条件|(?:申[报请]|资格|准入|基本)要求|[评认][价定]标准|评分标准",
    BENEFIT: r"优惠|好处|奖[励补]|补[助贴]|贴息|税率|报酬|结转|"
    r"(?:支持|扶持|资助|减免|免税)(?:内容|方式|政策|标准|措施|力度)",
    PROCEDURE: r"程序|流程|"
    r"(?:办理|申[报请]|认定|登记|评审|兑现|受理|备案|审批|评价)(?:方式|步骤|要点|提示|指南|手续)",
}
_EXAMPLE = re.compile(r"示例|举例|案例")
_VALID = re.compile(
    r"有效期(?![内所])|当年有效|继续有效|执行期[间限]|执行至|延[长续][至到]\d{4}年|期限已经?届满|"
    r"(?:没有|未)规定截止|起(?:继续)?(?:施行|执行|实施)|替代|废止|继续沿用|不再用于|已经结束"
)
_MARK = re.compile(
    r"^\s*(?:\d{1,3}[.．、](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]+、|[①-⑳])\s*"
)


@dataclass(frozen=True, slots=True)
class CardLine:
    """One statement of a card and where it stands; of several passages the first leads.

    A heading only says how the lines after it bind, and cites nothing.
    """

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
    passages: Sequence[Passage],
    programmes: Iterable[Programme],
    deadlines: Sequence[Deadline],
) -> tuple[PolicyCard, ...]:
    """The programmes in their order, then the other documents, plans apart."""
    by_source: dict[str, list[Passage]] = {}
    for passage in passages:
        by_source.setdefault(passage.source.id, []).append(passage)
    told = [p for p in programmes if p.policy in by_source]
    cards = [_of_programme(p, by_source[p.policy], deadlines) for p in told]
    covered = {p.policy for p in told}
    for source_id, own in by_source.items():
        if source_id not in covered and not is_plan(own[0].source):
            card = _of_document(own, deadlines)
            cards += [card] if card.parts else []
    return tuple(cards)


def _of_programme(
    programme: Programme, own: Sequence[Passage], deadlines: Sequence[Deadline]
) -> PolicyCard:
    benefits = tuple(_of_rule(b.text, b.section) for b in programme.benefit)
    parts = (
        _part(WHO, _under(own, WHO)),
        _part(CONDITIONS, _conditions(programme)),
        _part(BENEFIT, benefits or _under(own, BENEFIT)),
        _part(PROCEDURE, _under(own, PROCEDURE)),
        _part(VALIDITY, _validity(own)),
    )
    return PolicyCard(
        programme.id,
        programme.name,
        own[0].source,
        tuple(part for part in parts if part.lines),
        _deadlines_of(own[0].source, deadlines),
        programme,
        programme.note,
    )


def _of_document(own: Sequence[Passage], deadlines: Sequence[Deadline]) -> PolicyCard:
    source = own[0].source
    parts = (
        *(_part(name, _under(own, name)) for name in (WHO, CONDITIONS, BENEFIT, PROCEDURE)),
        _part(VALIDITY, _validity(own)),
    )
    filled = tuple(part for part in parts if part.lines)
    return PolicyCard(source.id, source.title, source, filled, _deadlines_of(source, deadlines))


def _part(name: str, lines: Iterable[CardLine]) -> CardPart:
    return CardPart(name, tuple(lines))


def _conditions(programme: Programme) -> Iterator[CardLine]:
    """The conditions of the rules, each group under what binds it."""
    headings = group_headings(programme)
    for name, group in programme.all_groups.items():
        if name in headings:
            yield CardLine(headings[name], heading=True)
        yield from (_of_rule(c.label, c.section) for c in group.conditions)


def _of_rule(label: str, section: Section) -> CardLine:
    cited = (Citation(n, p, p.sentences) for n, p in enumerate(section.passages, 1))
    return CardLine(label, tuple(cited))


def _under(own: Sequence[Passage], name: str) -> tuple[CardLine, ...]:
    """The passages under headings of this kind; a heading of two kinds serves both."""
    wanted = re.compile(_HEADINGS[name])
    return tuple(
        CardLine(_shown(passage.text), (Citation(1, passage, passage.sentences),))
        for passage in own
        if any(wanted.search(h) and not _EXAMPLE.search(h) for h in passage.heading_path)
    )


def _validity(own: Sequence[Passage]) -> tuple[CardLine, ...]:
    """Sentences that say from when, until when or how long something holds."""
    return tuple(
        CardLine(_shown(sentence), (Citation(1, passage, (sentence.strip(),)),))
        for passage in own
        for sentence in passage.sentences
        if _VALID.search(sentence)
    )


def _deadlines_of(source: Source, deadlines: Sequence[Deadline]) -> tuple[Deadline, ...]:
    return tuple(row for row in deadlines if row.passage.source.id == source.id)


def _shown(text: str) -> str:
    return _MARK.sub("", text.strip()).rstrip("。；;")
