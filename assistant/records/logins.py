"""Logging in and out. Whoever fails again and again waits, longer each time."""

from __future__ import annotations

import hashlib
import math
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from assistant.client_address import network_of
from assistant.records.accounts import plain
from assistant.records.audit import By, note
from assistant.records.database import Database, put_missing
from assistant.records.passwords import fits
from assistant.records.tables import Account, Failures, Login

IDLE, WHOLE = timedelta(hours=2), timedelta(hours=12)
"""A login ends when unused for so long, and after so long in any case."""

_FREE = {"account": 5, "address": 20}  # failures before a wait; an office shares an address
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=30)
_FORGOTTEN = timedelta(days=1)
_WRITE_USE = timedelta(minutes=1)  # a page that is looked at need not write each time
_WRONG = "用户名或密码不对。"
_NO_ACCOUNT = "（没有这个帐号）"  # what was typed is not kept: it may be a password


class LoginRefused(Exception):
    """Says why, in Chinese; wait is in seconds, 0 where one may try again at once."""

    def __init__(self, told: str, wait: int = 0) -> None:
        super().__init__(told)
        self.wait = wait


class Logins:
    """Keeps who is logged in."""

    def __init__(
        self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database = database
        self._now = now

    def log_in(self, name: str, password: str, address: str) -> str:
        """The secret of a new login; or LoginRefused.

        An attempt counts as failed until it is known to be none, so that many at once are not
        more than many in a row.
        """
        name = plain(name)
        keys = {"account": f"account {name}"[:80], "address": f"address {network_of(address)}"}
        self._count(keys, name, address)
        with self._database.reading() as session:
            account = session.scalar(select(Account).where(Account.name == name))
        if not fits(password, account.password_hash if account else None) or account is None:
            raise LoginRefused(_WRONG)
        secret = secrets.token_urlsafe(32)
        with self._database.writing() as session:
            held = session.get(Account, account.id)
            if held is None or held.password_hash != account.password_hash:
                raise LoginRefused(_WRONG)  # changed in this moment
            now = held.seen_at = self._now()
            session.execute(delete(Failures).where(Failures.key == keys["account"]))
            if failures := session.get(Failures, keys["address"], with_for_update=True):
                failures.count -= 1
            session.add(Login(key=_key(secret), account=held, begun_at=now, used_at=now))
            note(session, By(held.name, address), "登录", held.name)
        return secret

    def whose(self, secret: str) -> Account | None:
        """The account of a login that holds."""
        now = self._now()
        with self._database.reading() as session:
            login = session.get(Login, _key(secret))
        if login is None or now - login.used_at > IDLE or now - login.begun_at > WHOLE:
            return None
        if now - login.used_at > _WRITE_USE:
            with self._database.writing() as session:
                if held := session.get(Login, login.key):
                    held.used_at = now
        return login.account

    def log_out(self, secret: str) -> None:
        """Ends this login."""
        with self._database.writing() as session:
            session.execute(delete(Login).where(Login.key == _key(secret)))

    def _count(self, keys: dict[str, str], name: str, address: str) -> None:
        now = self._now()
        with self._database.writing() as session:
            session.execute(delete(Failures).where(Failures.last_at < now - _FORGOTTEN))
            ended = or_(Login.used_at < now - IDLE, Login.begun_at < now - WHOLE)
            session.execute(delete(Login).where(ended))
            rows = {kind: _failures(session, key, now) for kind, key in keys.items()}
            wait = max(row.last_at + _wait(kind, row.count) - now for kind, row in rows.items())
            if wait > timedelta(0):
                raise LoginRefused(_told(wait), math.ceil(wait.total_seconds()))
            for kind, row in rows.items():
                row.count, row.last_at = row.count + 1, now
                if _wait(kind, row.count):
                    known = session.scalar(select(Account).where(Account.name == name))
                    who = known.name if known else _NO_ACCOUNT
                    note(session, By(who, address), "登录受限", who, f"连续失败 {row.count} 次")


def _failures(session: Session, key: str, now: datetime) -> Failures:
    while (row := session.get(Failures, key, with_for_update=True)) is None:
        put_missing(session, Failures, [{"key": key, "count": 0, "last_at": now}])
    return row


def _wait(kind: str, count: int) -> timedelta:
    beyond = count - _FREE[kind]
    return min(_FIRST_WAIT * 2 ** min(beyond, 16), _LONGEST_WAIT) if beyond >= 0 else timedelta(0)


def _told(wait: timedelta) -> str:
    seconds = math.ceil(wait.total_seconds())
    span = f"{seconds} 秒" if seconds < 60 else f"{math.ceil(seconds / 60)} 分钟"
    return f"失败次数过多，请在 {span}后再试。"


def _key(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
