"""Typed checks beside the reader: small encoders confuse near figures and kinds of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.reader.evidence import STATED, Evidence
from assistant.reader.wanted import Want, wants
from assistant.understanding.question import Kind, Question
from corpus.divisions import Place, place_of, places_in
from corpus.figures import figures

LACKS_WANTED = -6.0  # logit of a statement without the measure, day or number that is asked for
BESIDE = -8.0  # logit of a statement of other years than the question names, or without a reason
_YEARS = re.compile(
    r"(20\d\d)(?:年度?)?(?:(?:[-—–~]|至|到)(20\d\d)|[^，,。；;]{0,8}?(起|以来|以后|之后))?"
)
_WHY = re.compile("为什么|为何|为啥|啥原因|什么原因|何故")
_REASON = re.compile("因|由于|鉴于|为了|为(?=[^期])|以便|旨在|目的|根据|依据|背景|考虑")
_ORDINAL = re.compile(r"第([一二三四五六七八九十\d]+)([批期届轮次])")
_DAY_OF = re.compile(r"(20\d\d)年\d{1,2}月")
_NOW = re.compile("现在|目前|眼下|当前|如今|今年")
_RESULT = re.compile(
    r"实际.{0,8}[多几]|(?:完成|达成|实现)了?(?:没|多少|几|吗)|(?:最[后终]|后来|到底|结果)[^，,。?？]{0,14}[了没]|"
    r"(?:[过成到]|下来|通过|完成|落地|挂牌|[开竣]工|投[运产])了?没有?(?:[?？，,]|$)"
)
_WHAT_IS = re.compile(
    r"^(?:请问)?(?:什么|啥)(?:是|叫)([^的那这，,。？?]{2,8})[？?]?$|"
    r"^(?:请问)?([^的那这，,。？?]{2,8}?)(?:到底|究竟)?(?:是|指)(?:什么|啥)(?:意思|东西)?[呀啊呢]?[？?]?$"
)
_EXAMPLE = re.compile(
    r"(?m)(?:示例|举例|案例)$|^[\W\d]*(?:例如|案例|某[^，,。]{0,6}(?:企业|公司|单位|人))"
)
_LEFT_OUT = 6  # characters that an abbreviation leaves out between two of its own, at most
_WHOLE_PLACE = re.compile("全[国省市区县]")
_AHEAD = re.compile("力争|争取|确保|目标|计划|规划|年内|全年|要点")
_PAST = re.compile(r"已|累计|截至|年来|过去|[去上]年|[^为除]了")


@dataclass(frozen=True)
class Check:
    """What one question asks for, checked against statements."""

    question: Question

    def of(self, evidence: Iterable[Evidence]) -> list[Evidence]:
        """The evidence with what lacks the kind asked for behind, the likeliest first."""
        return ranked(replace(e, adjusted=self._adjusted(e)) for e in evidence)

    def _adjusted(self, evidence: Evidence) -> float:
        text = evidence.statement.text
        reasoned = not _WHY.search(self.question.text) or _REASON.search(text)
        of_it = (
            self._of_it, self._of_year, self._of_ordinal, self._of_place, self._came_of_it,
            self._of_figures,
        )  # fmt: skip
        beside = 0.0 if reasoned and all(check(evidence) for check in of_it) else BESIDE
        whole = evidence.statement.lead + text
        return beside + LACKS_WANTED * any(want.lacks(whole) for want in self._wants)

    @cached_property
    def _wants(self) -> list[Want]:
        return wants(self.question.text)

    def _of_it(self, evidence: Evidence) -> bool:
        """Whether what a thing is, where that is asked, is told of that very thing."""
        asked = _WHAT_IS.search(self.question.text)
        said, passage = evidence.statement, evidence.statement.passage
        read = (passage.source.title, *passage.heading_path, said.lead, said.text)
        return not asked or any(_names(text, asked[1] or asked[2]) for text in read)

    def _of_year(self, evidence: Evidence) -> bool:
        """Whether a statement that tells years tells one that the question names, or its document
        is of it."""
        text, source = evidence.statement.text, evidence.statement.passage.source
        asked = self.question.years
        planned = source.year or _AHEAD.search(text)
        if not asked and not planned and _NOW.search(self.question.text):
            asked = frozenset({self.question.today.year, self.question.today.year - 1})
        days = [int(year) for year in _DAY_OF.findall(text)]
        told = [
            (int(first), int(last or (9999 if onwards else first)))
            for first, last, onwards in _YEARS.findall(text)
        ]
        if days and asked == self.question.years and Kind.WHEN in self.question.kinds:
            told = [
                (min(days), max(days))
            ]  # "2021年起网上申报，今年为2023年6月1日": no day of 2024
        if not asked or not told or any(a <= year <= b for a, b in told for year in asked):
            return True
        return source.year in asked or any(str(year) in source.title for year in asked)

    def _of_ordinal(self, evidence: Evidence) -> bool:
        """Whether a statement that tells of a numbered batch or term tells of the one asked for."""
        told: dict[str, set[str]] = {}
        for number, counter in _ORDINAL.findall(evidence.statement.text):
            told.setdefault(counter, set()).add(number)
        asked = _ORDINAL.findall(self.question.text)
        return all(number in told.get(counter, {number}) for number, counter in asked)

    def _came_of_it(self, evidence: Evidence) -> bool:
        """Whether a statement tells what came of a plan, where that is asked."""
        source, text = evidence.statement.passage.source, evidence.statement.text
        if not _RESULT.search(self.question.text) or not (source.year or _AHEAD.search(text)):
            return True
        told = [int(first) for first, _, _ in _YEARS.findall(text)]
        return bool(_PAST.search(text)) or any(year < (source.year or 0) for year in told)

    def _of_place(self, evidence: Evidence) -> bool:
        """Whether a plan's figures are those of the place asked for: its own, or one it names."""
        source, text = evidence.statement.passage.source, evidence.statement.text
        own = place_of(source)
        if not own or not (source.year or _WHOLE_PLACE.search(text)):
            return True
        inside = [p for p in self._places if p != own and own.reaches(p)]
        if not inside or Kind.FIGURE not in self.question.kinds:
            return True
        return any(place.reaches(other) for place in inside for other in places_in(text))

    def _of_figures(self, evidence: Evidence) -> bool:
        """Whether an example that reckons with figures reckons with one of the asker's, if told."""
        said, headings = evidence.statement, evidence.statement.passage.heading_path
        asked = {(f.measure, f.value) for f in self.question.figures}
        told = {(f.measure, f.value) for f in figures(said.text)}
        shared = {measure for measure, _ in asked} & {measure for measure, _ in told}
        example = shared and _EXAMPLE.search("\n".join((*headings[-1:], said.text)))
        return not example or not asked.isdisjoint(told)

    @cached_property
    def _places(self) -> tuple[Place, ...]:
        return places_in(self.question.text)


def ranked(evidence: Iterable[Evidence]) -> list[Evidence]:
    """What states something before what does not, the likeliest first."""
    return sorted(evidence, key=lambda e: (e.probability < STATED, -e.score))


def _names(text: str, thing: str) -> bool:
    """Whether a text names a thing, in full or longer by what an abbreviation leaves out."""
    at = {n for n, char in enumerate(text) if char == thing[0]}
    for char in thing[1:]:
        at = {n for m in at for n in range(m + 1, m + 2 + _LEFT_OUT) if text[n : n + 1] == char}
    return bool(at)
