"""A real Chroma server on loopback, which tests stop, freeze and start again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

COMMAND = Path(sys.executable).with_name("chroma")
PATIENCE = 30  # seconds


class ChromaServer:
    """Keeps its port and its folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, folder: Path | None = None) -> ChromaServer:
        """Returns once it answers; skips the test where it cannot be started. In another folder
        it has lost all it had."""
        self._folder = folder or self._folder
        words = ["run", "--path", self._folder, "--host", "127.0.0.1", "--port", self._port]
        silent = subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(
                [COMMAND, *map(str, words)], stdout=silent, stderr=silent
            )
        except OSError as fault:
            pytest.skip(f"chroma does not start: {fault}")
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self._process.poll() is not None:
                pytest.skip(f"chroma ends at its start with {self._process.returncode}")
            try:
                httpx.get(f"{self.url}/api/v2/heartbeat", trust_env=False).raise_for_status()
            except httpx.HTTPError:
                time.sleep(0.1)
            else:
                return self
        raise TimeoutError("chroma does not answer")

    def freeze(self) -> None:
        """It takes connections, and answers nothing."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)
        os.waitpid(self._process.pid, os.WUNTRACED)  # until all its threads stand

    def stop(self) -> None:
        """At once; what it had written stays."""
        if self._process:
            self._process.kill()
            self._process.wait(PATIENCE)
            self._process = None
