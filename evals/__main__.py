"""Commands that ask the assistant: run, score, columns, gate, baseline (--help lists all)."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from evals.bench.commands import bench
from evals.case import InputError
from evals.showing import Folder, Split, showing

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="评测：运行题集、打分、比较、出报告、把关。",
)
app.add_typer(showing)
app.add_typer(bench, name="bench")

Out = Annotated[Path, typer.Option(help="输出目录")]
Train = Annotated[Path | None, typer.Option(help="没有随附的文件和题，默认 ../shared/train")]
Mode = Annotated[str, typer.Option(help="extractive 或 generated")]
Jobs = Annotated[int, typer.Option(min=1, help="并行数")]
Limit = Annotated[int, typer.Option(min=0, help="每个题集最多几题，0 为全部")]


@app.command()
def run(
    questions: Annotated[list[Path], typer.Option("--questions", help="题集（JSONL），可重复")],
    out: Out,
    documents: Annotated[
        list[Path] | None, typer.Option(help="只用这些目录的文件作答，可重复：合成一个库")
    ] = None,
    only_documents_asked: Annotated[
        bool,
        typer.Option("--only-documents-asked", help="目录里只留所选题目的 document 所指的文件"),
    ] = False,
    split: Split = "all",
    category: Annotated[list[str] | None, typer.Option(help="只取该类别，可重复")] = None,
    mode: Mode = "extractive",
    systems: Annotated[str, typer.Option(help="ours,words,vectors,tutorial")] = "ours",
    limit: Limit = 0,
    jobs: Jobs = 1,
) -> None:
    """逐题提问并保存回答。"""
    from evals.question_set import load, select
    from evals.run import Plan
    from evals.run import run as run_systems

    chosen = tuple(select(load(questions), split, category or (), limit))
    if not chosen:
        raise InputError("没有符合条件的题目")
    folders = tuple(documents or ())
    plan = Plan(chosen, tuple(questions), folders, only_documents_asked, mode, jobs)
    for place, errors in run_systems(plan, out, systems):
        crashed = f"，其中 {errors} 题程序出错" if errors else ""
        typer.echo(f"已保存 {len(chosen)} 题到 {place}{crashed}")


@app.command()
def score(
    folder: Folder,
    questions: Annotated[list[Path] | None, typer.Option(help="改用这些题集打分")] = None,
    split: Split = "all",
    failures: Annotated[
        bool, typer.Option("--failures", help="逐题列出失败（unseen 划分的不列）")
    ] = False,
) -> None:
    """打分，写 scores.json 并打印。"""
    from corpus.target_table import aligned
    from evals import table
    from evals.folder import members
    from evals.score import LABELS, score_folder, score_rows

    found = {}
    for name, place in members(folder).items():
        found[name or "本次运行"] = score_folder(place, questions or (), split)
        if failures:
            rows = score_rows(place, questions or (), split)
            shown = [row for row in rows if row.failed and not row.case.hidden]
            title = f"== {name or place}：{len(shown)} 题失败"
            typer.echo("\n\n".join([title, *map(table.print_failure, shown)]) + "\n")
    typer.echo(aligned(table.figure_lines(found, list(LABELS))) + "\n")
    typer.echo(aligned(table.category_lines(found)))


@app.command()
def columns(
    out: Out, train: Train = None, limit: Limit = 0, mode: Mode = "extractive", jobs: Jobs = 1
) -> None:
    """三列成绩：随附的文件（test 划分）、没见过的文件、两者合成一个库。"""
    from evals import columns as measuring
    from evals.table import MAIN, category_lines, figure_lines, markdown

    place = train or measuring.TRAIN
    found = measuring.columns(place, limit)
    if len(found) == 1:
        typer.echo(f"没有 {place}（questions.jsonl 和 documents），不测 unseen 和 mixed\n")
    scores = measuring.measure(found, out, mode, jobs)
    typer.echo(f"{markdown(figure_lines(scores, MAIN))}\n\n{markdown(category_lines(scores))}")


@app.command()
def gate(train: Train = None) -> None:
    """摘录模式运行固定题目，比 evals/baseline.json 显著变差则失败（退出码 1）。"""
    from evals import gate as gates
    from evals.columns import TRAIN

    then, now = gates.load_baseline(gates.BASELINE), gates.measure(train or TRAIN)
    faults: list[str] = []
    for name, rows in now.items():
        told, worse = gates.judge(name, rows, then.get(name, {}))
        typer.echo(told)
        faults += worse
    for name in then.keys() - now.keys():
        typer.echo(f"{name}：这里没有它的文件和题，不比")
    typer.echo("\n".join([*faults, f"未通过：{len(faults)} 处" if faults else "通过"]))
    raise typer.Exit(1 if faults else 0)


@app.command()
def baseline(train: Train = None) -> None:
    """有意重写 evals/baseline.json；这里没有的一列保留原样。"""
    from evals import gate as gates
    from evals.columns import TRAIN

    kept = gates.load_baseline(gates.BASELINE) if gates.BASELINE.exists() else {}
    new = {name: gates.right(rows) for name, rows in gates.measure(train or TRAIN).items()}
    gates.save_baseline(kept | new, gates.BASELINE)
    for name, right in new.items():
        typer.echo(f"{name}：{len(right)} 题，对 {sum(right.values())}")


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
