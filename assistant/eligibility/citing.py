"""Where a rule stands: its passages, the one that states the threshold applied first."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answer import Citation
from corpus.figures import Figure, Measure, figures
from corpus.passage import Passage
from corpus.programme_rules import Section

_CLOSE = 1e-9
_TOLD = 90  # characters of a clause told
_LISTED = re.compile(r"^\s*\d{1,2}[.．、]\s*")
_PART = re.compile("[；;]")


def citations(section: Section, thresholds: Sequence[Decimal] = ()) -> tuple[Citation, ...]:
    """One for each passage, with the sentence that states a threshold quoted."""
    stated = [(passage, _quotes(passage, thresholds)) for passage in section.passages]
    ordered = sorted(stated, key=lambda pair: not pair[1])
    return tuple(
        Citation(number, passage, quotes or _alone(passage))
        for number, (passage, quotes) in enumerate(ordered, 1)
    )


def stated_in(text: str) -> tuple[Decimal, ...]:
    """The figures of a benefit, as thresholds to look for: amounts in 万元."""
    return tuple(
        Decimal(str(round(_value(figure), 8)))
        for figure in figures(text)
        if figure.measure is not Measure.DATE
    )


def clause_stating(quotes: Sequence[str], worked: str) -> str:
    """Of the sentences quoted, the parts that share a figure with what was worked out; all of
    the first where none does. "" where it is too long to be told."""
    said = {(f.measure, round(f.value, 8)) for f in written(worked)}
    parts = [part for quote in quotes for part in _PART.split(_LISTED.sub("", quote))]
    stating = [p for p in parts if any((f.measure, round(f.value, 8)) in said for f in figures(p))]
    told = "；".join(stating) or next(iter(quotes), "")
    return told.strip(" 。") if len(told) <= _TOLD else ""


def written(worked: str) -> tuple[Figure, ...]:
    """The figures of a working, which sets spaces before its units."""
    return figures(worked.replace(" ", ""))


def _quotes(passage: Passage, thresholds: Sequence[Decimal]) -> tuple[str, ...]:
    return tuple(
        sentence
        for sentence in passage.sentences
        if any(_states(sentence, threshold) for threshold in thresholds)
    )


def _states(sentence: str, threshold: Decimal) -> bool:
    """Whether a figure of the sentence is the threshold: amounts are in 元 there, here in 万元."""
    for figure in figures(sentence):
        near = abs(_value(figure) - float(threshold)) < _CLOSE
        if near and figure.measure is not Measure.DATE:
            return True
    return False


def _value(figure: Figure) -> float:
    return figure.value / 10_000 if figure.measure is Measure.MONEY else figure.value


def _alone(passage: Passage) -> tuple[str, ...]:
    """A passage of one sentence is its own quote."""
    return passage.sentences if len(passage.sentences) == 1 else ()
