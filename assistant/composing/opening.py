"""What an answer opens with: the verdict on a figure of the asker's own, or yes or no."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.composing.citations import CitationList, written
from assistant.composing.lead import NO, YES, lead
from assistant.composing.line import Line
from assistant.composing.none_held import none_held
from assistant.composing.own_pairs import in_common
from assistant.composing.own_verdict import own_verdict
from assistant.finding.expected import SETTLED
from assistant.finding.statement import Statement
from assistant.inquiry import Finding
from assistant.judging.verdict import Verdict


def of_own_figure(finding: Finding, lines: Sequence[Line], marks: CitationList) -> str:
    """A figure of the asker's own beside its bound, which is all of the answer; "" where none
    is told that a line sets a bound for."""
    question, concepts = finding.question, finding.concepts
    said = [
        (line, own_verdict(question, told, concepts, _beside(finding, line)))
        for line in lines
        for told in [Statement(line.passage, line.quote, 0)]
    ]
    bearing = [(line, told) for line, told in said if told]
    if not bearing:
        return written(nought, marks) if (nought := none_held(finding)) else ""
    line, told = max(bearing, key=lambda pair: in_common(question, pair[0].quote))
    return told.text + written([Line(told.shown, line.passage, told.quote)], marks)


def _beside(finding: Finding, line: Line) -> str:
    """What was found of the section that a line is of, without its own passage."""
    here = (line.passage.source, line.passage.heading_path)
    found = {e.statement.passage.id: e.statement.passage for e in finding.evidence}
    return " ".join(
        p.text
        for p in found.values()
        if (p.source, p.heading_path) == here and p.id != line.passage.id
    )


def opening(finding: Finding, verdict: Verdict, first: Line) -> str:
    """What leads to the first line. A yes needs that all that the question names is met where the
    line stands, or that it is known to answer; what bars the whole bars a part of it too, so that
    a no needs it of the words that the library knows."""
    if verdict.reason:  # what the rule that is told leaves out
        return f"文件{verdict.reason}，有关规定是："
    of_line = (e for e in verdict.evidence if first.quote.strip() in e.statement.text)
    found = next((e for e in of_line if e.statement.passage is first.passage), None)
    if found is None:
        return lead(finding.question, first.quote, 0.0)
    opens = lead(finding.question, first.quote, found.own)
    missing = [c for c in found.missing if c.known or opens == YES]
    known = finding.hints.leads_to(found.statement, SETTLED)
    return "" if opens in (YES, NO) and missing and not known else opens
