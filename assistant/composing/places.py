"""Of which place an answer is, where the question names none and places differ; and what national,
provincial and local rules say beside each other on one thing."""

from collections.abc import Iterator, Sequence

from assistant.answer import Citation
from assistant.composing.citations import Line
from assistant.composing.trimming import pairs, trimmed
from assistant.reader.evidence import STATED
from assistant.reader.finder import Finding
from assistant.understanding.named import names
from corpus.divisions import Place, place_of
from corpus.document import Source

_CLOSE = 3.0  # score behind the best one's to which another place's document is told of
_PLACES = 3  # of them named at most
_SURE = 0.8  # probability that a rule of another level states what is asked
_NEAR = 1.0  # logit behind the best one's to which it is on the same thing
_SAME = 0.7  # share of character pairs from which it says the same
_LEVELS = 2  # further levels told at most


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


def of_other_levels(finding: Finding, told: Sequence[Line]) -> list[Line]:
    """The best statement of each other level above or below the one told, where it differs."""
    own = place_of(told[0].passage.source)
    if own is None or finding.question.asks_list:
        return []
    least = finding.evidence[0].reading.logit - _NEAR
    seen: dict[Place, Line] = {}
    for e in finding.evidence[1:]:
        place = place_of(e.statement.passage.source)
        near = e.probability >= _SURE and e.reading.logit >= least
        if near and place and place != own and place.related(own) and place not in seen:
            line = trimmed(e, asked=finding.question)
            if not any(_same(line.text, other.text) for other in told):
                seen[place] = line
    return list(seen.values())[:_LEVELS]


def _stating(finding: Finding) -> Iterator[Place]:
    """The places whose documents state it about as well as the best one."""
    for e in finding.evidence:
        place = place_of(e.statement.passage.source)
        near = e.score >= finding.evidence[0].score - _CLOSE
        if place and place.codes and near and e.probability >= STATED:
            yield place


def _related(place: Place, told: Sequence[Place]) -> bool:
    return any(place.related(other) for other in told)


def _listed(places: Sequence[Place]) -> str:
    return "、".join(place.name for place in places)


def _same(text: str, other: str) -> bool:
    mine, its = pairs(text), pairs(other)
    return len(mine & its) >= _SAME * max(len(mine | its), 1)
