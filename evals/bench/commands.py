"""python -m evals bench: retrieval, load, growth."""

from __future__ import annotations

import asyncio
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path
from typing import Annotated

import typer

from evals.case import InputError

bench = typer.Typer(no_args_is_help=True, help="量检索、负载和文件库增长的代价。")

DATA = Path(__file__).resolve().parents[3] / "shared" / "bench" / "statutes"
"""Beside the project: laws with questions, read in place."""
_PEERS = {"langchain": "langchain_chroma", "china-law-mcp": "china_law_mcp"}

Data = Annotated[Path, typer.Option(help="数据目录（corpus.jsonl.gz、queries*.jsonl）")]
Out = Annotated[Path, typer.Option(help="结果（JSON）放在这个目录")]
Page = Annotated[
    Path | None, typer.Option("--markdown", help="把表和图写进这个 Markdown 文件的同名一段")
]
Passages = Annotated[list[int] | None, typer.Option(min=10, help="段数，可重复")]
Queries = Annotated[int, typer.Option(min=1, help="问题数")]


@bench.command()
def retrieval(
    out: Out,
    cache: Annotated[Path, typer.Option(help="向量存放目录；中断后接着算，各段数共用")],
    data: Data = DATA,
    passages: Passages = None,
    queries: Queries = 200,
    systems: Annotated[str, typer.Option(help="ours,langchain,china-law-mcp")] = ",".join(
        ("ours", *_PEERS)
    ),
    markdown: Page = None,
) -> None:
    """检索：与 LangChain 的混合检索、china-law-mcp 自带的检索比较。"""
    from evals.bench.retrieval import Task, measured
    from evals.bench.told import keep

    _needs(data)
    rows = []
    for size in passages or [1000]:
        for system in filter(None, systems.split(",")):
            if system in _PEERS and not find_spec(_PEERS[system]):
                typer.echo(f"没有安装 {system}（pip install '.[bench]'），不测")
                continue
            rows.append(measured(Task(system, data, size, queries, cache)))
            note = f"{data.name}，{queries} 问；延迟含问题的向量；只算向量的时间由 64 条现测推算"
            typer.echo(keep("retrieval", rows, note, out, markdown))


@bench.command()
def load(
    out: Out,
    url: Annotated[str, typer.Option(help="已在运行的服务；不填就自己启动一个")] = "",
    questions: Annotated[list[Path] | None, typer.Option(help="题集，默认为随附的")] = None,
    users: Annotated[list[int] | None, typer.Option(min=1, help="人数，可重复")] = None,
    seconds: Annotated[float, typer.Option(min=1, help="每次多少秒")] = 60,
    think: Annotated[list[float] | None, typer.Option(min=0, help="两问间隔的秒数，可重复")] = None,
    route: Annotated[list[str] | None, typer.Option(help="api 或 page，可重复")] = None,
    setting: Annotated[
        list[str] | None, typer.Option("--set", help="给所启动服务的设置，名=值，可重复")
    ] = None,
    markdown: Page = None,
) -> None:
    """负载：许多人同时提问。"""
    from contextlib import nullcontext

    from evals.bench import load as loading
    from evals.bench.told import keep
    from evals.question_set import load as load_cases
    from evals.question_set import shipped_questions

    asked = cycle(dict.fromkeys(c.question for c in load_cases(questions or shipped_questions())))
    rows = []
    with nullcontext(url) if url else loading.served(setting or ()) as place:
        for way in route or ["api"]:
            for pause in think or [0.0, 5.0]:
                for count in users or [1, 10, 50, 200]:
                    crowd = loading.Crowd(way, count, seconds, pause)
                    rows.append(asyncio.run(loading.measured(place, crowd, asked)))
                    note = f"摘录模式，每次 {seconds:g} 秒，问题各不相同，提问的人在同一台机器"
                    typer.echo(keep("load", rows, note, out, markdown))


@bench.command()
def growth(
    out: Out,
    data: Data = DATA,
    passages: Passages = None,
    queries: Queries = 200,
    questions: Annotated[int, typer.Option(min=1, help="完整作答的问题数")] = 40,
    markdown: Page = None,
) -> None:
    """增长：文件库越大，各处要多少时间和内存（向量是随机的）。"""
    from evals.bench.growth import Size, measured
    from evals.bench.told import keep

    _needs(data)
    rows = []
    for size in passages or [1000, 5000, 25000]:
        rows.append(measured(Size(data, size, queries, questions)))
        note = f"{data.name}；段落的向量是随机的，问题和新增文件的向量是真算的"
        typer.echo(keep("growth", rows, note, out, markdown))


def _needs(data: Path) -> None:
    if not data.is_dir():
        raise InputError(f"没有 {data}，不测；用 --data 另指一个目录")
