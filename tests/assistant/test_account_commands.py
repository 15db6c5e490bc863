"""python -m assistant accounts: what an operator types on the server."""

from __future__ import annotations

from functools import partial

import pytest

from assistant.records import passwords

GOOD = "一个好密码，很长"


@pytest.fixture
def accounts(command, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(passwords, "ROUNDS", 4)
    return partial(command, "accounts")


def test_an_account_is_added_listed_given_a_password_and_removed(accounts):
    added = accounts("add", "甲", "--role", "管理员", typed=f"{GOOD}\n{GOOD}\n")
    assert (added.code, added.err) == (0, "")
    assert "已新增管理员“甲”" in added.out
    assert GOOD not in added.out + added.err
    accounts("add", "乙", typed=f"{GOOD}\n{GOOD}\n")
    assert accounts("list").out.split() == ["乙", "读者", "甲", "管理员"]
    assert accounts("password", "甲", typed=f"{GOOD}新\n{GOOD}新\n").code == 0
    assert accounts("remove", "乙").code == 0
    assert accounts("list").out.split() == ["甲", "管理员"]


@pytest.mark.parametrize(
    ("words", "typed", "code", "said"),
    [
        (("add", "甲", "--role", "站长"), "", 2, "--role"),
        (("add", "甲"), "短\n短\n", 1, "8 到 200"),
        (("add", "a b"), f"{GOOD}\n{GOOD}\n", 1, "名字"),
        (("remove", "没有"), "", 1, "没有帐号"),
        (("password", "没有"), f"{GOOD}\n{GOOD}\n", 1, "没有帐号"),
    ],
)
def test_what_cannot_be_done_is_one_line(accounts, words, typed, code, said):
    done = accounts(*words, typed=typed)
    assert done.code == code
    assert said in done.err


def test_a_database_that_cannot_be_is_one_line(accounts):
    done = accounts("list", DATABASE_URL="nothing://u:hidden@h/d")
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert "hidden" not in done.out + done.err
