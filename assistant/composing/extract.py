"""From evidence to lines: the statement that answers, what answers beside it, or a whole list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.composing.line import Line
from assistant.composing.lists import announces, beside, in_order
from assistant.composing.trimming import bare, trimmed, whole
from assistant.library import Library
from assistant.reader.calibration import STATED
from assistant.reader.evidence import Candidate, Evidence
from assistant.reader.finder import Finder, Finding
from assistant.reader.statements import Statement
from assistant.understanding.question import Kind
from index.tokenizer import query_tokens

SHORT_ROOM, SEVERAL_ROOM, LIST_ROOM = 150, 330, 580  # characters of an answer, marks and lead apart
_ALSO = 1.5  # logit behind the best one's to which a statement is told beside it
_ALSO_SINGLE = 1.0  # the same where one figure, time or body is asked for
_LISTED = 3.0  # the same in a list
_SINGLE = {Kind.FIGURE, Kind.WHEN, Kind.WHO}
_NEAR = 5.0  # score behind the best statement's to which a section's statements speak for it
_MORE, _PARTS = 2, 4  # pairs that a further statement must add; statements told at most
_GROUP = 0.25  # mean probability of a list's items from which all of them are told


@dataclass(frozen=True)
class Extractor:
    """Over one library; finder reads the items of a list that retrieval did not find."""

    library: Library
    finder: Finder

    def lines(self, finding: Finding) -> list[Line]:
        """The lines that answer a finding whose best evidence states what is asked."""
        if finding.question.asks_list:
            return self._list(finding)
        best = finding.evidence[0]
        if finding.question.names_several:
            return _within([trimmed(e, 60) for e in _covering(finding)], SEVERAL_ROOM)
        near = _ALSO_SINGLE if finding.question.kinds & _SINGLE else _ALSO
        also = [e for e in finding.evidence[1:] if _tells_beside(e, best, near)]
        figure = Kind.FIGURE in finding.question.kinds
        return _within([trimmed(e, single=figure) for e in (best, *also[:2])], SHORT_ROOM)

    def _list(self, finding: Finding) -> list[Line]:
        best = _of_best_section(finding.evidence)
        told = {e.statement: e for e in finding.evidence}
        items = beside(best.statement, self.library)
        unread = [Candidate(s, best.prior) for s in items if s not in told]
        found = self.finder.read(finding.question, finding.meaning, unread)
        told |= {e.statement: e for e in found}
        group = [told[s] for s in items]
        mean = sum(e.probability for e in group) / max(len(group), 1)
        if group and (announces(best.statement) or mean >= _GROUP):
            return _within([*_head(best, items), *map(bare, group)], LIST_ROOM)
        listed = [best, *(e for e in told.values() if _tells_beside(e, best, _LISTED))]
        return _within([trimmed(e, 120) for e in in_order(listed)], LIST_ROOM)


def _of_best_section(evidence: Sequence[Evidence]) -> Evidence:
    """The likeliest statement of the section that most of what is stated stands in."""
    sections: dict[tuple[str, tuple[str, ...]], list[Evidence]] = {}
    for e in evidence:
        if e.probability >= STATED and e.score >= evidence[0].score - _NEAR:
            passage = e.statement.passage
            sections.setdefault((passage.source.id, passage.heading_path), []).append(e)
    fullest = max(sections.values(), key=lambda s: sum(e.probability for e in s), default=())
    return fullest[0] if fullest else evidence[0]


def _covering(finding: Finding) -> list[Evidence]:
    """The best statement, and those that have more of what the question names than is told."""
    told: list[Evidence] = []
    left = _pairs(finding.question.text)
    for evidence in finding.evidence:
        if evidence.probability < STATED and told:
            continue
        new = left & _pairs(evidence.statement.text)
        if not told or len(new) >= _MORE:
            told.append(evidence)
            left -= new
    return told[:_PARTS]


def _pairs(text: str) -> set[str]:
    """The character pairs of a text, words that only ask left out."""
    return {token for token in query_tokens(text) if len(token) == 2}


def _head(best: Evidence, items: Sequence[Statement]) -> list[Line]:
    """What announces a list: the best statement where it is no item, else the items' lead."""
    if best.statement not in items:
        return [whole(best)]
    lead = items[0].lead
    return [Line(lead, best.statement.passage, lead)] if lead else []


def _tells_beside(evidence: Evidence, best: Evidence, behind: float) -> bool:
    near = evidence.score >= best.score - behind
    return evidence is not best and near and evidence.probability >= STATED


def _within(lines: Iterable[Line], room: int) -> list[Line]:
    """As many lines as fit; the first in any case, none twice."""
    kept: list[Line] = []
    length = 0
    for line in lines:
        length += len(line.text)
        if any(line.text in other.text for other in kept):
            continue
        if kept and length > room:
            break
        kept.append(line)
    return kept
