"""A new application takes over between two requests; what is being answered goes on."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import httpx
import pytest
from fastapi import FastAPI

from assistant.web import current_app
from assistant.web.current_app import CurrentApp


def application(name: str, log: list[str], sessions: tuple[str, ...] = ()) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_: FastAPI):
        log.append(f"{name} opens")
        yield
        log.append(f"{name} closes")

    app = FastAPI(lifespan=lifespan)
    app.state.sessions = dict.fromkeys(sessions)
    app.state.goes_on = asyncio.Event()
    app.get("/")(lambda: name)
    app.get("/gradio_api/queue/data")(lambda: name)

    @app.get("/slow")
    async def slow() -> str:
        await app.state.goes_on.wait()
        return name

    return app


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(current_app, "_LOOKED_AFTER", 0.01)


def test_the_newest_answers_and_an_old_one_closes_when_it_has_answered():
    log: list[str] = []

    async def journey() -> None:
        old, new = application("old", log, ("asked",)), application("new", log)
        current = CurrentApp(old)
        current._loop = asyncio.get_running_loop()
        await current._start()
        client = httpx.AsyncClient(transport=httpx.ASGITransport(current), base_url="http://x")
        being_answered = asyncio.create_task(client.get("/slow"))
        await asyncio.sleep(0.05)
        await asyncio.to_thread(current.replace, new)
        assert (await client.get("/")).json() == "new"
        for session, name in (("asked", "old"), ("another", "new")):
            told = await client.get("/gradio_api/queue/data", params={"session_hash": session})
            assert told.json() == name
        await asyncio.sleep(0.05)
        assert log == ["old opens", "new opens"]
        old.state.goes_on.set()
        assert (await being_answered).json() == "old"
        await asyncio.sleep(0.1)
        assert log == ["old opens", "new opens", "old closes"]
        await current._stop()
        assert log[-1] == "new closes"

    asyncio.run(journey())


def test_what_is_replaced_before_the_start_never_opens():
    log: list[str] = []
    current = CurrentApp(application("old", log))
    current.replace(application("new", log))
    asyncio.run(current._start())
    assert log == ["new opens"]
