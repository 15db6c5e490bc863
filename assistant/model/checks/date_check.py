"""Every date must stand in a cited passage, or its year in what identifies the passage."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model.checks.dates import StatedDate, dates
from assistant.model.checks.source_text import SourceText
from assistant.model.checks.verification import Fault, FaultKind, Match

_ISSUED = re.compile(r"发布|印发|施行|生效|实施|出台|执行|有效|废止|发文|公布|修订")


def check_dates(
    text: str, cited: Sequence[tuple[int, SourceText]]
) -> tuple[list[Fault], list[Match]]:
    """Faults and matches of the dates of a folded sentence."""
    faults, matches = [], []
    for date in dates(text):
        number, stated = _in_text(date, cited)
        if stated is not None:
            matches.append(Match(number, stated.start, stated.end, date.start, date.end))
        elif not _in_card(date, cited, text):
            reason = f"所引段落没有“{date.text}”这一时间"
            faults.append(Fault(FaultKind.FIGURE, date.start, date.end, reason))
    return faults, matches


def _in_text(
    date: StatedDate, cited: Sequence[tuple[int, SourceText]]
) -> tuple[int, StatedDate | None]:
    """Where it stands; a day may stand there with its year in another date or the heading."""
    for number, source in cited:
        for stated in source.dates:
            if date.said_by(stated):
                return number, stated
    rest = StatedDate(None, date.month, date.day, date.tail, date.edge, "", 0, 0)
    for number, source in cited:
        years = {d.year for d in (*source.dates, *source.around_dates)}
        if date.year not in years or date.month is None:
            continue
        for stated in source.dates:
            if stated.year is None and rest.said_by(stated):
                return number, stated
    return 0, None


def _in_card(date: StatedDate, cited: Sequence[tuple[int, SourceText]], text: str) -> bool:
    """A year of the title or headings; the days of issue and effect where these are spoken of."""
    issued = bool(_ISSUED.search(text))
    return any(
        date.year is not None and date.said_by(stated)
        for _, source in cited
        for stated in (source.around_dates if issued else source.headed_dates)
    )
