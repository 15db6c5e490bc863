"""Of which place an answer is, where the question names none and places differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer import Citation
from assistant.reader.calibration import STATED
from assistant.reader.finder import Finding
from assistant.understanding.named import names
from corpus.divisions import Place, place_of
from corpus.document import Source

_NEAR = 3.0  # score behind the best one's to which another place's document is told of
_PLACES = 3  # of them named at most


def place_told(
    findings: Sequence[Finding], citations: Sequence[Citation], sources: Sequence[Source]
) -> Iterator[str]:
    """One line, where documents of several places are held of which none holds in the other, and
    the question names neither a place nor the document."""
    cited = {c.passage.source.id: c.passage.source for c in citations}.values()
    unnamed = [s for s in cited if not any(names(f.question, s) for f in findings)]
    told = [p for p in dict.fromkeys(map(place_of, unnamed)) if p and p.codes]
    held = [p for p in dict.fromkeys(map(place_of, sources)) if p]
    if not any(not one.related(other) for one in told or held for other in held):
        return
    if lost := [s.title.strip("《》") for s in unnamed if place_of(s) is None]:
        yield f"《{'》《'.join(lost)}》没有写明是哪里的文件。"
    if not told:
        return
    others = [place for f in findings for place in _stating(f) if not _related(place, told)]
    beside = _listed(list(dict.fromkeys(others))[:_PLACES])
    also = f"{beside}的文件也写到这件事" if beside else "别处的规定可能不同"
    yield f"问题没有写地方，以上出自{_listed(told)}的文件；{also}，写明地方可以再问。"


def _stating(finding: Finding) -> Iterator[Place]:
    """The places whose documents state it about as well as the best one."""
    for e in finding.evidence:
        place = place_of(e.statement.passage.source)
        near = e.score >= finding.evidence[0].score - _NEAR
        if place and place.codes and near and e.probability >= STATED:
            yield place


def _related(place: Place, told: Sequence[Place]) -> bool:
    return any(place.related(other) for other in told)


def _listed(places: Sequence[Place]) -> str:
    return "、".join(place.name for place in places)
