"""Who may log in, how long it holds, who has to wait, and that all of it is noted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import delete, text, update

from assistant.records import passwords
from assistant.records.accounts import AccountFault, Accounts, add_first
from assistant.records.audit import AuditLog, By, WantedChanges
from assistant.records.database import Database, RecordsUnavailable
from assistant.records.logins import IDLE, WHOLE, LoginRefused, Logins
from assistant.records.tables import Change, Role

ME = By("甲", "10.0.0.1")
GOOD = "一个好密码，很长"


class Clock:
    def __init__(self) -> None:
        self.time = datetime(2031, 3, 1, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def on(self, **span: float) -> None:
        self.time += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(database) -> Accounts:
    accounts = Accounts(database)
    accounts.add("甲", Role.ADMINISTRATOR, GOOD, ME)
    return accounts


@pytest.fixture
def logins(database, accounts, clock) -> Logins:
    return Logins(database, clock)


def fail(logins: Logins, name: str = "甲", address: str = "10.0.0.9") -> LoginRefused:
    with pytest.raises(LoginRefused) as raised:
        logins.log_in(name, "不对的密码", address)
    return raised.value


@pytest.mark.parametrize(
    "password", ["密" * 200, "with\0zero!", "e\u0301galite\u0301", "\ud800" * 8]
)
def test_any_password_is_a_password_in_all_its_length(password: str):
    kept = passwords.hashed(password)
    assert passwords.fits(password, kept)
    assert not passwords.fits(password[:-1] + "x", kept)
    assert password not in kept


def test_the_same_characters_composed_otherwise_are_the_same_password():
    assert passwords.fits("\u00e9galit\u00e9", passwords.hashed("e\u0301galite\u0301"))


def test_a_name_that_is_unknown_costs_as_much_as_a_wrong_password(monkeypatch):
    monkeypatch.undo()
    assert passwords._NOBODYS.split("$")[2] == f"{passwords.ROUNDS:02}"
    assert not passwords.fits("x", None)


def test_a_login_ends_when_unused_or_old(logins, clock):
    secret = logins.log_in("甲", GOOD, "10.0.0.1")
    for _ in range(int(WHOLE / IDLE) * 2):
        assert logins.whose(secret).name == "甲"
        clock.on(hours=IDLE.total_seconds() / 7200)
    clock.on(seconds=1)
    assert logins.whose(secret) is None
    secret = logins.log_in("甲", GOOD, "10.0.0.1")
    clock.on(seconds=IDLE.total_seconds() + 1)
    assert logins.whose(secret) is None
    assert logins.whose("anything") is None


@pytest.mark.parametrize(
    "ending",
    [
        lambda accounts, logins, secret: logins.log_out(secret),
        lambda accounts, logins, secret: accounts.set_password("乙", GOOD, ME),
        lambda accounts, logins, secret: accounts.remove("乙", ME),
    ],
    ids=["log-out", "new password", "removal"],
)
def test_what_ends_a_login_ends_it_at_once(accounts, logins, ending):
    accounts.add("乙", Role.READER, GOOD, ME)
    secret = logins.log_in("乙", GOOD, "10.0.0.1")
    ending(accounts, logins, secret)
    assert logins.whose(secret) is None


def test_failures_in_a_row_wait_longer_each_time(logins, clock):
    waits = []
    for _ in range(14):
        fault = fail(logins)
        clock.on(seconds=fault.wait)
        waits += [fault.wait] if fault.wait else []
    assert waits == [30, 60, 120, 240, 480]
    fail(logins)
    with pytest.raises(LoginRefused, match="请在 16 分钟后再试"):
        logins.log_in("甲", GOOD, "10.0.0.1")
    clock.on(minutes=16)
    logins.log_in("甲", GOOD, "10.0.0.1")
    assert fail(logins).wait == 0  # counted anew


@pytest.mark.parametrize(
    ("addresses", "refused"),
    [
        (["10.0.0.9"], True),
        (["2001:db8::1", "2001:db8::2"], True),
        (["::ffff:10.0.0.1", "::ffff:10.0.0.2"], False),
        (["10.0.0.1", "10.0.0.2"], False),
    ],
)
def test_an_address_that_tries_many_names_waits_too(logins, addresses, refused):
    for n in range(20):
        fail(logins, f"名{n}", addresses[n % len(addresses)])
    assert bool(fail(logins, "别人", addresses[0]).wait) is refused
    assert logins.log_in("甲", GOOD, "10.9.9.9")


def test_many_attempts_at_once_are_not_more_than_many_in_a_row(logins, database):
    fail(logins)
    with ThreadPoolExecutor(12) as pool:
        faults = list(pool.map(lambda _: fail(logins), range(12)))
    assert sum(not fault.wait for fault in faults) == 4


def test_the_first_attempts_at_once_all_count(logins, database):
    for n in range(8):
        who = f"无{n}", f"10.{n}.0.9"
        with ThreadPoolExecutor(6) as pool:
            faults = list(pool.map(lambda _, who=who: fail(logins, *who), range(6)))
        assert sum(not fault.wait for fault in faults) == 5


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("甲", GOOD, "已经有"),
        ("  甲 ", GOOD, "已经有"),
        ("", GOOD, "名字"),
        ("a b", GOOD, "名字"),
        ("（系统）", GOOD, "名字"),
        ("x" * 41, GOOD, "名字"),
        ("乙", "短密码", "8"),
        ("乙", "长" * 201, "200"),
    ],
)
def test_what_cannot_be_an_account_is_told(accounts, name, password, said):
    with pytest.raises(AccountFault, match=said):
        accounts.add(name, Role.READER, password, ME)
    assert len(accounts.all()) == 1


def test_there_is_always_an_administrator(accounts):
    for change in (
        lambda: accounts.remove("甲", ME),
        lambda: accounts.set_role("甲", Role.EDITOR, ME),
    ):
        with pytest.raises(AccountFault, match="最后一个管理员"):
            change()
    accounts.add("ｂ", Role.READER, GOOD, ME)
    accounts.set_role("b", Role.ADMINISTRATOR, ME)
    accounts.remove("甲", ME)
    assert [a.name for a in accounts.all()] == ["b"]


def test_the_first_administrator_comes_from_the_settings_and_only_the_first(place):
    for password in ("", "旧设置", "别的"):
        database = Database(place, [partial(add_first, name="staff", password=password)])
        assert len(Accounts(database).all()) == bool(password)
    assert Logins(database).log_in("staff", "旧设置", "10.0.0.1")
    database.close()


def test_every_change_is_noted_newest_first_and_no_password(accounts, logins, database):
    accounts.add("乙", Role.READER, GOOD, ME)
    accounts.set_role("乙", Role.EDITOR, ME)
    accounts.set_password("乙", GOOD + "新", ME)
    accounts.remove("乙", ME)
    logins.log_in("甲", GOOD, "10.0.0.2")
    for _ in range(5):
        fail(logins, GOOD)
    rows = AuditLog(database).listed(WantedChanges()).rows
    assert [(r.who, r.action, r.subject, r.detail, r.address) for r in rows] == [
        ("（没有这个帐号）", "登录受限", "（没有这个帐号）", "连续失败 5 次", "10.0.0.9"),
        ("甲", "登录", "甲", "", "10.0.0.2"),
        ("甲", "删除帐号", "乙", "", "10.0.0.1"),
        ("甲", "改密码", "乙", "", "10.0.0.1"),
        ("甲", "改角色", "乙", "读者 → 编辑", "10.0.0.1"),
        ("甲", "新增帐号", "乙", "读者", "10.0.0.1"),
        ("甲", "新增帐号", "甲", "管理员", "10.0.0.1"),
    ]
    found = AuditLog(database).listed(WantedChanges(who="甲", action="改密码", keyword="乙"))
    assert found.total == 1
    assert AuditLog(database).choices()[0] == sorted({r.who for r in rows})


def test_the_log_is_neither_altered_nor_shortened(accounts, database):
    for statement in (update(Change).values(who="别人"), delete(Change)):
        with suppress(RecordsUnavailable), database.writing() as session:  # PostgreSQL is silent
            session.execute(statement)
    assert [r.who for r in AuditLog(database).listed(WantedChanges()).rows] == ["甲"]


def test_no_secret_that_lets_in_is_in_the_database(logins, database):
    secret = logins.log_in("甲", GOOD, "10.0.0.1")
    with database.reading() as session:
        tables = ("accounts", "logins", "login_failures", "changes")
        held = str([session.execute(text(f"SELECT * FROM {t}")).all() for t in tables])
    assert secret not in held
    assert GOOD not in held
