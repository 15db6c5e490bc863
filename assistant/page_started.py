"""app.py as its users start it, with a port and data of its own, until the page is there."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from assistant.stopwatch import watch

ROOT = Path(__file__).resolve().parent.parent
_PATIENCE = 180  # seconds


def page_ready() -> float:
    """Seconds until the page and the configuration of the chat are served."""
    with tempfile.TemporaryDirectory() as folder, watch() as passed:
        address = _own_settings(Path(folder))
        server = subprocess.Popen(
            [sys.executable, str(ROOT / "app.py")], cwd=folder, stdout=subprocess.DEVNULL
        )
        try:
            _wait_for(address, server)
            return passed()
        finally:
            server.terminate()
            server.wait(20)


def _own_settings(folder: Path) -> str:
    """A .env with a free port and data of its own; returns where the page will be."""
    from assistant.settings import Settings

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    usual, own = ROOT / ".env", folder / ".env"
    kept = usual.read_text(encoding="utf-8") if usual.is_file() else ""
    lines = (kept, "POLICY_HOST=127.0.0.1", f"POLICY_PORT={port}", f"POLICY_DATA_DIR={folder}")
    own.write_text("\n".join(lines), encoding="utf-8")
    settings = Settings(_env_file=own)  # what is set in the environment goes before the file
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
    return f"http://{host}:{settings.port}"


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while server.poll() is None and time.monotonic() < until:
        try:
            if _served(address):
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.05)
    raise SystemExit(f"app.py 在 {_PATIENCE} 秒内没有提供页面")


def _served(address: str) -> bool:
    local = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with local.open(f"{address}/", timeout=60) as page, local.open(f"{address}/config") as config:
        return page.status == 200 and bool(json.load(config)["components"])
