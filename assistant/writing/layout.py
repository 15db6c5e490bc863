"""From verified sentences to the answer shown: numbered anew, figures pointed out; or no answer."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Answer, AnswerStatus, CheckedFigure, Mode
from assistant.composing.citations import CitationList
from assistant.composing.notes import notes
from assistant.replies import REPLIES
from assistant.writing.failure import Failure, ModelFailed
from assistant.writing.prompts import LONG
from assistant.writing.quantities import BARE, DATE, ORDINAL, Quantity, dated, fold, quantities
from assistant.writing.sentences import Sentence, Verification
from assistant.writing.source_text import coverage, grams, statements
from corpus.passage import Passage

ENOUGH = 0.4  # of what was written must be left
_TOLD = 0.5  # of the words of a line of the extractive answer with which it is told
_LISTED = 0.5  # of its lines that must be told
_MOST_REQUIRED = 3  # figures of its first sentence that must all be told
_MARK = re.compile(r"\[(\d+)\]")
_LEAD = re.compile(r"^([^。\n\[\]：:]{1,20}。)(?!\[)")  # 是/否, or that a premise is wrong
_FOUND_CHARS = 80  # of the passage shown beside a figure


def generated_answer(
    checked: Verification, floor: Answer, sources: Sequence[Passage], day: date
) -> Answer:
    """The answer of what may be shown. Raises ModelFailed where it is less than the floor."""
    kept = [s for s in checked.kept if not (s.bare or _is_rival(s, floor))]
    while len(kept) > 1 and sum(len(s.text) for s in kept) > LONG:
        kept.pop()
    left = sum(len(s.text) for s in kept if not s.is_lead_in)
    if left < max(1, ENOUGH * min(LONG, sum(len(s.text) for s in checked.sentences))):
        raise ModelFailed(Failure.UNVERIFIED)
    if misses_the_answer("\n".join(s.text for s in kept), floor):
        raise ModelFailed(Failure.INCOMPLETE)
    marks = CitationList()
    text, figures = _laid_out(kept, sources, marks, floor.text)
    text += _unstated_part(floor, marks)
    cited = marks.citations()
    shown = replace(floor, text=text, citations=cited, notes=notes(cited, day), figures=figures)
    return replace(shown, mode=Mode.GENERATED, verified=True)


def misses_the_answer(text: str, floor: Answer) -> bool:
    """Whether the figures that open the extractive answer, or half of its lines, are not told."""
    told, lines = fold(text), _lines(floor)
    there = [any(map(q.same, quantities(told))) for q in _figures("".join(lines[:1]))]
    there = there or [dated(day, told) is not None for day in DATE.finditer("".join(lines[:1]))][:1]
    held = [coverage(grams(line), grams(told)) >= _TOLD for line in lines]
    required = len(there) if len(there) <= _MOST_REQUIRED else len(there) / 2
    return sum(there) < required or sum(held) < _LISTED * len(held)


def _lines(floor: Answer) -> list[str]:
    """The statements of the extractive answer, folded, without marks and fixed sentences."""
    text = floor.text.partition(REPLIES[AnswerStatus.PARTLY_ANSWERED])[0]
    text = re.sub(r"^\s*\d+\.\s*", "", _MARK.sub("", _LEAD.sub("", text)), flags=re.M)
    return [s.text for s in statements(fold(text)) if grams(s.text)]


def _figures(text: str) -> list[Quantity]:
    return [q for q in quantities(text) if not q.unit.startswith((BARE, ORDINAL))]


def _is_rival(sentence: Sentence, floor: Answer) -> bool:
    """Whether it names another figure of the kind that is the whole of the extractive answer."""
    own = _figures("\n".join(_lines(floor)))
    alike = [q for q in _figures(fold(sentence.text)) if len(own) == 1 and q.unit == own[0].unit]
    return bool(alike) and not any(map(own[0].same_value, alike))


def _laid_out(
    kept: Sequence[Sentence], sources: Sequence[Passage], marks: CitationList, floor: str
) -> tuple[str, tuple[CheckedFigure, ...]]:
    """The text line by line, and where in it the checked figures stand."""
    lead = _LEAD.match(floor)  # said by rule: the model does not decide it
    text = lead[1] if lead and not kept[0].text.startswith(lead[1].rstrip("。")) else ""
    found: set[CheckedFigure] = set()
    line = kept[0].line
    for sentence in kept:
        text += ("\n" if sentence.line != line else "") + sentence.bullet
        line = sentence.line
        for match in sentence.matched:
            shown = _statement(sources[match.number - 1], sentence.text, [match.start])
            start, end = len(text) + match.said_start, len(text) + match.said_end
            found.add(CheckedFigure(start, end, shown[:_FOUND_CHARS]))
        text += sentence.text
        for number in sentence.marks:
            places = [m.start for m in sentence.matched if m.number == number]
            passage = sources[number - 1]
            text += marks.mark(passage, _statement(passage, sentence.text, places))
    return text, tuple(sorted(found, key=lambda f: (f.start, f.end)))


def _statement(passage: Passage, said: str, places: Sequence[int]) -> str:
    """The statement of a cited passage, verbatim, that a sentence rests on."""
    words = grams(fold(said))
    best = max(
        statements(fold(passage.evidence)),
        key=lambda s: (sum(s.start <= at < s.end for at in places), coverage(words, s.grams)),
        default=None,
    )
    return passage.evidence[best.start : best.end].strip() if best else ""


def _unstated_part(floor: Answer, marks: CitationList) -> str:
    """What the extractive answer says of the parts that the documents do not state."""
    _, sentence, told = floor.text.partition(REPLIES[AnswerStatus.PARTLY_ANSWERED])
    passages = {str(c.number): c.passage for c in floor.citations}
    told = _MARK.sub(lambda m: marks.mark(passages[m[1]], "") if m[1] in passages else "", told)
    return f"\n{sentence}{told}" if sentence else ""
