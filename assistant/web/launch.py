"""Starts the page: gradio is imported while the index warms up."""

from __future__ import annotations

import errno
import gc
import os
import signal
import socket
import threading
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from ipaddress import ip_address
from typing import TYPE_CHECKING

from assistant import logs
from assistant.library_watch import LibraryWatch
from assistant.settings import Settings, SettingsBroken, read_settings
from assistant.vector_watch import watch_vectors
from assistant.web.start_checks import start_warnings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.pipeline import Assistant

_USAGE = (
    "python app.py 不带参数；地址、端口等用环境变量或 .env 设置，"
    "例如 POLICY_PORT=7861 python app.py"
)
_PATIENCE = 3  # seconds; open pages hold a connection for ever
_SLACK = 10.0  # seconds, beside those of the model, for what is being answered at the end


def launch(words: Sequence[str] = ()) -> None:
    """Serve until interrupted. A set-up fault ends with one line; so do words on the command
    line, which set nothing."""
    if set(words) & {"-h", "--help"}:
        print(_USAGE)
        return
    if words:
        raise SystemExit(f"不认识的参数：{' '.join(words)}。{_USAGE}")
    try:
        settings = read_settings()
    except SettingsBroken as fault:
        raise SystemExit(str(fault)) from None
    logs.configure(settings.log_level, settings.log_format)
    listener = _listen(settings)
    print("政策问答助手正在启动……", flush=True)
    watch = LibraryWatch(settings)
    app, assistant = _load(settings)
    for line in start_warnings(settings, assistant.sources):
        warnings.warn(line, stacklevel=1)
    threading.Thread(target=_prepare, args=[assistant], daemon=True).start()
    watch.start(app.state.live.replace)
    watch_vectors(settings, lambda: app.state.live.now.retriever)
    print(f"已启动，请用浏览器打开 {_address(listener)} （按 Ctrl+C 停止）", flush=True)
    _serve(app, listener, settings)


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


def _serve(app: FastAPI, listener: socket.socket, settings: Settings) -> None:
    """Until a signal comes; then what is being answered has its time."""
    import uvicorn

    from assistant.web.last_answers import LastAnswers

    for ends in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ends, lambda *_: None)  # uvicorn raises it again when all is done
    config = uvicorn.Config(
        app,
        log_level="warning",
        log_config=None,
        timeout_graceful_shutdown=_PATIENCE,
        forwarded_allow_ips=settings.trusted_proxies,
    )
    seconds = settings.chat_seconds * settings.has_chat_model + _SLACK
    LastAnswers(config, app.state.traffic, seconds).run(sockets=[listener])


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    if ip_address(host.partition("%")[0]).is_unspecified:
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
