"""What a document says of the parts of its card in sentences that no heading names, as the learned
reader reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.composing.lists import beside, opens
from assistant.composing.trimming import trimmed
from assistant.library import Library
from assistant.reader.calibration import STATED
from assistant.reader.evidence import Candidate, Evidence, read
from assistant.reader.reader import StatementReader
from assistant.reader.statements import Statement, statements
from assistant.tables.card_parts import BENEFIT, PARTS, Part, has_amount, speaks
from assistant.tables.paragraphs import Paragraph, paragraphs
from assistant.tables.policy_card import CardLine, Lines, headed_lines, shown
from corpus.document import Source
from corpus.passage import Passage

Said = tuple[Statement, Paragraph]
LINES = 6  # of a part; a list is told whole
_READ = 48  # statements read for one part
_TITLE = re.compile(r"^关于(?:印发)?|[《》]|（[^）]*）|\([^)]*\)|的?(?:通知|通告|公告)$")
_KIND = re.compile(
    r"(?:管理|实施|暂行|试行|若干|工作|补充|申报|办理|申请)*"
    r"(?:办法|规定|条例|细则|意见|措施|政策|指南|指引|方案|攻略|要点|条件|文件)+$"
)


def subject_of(source: Source) -> str:
    """What a document is on: its title without what kind of document it is."""
    return _KIND.sub("", title_of(source)) or title_of(source)


def title_of(source: Source) -> str:
    """The title without brackets and the form in which it was sent out."""
    return _TITLE.sub("", source.title)


@dataclass(frozen=True)
class CardReader:
    """Over one library."""

    library: Library
    reader: StatementReader

    def lines(self, own: Sequence[Passage]) -> Lines:
        """By part what is read in one document, beside what its headings give."""
        headed = headed_lines(own)
        said = [(s, p) for p in paragraphs(own) for s in statements(p.passage) if _holds(p, s)]
        found = ((part, self._part(part, said, headed[part.name])) for part in PARTS)
        return {part.name: lines for part, lines in found if lines}

    def _part(
        self, part: Part, said: Sequence[Said], headed: Sequence[CardLine]
    ) -> tuple[CardLine, ...]:
        """Nothing where headings tell a part, amounts apart: these stand everywhere."""
        if headed and part.name != BENEFIT:
            return ()
        told = [quote for line in headed for cited in line.citations for quote in cited.quotes]
        candidates = [
            (statement, paragraph)
            for statement, paragraph in said
            if speaks(part, statement.text) and not any(statement.text.strip() in q for q in told)
        ]
        best = self._read(part, [statement for statement, _ in candidates[:_READ]])
        found = [
            (evidence.probability, lines)
            for statement, paragraph in candidates[:_READ]
            if (evidence := best[statement]).probability >= _least(part, statement)
            and (lines := self._shown(evidence, paragraph))
        ]
        kept = _spread([(probability, line) for probability, (line, *_) in found])
        return tuple(line for _, lines in found if lines[0] in kept for line in lines)

    def _read(self, part: Part, found: Sequence[Statement]) -> Mapping[Statement, Evidence]:
        """Each statement with the question of the part that it answers best."""
        best: dict[Statement, Evidence] = {}
        for question in part.asks if found else ():
            source = found[0].passage.source
            asked = question.format(subject=subject_of(source), title=title_of(source))
            for e in read(self.reader, asked, [Candidate(s, 0.0) for s in found]):
                if e.statement not in best or best[e.statement].probability < e.probability:
                    best[e.statement] = e
        return best

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


def _holds(paragraph: Paragraph, statement: Statement) -> bool:
    return statement.text.strip() in "".join(paragraph.sentences)


def _spread(lines: Sequence[tuple[float, CardLine]]) -> list[CardLine]:
    """The likeliest line on each thing, then the second of each, as many as a part has room for."""
    rank: dict[str, int] = {}
    placed = []
    for probability, line in sorted(lines, key=lambda pair: -pair[0]):
        rank[line.about] = rank.get(line.about, 0) + 1
        placed.append((rank[line.about], -probability, line))
    return [line for *_, line in sorted(placed, key=lambda row: row[:2])[:LINES]]


def _least(part: Part, statement: Statement) -> float:
    """What gives without naming an amount is weaker proof than its words."""
    return part.least if part.name != BENEFIT or has_amount(statement.text) else STATED
