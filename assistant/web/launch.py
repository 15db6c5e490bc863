"""Starts the page: gradio is imported while the index warms up."""

from __future__ import annotations

import logging
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

from pydantic import ValidationError

from assistant.settings import Settings
from assistant.web.policy_assistant import PolicyAssistant

_PATIENCE = 3  # seconds; open pages hold a connection for ever


def launch() -> None:
    """Serve until interrupted. A set-up fault ends with one line."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    settings = _settings()
    listener = _listen(settings)
    print("政策问答助手正在启动……", flush=True)
    with ThreadPoolExecutor(1) as pool:
        building = pool.submit(_build, settings)
        import uvicorn  # here and below: seconds of imports, beside the index's own

        from assistant.web.server import create_app

        assistant = building.result()
        app = create_app(assistant, settings)
    threading.Thread(target=_warm_up, args=(assistant,), daemon=True).start()
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
    port = listener.getsockname()[1]
    print(f"已启动，请用浏览器打开 http://{host}:{port} （按 Ctrl+C 停止）", flush=True)
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=_PATIENCE)
    )
    server.run(sockets=[listener])


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        name = "POLICY_" + "_".join(str(part) for part in fault["loc"]).upper()
        raise SystemExit(f"设置有误：{name}：{fault['msg']}") from None


def _listen(settings: Settings) -> socket.socket:
    """Bound before anything slow, so that a port in use is told at once."""
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        place = f"{settings.host}:{settings.port}"
        raise SystemExit(
            f"无法监听 {place}（{error.strerror}）。端口可能被占用，"
            f"请换一个，例如 POLICY_PORT={settings.port + 1}"
        ) from None


def _build(settings: Settings) -> PolicyAssistant:
    from assistant.wiring import build_assistant
    from corpus.errors import LibraryMissing
    from index.errors import IndexingError

    try:
        return build_assistant(settings)
    except (LibraryMissing, IndexingError) as fault:
        raise SystemExit(str(fault)) from None


def _warm_up(assistant: PolicyAssistant) -> None:
    """Load what loads on first use, so that the first reader does not wait for it."""
    for _ in assistant.stream("研发投入"):
        pass
