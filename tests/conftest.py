"""Tests stay on this machine: only loopback and local sockets connect."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from tests.postgres import Postgres, is_installed
from tests.scripted_service import ScriptedService


@pytest.fixture(autouse=True, scope="session")
def _offline() -> Iterator[None]:
    """A test marked live opens its own way out; none is run by default."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATABASE_URL", "CHROMA_URL"):  # a developer's own
            patch.delenv(name, raising=False)
            patch.delenv(f"POLICY_{name}", raising=False)
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        yield


def _guarded(connect: Any) -> Any:
    def connect_at_home(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_local(str(address[0])):
            raise PermissionError(f"a test tried to reach {address}")
        return connect(self, address)

    return connect_at_home


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in ("localhost", socket.gethostname())


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL that may be stopped; whoever stops it starts it again."""
    if not is_installed():
        pytest.skip("没有找到 PostgreSQL，跳过 (apt-get install postgresql)")
    server = Postgres()
    yield server
    server.remove()


@pytest.fixture
def model_service() -> Iterator[ScriptedService]:
    """An OpenAI-compatible service on loopback; set its script."""
    with ScriptedService() as service:
        yield service


# The same examples on every run: a gate must not fail on one machine and pass on the next.
settings.register_profile("repeatable", derandomize=True)
settings.load_profile("repeatable")
