"""Commands: run, score, compare, report, check and the rest (python -m evals --help)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from evals.case import InputError
from evals.extras import extras
from evals.showing import showing
from evals.upkeep import upkeep

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="评测：运行题集、打分、比较、出报告、把关。",
)

app.add_typer(showing)
app.add_typer(upkeep)
app.add_typer(extras)

Questions = Annotated[list[Path], typer.Option("--questions", help="题集（JSONL），可重复")]
Documents = Annotated[Path | None, typer.Option(help="只用该目录下的文件作答，索引另建")]
Split = Annotated[str, typer.Option(help="dev、test 或 all")]
Category = Annotated[list[str] | None, typer.Option(help="只取该类别，可重复")]
Folder = Annotated[Path, typer.Argument(help="run 的输出目录")]


@app.command()
def run(
    questions: Questions,
    out: Annotated[Path, typer.Option(help="输出目录")],
    documents: Documents = None,
    mode: Annotated[str, typer.Option(help="extractive 或 generated")] = "extractive",
    systems: Annotated[str, typer.Option(help="ours,words,vectors,tutorial、no-whole 等")] = "ours",
    split: Split = "all",
    category: Category = None,
    limit: Annotated[int, typer.Option(min=0, help="最多几题，0 为全部")] = 0,
    jobs: Annotated[int, typer.Option(min=1, help="并行数")] = 1,
    resume: Annotated[bool, typer.Option(help="接着上次中断处")] = False,
) -> None:
    """逐题提问并保存回答。"""
    from evals import question_set, session

    chosen = question_set.select(question_set.load(questions), split, category or (), limit)
    if not chosen:
        raise InputError("没有符合条件的题目")
    plan = session.Plan(tuple(chosen), tuple(questions), out, documents, mode, jobs, resume)
    try:
        for place, errors in session.run_systems(plan, systems):
            crashed = f"，其中 {errors} 题程序出错" if errors else ""
            typer.echo(f"已保存 {len(chosen)} 题到 {place}{crashed}")
    except KeyboardInterrupt:
        typer.echo("已中断；同样的命令加 --resume 可接着运行", err=True)
        raise typer.Exit(1) from None


@app.command()
def score(
    folder: Folder,
    questions: Annotated[list[Path] | None, typer.Option(help="改用这些题集打分")] = None,
    split: Split = "all",
    category: Category = None,
    failures: Annotated[bool, typer.Option("--failures", help="逐题列出失败")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="也列出有多余引文的题")] = False,
) -> None:
    """打分，写 scores.json 并打印。"""
    from evals import folder as folders
    from evals import table
    from evals.score import scores

    found: dict[str, Any] = {}
    for name, place in folders.members(folder).items():
        found[name] = folders.score_folder(place, questions or (), split)
        rows = folders.score_rows(place, questions or (), split, category or ())
        if category:
            found[name] = scores(rows)
        shown = [r for r in rows if r.failed or (strict and r.reasons())]
        if failures or strict:
            typer.echo(
                "\n\n".join(
                    [f"== {name or place}：{len(shown)} 题失败", *map(table.print_failure, shown)]
                )
            )
            typer.echo("")
    typer.echo(table.print_scores(found))
    for name, scored in found.items():
        title = f"\n== {name}\n" if name else "\n"
        typer.echo(title + table.print_categories(scored) + "\n\n" + table.print_statuses(scored))


@app.command()
def verifier(
    out: Annotated[Path | None, typer.Option(help="输出目录，写 JSON 与逐条失败")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="打印 JSON")] = False,
    limit: Annotated[int, typer.Option(min=0, help="最多几个正确回答，0 为全部")] = 0,
    documents: Documents = None,
) -> None:
    """测核对：由证据改写的正确回答及其改错版，各类捕获率与误报率。"""
    import json

    from assistant.settings import Settings
    from corpus.library import load_passages
    from evals import verifier as measuring
    from evals.hand_written import hand_written

    passages = load_passages(documents or Settings().documents_dir).passages
    written = hand_written(passages) if documents is None else ()
    measured = measuring.measure(passages, limit, written)
    if out is not None:
        measuring.save(measured, out)
    if as_json:
        typer.echo(json.dumps(measured.to_json(), ensure_ascii=False, indent=2))
    else:
        typer.echo(measuring.printed(measured))


def main() -> None:
    """Run a command; bad input ends in one clear line each and exit code 2."""
    try:
        app()
    except InputError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        raise SystemExit(2) from None
    except Exception as error:
        line = _setup_fault(error)
        if line is None:
            raise
        print(line, file=sys.stderr)
        raise SystemExit(1) from None


def _setup_fault(error: Exception) -> str | None:
    """One line for what the person at the keys can put right; None for a bug."""
    from pydantic import ValidationError

    from corpus.errors import LibraryMissing
    from index.errors import IndexingError

    if isinstance(error, LibraryMissing | IndexingError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename or ''}：{error.strerror or error}"
    if isinstance(error, ValidationError):
        fault = error.errors()[0]
        return f"设置有误：{'.'.join(map(str, fault['loc']))}：{fault['msg']}"
    return None


if __name__ == "__main__":
    main()
