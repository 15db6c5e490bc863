"""Notes under an answer: what the reader must know about the sources it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answer import Citation
from corpus.document import Kind, Status


def notes(citations: Sequence[Citation], day: date) -> tuple[str, ...]:
    """One line each, the most serious first."""
    sources = list({c.passage.source.id: c.passage.source for c in citations}.values())
    found: list[str] = []
    for source in sources:
        status = source.status_on(day)
        if status in (Status.REPEALED, Status.HISTORICAL):
            until = f"（截止{source.expires_on}）" if source.expires_on else ""
            found.append(f"《{source.title}》现为“{status}”{until}，仅供了解，不能作为现行依据。")
        elif status is Status.PARTLY_IN_FORCE:
            found.append(f"《{source.title}》部分有效，办理前请核对现行文件。")
    for source in sources:
        if source.year:
            found.append(f"《{source.title}》是{source.year}年的计划，所列为当年目标。")
    if any(source.kind is Kind.DIGEST for source in sources):
        found.append("所引摘编是要点整理，不是官方原文，以官方原文为准。")
    return tuple(found)
