"""The whole service, killed outright while files are sent, read and indexed."""

from __future__ import annotations

import threading

import httpx
import pytest

from corpus.library import load_passages
from tests.web.people import token_of
from tests.web.service import Service, soon


def upload(client: httpx.Client, name: str, content: bytes) -> httpx.Response:
    headers = {"accept": "application/json"}
    files = {"files": (name, content)}
    return client.post(
        "/staff/library",
        data={"do": "add", "token": token_of(client)},
        files=files,
        headers=headers,
    )


def test_killed_the_old_library_answers_and_the_next_start_needs_no_hands(service: Service):
    client = service.start()
    many = "".join(f"第{n}条 第{n}类企业每年补助{n}万元，须按时报送材料。\n" for n in range(1, 900))
    (taken,) = upload(client, "多.md", f"# 丙市补助办法\n\n{many}".encode()).json()
    assert taken["taken"], taken
    page = "<p>第一条 企业申请补贴的，应当提交材料。</p>" * 30_000
    slow = f"<html><body><h1>乙市补贴办法</h1>{page}</body></html>".encode()
    half = service.sending(client)
    given_up = threading.Thread(target=pytest.raises, args=[httpx.HTTPError, upload, client,
                                                            "慢.html", slow])  # fmt: skip
    soon(lambda: [*service.store.glob("*/vectors-*.part")])  # the one is being indexed
    given_up.start()
    soon(service.incoming)  # and the other being read
    service.kill()
    half.close()
    given_up.join()
    assert service.incoming()
    assert {s.id for s in load_passages(service.documents).sources} == {"旧", "多"}
    assert service.answers() == {"旧"}

    client = service.start()
    assert not service.incoming()
    assert "在用 2 份" in client.get("/staff/library").text
    assert service.answers() == {"旧", "多"}
    assert not [*service.store.glob("*/*part*")]
