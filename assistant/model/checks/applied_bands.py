"""The asker's own figure in the source's bands: what is said of it must be its own band's."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model.checks.arithmetic import meets
from assistant.model.checks.places import Place, bound_alike, same_value_as
from assistant.model.checks.quantities import quantities
from assistant.model.checks.quantity import Quantity
from assistant.model.checks.source_text import clauses
from assistant.model.checks.stance import negations
from assistant.model.checks.verification import Fault, FaultKind
from assistant.model.checks.wording import CLASS, share

_ALIKE = 0.3  # of the words around the asker's figure that tell what a band is about
_OTHER_BAND = "按原文的分档，“{own}”对应的不是“{said}”"


def check_bands(text: str, places: Sequence[Place], own: Sequence[Quantity]) -> list[Fault]:
    """Faults of a folded sentence that gives the asker's figure what another band gets."""
    said = quantities(text)
    faults = []
    for figure in own:
        for following in said:
            if following.start < figure.end or following in own:
                continue
            if following.unit == figure.unit:
                break  # the answer names the band itself
            if _is_of_another_band(text, figure, following, places):
                reason = _OTHER_BAND.format(own=figure.text, said=following.text)
                faults.append(Fault(FaultKind.FIGURE, following.start, following.end, reason))
    return faults


def _is_of_another_band(
    text: str, figure: Quantity, told: Quantity, places: Sequence[Place]
) -> bool:
    clause = _clause(text, told)
    alike = [p for p in places if not p.around and _states(told, p)]
    banded = [(p, _band(p, figure, _clause(text, figure))) for p in alike]
    if negations(clause) or not banded or not all(band for _, band in banded):
        return False
    kind = set(CLASS.findall(_clause(text, figure)))
    return not any(
        all(meets(figure, limit) for limit in band)
        and kind <= set(CLASS.findall(place.source.sentence_at(place.quantity.start)))
        for place, band in banded
    )


def _states(told: Quantity, place: Place) -> bool:
    alike = same_value_as(told, place.quantity) and told.same_unit(place.quantity)
    return alike and bound_alike(told, place)


def _band(place: Place, figure: Quantity, around: str) -> list[Quantity]:
    """The figures of the asker's kind that the source's sentence puts before what they lead to."""
    source = place.source
    sentence = next(s for s in source.sentences if s.start <= place.quantity.start < s.end)
    if share(around, sentence.text) < _ALIKE:
        return []
    before = [
        q
        for q in source.quantities
        if sentence.start <= q.start < place.quantity.start and q.unit == figure.unit
    ]
    clause = source.clause_at(before[-1].start) if before else None
    return [q for q in before if clause and clause.start <= q.start < clause.end]


def _clause(text: str, quantity: Quantity) -> str:
    return next(c.text for c in clauses(text) if c.start <= quantity.start < c.end)
