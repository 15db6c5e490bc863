"""Typed checks beside the reader: small encoders confuse near figures and kinds of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.reader.calibration import STATED
from assistant.reader.evidence import Evidence
from assistant.understanding.question import Kind, Question
from corpus.figures import Measure, figures

LACKS_KIND = -1.5  # logit of a statement without the kind of figure or time that is asked for
BESIDE = -8.0  # logit of a statement of other years than the question names, or without a reason
_TIME = re.compile(
    r"\d{1,4}年|\d{1,2}[月日]|[年月日]底|[一二三四五六七八九十\d]+个?(?:工作日|自然日|月|天|日|年|小时|季度)|"
    r"季度|长期|每年|每月|即日|之日|当[年月日]|次[年月日]|届满|[上下]半年"
)
_YEARS = re.compile(
    r"(20\d\d)(?:年度?)?(?:(?:[-—–~]|至|到)(20\d\d)|[^，,。；;]{0,8}?(起|以来|以后|之后))?"
)
_WHY = re.compile("为什么|为何|为啥|啥原因|什么原因|何故")
_REASON = re.compile("因|由于|鉴于|为了|为(?=[^期])|以便|旨在|目的|根据|依据|背景|考虑")
_NUMERAL = re.compile(r"[\d０-９一二三四五六七八九十百千万亿两半倍全]")


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
        beside = 0.0 if reasoned and self._of_year(evidence) else BESIDE
        return beside + (0.0 if self._fits(evidence) else LACKS_KIND)

    def _of_year(self, evidence: Evidence) -> bool:
        """Whether a statement that tells years tells one that the question names, or its document
        is of it."""
        asked = self.question.years
        told = [
            (int(first), int(last or (9999 if onwards else first)))
            for first, last, onwards in _YEARS.findall(evidence.statement.text)
        ]
        source = evidence.statement.passage.source
        if not asked or not told or any(a <= year <= b for a, b in told for year in asked):
            return True
        return source.year in asked or any(str(year) in source.title for year in asked)

    def _fits(self, evidence: Evidence) -> bool:
        text = evidence.statement.text
        kinds = self.question.kinds
        if kinds & {Kind.LIST, Kind.WHO, Kind.HOW, Kind.YES_NO}:
            return True
        if self.question.asks_money:
            told = {f.measure for f in figures(text)}
            return bool(told & {Measure.MONEY, Measure.PERCENT}) or "免" in text
        if Kind.WHEN in kinds:
            return bool(_TIME.search(text))
        return Kind.FIGURE not in kinds or bool(_NUMERAL.search(text))


def ranked(evidence: Iterable[Evidence]) -> list[Evidence]:
    """What states something before what does not, the likeliest first."""
    return sorted(evidence, key=lambda e: (e.probability < STATED, -e.score))
