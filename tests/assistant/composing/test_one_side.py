"""Of two clauses that say the same of two things, the one that is named."""

from __future__ import annotations

import pytest

from assistant.composing.line import Line
from assistant.composing.one_side import one_side
from corpus.document import Source
from corpus.passage import Passage

PLACES = (
    "合同须登记：市内转让须经市级以上科技部门登记，市外转让须经省级以上商务部门登记；不登记的退回。"
)
RATES = "上例少缴的企业所得税，按25%税率是75万元，按15%税率是45万元。"


@pytest.mark.parametrize(
    ("question", "text", "shown"),
    [
        ("市外转让去哪登记", PLACES, "合同须登记：市外转让须经省级以上商务部门登记"),
        ("市内转让去哪登记", PLACES, "合同须登记：市内转让须经市级以上科技部门登记"),
        ("转让去哪登记", PLACES, PLACES),
        ("市内和市外转让各去哪登记", PLACES, PLACES),
        ("按15%税率省多少", RATES, "上例少缴的企业所得税，按15%税率是45万元"),
        ("省多少", RATES, RATES),
    ],
)
def test_the_clause_of_what_is_named_is_kept_with_what_stands_before(question, text, shown):
    line = Line(text, Passage(Source("p", "要点"), (), "1", text), text)
    told = one_side(question, line)
    assert told.text == shown
    assert told.quote in text
