"""PostgreSQL stopped and started in mid-service: answers go on, and nothing needs a hand."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import create_engine

from assistant.records import question_log
from assistant.records.audit import By
from assistant.records.question_history import WantedQuestions
from assistant.records.tables import Base
from assistant.words import Action
from tests.postgres import Postgres
from tests.web.conftest import FakeAssistant, on_day, opened
from tests.web.people import SECRET
from tests.web.service import soon
from tests.web.talk import Talk


def test_answers_go_on_and_the_questions_are_kept_once_it_is_back(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(question_log, "_WAITING", 3)
    monkeypatch.setattr(question_log, "_TRIES_EVERY", 0.05)
    Base.metadata.drop_all(create_engine(postgres.url))
    database = {"database_url": SecretStr(postgres.url), "staff_password": SecretStr(SECRET)}
    with opened(FakeAssistant(), on_day(tmp_path, 2026, 1, 15, **database)) as site:
        records, talk = site.app.state.records, Talk(site.url)
        staff = httpx.Client(base_url=site.url, trust_env=False)
        staff.post("/staff/login", data={"name": "staff", "password": SECRET})
        assert staff.get("/staff/").status_code == 200

        def kept() -> list[str]:
            rows = records.history.listed(WantedQuestions(), 1).rows
            return [row.question for row in reversed(rows)]

        talk.ask("孵化器一")
        soon(kept)
        records.words.add({"内部名单": Action.REFUSE}, By("测试"))
        assert records.words.found("内部名单")
        postgres.stop()
        try:
            asked = [talk.ask("孵化器二")]
            soon(records.questions._waiting.empty)  # it is being tried
            asked += [talk.ask(f"孵化器{n}") for n in "三四五六"]
            assert all("3个以上" in answer for answer in asked)
            assert records.questions.dropped == 1  # beyond those that may wait
            page = staff.get("/staff/questions")
            assert (page.status_code, "数据库暂时读写不了" in page.text) == (503, True)
            records.words._look_at = 0.0
            assert records.words.found("内部名单") == {"内部名单": Action.REFUSE}
            assert records.words.found("孵化器") == {}
            assert staff.get("/readyz").json() == {"library": True, "database": False}
        finally:
            postgres.start()
        soon(lambda: len(kept()) == 5)
        talk.ask("孵化器七")
        soon(lambda: len(kept()) == 6)
        assert kept() == [f"孵化器{n}" for n in "一二三四五七"]
        assert staff.get("/staff/questions").status_code == 200
        assert staff.get("/readyz").status_code == 200
