"""Where a message is cut into questions, and what each may go on from."""

import time

import pytest

from assistant.understanding.follow_up import meanings
from assistant.understanding.several import Part, clauses_asking, pieces_asking, sentences_asking
from assistant.understanding.small_talk import small_talk

LETTER = (
    "尊敬的领导：您好！我公司是一家做海洋药物的企业，去年收入三千万元，想在贵市设立研发中心。"
    "为此想请教几个问题：1.设立研发中心要满足哪些条件？2.设备投入最高补助多少？"
    "另外，申报时间是什么时候？盼复，谢谢！"
)


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("今年要建几个实验室？", ["今年要建几个实验室？"]),
        ("创新券怎么申请？给多少钱？几月份报？", ["创新券怎么申请？", "给多少钱？", "几月份报？"]),
        ("我们是新成立的公司。能申请吗？", ["我们是新成立的公司。能申请吗？"]),
        ("1、条件是什么\n2、材料有哪些", ["条件是什么", "材料有哪些"]),
        ("要建几座灯塔？分别列一下我对照", ["要建几座灯塔？分别列一下我对照"]),
        ("科技特派员", ["科技特派员"]),
    ],
)
def test_each_sentence_that_asks_is_a_question_of_its_own(message, parts):
    assert [part.text for part in sentences_asking(message)] == parts


def test_a_letter_keeps_its_questions_in_order_and_its_story_as_background():
    parts = sentences_asking(LETTER)
    assert [part.text for part in parts] == [
        "设立研发中心要满足哪些条件？",
        "设备投入最高补助多少？",
        "申报时间是什么时候？",
    ]
    assert "海洋药物" in parts[0].background
    assert not any("盼复" in part.text + part.background for part in parts)


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("条件是什么，给多少钱", ["条件是什么", "给多少钱"]),
        ("我们刚成立，能不能申请", []),
        ("驿站：开满几年、院子多大或者床位多少张", ["驿站：开满几年", "院子多大", "床位多少张"]),
        ("船票谁来卖，车票谁来卖，邮票又是哪家卖", ["船票谁来卖", "车票谁来卖", "邮票又是哪家卖"]),
        ("刚买了船，几年一检，还有怎么交费，一并回", ["刚买了船，几年一检", "怎么交费，一并回"]),
        ("最高补助多少", []),
    ],
)
def test_a_sentence_is_cut_at_commas_only_where_several_clauses_ask(sentence, clauses):
    assert [part.text for part in clauses_asking(Part(sentence))] == clauses


@pytest.mark.parametrize(
    ("text", "bonus"),
    [
        ("那第二种呢？", 1.0),
        ("它归谁管？", 1.0),
        ("小微企业要什么条件？", 0.0),  # brief, but it names its own matter
        ("我们公司成立三年了想申请研发补助要准备哪些材料", -1.0),
    ],
)
def test_a_question_that_points_back_is_read_with_what_was_asked_before(text, bonus):
    alone, joined = meanings(text, ["高新技术企业要什么条件？"])
    assert (alone.before, alone.bonus) == ("", 0.0)
    assert (joined.before, joined.bonus) == ("高新技术企业要什么条件？", bonus)
    assert meanings(text, []) == (alone,)
    *_, told = meanings(text, ["我们去年买了首台设备，"])
    assert told.bonus == bonus + 3.0  # what asks nothing was told for the question


@pytest.mark.parametrize("text", ["你好", "谢谢！", "你能干什么", "转人工", "帮助"])
def test_small_talk_is_replied_to(text):
    assert small_talk(text)


@pytest.mark.parametrize("text", ["你好，创新券怎么申请", "谢谢，那条件呢", "人工智能有什么政策"])
def test_a_question_with_a_greeting_is_no_small_talk(text):
    assert small_talk(text) == ""


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        ("灯塔、渡口今年各新建几座", ["灯塔今年新建几座", "渡口今年新建几座"]),
        ("旧灯摸排与新灯征集各要多少？", ["旧灯摸排要多少？", "新灯征集要多少？"]),
        ("灯塔和渡口的值守要求分别是几人", ["灯塔的值守要求是几人", "渡口的值守要求是几人"]),
        (
            "灯塔和渡口，占地、造价分别是多少",
            ["灯塔，占地是多少", "灯塔，造价是多少", "渡口，占地是多少", "渡口，造价是多少"],
        ),
        ("三月、九月各修哪一段，要不要报批", ["三月修哪一段", "九月修哪一段", "要不要报批"]),
        ("今年要新建几座灯塔", []),
        ("灯塔和渡口又要新建多少座", []),
    ],
)
def test_the_same_is_asked_of_each_thing_named_side_by_side(sentence, pieces):
    assert [part.text for part in pieces_asking(Part(sentence))] == pieces


def test_a_later_piece_goes_on_from_what_the_first_speaks_of():
    found = pieces_asking(Part("古桥驿站：开满几年、院子多大"))
    assert [part.background for part in found] == ["", "古桥驿站"]


@pytest.mark.parametrize(
    ("part", "called"),
    [
        (Part("我们村靠海，想修灯塔，补多少钱？两个都要，急"), "补多少钱"),
        (Part("灯塔，造价要多少", name="灯塔"), "灯塔，造价要多少"),
        (Part("灯塔谁来管", name="灯塔"), "灯塔谁来管"),
    ],
)
def test_a_piece_is_called_by_what_it_asks(part, called):
    assert part.called == called


@pytest.mark.parametrize("unit", ["和", "甲、", "甲和", "多少", "不是", "1", "（(", "，"])
def test_the_longest_message_is_divided_in_time_linear_to_it(unit):
    def took(length):
        text = (unit * length)[:length]
        start = time.perf_counter()
        for part in sentences_asking(text):
            pieces_asking(part)
            assert part.called
        return time.perf_counter() - start

    assert took(5000) < max(0.3, 8 * took(2500))


@pytest.mark.parametrize(
    "text", ["什么时候截止？", "奖励多少钱", "进了有什么好处？", "人数有上限吗？"]
)
def test_what_may_be_asked_of_any_policy_goes_on_from_the_last_matter_named(text):
    (joined,) = meanings(text, ["青苗企业怎么评？", "要交什么材料？"])
    assert joined.query == f"青苗 评？ {text}"  # what was asked of it is not searched again
    assert joined.before == "青苗企业怎么评？"
    assert [m.before for m in meanings(text, ["要交什么材料？"])] == ["", "要交什么材料？"]


@pytest.mark.parametrize(
    ("message", "text", "background"),
    [
        (
            "我们是做软件的小厂，要评青苗企业看什么条件？",
            "要评青苗企业看什么条件？",
            "我们是做软件的小厂，",
        ),
        ("我们是有30人的小厂，要评青苗企业看什么条件？", None, ""),  # a figure counts
        ("我们要交什么材料，什么时候交？", None, ""),
    ],
)
def test_who_asks_is_background_of_what_is_asked(message, text, background):
    (part, *_) = sentences_asking(message)
    assert (part.text, part.background) == (text or message, background)
