"""What a long message tells around its question weighs less than what asks."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus
from assistant.reading.concepts import concepts
from assistant.reading.question import understand
from assistant.reading.vocabulary import Vocabulary
from assistant.several.said_beside import BESIDE, weighed_by_asking

STORY = "园区上个月刚换了物业，保安大爷天天跟我抱怨停车难。"
ASKED = "孵化器里的小公司今年要新增多少家在孵企业？"
LIBRARY = Vocabulary(
    ["园区物业停车", "孵化器新增在孵企业500家以上", *(f"其他文字{n}" for n in range(60))]
)


def weights(text: str) -> dict[str, float]:
    question = understand(text)
    found = concepts(question.text, LIBRARY)
    return {c.said: c.weight for c in weighed_by_asking(question, found)}


def test_what_only_the_story_tells_weighs_less_and_what_is_unknown_nothing() -> None:
    alone, told = weights(ASKED), weights(STORY + ASKED)
    assert all(told[said] == weight for said, weight in alone.items())
    assert "抱怨" not in told
    known = {c.said: c.weight for c in concepts(STORY, LIBRARY) if c.known}
    assert known
    assert all(told[said] == pytest.approx(BESIDE * weight) for said, weight in known.items())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ASKED, id="short"),
        pytest.param(STORY, id="asks nothing"),
        pytest.param(f"{STORY}这个要多少家？", id="the question names nothing"),
        pytest.param(f"{STORY}孵化器里的在孵企业能不能算？", id="whether it may be"),
    ],
)
def test_what_may_decide_stays_as_it_is(text: str) -> None:
    question = understand(text)
    found = concepts(question.text, LIBRARY)
    assert weighed_by_asking(question, found) == found


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "我表弟开网店的，去年折腾了半天也没弄明白发票怎么开，税务那边跑了三趟腿都细了，家里人都劝他别干了。"
            "科技型中小企业最多能有多少职工？",
            "500人",
        ),
        (
            "高企口径里其他费用最多占研发总费用几成？我们老会计去年退休了，新来的小姑娘啥都不会，"
            "我自己翻了一晚上抽屉，报表堆得跟山一样。",
            "20%",
        ),
        (
            "我女儿在报社实习，主编让她写盐城的科技新闻，她在家急得直哭，我这个当爸的也不懂行，"
            "求您告诉一声院士工作站今年新建几家。",
            "院士工作站1家",
        ),
    ],
)
def test_a_story_around_the_question_changes_nothing(shipped, question: str, told: str) -> None:
    answer = shipped.ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert told in answer.text
