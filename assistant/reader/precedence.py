"""Which of the documents found may answer: what has lapsed, what is an older version, and what
holds in a part only of the place that is asked about stand back; of two that state the same, the
one whose own words they are; and none where a question leaves open which of several it asks about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.reader.evidence import STATED, Evidence
from assistant.understanding.matter import matter
from assistant.understanding.named import names
from assistant.understanding.question import Question
from corpus.divisions import Place, names_any, place_of
from corpus.document import LAPSED, Kind, Source
from corpus.versions import newer_versions
from index.tokenizer import char_tokens

_CLOSE = 3.0  # score behind another document's best to which one speaks of the same matter
REPEATED = 0.8  # share of a statement's pairs from which another repeats it
_NAMED = 6  # characters of a title from which its being said names the document
_DOCUMENTS = 3  # that state something of what is asked, from which none of them is meant
_NEAR = 3.0  # logit behind the likeliest to which they count, where the question has own words


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


def originals_first(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, led by the statement that the best one repeats from a full text, where it is
    of a digest, or from a document that it names."""
    if not evidence:
        return []
    best = evidence[0]
    said = _pairs(best)
    for e in evidence[1:]:
        if e.probability < STATED or not _is_from(best, e.statement.passage.source):
            continue
        own = _pairs(e)
        if own and len(own & said) >= REPEATED * len(own):
            first = replace(e, prior=max(e.prior, best.prior))  # it is as near: the same words
            return [first, *(other for other in evidence if other is not e)]
    return list(evidence)


def rivals(
    text: str, evidence: Sequence[Evidence], known: Mapping[str, int]
) -> tuple[Evidence, ...]:
    """The best statement of each document where several state something of what is asked, and the
    question names no matter that the library knows; () where one document is meant.

    known is each pair of characters that the library's text has.
    """
    about = matter(text)
    if not evidence or any(known.get(pair) for pair in about):
        return ()
    likeliest = max(e.reading.logit for e in evidence)
    least = likeliest - _NEAR if about else -float("inf")
    stated: dict[str, Evidence] = {}
    for e in evidence:
        if e.probability >= STATED and e.reading.logit >= least:
            stated.setdefault(e.statement.passage.source.id, e)
    return tuple(stated.values()) if len(stated) >= _DOCUMENTS else ()


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


def _is_from(best: Evidence, source: Source) -> bool:
    passage = best.statement.passage
    if source.id == passage.source.id:
        return False
    title = source.title.strip("《》")
    digest = passage.source.kind is Kind.DIGEST and source.kind is Kind.FULL_TEXT
    return digest or (len(title) >= _NAMED and title in best.statement.text)


def _pairs(evidence: Evidence) -> set[str]:
    return {token for token in char_tokens(evidence.statement.text) if len(token) > 1}
