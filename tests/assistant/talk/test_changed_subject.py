"""A talk is left where a question stands for itself, with or without words that say so."""

from __future__ import annotations

import pytest

from assistant.answer import Turn
from assistant.finding.expected import Hints
from assistant.talk.changed_subject import leaves_talk
from assistant.talk.condense import condense
from assistant.talk.place import Place
from corpus.expected_questions import Expected
from index.question_index import Likeness

TALK = Turn("科技创新券怎么兑付？", "科技创新券每年4月1日至5月31日集中兑付。")


def _known(passages, here: float, there: float) -> Hints:
    """Expected questions so like what is asked: answered where the talk is, and elsewhere."""
    of_talk = next(p for p in passages if "集中兑付" in p.text)
    other = next(p for p in passages if "中试基地一次性奖补" in p.text)
    alike = [
        Likeness(Expected("甲", ((of_talk, "集中兑付"),)), here),
        Likeness(Expected("乙", ((other, "一次性奖补300万元"),)), there),
    ]
    return Hints(tuple(sorted(alike, key=lambda one: -one.score)))


@pytest.mark.parametrize(
    ("question", "here", "there", "leaves"),
    [
        pytest.param("新建一个基地能拿几个钱", 0.0, 0.5, True, id="known elsewhere alone"),
        pytest.param("新建一个基地能拿几个钱", 0.4, 0.5, False, id="known here nearly as well"),
        pytest.param("新建一个基地能拿几个钱", 0.0, 0.2, False, id="hardly known at all"),
        pytest.param("那能拿几个钱", 0.0, 0.5, False, id="opens by pointing back"),
        pytest.param("外面的人也能算进去吗", 0.0, 0.5, False, id="goes on with also"),
        pytest.param("还要交什么", 0.0, 0.5, False, id="short and going on"),
        pytest.param(
            "兑付清楚了。新建一个基地还能拿几个钱", 0.0, 0.5, True, id="closes what was talked of"
        ),
        pytest.param(
            "另外朋友在搞一个给人做试验的地方，那个一次性的钱有多少",
            0.0,
            0.5,
            True,
            id="says it all, though a word points back",
        ),
    ],
)
def test_a_question_like_those_of_other_documents_leaves_the_talk(
    passages, question, here, there, leaves
):
    place = Place(tuple(p for p in passages if "集中兑付" in p.text), "")
    condensed = condense(question, [TALK])
    assert condensed.context
    assert leaves_talk(condensed, place, _known(passages, here, there)) is leaves


DEPUTY = Turn("科技副总一任几年", "任期两年。")
TAX_FREE = Turn(
    "孵化器的房产税免到哪年", "2023年第42号公告自2024年1月1日起继续实施，执行至2027年12月31日。"
)
RATE = Turn(
    "研发费用加计扣除是什么比例",
    "自2023年1月1日起，费用化（计入当期损益）的研发费用除据实扣除外，可以再加计扣除100%。",
)


@pytest.mark.parametrize(
    ("before", "question", "said"),
    [
        pytest.param(
            DEPUTY,
            "我们委托南京一所大学做研发，这笔钱按几成加计",
            "80%",
            id="no word of it, and a pointer to what it tells itself",
        ),
        pytest.param(TAX_FREE, "今年市里科技招商活动要办几场", "4场以上", id="no word of it"),
        pytest.param(
            RATE,
            "加计的事说完了。技术合同送到登记机构，几天能办下来",
            "30日内",
            id="the talk is closed",
        ),
        pytest.param(
            TAX_FREE,
            "研发费里差旅会议这些能算多少",
            "10%",
            id="what closes a list of its own points nowhere",
        ),
        pytest.param(DEPUTY, "其他费用不能超过多少", "不能超过", id="a word of the matter"),
        pytest.param(RATE, "要是我们去年亏了呢", "亏损企业也可以享受", id="supposed, and known"),
        pytest.param(RATE, "税务局给我们核定征收的话呢", "核定征收企业", id="a state of one's own"),
    ],
)
def test_a_talk_over_the_shipped_documents_follows_what_is_asked(shipped, before, question, said):
    assert said in shipped.ask(question, [before]).text


def test_what_is_best_known_of_the_kind_talked_of_is_asked_of_that_kind(shipped):
    before = Turn("创新型中小企业评分多少算过", "评价得分达到60分以上。")
    answer = shipped.ask("创新能力单项最少得几分，成长性的呢", [before])
    assert "创新能力得分不低于20分" in answer.text
    assert "70分" not in answer.text
