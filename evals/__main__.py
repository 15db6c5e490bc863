"""Commands: run, score, compare, report, check and the rest (python -m evals --help)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from evals.case import InputError
from evals.upkeep import upkeep

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="评测：运行题集、打分、比较、出报告、把关。",
)

app.add_typer(upkeep)

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
    systems: Annotated[str, typer.Option(help="ours,words,vectors,tutorial")] = "ours",
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
    for place, errors in session.run_systems(plan, systems):
        crashed = f"，其中 {errors} 题程序出错" if errors else ""
        typer.echo(f"已保存 {len(chosen)} 题到 {place}{crashed}")


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
def compare(
    before: Annotated[Path, typer.Argument(help="原先的运行")],
    after: Annotated[Path, typer.Argument(help="现在的运行")],
    split: Split = "all",
) -> None:
    """逐题比较两次运行，并做配对检验。"""
    from evals import compare as comparing
    from evals.folder import score_rows
    from evals.table import aligned

    found = comparing.compare(score_rows(before, split=split), score_rows(after, split=split))
    typer.echo(aligned(comparing.describe(found)))
    typer.echo(
        f"\n变对 {len(found.gained)} 题，变错 {len(found.lost)} 题（完整且简明）；* 区间不含 0"
    )
    for sign, pairs in (("+", found.gained), ("-", found.lost)):
        for pair in pairs:
            typer.echo(comparing.changed(pair, sign))


@app.command()
def report(
    folder: Folder,
    out: Annotated[Path | None, typer.Option(help="默认为运行目录下的 report.html")] = None,
    split: Split = "all",
) -> None:
    """写一页自包含的 HTML 报告。"""
    from evals.files import write_text
    from evals.report import render

    page = out or folder / "report.html"
    write_text(page, render(folder, split))
    typer.echo(f"已写 {page}")


@app.command()
def table(folder: Folder, split: Split = "test") -> None:
    """打印设计 §7 的表（Markdown），各系统并列。"""
    from evals.folder import members, score_rows
    from evals.score import scores
    from evals.table import markdown

    named = {
        name or "ours": scores(score_rows(place, split=split))
        for name, place in members(folder).items()
    }
    typer.echo(markdown(named))


def main() -> None:
    """Run a command; bad input ends in one clear line each and exit code 2."""
    try:
        app()
    except InputError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        raise SystemExit(2) from None
    except OSError as error:
        print(f"{error.filename or ''}：{error.strerror or error}", file=sys.stderr)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
