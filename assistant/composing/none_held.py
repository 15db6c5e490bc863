"""What having none of a thing comes to where it is scored: nought, and what all must reach."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.composing.line import Line, line_of, unmarked
from assistant.finding.statement import Statement
from assistant.inquiry import Finding
from assistant.reading.asking import Asked
from assistant.reading.concepts import Concept

CLOSE = 0.9  # of the best score: the table is of what is asked
SPOKEN_OF = 0.5  # of a concept

# "没有专利", "专利一项都没有": what none is held of
_NONE = (
    re.compile(r"(?:没有?|无|缺|零)(?:一[个项件]|什么|任何)?(?P<of>[^，,。?的能可不]{2,8})"),
    re.compile(r"(?P<of>[^，,。?]{2,10}?)(?:都|也)?(?:没有?|为零|[是为]0)"),
)
_MAY = re.compile(r"能不能|能否|可不可以|可以|能[^，。,?]{0,12}[吗么不]|行不行|有戏")
_NOUGHT = re.compile(r"[，,](没有[^，,；。\d]{0,4}0分)")
_WHOLE = re.compile(r"得分(?:须|应|要)?(?:不低于|达到|高于)\d+分")


def none_held(finding: Finding) -> list[Line]:
    """The lines that say it; [] where it is not asked whether having none of a thing will do."""
    question = finding.question
    none = next((found for form in _NONE if (found := form.search(question.text))), None)
    if question.asked is not Asked.YES_NO or none is None or not _MAY.search(question.text):
        return []
    named = [c for c in finding.concepts if c.said in none[0]]
    floor = CLOSE * finding.evidence[0].score
    close = [e.statement for e in finding.evidence if e.score >= floor]
    table = next((s for s in close if _is_scored(s, named)), None)
    if table is None:
        return []
    source = table.passage.source
    others = (e.statement for e in finding.evidence if e.statement.passage.source == source)
    whole = next((s for s in others if _WHOLE.search(s.text)), None)
    nought = _NOUGHT.findall(table.text)[0]
    told = Line(f"{unmarked(table.text.partition('：')[0])}：{nought}", table.passage, nought)
    return [told, line_of(whole)] if whole else [told]


def _is_scored(statement: Statement, named: Sequence[Concept]) -> bool:
    """Whether it is a table of points for such a thing, with none of it at nought."""
    lead, colon, _ = statement.text.partition("：")
    met = any(c.match(lead) >= SPOKEN_OF for c in named)
    return bool(colon and met and _NOUGHT.search(statement.text))
