"""What is found for one sentence: by itself, or apart for the several things that it asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.inquiry import Asked
from assistant.reader.evidence import STATED, Evidence
from assistant.reader.finder import EACH, FIRST, Finder, Finding
from assistant.reader.statements import Statement
from assistant.understanding.several import Part, pieces_asking
from corpus.divisions import Place, place_of

TOGETHER = 6.0  # logit by which the whole of a sentence may be likelier than its pieces
MARKED = -0.5  # logit of a token that belongs to the words that answer
CLEAR = 2.0  # logit before all others from which a statement is what one question asks for
NEXT, WITHIN = 7.0, 3.0  # logit behind a statement told before to which another is told in its
# place; the same where both were asked in one sentence
_Told = tuple[str, set[int]]  # the sentence that a statement is told for, and its words told


@dataclass(frozen=True)
class Divider:
    """Proposes cuts by grammar; which one is taken depends on what the reader finds for each."""

    finder: Finder

    def found(
        self, part: Part, before: Sequence[str], day: date, alone: bool, places: Sequence[Place]
    ) -> list[Asked]:
        """The sentence as one question, or its pieces where they are questions of their own; alone
        says that nothing else is asked, places are those that the talk is about."""
        pieces = pieces_asking(part)
        first = FIRST if alone and not pieces else EACH
        whole = self.finder.find(part.text, before, day, first, places)
        found = [self._piece(piece, before, day, places) for piece in pieces]
        if found and _are_apart(whole, found):
            return found
        return [Asked(part, self.finder.read_on(whole))]

    def in_one_place(self, asked: Sequence[Asked]) -> list[Asked]:
        """The questions of one message, where it names no place: what the surest of them is told
        of its place, the others are told of it too, where it is stated there."""
        stated = [a.finding for a in asked if a.finding and a.finding.probability >= STATED]
        surest = max(stated, key=lambda finding: finding.probability, default=None)
        place = place_of(surest.evidence[0].statement.passage.source) if surest else None
        if place is None or not place.codes:
            return list(asked)
        return [replace(a, finding=self._there(a.finding, place)) for a in asked]

    def _there(self, finding: Finding | None, place: Place) -> Finding | None:
        if finding is None or not finding.evidence or finding.places:
            return finding
        own = place_of(finding.evidence[0].statement.passage.source)
        if own is None or own.related(place):
            return finding
        there = self.finder.within(finding, (place,))
        return there if there.probability >= STATED else finding

    def _piece(
        self, piece: Part, before: Sequence[str], day: date, places: Sequence[Place]
    ) -> Asked:
        said = [*before, piece.background] if piece.background else before
        return Asked(piece, self.finder.find(piece.text, said, day, EACH, places))


def told_once(asked: Sequence[Asked]) -> list[Asked]:
    """The questions, none with the words that answer another where a statement that is nearly as
    likely says more; a question that clearly asks for one statement has it first."""
    told: dict[Statement, _Told] = {}
    found = list(asked)
    for n in sorted(range(len(found)), key=lambda n: _lead(found[n].finding) < CLEAR):
        if (finding := found[n].finding) and finding.evidence:
            sentence = found[n].part.sentence or found[n].part.text
            finding = _other(finding, sentence, told)
            found[n] = replace(found[n], finding=finding)
            best = finding.evidence[0]
            told.setdefault(best.statement, (sentence, set()))[1].update(_words(best))
    return found


def _lead(finding: Finding | None) -> float:
    """How far the best statement is before the next, the question read by itself."""
    alone = finding.other if finding and finding.meaning.before else finding
    if not alone or len(alone.evidence) < 2:
        return 0.0
    return alone.evidence[0].score - alone.evidence[1].score


def _other(finding: Finding, sentence: str, told: Mapping[Statement, _Told]) -> Finding:
    """The finding, led by what is not told yet where its best words are."""
    best, words = finding.evidence[0], _words(finding.evidence[0])
    of, said = told.get(best.statement, ("", set()))
    if not of or len(words & said) < len(words) / 2:
        return finding
    fresh = [
        (e.score + reading.meaning.bonus, e, reading)
        for reading in filter(None, (finding, finding.other))
        for e in reading.evidence
        if e.statement not in told and e.probability >= STATED
    ]
    score, e, reading = max(fresh, key=lambda f: f[0], default=(-99.0, best, finding))
    if score < finding.likeliness - (WITHIN if of == sentence else NEXT):
        return finding
    rest = tuple(other for other in reading.evidence if other is not e)
    return replace(reading, evidence=(e, *rest))


def _words(evidence: Evidence) -> set[int]:
    """Where the reader marks the words of a statement that answer."""
    return {start for start, _, logit in evidence.reading.marks if logit >= MARKED}


def _are_apart(whole: Finding, pieces: Sequence[Asked]) -> bool:
    """Whether the pieces of a sentence are questions of their own: each is stated, not all by
    one statement, and likelier read alone than together."""
    told = [a.finding.evidence[0] for a in told_once(pieces) if a.finding and a.finding.evidence]
    stated = len(told) == len(pieces) and all(e.probability >= STATED for e in told)
    apart = len({e.statement for e in told}) > 1
    least = whole.evidence[0].score - TOGETHER if whole.evidence else 0.0
    return stated and apart and min(e.score for e in told) > least
