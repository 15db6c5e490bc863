"""Rules that hold for a size each ("销售收入在5000万元以下的企业……5%"): all of them, where the
asker tells no size that chooses one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.composing.counted_list import Neighbours
from assistant.finding.statement import Statement, statements
from assistant.judging.figures_told import answering_figures
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from corpus.figures import Measure

_SIZES = (Measure.MONEY, Measure.COUNT, Measure.AREA)
_TOLD = 0.9  # of a concept
_SIZE_SAID = re.compile(r"[小大](?:企业|公司|厂|微)|小型|大型|规模[大小]")
_SHORTEST = 4  # characters of what is measured
_COMPARED = re.compile(r"(?:在|为|达到?|超过|不足|不超过|不低于|低于|高于)+$")
_OF_WHOM = re.compile(r"[^，。；]{0,14}的(?:企业|单位|机构|载体|孵化器)，")


def tiers(
    question: Question, concepts: Sequence[Concept], best: Statement, section: Neighbours
) -> list[Statement]:
    """The rules for every size in the order of the text; [] where one holds for all, or the asker
    tells what chooses: a figure, a size by words, or what only one of them has ("首贷")."""
    measured = _measured(best)
    if not measured or question.amounts or _SIZE_SAID.search(question.text):
        return []
    beside = [s for p in section(best.passage) for s in statements(p)[:1]]
    alike = [s for s in beside if _measured(s) == measured and answering_figures(question, s)]
    values = {tuple((f.value, f.unit) for f in answering_figures(question, s)) for s in alike}
    met = [{c.said for c in concepts if c.known and c.match(s.text) >= _TOLD} for s in alike]
    return alike if len(values) == len(alike) > 1 and all(m == met[0] for m in met) else []


def _measured(statement: Statement) -> str:
    """By what the size is measured that a rule opens with; "" where it opens with none."""
    text = statement.shown
    size = next((f for f in statement.figures if f.measure in _SIZES), None)
    at = text.find(size.text) if size else -1
    if size is None or at < 0 or not _OF_WHOM.match(text, at + len(size.text)):
        return ""
    opening = _COMPARED.sub("", text[:at])
    return opening if len(opening) >= _SHORTEST else ""
