"""The accounts, for administrators."""

from __future__ import annotations

from fastapi.responses import Response

from assistant.records.accounts import AccountFault, plain
from assistant.records.tables import Role
from assistant.web.staff.door import Entered, Staff, staff_router
from assistant.web.staff.login import Field
from assistant.web.staff.pages import ACCOUNTS

router = staff_router()
_NOT_ONESELF = "不能在这里删除或改变自己的帐号；改密码请点右上角，其余请由另一位管理员来做"
_DONE = {"add": "已新增", "role": "角色已改", "password": "密码已重设", "remove": "已删除"}


@router.get(ACCOUNTS.path)
def accounts(staff: Entered) -> Response:
    """All accounts, with what can be done."""
    return _page(staff)


@router.post(ACCOUNTS.path)
def change(
    staff: Entered,
    do: Field = "",
    name: Field = "",
    role: Field = "",
    password: Field = "",
) -> Response:
    """One change; do says which."""
    try:
        _change(staff, do, name, role, password)
    except AccountFault as fault:
        return _page(staff, 400, fault=f"{fault}。")
    return staff.done(ACCOUNTS.path, _DONE[do])


def _change(staff: Staff, do: str, name: str, role: str, password: str) -> None:
    held = staff.records.accounts
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


def _page(staff: Staff, status: int = 200, fault: str = "") -> Response:
    rows = staff.records.accounts.all()
    return staff.page("accounts.html", status, rows=rows, fault=fault, roles=list(Role))
