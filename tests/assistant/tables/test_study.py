"""What is read of every document: the parts of its card, and questions that it can answer."""

import json
from dataclasses import replace

import pytest

from assistant.answer import AnswerStatus
from assistant.tables.kept_cards import KeptCards
from assistant.tables.policy_card import policy_cards
from corpus.content_kinds import ContentKind
from corpus.document import Source

WHO, CONDITIONS, BENEFIT, MATERIALS, WINDOW, PROCEDURE, CONTACT, VALIDITY = ContentKind

RULES = Source("rules", "云溪市民宿发展促进办法")
NOTICE = Source("notice", "关于开展2031年度云溪市稻田认养补贴申报的通知")
GUIDE = Source("guide", "云溪市残疾人家庭改造办理指南")
LAW = Source("law", "云溪市古树名木保护条例")
DOCUMENTS = (
    (RULES, ("第一条",), "", "第一条 本市行政区域内民宿的开办、经营和服务，适用本办法。"),
    (RULES, ("第二条",), "", "第二条 本办法由市文化旅游局负责组织实施。"),
    (RULES, ("第三条",), "",
     "第三条 开办民宿应当具备下列条件：\n（一）有合法的房屋使用证明；\n（二）通过消防安全检查。"),
    (RULES, ("第四条",), "", "第四条 对评定为五星级的民宿，一次性给予20万元奖励。"),
    (RULES, ("第五条",), "", "第五条 经营者可以向所在地镇人民政府提出民宿登记申请。"),
    (RULES, ("第六条",), "", "第六条 民宿经营者骗取奖励资金的，处二万元以上五万元以下罚款。"),
    (RULES, ("第七条",), "", "第七条 本办法自2031年3月1日起施行，有效期五年。"),
    (NOTICE, ("一、补贴标准",), "p1", "稻田认养补贴按每亩300元给予补贴，每户最高不超过6000元。"),
    (NOTICE, ("二、申报条件和程序",), "p1", "申报稻田认养补贴的农户应当具备本市户籍。"),
    (NOTICE, ("二、申报条件和程序",), "p2", "农户向村民委员会提交稻田认养补贴申请。"),
    (NOTICE, ("三、申报时间",), "p1", "稻田认养补贴的申报时间为2031年7月1日至7月31日。"),
    (NOTICE, ("四、其他",), "p1", "截至2030年底，全市累计发放补贴资金480万元。"),
    (GUIDE, ("一、服务对象",), "p1", "家中有持证残疾人的本市户籍家庭。"),
    (GUIDE, ("二、申请材料",), "1", "1. 残疾人证原件。"),
    (GUIDE, ("二、申请材料",), "2", "2. 房屋平面图。"),
    (GUIDE, ("二、申请材料",), "1~2", "1. 登录“云溪办”小程序预约上门。"),
    (LAW, ("第一条",), "", "第一条 本条例所称古树，是指树龄在一百年以上的树木。"),
    (LAW, ("第二条",), "", "第二条 市园林部门是古树名木保护的主管部门，负责本条例的实施。"),
)  # fmt: skip


@pytest.fixture(scope="module")
def library(build):
    return build(DOCUMENTS)


@pytest.fixture(scope="module")
def studied(library):
    library.study.run(rest=0)
    return library


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (RULES, {
            WHO: ["本市行政区域内民宿的开办、经营和服务，适用本办法"],
            CONDITIONS: [
                "开办民宿应当具备下列条件：", "有合法的房屋使用证明", "通过消防安全检查",
            ],
            BENEFIT: ["对评定为五星级的民宿，一次性给予20万元奖励"],
            PROCEDURE: ["经营者可以向所在地镇人民政府提出民宿登记申请"],
            CONTACT: ["本办法由市文化旅游局负责组织实施"],
            VALIDITY: ["本办法自2031年3月1日起施行，有效期五年"],
        }),
        (NOTICE, {
            BENEFIT: ["稻田认养补贴按每亩300元给予补贴，每户最高不超过6000元"],
            CONDITIONS: ["申报稻田认养补贴的农户应当具备本市户籍"],
            PROCEDURE: ["农户向村民委员会提交稻田认养补贴申请"],
            WINDOW: ["稻田认养补贴的申报时间为2031年7月1日至7月31日"],
        }),
        (GUIDE, {
            WHO: ["家中有持证残疾人的本市户籍家庭"],
            MATERIALS: ["残疾人证原件", "房屋平面图"],
        }),
        (LAW, {CONTACT: ["市园林部门是古树名木保护的主管部门，负责本条例的实施"]}),
    ],
)  # fmt: skip
def test_a_card_tells_what_the_document_states_and_nothing_wrong(studied, source, told):
    cards = policy_cards(studied.passages, (), (), studied.study.lines)
    (card,) = (card for card in cards if card.id == source.id)
    assert {part.name: [line.text for line in part.lines] for part in card.parts} == told
    for line in (line for part in card.parts for line in part.lines):
        (cited,) = line.citations
        assert all(quote in cited.passage.text for quote in cited.quotes)


def test_lines_stand_under_what_they_are_about_where_a_document_has_several(build):
    rows = [
        (GUIDE, (f"{n}、{name}",), "p1", f"补贴标准：每户{n}000元。")
        for n, name in ((1, "坡道改造补贴"), (2, "扶手改造补贴"))
    ]
    (card,) = policy_cards(build(rows).passages, (), ())
    shown = [(line.heading, line.text) for line in card.parts[0].lines]
    assert shown[:2] == [(True, "坡道改造补贴"), (False, "补贴标准：每户1000元")]
    assert [text for heading, text in shown if heading] == ["坡道改造补贴", "扶手改造补贴"]


def test_every_suggested_question_is_answered_from_the_document_it_was_made_of(studied, provenance):
    made = studied.study.questions
    assert set(made) == {source.id for source in (RULES, NOTICE, GUIDE, LAW)}
    assert sum(map(bool, made.values())) >= 3
    for source, questions in made.items():
        for question in questions:
            answer = studied.ask(question)
            provenance(answer)
            assert answer.status is AnswerStatus.ANSWERED, question
            assert {c.passage.source.id for c in answer.citations} == {source}, question
    first = [questions[0] for questions in made.values() if questions]
    assert set(first) <= set(studied.suggestions)


def test_what_was_read_is_kept_by_document_and_read_anew_where_it_changed(build, tmp_path):
    kept = tmp_path / "data" / "cards.json"
    once = build(DOCUMENTS[:3], kept=kept)
    once.study.run(rest=0)
    asked = []
    again = build(DOCUMENTS[:3], kept=kept)
    again.study._ask = asked.append  # what is kept is not asked again
    again.study.run(rest=0)
    assert (again.study.lines, again.study.questions) == (once.study.lines, once.study.questions)
    other = [(replace(RULES, title="云溪市茶室办法"), *row[1:]) for row in DOCUMENTS[:3]]
    changed = build(other, kept=kept)
    changed.study.run(rest=0)
    (line,) = changed.study.lines[RULES.id][CONTACT]
    assert line.citations[0].passage.source.title == "云溪市茶室办法"


@pytest.mark.parametrize("torn", ["", "{", "[]", '{"KEY": {"lines": {"条件": [[1]]}}}', "\0"])
def test_a_torn_file_is_as_good_as_none(library, tmp_path, torn):
    path = tmp_path / "cards.json"
    path.write_text(torn.replace("KEY", "key"), "utf-8")
    kept = KeptCards(path)
    kept.load()
    assert kept.lines("key", library.passages) is None
    assert kept.questions("key", "library") is None
    kept.keep_lines("key", library.passages, {})
    kept.save(["key"])
    assert json.loads(path.read_text("utf-8")).keys() == {"key"}
