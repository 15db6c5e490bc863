"""The page 资格自测: choose programmes, fill in what they ask, read the result.

What is filled in stays in the reader's browser (static/policy-tools.js): the server computes
with it and keeps nothing.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Citation
from assistant.eligibility import assess, read_profile
from assistant.eligibility.profile import FieldProblem
from assistant.pipeline import Assistant
from assistant.web.citation_link import CitedMarks
from assistant.web.eligibility_result import (
    DISCLAIMER,
    SYMBOLS,
    Ranked,
    ResultCard,
    counted,
    rank,
    result_card,
)
from assistant.web.html_templates import render
from assistant.web.page_filter import plain_html
from corpus.document import Source
from corpus.programme_rules import Input
from corpus.programmes import Programme

MAX_VALUE_CHARS = 60
ALL = "all"
_SHARED = "几个项目都要的资料"


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it comes from the net: a programme's id or ALL, and what was entered."""

    programme: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """Assessments with one list of sources, for the exports."""

    cards: tuple[ResultCard, ...]
    marks: CitedMarks
    problems: tuple[FieldProblem, ...]
    answers: tuple[tuple[str, str], ...]
    day: date

    @property
    def sources(self) -> tuple[tuple[Source, tuple[Citation, ...]], ...]:
        """The documents cited in the order of their first number, each with what is cited."""
        found: dict[str, list[Citation]] = {}
        for citation in self.marks.citations:
            found.setdefault(citation.passage.source.id, []).append(citation)
        return tuple((cited[0].passage.source, tuple(cited)) for cited in found.values())


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Inputs under one heading; folded groups open by a click."""

    name: str
    inputs: tuple[Input, ...]
    folded: bool = False


@dataclass(frozen=True)
class EligibilityPage:
    """Builds the page and renders its fragments. Every Filled may come from the net."""

    assistant: Assistant
    today: Callable[[], date]
    name = "资格自测"
    path = "/eligibility"

    @property
    def _sources(self) -> dict[str, Source]:
        return {source.id: source for source in self.assistant.sources}

    @property
    def _offered(self) -> tuple[Programme, ...]:
        sources = self._sources
        return tuple(p for p in self.assistant.programmes if p.policy in sources)

    def build(self) -> None:
        """The chooser; the form follows when the browser has chosen."""
        plain_html(self.chooser, "eligibility-page")

    def chooser(self) -> str:
        """The programmes to choose from; without rules only a line that says so."""
        sources = self._sources
        return render(
            "eligibility.html",
            choices=[(programme, sources[programme.policy]) for programme in self._offered],
            today=self.today(),
            all=ALL,
            disclaimer=DISCLAIMER,
        )

    def form(self, chosen: str) -> str | None:
        """The fields that a choice needs; None for an unknown one."""
        programmes = self._chosen(chosen)
        if not programmes:
            return None
        return render(
            "eligibility_form.html",
            groups=groups_of(programmes),
            programmes=programmes,
            chosen=chosen,
            max_chars=MAX_VALUE_CHARS,
        )

    def result(self, filled: Filled) -> str | None:
        """The result cards; None for an unknown choice."""
        programmes = self._chosen(filled.programme)
        if not programmes:
            return None
        ranked, problems = self._assessed(filled, programmes)
        return render(
            "eligibility_result.html",
            cards=[result_card(r, self.today()) for r in ranked],
            counts=[(SYMBOLS[s.value], s.value, n) for s, n in counted(ranked).items() if n],
            problems=problems,
            filled=json.dumps(
                {"programme": filled.programme, "values": dict(filled.values)}, ensure_ascii=False
            ),
            disclaimer=DISCLAIMER,
            note=programmes[0].disclaimer,
            day=self.today(),
        )

    def report(self, filled: Filled) -> Report | None:
        """What the exports hold; None for an unknown choice."""
        programmes = self._chosen(filled.programme)
        if not programmes:
            return None
        ranked, problems = self._assessed(filled, programmes)
        marks, day = CitedMarks(), self.today()
        cards = tuple(result_card(r, day, marks) for r in ranked)
        asked = {item.name: item.label for p in programmes for item in p.inputs}
        answers = tuple(
            (asked[name], value) for name, value in filled.values.items() if name in asked
        )
        return Report(cards, marks, problems, answers, day)

    def _chosen(self, chosen: str) -> tuple[Programme, ...]:
        if chosen == ALL:
            return self._offered
        return tuple(p for p in self._offered if p.id == chosen)

    def _assessed(
        self, filled: Filled, programmes: Sequence[Programme]
    ) -> tuple[tuple[Ranked, ...], tuple[FieldProblem, ...]]:
        """Only what the chosen programmes ask for counts, so that no other value can disturb."""
        asked = {name for p in programmes for i in p.inputs for name in (i.name, *i.same_as)}
        known = asked & self.assistant.programmes.inputs.keys()
        values = {name: value for name, value in filled.values.items() if name in known}
        profile = read_profile(values, self.assistant.programmes)
        return rank(assess(p, profile) for p in programmes), profile.problems


def groups_of(programmes: Sequence[Programme]) -> tuple[FieldGroup, ...]:
    """One group for one programme; for several, what they share and then what each adds."""
    if len(programmes) == 1:
        return (FieldGroup("", programmes[0].inputs),)
    inputs = _asked_once(programmes)
    used = Counter(item.name for p in programmes for item in p.inputs)
    twins = {item.name for item in inputs if used[item.name] > 1 or item.same_as}
    groups = [FieldGroup(_SHARED, tuple(item for item in inputs if item.name in twins))]
    for programme in programmes:
        names = {item.name for item in programme.inputs} - twins
        own = tuple(item for item in inputs if item.name in names)
        groups += [FieldGroup(f"只用于：{programme.name}", own, folded=True)] if own else []
    return tuple(groups)


def _asked_once(programmes: Sequence[Programme]) -> list[Input]:
    """Each input once, and of those that ask for the same figure the first."""
    found: dict[str, Input] = {}
    for item in (item for p in programmes for item in p.inputs):
        if not any(name in found for name in (item.name, *item.same_as)):
            found[item.name] = item
    return list(found.values())
