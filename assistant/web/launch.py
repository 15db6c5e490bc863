"""Starts the page: gradio is imported while the index warms up."""

from __future__ import annotations

import errno
import gc
import logging
import os
import socket
import threading
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.library_watch import LibraryWatch
from assistant.settings import Settings, SettingsBroken, read_settings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.pipeline import Assistant

_USAGE = (
    "python app.py 不带参数；地址、端口等用环境变量或 .env 设置，"
    "例如 POLICY_PORT=7861 python app.py"
)
_PATIENCE = 3  # seconds; open pages hold a connection for ever


def launch(words: Sequence[str] = ()) -> None:
    """Serve until interrupted. A set-up fault ends with one line; so do words on the command
    line, which set nothing."""
    if set(words) & {"-h", "--help"}:
        print(_USAGE)
        return
    if words:
        raise SystemExit(f"不认识的参数：{' '.join(words)}。{_USAGE}")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    warnings.formatwarning = lambda message, *_: f"{message}\n"  # one line for people
    try:
        settings = read_settings()
    except SettingsBroken as fault:
        raise SystemExit(str(fault)) from None
    listener = _listen(settings)
    print("政策问答助手正在启动……", flush=True)
    watch = LibraryWatch(settings)
    app, assistant = _load(settings)
    threading.Thread(target=_prepare, args=[assistant], daemon=True).start()
    watch.start(app.state.live.replace)
    print(f"已启动，请用浏览器打开 {_address(listener)} （按 Ctrl+C 停止）", flush=True)
    _serve(app, listener, settings.trusted_proxies)


def _load(settings: Settings) -> tuple[FastAPI, Assistant]:
    """Gradio and the index each take seconds to import: side by side."""
    with _no_collecting(), ThreadPoolExecutor(1) as pool:
        building = pool.submit(_build, settings)
        from assistant.web.server import create_app

        assistant = building.result()
        from assistant.records.database import DatabaseUnknown

        try:
            return create_app(assistant, settings), assistant
        except DatabaseUnknown as fault:
            raise SystemExit(str(fault)) from None


def _prepare(assistant: Assistant) -> None:
    """What a first asker should not wait for; then what can wait: the documents' cards."""
    assistant.warm_up()
    assistant.study.run()


@contextmanager
def _no_collecting() -> Iterator[None]:
    """What is imported stays: looking through it for garbage is a tenth of the start."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def _serve(app: FastAPI, listener: socket.socket, proxies: str) -> None:
    import uvicorn

    config = uvicorn.Config(
        app,
        log_level="warning",
        timeout_graceful_shutdown=_PATIENCE,
        forwarded_allow_ips=proxies,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _listen(settings: Settings) -> socket.socket:
    """Bound before anything slow, so that a port in use is told at once."""
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        if error.errno == errno.EADDRINUSE:
            reason = f"端口已被占用，请换一个，例如 POLICY_PORT={settings.port + 1}"
        place = f"{settings.host}:{settings.port}"
        raise SystemExit(f"无法监听 {place}：{reason}") from None


def _build(settings: Settings) -> Assistant:
    from assistant.wiring import build_assistant
    from corpus.errors import LibraryMissing
    from index.errors import IndexingError

    try:
        return build_assistant(settings)
    except (LibraryMissing, IndexingError) as fault:
        raise SystemExit(str(fault)) from None
