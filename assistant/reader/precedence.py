"""Which of the documents found may answer: what has lapsed, what is an older version, and what
holds in a part only of the place that is asked about stand back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.reader.calibration import STATED
from assistant.reader.evidence import Evidence
from assistant.understanding.named import names
from assistant.understanding.question import Question
from corpus.divisions import Place, names_any, place_of
from corpus.document import LAPSED, Source
from corpus.versions import newer_versions

_CLOSE = 3.0  # score behind another document's best to which one speaks of the same matter


@dataclass(frozen=True)
class Precedence:
    """Over the documents of one library."""

    sources: Sequence[Source]

    @cached_property
    def newer(self) -> Mapping[str, Source]:
        """By the id of each older version of a title its newest one."""
        return newer_versions(self.sources)

    def lapsed(self, source: Source, question: Question) -> bool:
        """Whether a document answers no more: repealed or expired, and not what is asked about."""
        return source.status_on(question.today) in LAPSED and not names(question, source)

    def is_second(self, source: Source, question: Question) -> bool:
        """Whether another document that says the same is read in its place: it has lapsed or is
        an older version, and is not what is asked about."""
        old = source.id in self.newer and not names(question, source)
        return old or self.lapsed(source, question)

    def standing(
        self, found: Sequence[Evidence], question: Question, places: Sequence[Place]
    ) -> list[Evidence]:
        """The evidence without what a newer version states as well, without what holds in a part
        of the place asked about where what holds in the whole of it states it, and without what
        a neighbour's document says unless it alone speaks of the place, in these very words."""
        stated = [e for e in found if e.probability >= STATED]
        best: dict[str, float] = {}
        for e in stated:
            best.setdefault(_source(e).id, e.score)
        whole = any(reaches(_source(e), places) for e in stated)
        own = whole or any(is_below(_source(e), places) for e in stated)

        def stands_back(e: Evidence) -> bool:
            source = _source(e)
            if is_neighbour(source, places):
                return own or not names_any(e.statement.text, places)
            newer = self.newer.get(source.id)
            if newer and newer.id in best and not names(question, source):
                return best[newer.id] >= best.get(source.id, -99.0) - _CLOSE
            return whole and is_below(source, places)

        return [e for e in found if not stands_back(e)]

    def versions(self, found: Sequence[Evidence]) -> tuple[tuple[Source, Source], ...]:
        """Each older version that states what is asked, with the newest one."""
        older = {_source(e).id: _source(e) for e in found if e.probability >= STATED}
        return tuple((s, self.newer[key]) for key, s in older.items() if key in self.newer)


def alone(lapsed: Sequence[Evidence], found: Sequence[Evidence]) -> list[Evidence]:
    """What documents that hold no more state and nothing else states about as well."""
    stated = [e for e in lapsed if e.probability >= STATED]
    rival = max((e.score for e in found if e.probability >= STATED), default=-99.0)
    return stated if stated and stated[0].score - _CLOSE > rival else []


def reaches(source: Source, places: Sequence[Place]) -> bool:
    """Whether a document holds in a place that is asked about; in all where none is known."""
    own = place_of(source)
    return own is None or any(own.reaches(place) for place in places)


def is_below(source: Source, places: Sequence[Place]) -> bool:
    """Whether a document holds in a part only of a place that is asked about."""
    own = place_of(source)
    return not reaches(source, places) and any(own and p.reaches(own) for p in places)


def is_neighbour(source: Source, places: Sequence[Place]) -> bool:
    """Whether a document holds in no part of the places that are asked about."""
    own = place_of(source)
    return bool(own and places) and not any(own.related(place) for place in places if own)


def _source(evidence: Evidence) -> Source:
    return evidence.statement.passage.source
