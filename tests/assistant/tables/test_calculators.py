"""The asker's own figures put through rules that are data; what no rule knows is left alone."""

from datetime import date
from pathlib import Path

import pytest

from assistant.library import Library
from assistant.tables.calculators import RULES, calculated, rules
from assistant.understanding.question import Question
from corpus.__main__ import SHIPPED
from corpus.document import Source
from corpus.library import load_passages
from corpus.passage import Passage
from corpus.programme_sections import Sections

WRITTEN = """\
rules:
  - id: fee
    clause: water#一/1
    result: 应缴水费
    unit: 万元
    formula: max(cost - 20, 0) * 0.30
    inputs: {cost: [取水支出, 支出]}
    about: [[水费, 取水]]
    words: [缴, 交, 农场]
  - id: share
    clause: water#一/2
    result: 节水投入占比
    unit: "%"
    formula: saved / cost
    inputs: {saved: [节水投入], cost: [取水支出]}
    about: [[占比]]
    words: [达标, 够]
    least: [{by: cost, up_to: 100, value: 0.05}, {value: 0.03}]
    note: 按年计
"""
TEXTS = (
    "取水支出超过20万元的部分按30%缴纳水费。",
    "取水支出100万元以下的，节水投入占比不低于5%，其他不低于3%。",
)


@pytest.fixture
def ask(tmp_path: Path):
    file = tmp_path / "rules.yaml"
    file.write_text(WRITTEN, encoding="utf-8")

    def answer(text: str, texts: tuple[str, ...] = TEXTS) -> str:
        source = Source("water", "取水管理办法", effective_on="2028-01-01")
        passages = [Passage(source, ("一",), str(n), t) for n, t in enumerate(texts, 1)]
        worked = calculated(Question(text, date(2031, 6, 1)), Library(passages), file)
        assert worked is None or all(x.quote in x.passage.text for x in worked.lines)
        return worked.opening.strip() if worked else ""

    return answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("取水支出50万元要缴多少水费？", "应缴水费9万元：(50 − 20) × 30% = 9万元[1]。"),
        ("农场取水支出十万，要交水费吗", "应缴水费0万元：(10 − 20，小于0按0计) × 30% = 0万元[1]。"),
        ("取水支出80万，节水投入4万，占比够吗", "4 ÷ 80 = 5%，不低于5%，达到要求（按年计）[1]。"),
        ("取水支出200万元，节水投入4万元，占比达标吗", "2%：4 ÷ 200 = 2%，低于3%，未达到要求"),
        ("取水支出50万元以上要缴多少水费", ""),
        ("养殖户取水支出50万元要缴多少水费", ""),
        ("2027年取水支出50万元要缴多少水费", ""),
        ("取水支出50万元和60万元要缴多少水费", ""),
        ("50吨水要缴多少水费", ""),
        ("取水支出要缴多少水费", ""),
        ("节水投入300万元，取水支出200万元，占比够吗", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_rule_answers_only_what_it_knows_every_word_of(ask, question, told):
    answer = ask(question)
    assert told in answer
    assert bool(told) is bool(answer)


def test_a_number_that_the_clause_does_not_state_is_not_reckoned_with(ask):
    assert ask("取水支出50万元要缴多少水费？", ("取水支出超过20万元的部分缴纳水费。",)) == ""
    assert ask("取水支出50万元要缴多少水费？", ()) == ""


def test_every_shipped_rule_cites_a_clause_that_is_there_and_says_what_it_reckons_with():
    report = load_passages(SHIPPED)
    sections = Sections(report.passages)
    assert all(not sections.unresolved(rule.clause) for rule in rules(RULES))
    library = Library(report.passages)
    for question, told in (
        ("今年转让专利净赚了八百万，企业所得税要交多少？", "37.5万元：(800 − 500) × 25% × 50%"),
        ("研发费用300万元能加计扣除多少？", "300 × 100% = 300万元"),
        ("集成电路企业研发费用1000万能加计多少", "1000 × 120% = 1200万元"),
        ("营收6000万，研发费用250万，评高企占比够不够", "250 ÷ 6000 = 4.17%，不低于4%"),
        ("委托研发花了100万，能加计扣除多少", ""),
        ("个人转让专利赚了100万要交多少税", ""),
    ):
        worked = calculated(Question(question, date(2026, 6, 1)), library)
        assert told in (worked.opening if worked else "")
        assert bool(told) is bool(worked)
