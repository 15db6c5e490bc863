"""政策速览: what each policy says of itself, each line with its paragraph: a programme's rules
with the passages they point to, the rest by how headings speak (适用对象, 办理程序, 优惠内容)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from corpus.deadline_language import MARK as LIST_MARK
from corpus.deadlines import Deadline
from corpus.document import Source
from corpus.passage import Passage
from corpus.programme_rules import Section
from corpus.programme_table import group_headings
from corpus.programmes import Programme
from corpus.targets import is_plan

WHO, CONDITIONS, BENEFIT, PROCEDURE, VALIDITY = "适合谁", "条件", "好处", "怎么办", "有效期"

_HEADINGS = {
    WHO: r"(?:适用|申[报请]|支持|扶持|奖励|资助|享受|服务|受理)(?:对象|范围|主体)",
    CONDITIONS: r"条件|(?:申[报请]|资格|准入|基本)要求|[评认][价定]标准|评分标准",
    BENEFIT: r"优惠|好处|奖[励补]|补[助贴]|贴息|税率|报酬|结转|"
    r"(?:支持|扶持|资助|减免|免税)(?:内容|方式|政策|标准|措施|力度)",
    PROCEDURE: r"程序|流程|"
    r"(?:办理|申[报请]|认定|登记|评审|兑现|受理|备案|审批|评价)(?:方式|步骤|要点|提示|指南|手续)",
}
_EXAMPLE = re.compile(r"示例|举例|案例")
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
    told = {name: _under(own, name) for name in _HEADINGS}
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


def _shown(text: str) -> str:
    return LIST_MARK.sub("", text.strip()).rstrip("。；;")
