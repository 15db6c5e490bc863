"""Virtual users who ask a served assistant over HTTP."""

from __future__ import annotations

import asyncio
import json
import random
import socket
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import numpy as np

from evals.bench import told
from evals.bench.measuring import Row, load_now, percentile
from evals.case import InputError

_BUSY = (429, 503)
_AFTER_BUSY = 1.0  # seconds until a user who was refused asks again
_PATIENCE = 180.0  # seconds for one answer
_START = 900.0  # seconds for a server to start, its index included
_QUIET = 0.2  # share of a processor that a server at rest may use
_ROOT = Path(__file__).resolve().parents[2]
_ENOUGH = 100  # answers
_PERCENTILES = {told.P50: 50, told.P95: 95, told.P99: 99}
_UNLIMITED = ("RATE_PER_MINUTE", "RATE_PER_MINUTE_ALL", "AT_ONCE_PER_CLIENT")
_MEMORY, _CPU = "process_resident_memory_bytes", "process_cpu_seconds_total"


@dataclass(frozen=True)
class Crowd:
    """How many ask, through api or page, for how long, and how long each waits in between."""

    route: str
    users: int
    seconds: float
    think: float


@dataclass
class Seen:
    """What came back: milliseconds of answers, counts by status, memory by answers so far."""

    times: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    memory: list[tuple[int, float]] = field(default_factory=list)


Ask = Callable[[httpx.AsyncClient, str, dict[str, str]], Awaitable[int]]


async def by_api(client: httpx.AsyncClient, question: str, headers: dict[str, str]) -> int:
    """The status of POST /api/ask."""
    return (await client.post("/api/ask", json={"question": question}, headers=headers)).status_code


def by_page(chat: int) -> Ask:
    """Through the queue of the chat page, whose function has this number."""

    async def ask(client: httpx.AsyncClient, question: str, headers: dict[str, str]) -> int:
        session = {"session_hash": uuid.uuid4().hex}
        body = {"fn_index": chat, "data": [{"question": question, "messages": []}], **session}
        sent = await client.post("/gradio_api/queue/join", json=body, headers=headers)
        if sent.status_code != 200:
            return sent.status_code
        route = "/gradio_api/queue/data"
        async with client.stream("GET", route, params=session, headers=headers) as events:
            async for line in events.aiter_lines():
                event = json.loads(line.removeprefix("data: ") or "{}")
                if event.get("msg") == "process_completed":
                    return 200 if event["success"] else 500
        return 502

    return ask


async def measured(url: str, crowd: Crowd, questions: Iterator[str]) -> Row:
    """Send the crowd; those who are waiting at the end are waited for."""
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(
        base_url=url, timeout=_PATIENCE, trust_env=False, limits=limits
    ) as client:
        ask = by_api if crowd.route == "api" else by_page(await _chat(client))
        seen, start = Seen(), time.perf_counter()
        watching = asyncio.create_task(_watch(client, seen))
        await asyncio.gather(
            *(_user(n, client, ask, crowd, questions, seen) for n in range(crowd.users))
        )
        spent = time.perf_counter() - start
        watching.cancel()
    return _row(crowd, seen, spent)


async def _user(
    number: int,
    client: httpx.AsyncClient,
    ask: Ask,
    crowd: Crowd,
    questions: Iterator[str],
    seen: Seen,
) -> None:
    """Comes some time in the first moments, from an address of its own."""
    headers = {"X-Forwarded-For": f"10.9.{number // 250}.{number % 250 + 1}"}
    end = time.perf_counter() + crowd.seconds
    await asyncio.sleep(random.uniform(0, min(max(crowd.think, 1.0), crowd.seconds / 2)))
    while time.perf_counter() < end:
        start = time.perf_counter()
        try:
            status = await ask(client, next(questions), headers)
        except httpx.HTTPError:
            status = 0
        seen.statuses[status] += 1
        if status == 200:
            seen.times.append((time.perf_counter() - start) * 1000)
        await asyncio.sleep(_AFTER_BUSY if status in _BUSY else crowd.think)


async def _watch(client: httpx.AsyncClient, seen: Seen) -> None:
    while True:
        with suppress(httpx.HTTPError, KeyError):
            state = await _state(client)
            seen.memory.append((len(seen.times), state[_MEMORY] / 2**20))
        await asyncio.sleep(1)


async def _state(client: httpx.AsyncClient) -> dict[str, float]:
    """What /metrics says of the process; nothing where it may not be read."""
    answer = await client.get("/metrics")
    lines = dict(line.rpartition(" ")[::2] for line in answer.text.splitlines())
    return {name: float(lines[name]) for name in (_MEMORY, _CPU) if name in lines}


async def _chat(client: httpx.AsyncClient) -> int:
    calls = (await client.get("/config")).json()["dependencies"]
    return next(int(call["id"]) for call in calls if call["api_name"] == "chat")


def _row(crowd: Crowd, seen: Seen, spent: float) -> Row:
    busy = sum(seen.statuses[status] for status in _BUSY)
    asked = seen.statuses.total()
    return {
        told.ROUTE: crowd.route,
        told.USERS: crowd.users,
        told.THINK: crowd.think,
        "问数": asked,
        "答/秒": len(seen.times) / spent,
        **{name: percentile(seen.times, n) for name, n in _PERCENTILES.items()},
        "429/503": busy,
        "其他错误": asked - busy - seen.statuses[200],
        "内存 MB": seen.memory[-1][1] if seen.memory else None,
        "MB/千答": slope(seen.memory),
        told.LOAD: load_now(),
    }


def slope(memory: Sequence[tuple[int, float]]) -> float | None:
    """MB for each thousand answers, by least squares; None where there were too few to tell."""
    if not memory or memory[-1][0] < _ENOUGH:
        return None
    answered, held = zip(*memory, strict=True)
    return float(np.polyfit(answered, held, 1)[0]) * 1000


@contextmanager
def served(settings: Sequence[str]) -> Iterator[str]:
    """The address of an assistant that is started with these NAME=VALUE, at rest, and ended."""
    with TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
        free.close()
        own = [f"POLICY_PORT={port}", "POLICY_HOST=127.0.0.1", f"POLICY_DATA_DIR={folder}"]
        own += [f"POLICY_{name}=0" for name in _UNLIMITED]  # all come from one machine
        command = ["env", *own, *settings, sys.executable, "-m", "app"]
        server = subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.DEVNULL)
        url = f"http://127.0.0.1:{port}"
        try:
            asyncio.run(_at_rest(url, server))
            yield url
        finally:
            server.terminate()
            server.wait(30)


async def _at_rest(url: str, server: subprocess.Popen[bytes]) -> None:
    """Until it is ready and has read its documents in the background."""
    end, before = time.monotonic() + _START, -1.0
    async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
        while time.monotonic() < end and server.poll() is None:
            await asyncio.sleep(1)
            with suppress(httpx.HTTPError):
                if (await client.get("/readyz")).status_code == 200:
                    used = (await _state(client)).get(_CPU, 0.0)
                    if 0 <= used - before < _QUIET and before >= 0:
                        return
                    before = used
    raise InputError("服务没有起来，看上面它自己的话")
