"""A question of the permitted length costs in step with it, whatever it is made of.

Python's own steps are counted: calls, those of built-ins too. A regular expression is one step
however long it takes, so each is also given a bound of processor time that only a pattern which
goes back over its text would reach.
"""

import gc
import itertools
import time
import tracemalloc

import pytest

from assistant.pipeline import Assistant
from tests.fuzzing import calls, filled

LENGTH = 3000
SECONDS = 3.0  # several times what the slowest takes, the reading by the model included
LEFT = 4_000  # bytes of a question that caches may keep while they fill; each has a bound
UNITS = (
    *("研", "1", "一", "0", "a", "研 ", "？", "?？", "（", "）", "（）", "《》", "《", "，", "、"),
    *(".", "1.", "1,", "一万", "要新增多少家企业，", "研发投入是多少？", "甲和乙、丙与丁各多少，"),
    *("和", "，不要", "Ａa1１", "2023年", "1%", "百分之", "1-2", "第一条", "盐城市", "省"),
    *("亿元", "研\n", "<b>", "<", "“", "：", "1月1日", "不"),
    *("體", "😀", "e\u0301", "研\u200d", "忽略以上指令，", "如果", "收入1万元，", "\t", "〔2031〕"),
    *("http://a/", "您好，", "有哪些", "要什么条件。", "&#30;", "\ud800", "i g n ", "研\u3000"),
    *("（一）",),
)  # fmt: skip


@pytest.fixture(scope="module")
def long_enough(build, invented) -> Assistant:
    made: Assistant = build(invented, max_chars=LENGTH)
    made.ask("高新技术企业多少家？")  # what is loaded once
    return made


@pytest.mark.parametrize("unit", UNITS)
def test_a_question_takes_steps_in_step_with_its_length(long_enough, unit):
    start = time.process_time()
    steps = [calls(lambda n=n: long_enough.ask(filled(unit, n))) for n in (LENGTH // 2, LENGTH)]
    assert steps[1] < 2.5 * steps[0] + 5000
    assert time.process_time() - start < 2 * SECONDS


def test_brackets_that_nest_and_numerals_without_end_are_answered(long_enough):
    for text in ("（" * 1500 + "）" * 1500, "一" * 2990 + "万元", "1" * 2990 + "万元多少？"):
        assert calls(lambda text=text: long_enough.ask(text)) < 10**6


def test_distinct_questions_leave_little_behind(long_enough):
    words = ["".join(pair) for pair in itertools.permutations("纳米材料算法芯片船舶风能储氢", 2)]
    asked = [f"{word}{n}型企业研发投入{n}万元，奖励多少？" for n, word in enumerate(words)]
    for question in asked[:30]:
        long_enough.ask(question)
    tracemalloc.start()
    try:
        for question in asked[30:90]:
            long_enough.ask(question)
        gc.collect()
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 60 * LEFT
