"""What the commands of python -m assistant share: their settings, an assistant, and faults told in
one line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.answer import Mode
from assistant.writing.failure import ChatModelMissing
from corpus.errors import LibraryMissing
from index.errors import IndexingError

if TYPE_CHECKING:
    from assistant.pipeline import Assistant
    from assistant.settings import Settings

Modes = Annotated[
    Literal["extractive", "generated"] | None,
    typer.Option(help="extractive 只用原文摘录；不填时，配置了模型就用模型"),
]
Documents = Annotated[Path | None, typer.Option(help="只用该目录下的文件作答")]


@contextmanager
def one_line(*known: type[Exception]) -> Iterator[None]:
    """What the person at the keys can put right ends the program with 1."""
    try:
        yield
    except known as fault:
        raise ended(str(fault)) from None


def ended(line: str) -> typer.Exit:
    """The end of a command that failed, once its line is told."""
    typer.echo(line, err=True)
    return typer.Exit(1)


def told_settings() -> Settings:
    """Those of the environment."""
    from assistant.settings import SettingsBroken, read_settings

    with one_line(SettingsBroken):
        return read_settings()


def mode_of(told: str | None) -> Mode | None:
    """The mode that an option names."""
    return Mode(told) if told else None


def opened_assistant(documents: Path | None, mode: str | None = None) -> Assistant:
    """The assistant over a folder, its index brought in step, heeding the office's list."""
    from assistant.settings import SettingsBroken
    from assistant.wiring import build_assistant, with_listed_words

    settings = told_settings()
    with one_line(SettingsBroken, LibraryMissing, IndexingError, ChatModelMissing):
        chosen = _with_mode(settings, mode)
        return with_listed_words(build_assistant(chosen, documents, progress=_progress), chosen)


def _with_mode(settings: Settings, mode: str | None) -> Settings:
    """Without the model where it is not wanted, so that nothing of it is loaded."""
    if mode == "extractive":
        return settings.model_copy(update={"chat_base_url": "", "chat_model": ""})
    if mode == "generated" and not settings.has_chat_model:
        raise ChatModelMissing("没有配置模型服务：请填写 POLICY_CHAT_BASE_URL 和 POLICY_CHAT_MODEL")
    return settings


def _progress(done: int, total: int) -> None:
    """One line on stderr, rewritten in place; a terminal only."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r正在建立索引 {done}/{total}" + ("\n" if done == total else ""))
        sys.stderr.flush()
