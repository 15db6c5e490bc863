"""The accounts of those who may log in. Every change is noted in the audit log."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from assistant.records.audit import SYSTEM, By, note
from assistant.records.database import Database
from assistant.records.passwords import hashed
from assistant.records.tables import Account, Login, Role

MIN_PASSWORD_CHARS, MAX_PASSWORD_CHARS = 8, 200
_NAME = re.compile(r"[\w.@-]{1,40}")
_BAD_NAME = "名字由 1 到 40 个汉字、字母、数字或 . _ - @ 组成"
_BAD_PASSWORD = f"密码要有 {MIN_PASSWORD_CHARS} 到 {MAX_PASSWORD_CHARS} 个字符"
_LAST = "这是最后一个管理员：请先另立一个"

_log = logging.getLogger(__name__)


class AccountFault(ValueError):
    """What is asked cannot be done; says why, in Chinese."""


class Accounts:
    """Adds, changes and removes accounts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> Sequence[Account]:
        """By name."""
        with self._database.reading() as session:
            return session.scalars(select(Account).order_by(Account.name)).all()

    def add(self, name: str, role: Role, password: str, by: By) -> None:
        """A new account."""
        name, kept = plain(name), _hash(password)
        if not _NAME.fullmatch(name):
            raise AccountFault(_BAD_NAME)
        with self._database.writing() as session:
            if session.scalar(select(Account).where(Account.name == name)):
                raise AccountFault(f"已经有帐号“{name}”")
            _add(session, name, role, kept, by)

    def remove(self, name: str, by: By) -> None:
        """With its logins."""
        with self._database.writing() as session:
            account = _found(session, name)
            _spare_the_last(session, account)
            session.execute(delete(Login).where(Login.account_id == account.id))
            session.delete(account)
            note(session, by, "删除帐号", account.name)

    def set_role(self, name: str, role: Role, by: By) -> None:
        """It holds from the account's next request on."""
        with self._database.writing() as session:
            account = _found(session, name)
            if not role.covers(Role.ADMINISTRATOR):
                _spare_the_last(session, account)
            note(session, by, "改角色", account.name, f"{account.role} → {role}")
            account.role = role

    def set_password(self, name: str, password: str, by: By) -> None:
        """Ends all logins of the account."""
        kept = _hash(password)
        with self._database.writing() as session:
            account = _found(session, name)
            account.password_hash = kept
            session.execute(delete(Login).where(Login.account_id == account.id))
            note(session, by, "改密码", account.name)


def add_first(session: Session, name: str, password: str) -> None:
    """The administrator that the settings name, where there is no account yet."""
    name = plain(name)
    if password and _NAME.fullmatch(name) and not session.scalar(select(func.count(Account.id))):
        _add(session, name, Role.ADMINISTRATOR, hashed(password), SYSTEM)
        _log.warning("已按 POLICY_STAFF_PASSWORD 建立管理员“%s”；以后请在网页上改密码", name)


def plain(name: str) -> str:
    """A name as it is kept: no full-width twins of the same letters."""
    return unicodedata.normalize("NFKC", name).strip()


def _add(session: Session, name: str, role: Role, kept: str, by: By) -> None:
    now = datetime.now(UTC)
    session.add(Account(name=name, role=role, password_hash=kept, created_at=now))
    note(session, by, "新增帐号", name, role)


def _hash(password: str) -> str:
    if not MIN_PASSWORD_CHARS <= len(password) <= MAX_PASSWORD_CHARS:
        raise AccountFault(_BAD_PASSWORD)
    return hashed(password)


def _found(session: Session, name: str) -> Account:
    account = session.scalar(select(Account).where(Account.name == plain(name)))
    if account is None:
        raise AccountFault(f"没有帐号“{name}”")
    return account


def _spare_the_last(session: Session, account: Account) -> None:
    """Locked, so that the last two cannot leave in one moment."""
    others = select(Account).where(Account.role == Role.ADMINISTRATOR, Account.id != account.id)
    left = session.scalars(others.with_for_update()).all()
    if account.role is Role.ADMINISTRATOR and not left:
        raise AccountFault(_LAST)
