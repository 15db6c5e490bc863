"""The accounts, for administrators."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from assistant.records.accounts import AccountFault, plain
from assistant.records.tables import Role
from assistant.web.staff.door import (
    Entered,
    Staff,
    done,
    page,
    records_of,
    staff_router,
    told_done,
)
from assistant.web.staff.lists import shown
from assistant.web.staff.login import Field
from assistant.web.staff.pages import ACCOUNTS

router = staff_router()
_NOT_ONESELF = "不能在这里删除或改变自己的帐号；改密码请点右上角，其余请由另一位管理员来做"
_DONE = {"add": "已新增", "role": "角色已改", "password": "密码已重设", "remove": "已删除"}


@router.get(ACCOUNTS.path)
def accounts(request: Request, staff: Entered) -> Response:
    """All accounts, with what can be done."""
    return _page(request, staff, notice=told_done(request, staff))


@router.post(ACCOUNTS.path)
def change(
    request: Request,
    staff: Entered,
    do: Field = "",
    name: Field = "",
    role: Field = "",
    password: Field = "",
) -> Response:
    """One change; do says which."""
    try:
        _change(request, staff, do, name, role, password)
    except AccountFault as fault:
        return _page(request, staff, 400, fault=f"{fault}。")
    return done(staff, ACCOUNTS.path, _DONE[do])


def _change(request: Request, staff: Staff, do: str, name: str, role: str, password: str) -> None:
    held = records_of(request).accounts
    if do in ("role", "add") and role not in list(Role):
        raise AccountFault("请选择角色")
    if do != "add" and plain(name) == staff.name:
        raise AccountFault(_NOT_ONESELF)
    match do:
        case "add":
            held.add(name, Role(role), password, staff.by)
        case "role":
            held.set_role(name, Role(role), staff.by)
        case "password":
            held.set_password(name, password, staff.by)
        case "remove":
            held.remove(name, staff.by)
        case _:
            raise AccountFault("没有这个操作")


def _page(
    request: Request, staff: Staff, status: int = 200, fault: str = "", notice: str = ""
) -> Response:
    rows = records_of(request).accounts.all()
    return page(
        "accounts.html",
        staff,
        status,
        rows=rows,
        fault=fault,
        notice=notice,
        time=shown,
        roles=list(Role),
    )
