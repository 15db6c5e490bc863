"""Of a long statement the clauses that answer, never without the figure that does."""

from __future__ import annotations

import pytest

from assistant.composing.narrowing import narrow
from assistant.finding.statement import Statement
from assistant.reading.concepts import concepts
from assistant.reading.question import understand
from assistant.reading.vocabulary import Vocabulary
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


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("再贷一般不超过多少？", "后续一般不超过500万元"),
        ("首次贷款多少？", "首次贷款一般在300万元以内"),
    ],
)
def test_the_figure_of_whom_a_rule_is_for_is_not_the_one_that_answers(
    question: str, kept: str
) -> None:
    text = (
        "按2018年公开口径，上年营业收入5000万元以下的企业，首次贷款一般在300万元以内，"
        "后续一般不超过500万元，期限1年，执行同期基准利率，逾期按合同约定另行处理并报合作银行备案。"
    )
    statement = Statement(Passage(Source("p", "要点"), (), "1", text), text, 0)
    asked = understand(question)
    found = concepts(asked.text, Vocabulary([text, "其他文字"]))
    assert kept in narrow(asked, found, statement)
