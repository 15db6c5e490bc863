"""A real PostgreSQL in a folder of its own, on a socket of its own, that can be stopped."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

_INSTALLED = sorted(Path("/usr/lib/postgresql").glob("*/bin"))  # Debian's are on no PATH
_PROGRAMS = os.pathsep.join([os.environ.get("PATH", ""), *map(str, reversed(_INSTALLED))])  # noqa: TID251


class Postgres:
    """Runs as Debian's user where root starts it, which it refuses to run as."""

    def __init__(self) -> None:
        self._user = "postgres" if os.geteuid() == 0 else None
        self._folder = Path(tempfile.mkdtemp(prefix="pg"))  # short, as a socket's path must be
        if self._user:
            shutil.chown(self._folder, self._user)
        self._run("initdb", "-N", "-A", "trust", "-U", "policy", "-D", self._folder / "data").wait()
        self.url = f"postgresql+psycopg://policy@/postgres?host={self._folder}"
        self.start()

    def start(self) -> None:
        """Returns once it takes connections."""
        options = ("-k", self._folder, "-c", "listen_addresses=", "-c", "fsync=off")
        self._server = self._run("postgres", "-D", self._folder / "data", *options)
        until = time.monotonic() + 60
        lock = self._folder / "data" / "postmaster.pid"
        while not (lock.exists() and "ready" in lock.read_text(errors="replace")):
            assert self._server.poll() is None, (self._folder / "log").read_text()
            assert time.monotonic() < until
            time.sleep(0.02)

    def stop(self) -> None:
        """At once, whoever is connected."""
        self._server.send_signal(signal.SIGINT)
        self._server.wait(60)

    def remove(self) -> None:
        """For good."""
        self.stop()
        shutil.rmtree(self._folder)

    def _run(self, program: str, *words: str | Path) -> subprocess.Popen[bytes]:
        found = shutil.which(program, path=_PROGRAMS)
        assert found
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(
                [found, *words], stdout=log, stderr=log, user=self._user, cwd=self._folder
            )


def is_installed() -> bool:
    """Whether there are the programs and the driver."""
    return bool(shutil.which("initdb", path=_PROGRAMS) and shutil.which("postgres", path=_PROGRAMS))
