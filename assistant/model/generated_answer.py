"""From verified sentences to the answer shown: laid out, numbered anew, figures pointed out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Answer, AnswerStatus, CheckedFigure, Mode
from assistant.composing.citations import CitationList
from assistant.composing.notes import notes
from assistant.model.checks.verification import CheckedSentence, Verification
from assistant.model.grounds import (
    Grounds,
    basis,
    misses_the_answer,
    missing_figures,
    speaks_to_the_question,
)
from assistant.model.model_failure import Failure, ModelFailed
from assistant.model.prompting import LONG, SHORT
from assistant.replies import REPLIES
from corpus.passage import Passage

ENOUGH = 0.4  # of what was written must be left
_LEAD = re.compile(r"(?:文件所列不是“[^”]*”|文件所列与您说的不同|不?可以)。")
_MARK = re.compile(r"\[(\d+)\]")
_FOUND_CHARS = 80  # of the passage shown beside a figure


def generated_answer(checked: Verification, held: Grounds, day: date) -> Answer:
    """The answer of what may be shown. Raises ModelFailed where too little is left."""
    kept = _within(_kept(checked, held), held)
    said = "\n".join(s.text for s in kept)
    if missing_figures(said, held) or misses_the_answer(kept, held):
        raise ModelFailed(Failure.INCOMPLETE)
    marks = CitationList()
    opening = _opening(held.floor.text, kept[0].text)
    text, figures = _laid_out(kept, held.sources, marks, opening)
    text += _unstated_part(held.floor, marks)
    citations = marks.citations()
    return replace(
        held.floor,
        text=text,
        citations=citations,
        notes=notes(citations, day),
        mode=Mode.GENERATED,
        verified=True,
        figures=figures,
    )


def _kept(checked: Verification, held: Grounds) -> tuple[CheckedSentence, ...]:
    """The sentences to show. A list of which something was dropped is no list any more, unless
    it is still as long as the extractive one."""
    topical = [s for s in checked.sentences if not s.ok or speaks_to_the_question(s, held)]
    left = Verification(tuple(topical))
    said = sum(len(s.text) for s in topical)
    if not left.substance or left.substance < ENOUGH * said:
        raise ModelFailed(Failure.UNVERIFIED)
    lines = sum(not (s.bare or s.is_lead_in) for s in left.kept)
    if held.is_list and left.failed and lines < len(held.quotes):
        raise ModelFailed(Failure.UNVERIFIED)
    return left.kept


def _within(kept: Sequence[CheckedSentence], held: Grounds) -> list[CheckedSentence]:
    """The opening sentences within the length that an answer may have; the first in any case."""
    most = SHORT if held.short else LONG
    shown: list[CheckedSentence] = []
    length = 0
    for sentence in kept:
        length += len(sentence.with_marks())
        if shown and length > most:
            break
        shown.append(sentence)
    return shown


def _opening(floor: str, first: str) -> str:
    """是/否, or that a premise is wrong, is said by rule; the model does not decide it."""
    lead = _LEAD.match(floor)
    if lead is None:
        return ""
    return "" if first.startswith(lead[0].rstrip("。")) else lead[0]


def _laid_out(
    kept: Sequence[CheckedSentence], sources: Sequence[Passage], marks: CitationList, opening: str
) -> tuple[str, tuple[CheckedFigure, ...]]:
    """The text line by line, and where in it the checked figures stand."""
    text = opening
    found: list[CheckedFigure] = []
    line = kept[0].line
    for sentence in kept:
        if sentence.line != line:
            text += "\n"
            line = sentence.line
        text += sentence.bullet
        found += [
            CheckedFigure(
                len(text) + m.said_start, len(text) + m.said_end, _around(sources[m.number - 1], m)
            )
            for m in sentence.matched
            if 1 <= m.number <= len(sources) and m.said_start < m.said_end
        ]
        text += sentence.text
        text += "".join(_mark(sentence, n, sources[n - 1], marks) for n in sentence.marks)
    return text, tuple(sorted(set(found), key=lambda f: (f.start, f.end)))


def _mark(sentence: CheckedSentence, number: int, passage: Passage, marks: CitationList) -> str:
    rests = basis(sentence, number, passage)
    return marks.mark(passage, rests.text.strip() if rests else "")


def _around(passage: Passage, match: object) -> str:
    """The clause of the passage in which a figure was found."""
    start, end = int(getattr(match, "start", 0)), int(getattr(match, "end", 0))
    text = passage.text
    opening = max((text.rfind(stop, 0, start) for stop in "。；;\n"), default=-1) + 1
    closings = [at for stop in "。；;\n" if (at := text.find(stop, end)) >= 0]
    opening = max(opening, end - _FOUND_CHARS)
    return text[opening : min([*closings, opening + _FOUND_CHARS])].strip()


def _unstated_part(floor: Answer, marks: CitationList) -> str:
    """What the extractive answer says of the parts that the documents do not state."""
    if floor.status is not AnswerStatus.PARTLY_ANSWERED:
        return ""
    _, sentence, told = floor.text.partition(REPLIES[floor.status])
    if not sentence:
        return ""
    by_number = {c.number: c.passage for c in floor.citations}

    def renumbered(mark: re.Match[str]) -> str:
        passage = by_number.get(int(mark[1]))
        return marks.mark(passage, "") if passage else ""

    return f"\n{sentence}{_MARK.sub(renumbered, told)}"
