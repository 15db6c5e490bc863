"""Typed checks beside the reader: small encoders confuse near figures and kinds of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.reader.evidence import Evidence
from assistant.understanding.question import Kind, Question
from corpus.figures import Measure, figures

LACKS_KIND = -1.5  # logit of a statement without the kind of figure or time that is asked for
_TIME = re.compile(
    r"\d{1,4}年|\d{1,2}[月日]|[年月日]底|[一二三四五六七八九十\d]+个?(?:工作日|自然日|月|天|日|年|小时|季度)|"
    r"季度|长期|每年|每月|即日|之日|当[年月日]|次[年月日]|届满|[上下]半年"
)
_NUMERAL = re.compile(r"[\d０-９一二三四五六七八九十百千万亿两半倍全]")


@dataclass(frozen=True)
class Check:
    """What one question asks for, checked against statements."""

    question: Question

    def of(self, evidence: Iterable[Evidence]) -> list[Evidence]:
        """The evidence with what lacks the kind asked for behind, the likeliest first."""
        found = [replace(e, adjusted=0.0 if self._fits(e) else LACKS_KIND) for e in evidence]
        return sorted(found, key=lambda e: -e.score)

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
