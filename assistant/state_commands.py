"""Command line: the accounts of those who may log in to the staff pages, a back-up of the whole
service, and its way back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.command_line import ended, one_line, told_settings

if TYPE_CHECKING:
    from assistant.records.accounts import Accounts

Name = Annotated[str, typer.Argument(help="用户名", show_default=False)]
Archive = Annotated[Path, typer.Argument(help="备份文件（.tar.gz）", show_default=False)]

accounts = typer.Typer(help="管理登录 /staff/ 的帐号。", no_args_is_help=True)


@accounts.command()
def add(name: Name, role: Annotated[str, typer.Option(help="读者、编辑或管理员")] = "读者") -> None:
    """新增一个帐号，密码由提示输入。"""
    from assistant.records.audit import COMMAND_LINE
    from assistant.records.tables import Role

    if role not in list(Role):
        raise typer.BadParameter("应是读者、编辑或管理员", param_hint="--role")
    with _accounts() as held:
        held.add(name, Role(role), _password(), COMMAND_LINE)
        typer.echo(f"已新增{role}“{name}”")


@accounts.command("list")
def list_all() -> None:
    """列出全部帐号。"""
    with _accounts() as held:
        for account in held.all():
            typer.echo(f"{account.name}\t{account.role}")


@accounts.command()
def password(name: Name) -> None:
    """重设一个帐号的密码，它的登录全部退出。"""
    from assistant.records.audit import COMMAND_LINE

    with _accounts() as held:
        held.set_password(name, _password(), COMMAND_LINE)
        typer.echo(f"已重设“{name}”的密码")


@accounts.command()
def remove(name: Name) -> None:
    """删除一个帐号。"""
    from assistant.records.audit import COMMAND_LINE

    with _accounts() as held:
        held.remove(name, COMMAND_LINE)
        typer.echo(f"已删除“{name}”")


def _password() -> str:
    said: str = typer.prompt("密码", hide_input=True, confirmation_prompt="再输一次")
    return said


@contextmanager
def _accounts() -> Iterator[Accounts]:
    from assistant.records.accounts import AccountFault
    from assistant.records.database import DatabaseUnknown, RecordsUnavailable
    from assistant.records.open_records import open_records

    with one_line(AccountFault, DatabaseUnknown, RecordsUnavailable):
        yield open_records(told_settings()).accounts


def backup(archive: Archive) -> None:
    """备份帐号、反馈等状态和数据、文件、模板；服务不用停。"""
    from assistant import backup as backing

    with _of_archives():
        report = backing.backup(told_settings(), archive)
    typer.echo(f"已备份到 {archive}：{report.files} 个文件，{report.rows} 条记录")


def restore(
    archive: Archive,
    force: Annotated[bool, typer.Option("--force", help="换掉已有的内容")] = False,
) -> None:
    """把备份恢复到设置所指的目录和数据库；先停服务，索引会在启动时重建。"""
    from assistant import restore as restoring

    with _of_archives():
        report = restoring.restore(told_settings(), archive, force)
    typer.echo(f"已恢复 {report.files} 个文件，{report.rows} 条记录，请启动服务")
    for folder in report.aside:
        typer.echo(f"原来的文件在 {folder}")


@contextmanager
def _of_archives() -> Iterator[None]:
    from assistant.backup import BackupFault
    from assistant.records.database import DatabaseUnknown, RecordsUnavailable
    from corpus.errors import CorpusError

    try:
        with one_line(BackupFault, CorpusError, DatabaseUnknown):
            yield
    except RecordsUnavailable as fault:
        raise ended(f"数据库读写不了：{fault}") from None
