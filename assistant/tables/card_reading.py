"""What a document says of the parts of its card in sentences that no heading names, as the learned
reader reads it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.composing.lists import beside, opens
from assistant.composing.trimming import trimmed
from assistant.library import Library
from assistant.reader.evidence import STATED, Candidate, Evidence, read
from assistant.reader.reader import StatementReader
from assistant.reader.statements import Statement, statements
from assistant.tables.paragraphs import Paragraph, paragraphs
from assistant.tables.policy_card import CardLine, Lines, headed_lines, shown
from corpus.content_kinds import ContentKind, denied, has_amount, states
from corpus.document import Source
from corpus.passage import Passage

Said = tuple[Statement, Paragraph]
LINES = 6  # of a part; a list is told whole
_READ = 48  # statements read for one part
_LEAST = {ContentKind.WHO: 0.35, ContentKind.BENEFIT: 0.1}  # else STATED
_FORM = re.compile(r"^关于(?:印发)?|[《》]|（[^）]*）|\([^)]*\)|的?(?:通知|通告|公告)$")
_KIND = re.compile(
    r"(?:管理|实施|暂行|试行|若干|工作|补充|申报|办理|申请)*"
    r"(?:办法|规定|条例|细则|意见|措施|政策|指南|指引|方案|攻略|要点|条件|文件)+$"
)
ASKS = {
    ContentKind.BENEFIT: "给多少钱？ 最高给多少？ {subject}最高多少钱？ "
    "{subject}的补助、奖励标准是多少？ {subject}有哪些支持或者优惠？",
    ContentKind.CONDITIONS: "应当具备哪些条件？ 申请{subject}要符合哪些条件？",
    ContentKind.WINDOW: "什么时候办理，截止到哪天？ {subject}什么时候申报？",
    ContentKind.WHO: "《{title}》适用于哪些人或者单位？ 哪些人可以享受？ 适用范围是什么？",
    ContentKind.MATERIALS: "要提交哪些材料？ 申请{subject}要提交哪些材料？",
    ContentKind.PROCEDURE: "怎么申请？ 怎么办理？ {subject}怎么申请？",
    ContentKind.VALIDITY: "《{title}》从什么时候起施行？",
    ContentKind.CONTACT: "咨询电话是多少？ {subject}由哪个部门负责？ 《{title}》由谁负责解释？",
}
"""Questions that a sentence of each kind answers, by {title} and {subject} of the document."""


def subject_of(source: Source) -> str:
    """What a document is on: its title without what kind of document it is."""
    return _KIND.sub("", title_of(source)) or title_of(source)


def title_of(source: Source) -> str:
    """The title without brackets and the form in which it was sent out."""
    return _FORM.sub("", source.title)


@dataclass(frozen=True)
class CardReader:
    """Over one library."""

    library: Library
    reader: StatementReader

    def lines(self, own: Sequence[Passage]) -> Lines:
        """What headings give in one document; of a part that none tells, and of amounts, which
        stand everywhere, what is read."""
        told = headed_lines(own)
        said = [
            (statement, paragraph)
            for paragraph in paragraphs(own)
            if not denied(paragraph.over)
            for statement in statements(paragraph.passage)
            if statement.text.strip() in "".join(paragraph.sentences)
        ]
        return {kind: (*headed, *self._found(kind, said, headed)) for kind, headed in told.items()}

    def _found(
        self, kind: ContentKind, said: Sequence[Said], headed: Sequence[CardLine]
    ) -> list[CardLine]:
        """The likeliest line on each thing, then the second of each, as many as there is room."""
        if headed and kind is not ContentKind.BENEFIT:
            return []
        told = "\n".join(quote for line in headed for c in line.citations for quote in c.quotes)
        near = [(s, p) for s, p in said if states(kind, s.text) and s.text.strip() not in told]
        best = self._read(kind, [statement for statement, _ in near[:_READ]])
        found = [
            (best[statement].probability, lines)
            for statement, paragraph in near[:_READ]
            if best[statement].probability >= _least(kind, statement)
            and (lines := self._shown(best[statement], paragraph))
        ]
        seen: Counter[str] = Counter()
        ranked = []
        for _, lines in sorted(found, key=lambda row: -row[0]):
            seen[lines[0].about] += 1
            ranked.append((seen[lines[0].about], lines))
        kept = [lines for _, lines in sorted(ranked, key=lambda row: row[0])[:LINES]]
        return [line for _, lines in found if lines in kept for line in lines]

    def _read(self, kind: ContentKind, found: Sequence[Statement]) -> Mapping[Statement, Evidence]:
        """Each statement with the question of its kind that it answers best."""
        if not found:
            return {}
        source = found[0].passage.source
        asked = ASKS[kind].format(subject=subject_of(source), title=title_of(source)).split()
        candidates = [Candidate(statement, 0.0) for statement in found]
        answered = [e for question in asked for e in read(self.reader, question, candidates)]
        return {e.statement: e for e in sorted(answered, key=lambda e: e.probability)}

    def _shown(self, evidence: Evidence, paragraph: Paragraph) -> tuple[CardLine, ...]:
        """Trimmed as in an answer; what opens a list with its items, else it says nothing."""
        said = replace(paragraph, opens=opens(evidence.statement))
        items = beside(evidence.statement, self.library) if said.opens else []
        if said.opens and not items:
            return ()
        line = trimmed(evidence)
        each = (replace(paragraph, passage=s.passage, opens=False) for s in items)
        return (
            shown(line.text, said, [line.quote]),
            *(shown(s.text, of, [s.text]) for s, of in zip(items, each, strict=True)),
        )


def _least(kind: ContentKind, statement: Statement) -> float:
    """What gives without naming an amount is weaker proof than its words."""
    unsure = kind is ContentKind.BENEFIT and not has_amount(statement.text)
    return STATED if unsure else _LEAST.get(kind, STATED)
