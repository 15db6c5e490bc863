"""Command line: the accounts of those who may log in to the staff pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.records.accounts import Accounts
    from assistant.settings import Settings

Name = Annotated[str, typer.Argument(help="用户名", show_default=False)]


def account_commands(settings: Callable[[], Settings]) -> typer.Typer:
    """accounts add, list, password, remove."""
    app = typer.Typer(help="管理登录 /staff/ 的帐号。", no_args_is_help=True)

    @app.command()
    def add(
        name: Name, role: Annotated[str, typer.Option(help="读者、编辑或管理员")] = "读者"
    ) -> None:
        """新增一个帐号，密码由提示输入。"""
        from assistant.records.audit import COMMAND_LINE
        from assistant.records.tables import Role

        if role not in list(Role):
            raise typer.BadParameter("应是读者、编辑或管理员", param_hint="--role")
        with _accounts(settings) as accounts:
            accounts.add(name, Role(role), _password(), COMMAND_LINE)
            typer.echo(f"已新增{role}“{name}”")

    @app.command("list")
    def list_all() -> None:
        """列出全部帐号。"""
        with _accounts(settings) as accounts:
            for account in accounts.all():
                typer.echo(f"{account.name}\t{account.role}")

    @app.command()
    def password(name: Name) -> None:
        """重设一个帐号的密码，它的登录全部退出。"""
        from assistant.records.audit import COMMAND_LINE

        with _accounts(settings) as accounts:
            accounts.set_password(name, _password(), COMMAND_LINE)
            typer.echo(f"已重设“{name}”的密码")

    @app.command()
    def remove(name: Name) -> None:
        """删除一个帐号。"""
        from assistant.records.audit import COMMAND_LINE

        with _accounts(settings) as accounts:
            accounts.remove(name, COMMAND_LINE)
            typer.echo(f"已删除“{name}”")

    return app


def _password() -> str:
    said: str = typer.prompt("密码", hide_input=True, confirmation_prompt="再输一次")
    return said


@contextmanager
def _accounts(settings: Callable[[], Settings]) -> Iterator[Accounts]:
    """What goes wrong is one line and exit code 1."""
    from assistant.records.accounts import AccountFault
    from assistant.records.database import DatabaseUnknown, RecordsUnavailable
    from assistant.records.open_records import open_records

    try:
        yield open_records(settings()).accounts
    except (AccountFault, DatabaseUnknown, RecordsUnavailable) as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from None
