"""What one client may do, and what it is told when it is too much; whose address counts."""

import threading
from collections.abc import Iterator
from typing import Any

import httpx
import openai  # noqa: TID251  # the client that is served
import pytest

from assistant.allowances import Allowances, Crowded, Kind
from assistant.client_address import network_of
from assistant.settings import Settings, SettingsBroken, read_settings
from tests.web.conftest import FakeAssistant, Site, Slow, on_day, opened
from tests.web.test_interfaces import KEY, answer_of, openai_client
from tests.web.visit import DESK, Visit

ASKED = "孵化器有什么目标？"


@pytest.fixture
def limited(tmp_path) -> Iterator[Site]:
    with opened(FakeAssistant(), on_day(tmp_path, 2026, 1, 15, rate_per_minute=2)) as site:
        yield site


def ask(url: str, **headers: str) -> httpx.Response:
    return httpx.post(
        f"{url}/api/ask", json={"question": ASKED}, headers=headers, trust_env=False, timeout=60
    )


def visitor(address: str) -> dict[str, str]:
    return {"x-forwarded-for": address}


def test_who_asks_too_often_is_told_when_to_come_back_and_others_are_not(limited):
    first, second, third = (ask(limited.url) for _ in range(3))
    assert [first.status_code, second.status_code, third.status_code] == [200, 200, 429]
    left = [told.headers["ratelimit-remaining"] for told in (first, second, third)]
    assert (left, first.headers["ratelimit-limit"]) == (["1", "0", "0"], "2")
    assert 1 <= int(third.headers["retry-after"]) <= 60
    assert f"请 {third.headers['retry-after']} 秒后再试" in third.json()["detail"]
    with pytest.raises(openai.RateLimitError, match="秒后再试") as refused:
        answer_of(openai_client(limited.url))
    assert refused.value.code == "rate"
    assert ask(limited.url, **visitor("203.0.113.9")).status_code == 200
    assert httpx.get(f"{limited.url}/api/documents", trust_env=False).status_code == 200


def test_a_forged_address_and_its_neighbours_are_the_same_client(limited):
    """The proxy adds the address that it sees at the right."""
    chains = ("2001:db8::1", "203.0.113.9, 2001:db8::2", "198.51.100.7, 2001:db8:0:0:5::1")
    told = [ask(limited.url, **visitor(chain)).status_code for chain in chains]
    assert told == [200, 200, 429]
    assert ask(limited.url, **visitor("2001:db8:0:1::1")).status_code == 200


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3::9", "2001:db8:1:2::/64"),
        ("x" * 100, "x" * 64),
    ],
)
def test_an_address_counts_as_its_network(address, client):
    assert network_of(address) == client


def test_a_key_is_counted_by_itself_wherever_it_comes_from(tmp_path):
    keys = f"another-key-of-enough, {KEY}"
    about = on_day(tmp_path, 2026, 1, 15, api_keys=keys, rate_per_minute=1)
    with opened(FakeAssistant(), about) as site:
        asked = [(KEY, "1.1.1.1"), (KEY, "2.2.2.2"), ("another-key-of-enough", "1.1.1.1")]
        told = [ask(site.url, authorization=f"Bearer {k}", **visitor(a)) for k, a in asked]
    assert [one.status_code for one in told] == [200, 429, 200]


def test_who_tries_wrong_keys_is_told_to_wait_and_a_right_one_of_the_office_works(tmp_path):
    about = on_day(tmp_path, 2026, 1, 15, api_keys=KEY)
    with opened(FakeAssistant(), about) as site:
        tried = [ask(site.url, authorization=f"Bearer wrong-key-{n}") for n in range(22)]
        assert [one.status_code for one in tried] == [401] * 20 + [429] * 2
        assert 1 <= int(tried[-1].headers["retry-after"]) <= 60
        assert "密钥错得太多" in tried[-1].json()["detail"]
        with pytest.raises(openai.RateLimitError, match="密钥错得太多"):
            answer_of(openai_client(site.url, "wrong"))
        assert ask(site.url, authorization=f"Bearer {KEY}").status_code == 200
        assert ask(site.url).status_code == 401  # without a key nothing is guessed
        elsewhere = ask(site.url, authorization="Bearer wrong", **visitor("203.0.113.9"))
        assert elsewhere.status_code == 401


@pytest.mark.parametrize(
    ("path", "allowed"), [("/answer", 2), ("/conversation.docx", 1), ("/staff/library", 4)]
)
def test_links_exports_and_uploads_are_counted(limited, path, allowed):
    sent = [httpx.post(limited.url + path, content="{}", trust_env=False) for _ in range(5)]
    assert [one.status_code for one in sent].count(429) == 5 - allowed
    assert "秒后再试" in sent[-1].json()["detail"]


def test_what_all_may_do_bounds_what_is_remembered_and_a_refusal_counts_for_nothing():
    allowed = Allowances(each=3, overall=50)
    told = [allowed.take(Kind.QUESTION, f"client {n}").told for n in range(5000)]
    assert (told[:50], all(told[50:])) == ([""] * 50, True)
    assert len(allowed._window.storage.storage) <= 51
    with Allowances(at_once=1).one("a"):
        pass
    at_once = Allowances(at_once=1)
    with at_once.one("a"), at_once.one("b"), pytest.raises(Crowded), at_once.one("a"):
        pass
    assert not at_once._asking


def test_refusals_have_the_shape_of_the_interface(tmp_path):
    with opened(FakeAssistant(), on_day(tmp_path, 2026, 1, 15, allowed_hosts="127.0.0.1")) as site:
        for path, read in (("/v1/chat/completions", openai_words), ("/api/ask", plain_words)):
            long = httpx.post(site.url + path, content=b"x" * 70_000, trust_env=False)
            foreign = httpx.get(site.url + path, headers={"host": "evil"}, trust_env=False)
            assert (long.status_code, foreign.status_code) == (413, 400)
            assert "64 KB" in read(long.json())
            assert "域名" in read(foreign.json())


def openai_words(told: Any) -> str:
    assert set(told["error"]) == {"message", "type", "param", "code"}
    return str(told["error"]["message"])


def plain_words(told: Any) -> str:
    assert set(told) == {"detail", "field"}
    return str(told["detail"])


@pytest.mark.parametrize("told", ["nowhere", "10.0.0.1/8"])
def test_a_proxy_that_is_no_network_is_a_fault_of_the_settings(monkeypatch, told):
    monkeypatch.setenv("POLICY_TRUSTED_PROXIES", told)
    with pytest.raises(SettingsBroken, match="POLICY_TRUSTED_PROXIES"):
        read_settings()


def join(url: str, page: Any) -> int:
    """One more question of another visitor's page; its answer is not read."""
    sent = {"fn_index": page, "data": [{"question": ASKED}], "session_hash": "other"}
    told = httpx.post(
        f"{url}/gradio_api/queue/join", json=sent, headers=visitor("203.0.113.9"), trust_env=False
    )
    return told.status_code


@pytest.mark.browser
@pytest.mark.parametrize("why", ["too fast", "queue full", "at once"])
def test_the_page_tells_that_it_is_busy_and_keeps_the_question(browser, tmp_path, monkeypatch, why):
    monkeypatch.setattr("assistant.web.server.WAITING", 2)
    monkeypatch.setattr(Settings, "questions_at_once", 3 if why == "at once" else 1)
    slow = Slow()
    about = {"rate_per_minute": 1 if why == "too fast" else 0, "at_once_per_client": 1}
    with opened(slow, on_day(tmp_path, 2026, 1, 15, **about)) as site:
        calls = httpx.get(f"{site.url}/config", trust_env=False).json()["dependencies"]
        chat = next(call["id"] for call in calls if call["api_name"] == "chat")
        visit = Visit(browser, site.url, DESK)
        visit.open("", "#question textarea")
        if why == "too fast":
            slow.may.set()
            visit.ask(ASKED)
            told = "您操作得太快"
        elif why == "queue full":
            assert 429 in [join(site.url, chat) for _ in range(5)]
            told = "现在提问的人太多，请稍后再试"
        else:
            busy = threading.Thread(target=ask, args=[site.url])
            busy.start()
            visit.page.wait_for_timeout(300)
            told = "您同时提问的太多"
        visit.page.fill("#question textarea:enabled", "今年有哪些条件？")
        visit.page.press("#question textarea", "Enter")
        visit.page.locator(".answer.busy", has_text=told).wait_for()
        assert visit.page.input_value("#question textarea:enabled") == "今年有哪些条件？"
        if why != "too fast":
            slow.may.set()
            visit.page.wait_for_timeout(500)
            visit.page.press("#question textarea", "Enter")
            visit.page.locator(".answer", has_text="科技人员占").wait_for()
            assert visit.page.locator(".answer.busy").count() == 0
        visit.faults = [fault for fault in visit.faults if "429" not in fault]
        visit.page.screenshot(path=str(tmp_path / "busy.png"))
        visit.end()
