"""Of a long statement the clauses that answer, never without the figure that does."""

from __future__ import annotations

import pytest

from assistant.concepts import concepts
from assistant.narrowing import narrow
from assistant.question import understand
from assistant.statement import Statement
from assistant.vocabulary import Vocabulary
from corpus.document import Source
from corpus.passage import Passage

LEADING = (
    "坚持以试验场地建设为抓手,统筹推进各类公共服务平台改造提升,"
    "持续完善管理办法和配套制度,强化日常运行监测与绩效评价,"
)


@pytest.mark.parametrize("figure", ["1000家", "1,000家"])
def test_the_figure_that_answers_is_kept_even_where_a_comma_parts_it(figure: str) -> None:
    text = f"全年新增{figure},{LEADING}全部成为入驻企业。"
    statement = Statement(Passage(Source("p", "要点"), (), "1", text), text, 0)
    asked = understand("入驻企业多少家?")
    kept = narrow(asked, concepts(asked.text, Vocabulary([text])), statement)
    assert figure in kept
    assert kept in text
