"""From evidence to lines: the statement that answers, what answers beside it, or a whole list."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.composing.citations import Line
from assistant.composing.lists import announcement, announces, beside, in_order, lead_of, opens
from assistant.composing.own_figures import in_band
from assistant.composing.trimming import SHORT, pairs, trimmed, whole
from assistant.library import Library
from assistant.reader.evidence import STATED, Candidate, Evidence
from assistant.reader.finder import Finder, Finding
from assistant.reader.statements import Statement
from assistant.understanding.question import Kind, Question
from corpus.content_kinds import kinds_over

SHORT_ROOM, SEVERAL_ROOM, LIST_ROOM = 150, 330, 580  # characters of an answer, marks and lead apart
_ALSO = 1.5  # logit behind the best one's to which a statement is told beside it
_LISTED = 5.0  # the same in a list
_ALIKE = 1.0  # logit behind what generally holds to which its exception is told beside it
_GENERALLY = re.compile("一般|原则上|通常")
_SINGLE = {Kind.FIGURE, Kind.WHEN, Kind.WHO}  # one thing: another statement is of another
_BANDS = 3.0  # the same of bands, of which the asker's figure lies in one
_NEAR = 5.0  # score behind the best statement's to which a section's statements speak for it
_MORE, _PARTS = 2, 4  # pairs that a further statement must add; statements told at most
_APART = 6.0  # score before the next item's from which one item of a list is told alone
_GROUP = 0.35  # mean probability of a list's items from which all of them are told


@dataclass(frozen=True)
class Extractor:
    """Over one library; finder reads the items of a list that retrieval did not find."""

    library: Library
    finder: Finder

    def lines(self, finding: Finding) -> list[Line]:
        """The lines that answer a finding whose best evidence states what is asked."""
        question = finding.question
        if question.asks_list or opens(finding.evidence[0].statement):
            return self._list(finding)
        if question.names_several:
            return _within(_told(_covering(finding), 60), SEVERAL_ROOM)
        found = _in_band(finding)
        source = found[0].statement.passage.source
        own = [e for e in found[1:] if e.statement.passage.source == source]
        single = question.kinds & _SINGLE
        also = [
            e
            for e in own
            if _excepts(e, found[0]) or (not single and _tells_beside(e, found[0], _ALSO))
        ]
        told = _told([found[0], *also[:2]], asked=question)
        return _within([*self._announced(found[0], question), *told], SHORT_ROOM)

    def _announced(self, best: Evidence, question: Question) -> list[Line]:
        """What an item follows from, where yes or no is asked: the item alone says neither."""
        head = announcement(best.statement, self.library) if question.asks_yes_no else None
        return [Line(head.shown, head.passage, head.text.strip())] if head else []

    def _list(self, finding: Finding) -> list[Line]:
        """The whole list that the best statement announces or is an item of; one item alone where
        it stands apart; else what else is stated."""
        best = finding.evidence[0]
        if not announces(best.statement):
            best = _of_best_section(_headed(finding) or finding.evidence)
        items = beside(best.statement, self.library)
        group = self._read(finding, best, items)
        second = max((e.score for e in group if e is not best), default=best.score)
        if best in group and not announces(best.statement) and best.score - second > _APART:
            return _within(_told([best], asked=finding.question), SHORT_ROOM)
        mean = sum(e.probability for e in group) / max(len(group), 1)
        whole_list = announces(best.statement) or best in _headed(finding)
        if group and (whole_list or mean >= _GROUP):
            head = _head(best, items)
            return _within([*head, *(_item(e, head) for e in group)], LIST_ROOM)
        listed = [best, *(e for e in finding.evidence if _tells_beside(e, best, _LISTED))]
        return _within(_told(in_order(listed), 120), LIST_ROOM)

    def _read(self, finding: Finding, best: Evidence, items: Sequence[Statement]) -> list[Evidence]:
        """The items of a list as evidence; those that retrieval did not find are read now."""
        read = {e.statement: e for e in finding.evidence}
        unread = [Candidate(s, best.prior) for s in items if s not in read]
        found = self.finder.read(finding.question, finding.meaning, unread)
        read |= {e.statement: e for e in found}
        return [read[s] for s in items]


def _told(
    found: Iterable[Evidence], short: int = SHORT, asked: Question | None = None
) -> list[Line]:
    """Evidence as lines; what announces several of them is said once."""
    lines, led = [], {""}
    for e in found:
        lines.append(trimmed(e, short, asked, led=e.statement.lead not in led))
        led.add(e.statement.lead)
    return lines


def _in_band(finding: Finding) -> list[Evidence]:
    """The evidence; where bands are listed, without those that the asker's figure is not in."""
    best, *others = finding.evidence
    near = [best, *(e for e in others if e.stands_with(best) and _tells_beside(e, best, _BANDS))]
    bands = {e: in_band(finding.question, e.statement.text) for e in near}
    if True not in bands.values() or Kind.YES_NO in finding.question.kinds:
        return list(finding.evidence)
    return [e for e in finding.evidence if bands.get(e) is not False]


def _headed(finding: Finding) -> list[Evidence]:
    """What is stated under a heading of the part of a policy that is asked for, near the best."""
    parts, best = finding.question.parts, finding.evidence[0]
    near = (e for e in finding.evidence if e is best or _tells_beside(e, best, _NEAR))
    paths = ((e, reversed(e.statement.passage.heading_path)) for e in near)
    return [e for e, path in paths if parts.intersection(kinds_over(path))]


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
    left = pairs(finding.question.text)
    for evidence in finding.evidence:
        if evidence.probability < STATED and told:
            continue
        new = left & pairs(evidence.statement.text)
        if not told or len(new) >= _MORE:
            told.append(evidence)
            left -= new
    return told[:_PARTS]


def _head(best: Evidence, items: Sequence[Statement]) -> list[Line]:
    """What announces a list: the best statement where it is no item, else the lead of them all."""
    if best.statement not in items:
        return [whole(best)]
    lead, *others = {lead_of(item) for item in items}
    return [] if others or not lead else [Line(lead, best.statement.passage, lead)]


def _item(evidence: Evidence, head: Sequence[Line]) -> Line:
    """An item as a line; the first may hold what announces them, which is told before it."""
    line = whole(evidence, led=False)
    return replace(line, text=line.text.removeprefix(head[0].text)) if head else line


def _tells_beside(evidence: Evidence, best: Evidence, behind: float) -> bool:
    near = evidence.score >= best.score - behind
    return evidence is not best and near and evidence.probability >= STATED


def _excepts(evidence: Evidence, best: Evidence) -> bool:
    """Whether a statement may be the exception to a best one that tells only what generally holds:
    in the same section, and to the reader alone about as likely."""
    likelier = evidence.reading.logit >= best.reading.logit - _ALIKE
    general = _GENERALLY.search(best.statement.text)
    return bool(general) and evidence.stands_with(best) and likelier


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
