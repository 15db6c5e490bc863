"""What of an answer is marked for a person to hold against its source."""

import pytest

from assistant.answer import Answer, AnswerStatus, Citation
from assistant.drafting.doubts import doubts
from corpus.document import Source
from corpus.passage import Passage

LABS = Citation(1, Passage(Source(id="a", title="实验室管理办法"), (), "", "公示10天。"))
VOUCHERS = Citation(1, Passage(Source(id="b", title="创新券办法"), (), "", "公示5天。"))
SCALE = "研发占比5%以上20分，3%至5%得15分，1%至3%得10分，1%以下0分。[1]"


@pytest.mark.parametrize(
    ("question", "told", "sure", "before", "said"),
    [
        ("公示多少天？", "公示10天。[1]", 0.9, (), ""),
        ("公示多少天？", "公示10天。[1]", 0.74, (), "把握不大"),
        ("公示多少天？", "公示10天。[1]", 0.9, (LABS,), ""),
        ("公示多少天？", "公示10天。[1]", 0.9, (VOUCHERS,), "不是同一份文件"),
        ("实验室公示多少天？", "公示10天。[1]", 0.9, (VOUCHERS,), ""),
        ("公示多少天？", "", 0.1, (VOUCHERS,), ""),
        ("研发占比能得多少分？", SCALE, 0.9, (), "有几档"),
        ("研发占比各档分别是多少分，有哪些档？", SCALE, 0.9, (), ""),
        ("实验室算不算独立法人？", "公示10天。[1]", 0.9, (), "写明结论"),
        ("公示有没有新的要求？", "公示10天。[1]", 0.9, (), "写明结论"),
    ],
)
def test_an_answer_is_marked_where_it_may_not_be_what_was_asked(question, told, sure, before, said):
    answer = Answer(question, question, AnswerStatus.ANSWERED, told, (LABS,), confidence=sure)
    found = "".join(doubts(question, answer, told, before))
    assert said in found
    assert bool(said) == bool(found)
