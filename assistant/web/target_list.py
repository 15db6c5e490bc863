"""The targets of the plans held: by plan and section, narrowed to those wanted."""

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Citation
from assistant.pipeline import Assistant
from assistant.web.citation_link import reference
from assistant.web.page_filter import Keyword
from corpus.document import Source
from corpus.passage import Passage
from corpus.targets import Target, is_plan

_DUE = re.compile(
    r"(?:到|至|截至)?(?:(?P<year>20\d\d)年|全年|年内|今年|本年度?|年)?"
    r"(?:(?P<month>\d{1,2})月|第?(?P<quarter>[一二三四])季度)?[年底末前内之以]{0,3}"
)
PREFACE = "总体要求"
"""What a plan says before its first section."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a plan (section "" for the plan whole) that has targets."""

    plan: Source
    section: str = ""

    @property
    def key(self) -> str:
        """Names the part in a link."""
        return f"{self.plan.id}#{self.section}" if self.section else self.plan.id


class TargetList:
    """All rows in document order. Every filter may come from the net."""

    def __init__(self, assistant: Assistant) -> None:
        self.rows = assistant.targets
        self.plans = tuple(source for source in assistant.sources if is_plan(source))
        self._passages = assistant.passages

    @property
    def parts(self) -> Mapping[str, Part]:
        """What can be chosen, by key: the sections, and with several plans each plan too."""
        several = len(self.plans) > 1
        found: dict[str, Part] = {}
        for plan in self.plans:
            rows = [row for row in self.rows if row.passage.source.id == plan.id]
            whole = [Part(plan)] if several and rows else []
            for part in (*whole, *(Part(plan, section_of(row.passage)) for row in rows)):
                found.setdefault(part.key, part)
        return found

    def select(self, key: str = "", keyword: str = "") -> tuple[Target, ...]:
        """The rows of a part ("" for all) that have every word of the keyword; none of an unknown
        part."""
        part = self.parts.get(key)
        if key and part is None:
            return ()
        rows = [row for row in self.rows if part is None or _in(row, part)]
        asked = Keyword(keyword)
        return tuple(row for row in rows if asked.found(row.indicator, _words(row)))

    def sections(self, plan: Source) -> tuple[str, ...]:
        """All sections of a plan in order, those without targets too."""
        own = (p for p in self._passages if p.source.id == plan.id)
        return tuple(dict.fromkeys(map(section_of, own)))


def section_of(passage: Passage) -> str:
    """The first heading over a passage."""
    return passage.heading_path[0] if passage.heading_path else PREFACE


def link_of(row: Target) -> str:
    """The reference that opens the paragraph of a row with its sentence highlighted."""
    return reference(Citation(1, row.passage, (row.sentence,)))


def last_day(row: Target) -> date | None:
    """By when a row is due; None where its plan names no day or year for it."""
    told = _DUE.fullmatch(row.due) if row.due else None
    year = int(told["year"] or row.passage.source.year or 0) if told else 0
    if told is None or not year:
        return None
    month = int(told["month"] or 0) or 3 * ("一二三四".find(told["quarter"] or "四") + 1)
    if not 1 <= month <= 12:
        return None
    return date(year, month, calendar.monthrange(year, month)[1])


def by_section(rows: Sequence[Target], plan: Source) -> Mapping[str, list[Target]]:
    """The rows of one plan under their sections."""
    found: dict[str, list[Target]] = {}
    for row in rows:
        if row.passage.source.id == plan.id:
            found.setdefault(section_of(row.passage), []).append(row)
    return found


def _in(row: Target, part: Part) -> bool:
    same_plan = row.passage.source.id == part.plan.id
    return same_plan and part.section in ("", section_of(row.passage))


def _words(row: Target) -> str:
    """What a keyword is looked for in."""
    own = (row.indicator, row.text, row.scope, row.due, row.body, *row.passage.heading_path)
    return " ".join(own)
