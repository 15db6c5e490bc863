"""What the server gives to any client: sources, the chat's API."""

import pytest
from fastapi.testclient import TestClient

from assistant.answer import Citation
from assistant.web import message_text
from assistant.web.citation_link import reference
from tests.web.talk import Talk


@pytest.fixture(scope="module")
def client(site) -> TestClient:
    return TestClient(site.app)


def test_a_source_is_served_and_an_unknown_one_is_told(client, site):
    link = reference(Citation(1, site.assistant.passages[0]))
    assert "索引号" in client.get(f"/source/{link}").text
    assert 'id="cited-passage"' in client.get(f"/source/{link}/document").text
    missing = client.get("/source/nothing")
    assert missing.status_code == 404
    assert "没有找到这份原文" in missing.text


def test_the_question_and_its_history_reach_the_assistant_as_plain_text(site):
    talk = Talk(site.url)
    assert "3个以上" in message_text.plain_answer(talk.ask("孵化器有什么目标？"))
    talk.ask("那高新技术企业多少家\ud800？")
    assert site.assistant.asked[-1] == "那高新技术企业多少家？"
    (turn,) = site.assistant.histories[-1]
    assert turn.question == "孵化器有什么目标？"
    assert turn.answer == "全年争创国家级和省级孵化器、众创空间、加速器3个以上。[1]"
    assert "请稍后再试" in talk.ask("故障")
