"""Command line: a back-up of the whole service, and its way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.settings import Settings

Archive = Annotated[Path, typer.Argument(help="备份文件（.tar.gz）", show_default=False)]


def add_backup_commands(app: typer.Typer, settings: Callable[[], Settings]) -> None:
    """backup and restore."""

    @app.command("backup")
    def back_up(archive: Archive) -> None:
        """备份帐号、反馈等状态和数据、文件、模板；服务不用停。"""
        from assistant.backup import backup

        with _one_line():
            report = backup(settings(), archive)
        typer.echo(f"已备份到 {archive}：{report.files} 个文件，{report.rows} 条记录")

    @app.command("restore")
    def bring_back(
        archive: Archive,
        force: Annotated[bool, typer.Option("--force", help="换掉已有的内容")] = False,
    ) -> None:
        """把备份恢复到设置所指的目录和数据库；先停服务，索引会在启动时重建。"""
        from assistant.restore import restore

        with _one_line():
            report = restore(settings(), archive, force)
        typer.echo(f"已恢复 {report.files} 个文件，{report.rows} 条记录，请启动服务")
        for folder in report.aside:
            typer.echo(f"原来的文件在 {folder}")


@contextmanager
def _one_line() -> Iterator[None]:
    from assistant.backup import BackupFault
    from assistant.records.database import DatabaseUnknown, RecordsUnavailable
    from corpus.errors import CorpusError

    try:
        yield
    except (BackupFault, CorpusError, DatabaseUnknown) as fault:
        told = str(fault)
    except RecordsUnavailable as fault:
        told = f"数据库读写不了：{fault}"
    else:
        return
    typer.echo(told, err=True)
    raise typer.Exit(1)
