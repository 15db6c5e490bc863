"""One visitor's afternoon with the documents that are shipped, over the real index."""

import pytest

from assistant.answer import AnswerStatus, Turn

A = AnswerStatus
PLAN = "2023年全市科技创新工作要点"


@pytest.fixture
def ask(shipped, provenance):
    """Ask, and check what holds of every answer."""

    def asking(question, history=()):
        answer = shipped.ask(question, history)
        provenance(answer)
        return answer

    return asking


def test_a_visitor_asks_the_shipped_documents(ask):
    # a single target, short, from the plan
    target = ask("今年全市要新增多少家高新技术企业？")
    assert target.status is A.ANSWERED
    assert "300家" in target.text
    assert len(target.text) <= 200

    # a list, whole, from a digest that is not the official text
    terms = ask("申请认定高新技术企业须同时满足哪些条件？")
    assert terms.status is A.ANSWERED
    for words in ("满一年", "知识产权", "10%", "60%", "70分", "环境违法"):
        assert words in terms.text
    assert len(terms.text) <= 700
    assert any("不是官方原文" in note for note in terms.notes)

    # a responsibility, then a follow-up by ellipsis
    assert "市科技局" in ask("“科技创新提升年”活动由哪个单位牵头？").text
    stations = ask("今年新建院士工作站几家？")
    assert "1家" in stations.text
    assert "25家" in ask("那研究生工作站呢？", [Turn(stations.question, stations.text)]).text

    # what a digest says, and a document about itself
    assert "三年" in ask("高新技术企业资格有效期多久？").text
    assert "2023-10-16" in ask("2023年全市科技创新工作要点是哪天发布的？").text


@pytest.mark.parametrize(
    "question",
    [
        "2022年科技进步贡献率的目标是多少？",
        "南通市今年新增高企多少家？",
        "市科技局的咨询电话是多少？",
        "帮我写一首关于春天的诗",
    ],
)
def test_what_the_shipped_documents_do_not_say_is_refused(ask, question):
    assert ask(question).status in (A.NOT_STATED, A.NOT_FOUND, A.OUT_OF_SCOPE)


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("高企按多少的税率交企业所得税", ["15%"]),
        ("科技型中小企业要多少分？人数有上限吗？", ["60分", "500人"]),
        ("苏科贷最多能贷多少", ["万元"]),
        ("小巨人要什么条件？几月份报？", ["90%", "5月25日"]),
    ],
)
def test_a_newcomers_plain_question_is_answered(ask, question, stated):
    answer = ask(question)
    assert answer.status is A.ANSWERED
    assert [words for words in stated if words not in answer.text] == []


def test_a_sum_shows_its_working(shipped):
    assert "35＋25＝60家" in shipped.ask("工程技术研究中心和研究生工作站一共要建多少家？").text


def test_every_target_of_the_plan_is_listed_each_with_its_mark(ask):
    answer = ask("列出工作要点里的全部量化目标")
    assert answer.status is A.ANSWERED
    lines = answer.text.splitlines()[1:]
    assert len(lines) >= 35
    assert all(line.endswith("]") for line in lines)
    assert answer.text.startswith(f"共 {len(lines)} 项")


def test_a_letter_is_divided_and_every_question_answered_in_its_order(ask):
    letter = (
        "尊敬的市科技局：我公司是一家做海洋药物的企业，成立五年，一直想申报高新技术企业，"
        "但对政策不太清楚，特来信请教。"
        + "公司目前以自主研发为主，产品销往多个省份。"
        * 20
        + "请问："
        "1.认定高新技术企业要满足哪些条件？2.证书有效期是几年？3.企业所得税税率是多少？盼复，谢谢！"
    )
    answer = ask(letter)
    places = [answer.text.index(said) for said in ("满足哪些条件”", "有效期是几年”", "税率是多少”")]
    assert places == sorted(places)
    assert "15%" in answer.text
