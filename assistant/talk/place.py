"""Where the talk stands: the passages that the last answer quoted, from which one asks on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.answer import Turn
from assistant.finding.statement import Statement
from assistant.reading.concepts import Concept
from assistant.reading.lexicon import lexicon
from corpus.document import Source
from corpus.figures import Figure, Measure, figures
from corpus.passage import Passage

SHARED = 0.35  # of the answer's character runs: this passage is what it was taken from
ALIKE = 0.8  # of the share of the best: as likely
ADDED = 0.2  # of the runs that another passage must add to be another place
WHOLE = 0.75  # of the runs of a passage: an answer that lists has told it
LISTED = 0.5  # of the runs of an answer, from which such passages are what it lists
IN_SECTION, IN_SOURCE = 0.6, 0.3  # of the nearness of what stands in the passage itself
AS_WEIGHTY = 0.5  # of the weightiest thing named before: the talk is about it too
NAMED = 0.9  # match from which a passage speaks of a thing

_CLAUSE = re.compile(r"[^,，;；：:]+[,，;；：:]?")
_RUN = 4
_FEW = 3  # runs: a shorter answer ("88家") tells of no passage by itself
_FORMS = 1  # a concept with more wordings is one of the lexicon


@dataclass(frozen=True, slots=True)
class Place:
    """The passages quoted last, and all that was told in the talk (folded), with
    its figures; told_here says that of other passages nothing was told."""

    passages: tuple[Passage, ...]
    told: str
    figures: frozenset[tuple[float, str]] = frozenset()
    told_here: bool = False

    @property
    def sources(self) -> frozenset[Source]:
        """The documents quoted."""
        return frozenset(passage.source for passage in self.passages)

    def for_another(self) -> Place:
        """The place for a thing that takes the place of another: what other passages say was told
        of none but that, though in the same words."""
        return replace(self, told_here=True)

    def nearness(self, statement: Statement) -> float:
        """1 in a passage that was quoted, less in its section and in its document, else 0."""
        here = statement.passage
        if here in self.passages:
            return 1.0
        beside = [p for p in self.passages if p.source == here.source]
        if any(p.heading_path == here.heading_path for p in beside):
            return IN_SECTION
        return IN_SOURCE if beside else 0.0

    def untold(self, statement: Statement) -> str:
        """The clauses of a statement that no answer has given."""
        if self.told_here and statement.passage not in self.passages:
            return statement.shown
        return "".join(c for c in self.clauses(statement) if not self.has_told(c))

    @staticmethod
    def clauses(statement: Statement) -> list[str]:
        """What a statement says, clause by clause."""
        return _CLAUSE.findall(statement.shown)

    def has_told(self, text: str) -> bool:
        """Whether these words were told."""
        return (said := folded(text)) == "" or said in self.told

    def has_figure(self, figure: Figure) -> bool:
        """Whether a count or a sum was told; a share or a length of time may well be the same."""
        counted = figure.measure in (Measure.COUNT, Measure.MONEY, Measure.AREA)
        return counted and (figure.value, figure.unit) in self.figures

    def keeps(self, passage: Passage, carried: Sequence[Concept]) -> bool:
        """Whether a passage is of what the talk is about: in a document quoted last, or speaking
        of the thing that is carried over."""
        if not self.passages or any(p.source == passage.source for p in self.passages):
            return True
        named = _named(carried)
        floor = AS_WEIGHTY * max((c.weight for c in named), default=0.0)
        subjects = [c for c in named if c.weight >= floor]
        return not subjects or any(c.match(passage.around) >= NAMED for c in subjects)


def place(turns: Sequence[Turn], find: Callable[[str], Sequence[Passage]]) -> Place | None:
    """The place of the last answer, by the words it quotes; None where nothing was answered."""
    if not turns or not turns[-1].answer:
        return None
    answers = [folded(re.sub(r"\[\d+\]", "", turn.answer)) for turn in turns]
    told = answers[-1]
    given = frozenset((f.value, f.unit) for turn in turns for f in figures(turn.answer))
    nowhere = Place((), "\n".join(answers), given)
    runs = frozenset(told[n : n + _RUN] for n in range(len(told) - _RUN + 1))
    if len(runs) < _FEW:
        return nowhere
    ranked = sorted(find(turns[-1].answer), key=lambda p: -_shared(p, runs))
    if not ranked or _shared(ranked[0], runs) < SHARED * len(runs):
        return replace(nowhere, passages=_listed(ranked, runs))
    likely = [p for p in ranked if _shared(p, runs) >= ALIKE * _shared(ranked[0], runs)]
    quoted = _of_subject(likely, turns[-1].question)
    left = {run for run in runs if not any(run in _text(p) for p in quoted)}
    for passage in ranked:
        met = {run for run in left if run in _text(passage)}
        if passage not in likely and len(met) >= ADDED * len(runs):
            quoted.append(passage)
            left -= met
    return replace(nowhere, passages=tuple(quoted))


def _listed(ranked: Sequence[Passage], runs: frozenset[str]) -> tuple[Passage, ...]:
    """The passages that an answer lists one by one: each told whole, together most of it."""
    whole = [p for p in ranked if _shared(p, runs) >= WHOLE * max(1, len(_text(p)) - _RUN + 1)]
    told = {run for run in runs if any(run in _text(p) for p in whole)}
    one_source = len({p.source for p in whole}) == 1
    return tuple(whole) if one_source and len(told) >= LISTED * len(runs) else ()


def _of_subject(likely: list[Passage], question: str) -> list[Passage]:
    """Of passages that say the same, those of the thing that was asked about."""
    known = lexicon()
    found: list[tuple[str, ...]] = [(term,) for term in known.terms if term in question]
    found += [(form, *official) for form, official in known.found_in(question)]
    names = [forms for forms in found if not any(forms[0] in o[0] != forms[0] for o in found)]
    told = [f"{p.text} {p.headed}" for p in likely]
    met = [sum(any(form in text for form in forms) for forms in names) for text in told]
    return [p for p, count in zip(likely, met, strict=True) if count == max(met)]


def _shared(passage: Passage, runs: frozenset[str]) -> int:
    return sum(run in _text(passage) for run in runs)


def carried_subject(carried: Sequence[Concept]) -> Concept | None:
    """The weightiest thing of the field that the earlier questions named."""
    return max(_named(carried), key=lambda c: c.weight, default=None)


def _named(carried: Sequence[Concept]) -> list[Concept]:
    return [c for c in carried if c.known and (c.term or len(c.forms) > _FORMS)]


@lru_cache(maxsize=4096)
def _text(passage: Passage) -> str:
    return folded(passage.text)


def folded(text: str) -> str:
    """A text without marks and spaces, so that what was quoted is found whatever its marks."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()
