"""Judging evidence: whether the thing asked is stated, read from small libraries."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus
from corpus.document import Kind, Source

RULES = Source("rules", "试验场地管理办法", issuer="市科技局", region="盐城市")
A, N = AnswerStatus.ANSWERED, AnswerStatus.NOT_STATED


def room(text: str) -> list:
    return [
        (RULES, ("一、试验场地",), "1", f"1. {text}"),
        (RULES, ("二、数据报送",), "1", "1. 各单位按季度报送统计报表。"),
        (RULES, ("三、人员培训",), "1", "1. 定期举办安全培训班。"),
    ]


@pytest.mark.parametrize(
    ("text", "question", "status"),
    [
        ("试验场地由市科技局管理。", "试验场地由谁管理？", A),
        ("试验场地要管理好。", "试验场地由谁管理？", N),
        ("试验场地每年3月开放。", "试验场地什么时候开放？", A),
        ("试验场地定期开放。", "试验场地哪天开放？", N),
        ("试验场地每次补贴2万元。", "试验场地补贴金额是多少？", A),
        ("试验场地给予补贴。", "试验场地补贴金额是多少？", N),
        ("试验场地给予补贴，共补贴12家。", "试验场地补贴金额是多少？", N),
        ("试验场地补贴金额以当年申报通知为准。", "试验场地补贴金额是多少？", N),
        ("试验场地联系电话：0515-88881234。", "试验场地的联系电话是多少？", A),
        ("试验场地由专人联系，每年开放30天。", "试验场地的联系电话是多少？", N),
        ("试验场地占比不低于40%。", "试验场地占比要多少？", A),
        ("试验场地占比逐年提高，已建5个。", "试验场地占比要多少？", N),
    ],
)
def test_an_answer_is_given_only_where_the_thing_asked_is_stated(
    build, provenance, text, question, status
):
    answer = build(room(text)).ask(question)
    assert answer.status is status
    provenance(answer)


def test_a_plan_answers_for_its_own_year_and_a_passage_for_the_year_it_names(build):
    plan = Source("plan", "2031年试验场地工作要点", region="盐城市", year=2031)
    ask = build(
        [
            (plan, ("一、建设",), "1", "1. 新建试验场地12个。"),
            (plan, ("二、规划",), "1", "1. 到2035年建成试验场地30个。"),
        ]
    ).ask
    assert "12个" in ask("2031年要新建试验场地多少个？").text
    assert ask("2033年要新建试验场地多少个？").status is N
    assert "30个" in ask("2035年要建成试验场地多少个？").text


def test_a_place_that_the_documents_speak_of_is_no_other_place(build):
    rows = room("与南通共建试验场地3个。")
    assert "3个" in build(rows).ask("与南通共建试验场地多少个？").text
    assert build(rows).ask("与无锡共建试验场地多少个？").status is N


def test_full_text_is_preferred_to_a_digest_that_repeats_it(build):
    digest = Source("digest", "试验场地政策要点摘编", region="盐城市", kind=Kind.DIGEST)
    rows = [(digest, ("一、试验场地",), "1", "1. 试验场地每年开放30天。")]
    answer = build([*rows, *room("试验场地每年开放30天。")]).ask("试验场地每年开放多少天？")
    assert answer.citations[0].passage.source == RULES


def test_a_refusal_names_where_the_topic_is_spoken_of(build):
    answer = build(room("试验场地给予补贴。")).ask("试验场地补贴金额是多少？")
    assert "试验场地管理办法" in answer.text
    assert "金额" in answer.text
    assert answer.citations[0].passage.text == "1. 试验场地给予补贴。"
