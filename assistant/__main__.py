"""Command line: ask a question, test the eligibility for a programme, keep the accounts, back up
and restore, serve tools to an agent."""

from __future__ import annotations

import gc
import json
import warnings
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.answer import Answer, turns_from_messages
from assistant.command_line import (
    Documents,
    Modes,
    mode_of,
    one_line,
    opened_assistant,
    told_settings,
)
from assistant.draft_commands import batch, draft
from assistant.labels import STATUS_LABELS
from assistant.state_commands import accounts, backup, restore
from assistant.writing.failure import stands_above
from corpus.errors import LibraryMissing

app = typer.Typer(
    help="政策问答助手：就所收录的文件提问，自测申报资格。",
    no_args_is_help=True,
    add_completion=False,
)


@app.callback()
def main() -> None:
    """政策问答助手。"""
    warnings.formatwarning = lambda message, *_: f"{message}\n"  # one line for people


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="问题，一句中文")],
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
    history: Annotated[
        Path | None, typer.Option(help="此前的对话：JSON 数组 [{role, content}]")
    ] = None,
    documents: Documents = None,
    mode: Modes = None,
) -> None:
    """回答一个问题，列出依据。"""
    messages = _read_json(history, "--history", _is_talk, "JSON 数组，每项为 {role, content}")
    turns = turns_from_messages(messages or ())
    answer = opened_assistant(documents, mode).ask(question, turns, mode_of(mode))
    if as_json:
        typer.echo(json.dumps(answer.to_json(), ensure_ascii=False))
    else:
        typer.echo(_for_people(answer))


@app.command()
def eligibility(
    programme: Annotated[
        str | None, typer.Argument(help="项目编号或名称，用 --list 查看", show_default=False)
    ] = None,
    inputs: Annotated[
        Path | None, typer.Option(help="企业数据：JSON 对象 {填报项: 值}，金额默认万元")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
    list_all: Annotated[bool, typer.Option("--list", help="列出全部项目")] = False,
    documents: Annotated[Path | None, typer.Option(help="规则所依据的文件目录")] = None,
) -> None:
    """资格自测：逐条对照一个项目的条件，每条附依据。"""
    from assistant.eligibility import assess, read_profile
    from assistant.eligibility.listing import assessment_text, programmes_text
    from assistant.wiring import open_programmes
    from corpus.programme_reading import ProgrammesBroken

    with one_line(LibraryMissing, ProgrammesBroken):
        programmes = open_programmes(told_settings(), documents)
    if list_all:
        rows = [{"id": p.id, "name": p.name} for p in programmes]
        told = json.dumps(rows, ensure_ascii=False) if as_json else programmes_text(programmes)
        typer.echo(told)
        return
    chosen = programmes.find(programme or "")
    if chosen is None:
        said = f"没有项目 {programme}" if programme else "请写明项目编号或名称"
        raise typer.BadParameter(f"{said}，用 --list 查看全部项目", param_hint="PROGRAMME")
    entered = _read_json(
        inputs, "--inputs", lambda found: isinstance(found, dict), "JSON 对象：{填报项: 值}"
    )
    found = assess(chosen, read_profile(entered or {}, programmes))
    told = json.dumps(found.to_json(), ensure_ascii=False) if as_json else assessment_text(found)
    typer.echo(told)


@app.command()
def mcp(documents: Documents = None) -> None:
    """供智能体程序调用：以 MCP 提供提问、查找等工具，经标准输入输出。"""
    from assistant.api.interfaces import VERSION
    from assistant.api.mcp_server import mcp_server
    from assistant.api.tools import PolicyTools

    assistant = opened_assistant(documents)
    gc.enable()  # this one stays
    stream = assistant.stream
    tools = PolicyTools(assistant, told_settings().day, lambda q, turns, _: stream(q, turns), "MCP")
    mcp_server(tools, VERSION).run()


def _read_json(
    path: Path | None, option: str, fits: Callable[[Any], bool], wanted: str
) -> Any | None:
    """What a file given by an option holds. Numbers stay as written: 0.1 is one tenth."""
    if path is None:
        return None
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        raise typer.BadParameter(f"读不了 {path}：{error.strerror}", param_hint=option) from None
    except (ValueError, ArithmeticError, RecursionError):
        found = None
    if not fits(found):
        raise typer.BadParameter(f"{path} 应是 {wanted}", param_hint=option)
    return found


def _is_talk(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(message, dict) for message in found)


def _for_people(answer: Answer) -> str:
    above = [f"注：{note}" for note in answer.notes if stands_above(note)]
    lines = [f"【{STATUS_LABELS[answer.status]}】", *above, answer.text]
    if answer.standalone != answer.question:
        lines.insert(0, f"理解为：{answer.standalone}")
    lines += [f"已填好的自测表（网页）：/{answer.form}"] if answer.form else []
    for citation in answer.citations:
        source = citation.passage.source
        place = " › ".join(citation.passage.heading_path)
        lines.append(
            f"[{citation.number}] 《{source.title}》{source.document_number} {place}".rstrip()
        )
        lines.append(f"    {citation.passage.text}")
    lines += [f"注：{note}" for note in answer.notes if not stands_above(note)]
    return "\n".join(lines)


for command in (draft, batch, backup, restore):
    app.command()(command)
app.add_typer(accounts, name="accounts")

if __name__ == "__main__":
    gc.disable()  # one question and the process ends: collecting would only cost time
    app()
