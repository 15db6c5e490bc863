"""Notes under an answer: what the reader must know about the sources it rests on."""

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.answer import Citation
from assistant.reader.finder import Finding
from assistant.reader.precedence import reaches
from corpus.deadlines import deadlines
from corpus.divisions import place_of
from corpus.document import LAPSED, Kind, Source, Status, is_over


def notes(citations: Sequence[Citation], day: date) -> tuple[str, ...]:
    """One line each, the most serious first."""
    sources = list({c.passage.source.id: c.passage.source for c in citations}.values())
    found = [said for source in sources for said in _of_status(source, day)]
    found += dict.fromkeys(said for citation in citations for said in _passed(citation, day))
    for source in sources:
        if source.year:
            found.append(f"《{source.title}》是{source.year}年的计划，所列为当年目标。")
    if any(source.kind is Kind.DIGEST for source in sources):
        found.append("所引摘编是要点整理，不是官方原文，以官方原文为准。")
    return tuple(found)


def notes_of(finding: Finding) -> Iterator[str]:
    """What is to be known of the versions of a title, and of where a rule holds."""
    for older, newer in finding.versions:
        yield f"《{older.title}》是旧版，以新版《{newer.title}》为准。"
    source = finding.evidence[0].statement.passage.source if finding.evidence else None
    place = place_of(source) if source else None
    if source and place and finding.places and not reaches(source, finding.places):
        yield f"《{source.title}》是{place.name}的文件，只在{place.name}适用。"


def status_told(source: Source, day: date) -> str:
    """现为“已失效”（有效期至2027-12-31，已过） of a document that has lapsed."""
    over = "，已过" if is_over(source.expires_on, day) else ""
    until = f"（有效期至{source.expires_on}{over}）" if source.expires_on else ""
    return f"现为“{source.status_on(day)}”{until}"


def _of_status(source: Source, day: date) -> Iterator[str]:
    status = source.status_on(day)
    if status in LAPSED:
        yield f"《{source.title}》{status_told(source, day)}，仅供了解，不能作为现行依据。"
    elif status is Status.NOT_YET:
        yield f"《{source.title}》尚未施行，自{source.effective_on}起施行。"
    elif status is Status.PARTLY_IN_FORCE:
        yield f"《{source.title}》部分有效，办理前请核对现行文件。"
    elif status is Status.UNKNOWN:
        yield f"《{source.title}》时效未载明。"
    if source.repealed_by and status not in LAPSED:
        yield f"《{source.title}》可能已被《{source.repealed_by}》废止，尚待核对。"


def _passed(citation: Citation, day: date) -> Iterator[str]:
    """Of each deadline in the words quoted that is over for good."""
    for row in deadlines([citation.passage]):
        quoted = any(row.when in quote and quote in row.sentence for quote in citation.quotes)
        if quoted and row.passed_on(day):
            yield f"所引期限“{row.when}”已过。"
