"""Commands around the question sets: check, counts, gate, baseline."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from evals.case import Case, InputError

BOTH = 2  # the model leaves the interpreter free while it reads; more threads gain nothing

upkeep = typer.Typer(no_args_is_help=True)

Documents = Annotated[Path | None, typer.Option(help="文件目录，默认为随附的文件")]
Files = Annotated[list[Path] | None, typer.Argument(help="题集（JSONL），默认为随附的题集")]
BaselineFile = Annotated[Path | None, typer.Option(help="默认为 evals/baseline.json")]
RunOption = Annotated[Path | None, typer.Option("--run", help="用已有的运行，不再提问")]


@upkeep.command()
def check(files: Files = None, documents: Documents = None) -> None:
    """检查题集：格式、重复、证据逐字在文件中、证据足以得满分。"""
    from assistant.settings import Settings
    from corpus.library import load_passages
    from evals import question_set
    from evals.check import check as check_cases
    from evals.check import published_texts
    from evals.gate import shipped_questions

    cases = question_set.load(files or shipped_questions())
    place = documents or Settings().documents_dir
    found = check_cases(cases, published_texts(place), load_passages(place).passages)
    for finding in found:
        typer.echo(str(finding))
    faults = sum(not finding.hint for finding in found)
    typer.echo(f"{len(cases)} 题，{faults} 处错误，{len(found) - faults} 处提示")
    raise typer.Exit(1 if faults else 0)


@upkeep.command()
def counts(
    files: Files = None,
    write: Annotated[bool, typer.Option("--write", help="写入题集目录的 README.md")] = False,
) -> None:
    """打印各类题数（Markdown 表）。"""
    from evals import question_set
    from evals.check import README, replace_counts
    from evals.check import counts as table
    from evals.gate import shipped_questions

    paths = files or shipped_questions()
    question_set.load(paths)
    text = table({path.stem: question_set.load([path]) for path in paths})
    typer.echo(text)
    if write:
        replace_counts(README, text)


@upkeep.command()
def gate(run: RunOption = None, documents: Documents = None, against: BaselineFile = None) -> None:
    """摘录模式运行固定题目，低于 evals/baseline.json 则失败（退出码 1）。"""
    from evals import gate as gates

    then = gates.load_baseline(against or gates.BASELINE)
    found = gates.gate(_scores(run, documents, lambda c: gates.gated(c, then)), then)
    for line in found:
        typer.echo(line)
    typer.echo(f"未通过：{len(found)} 处" if found else f"通过：{len(then['cases'])} 题不低于基线")
    raise typer.Exit(1 if found else 0)


@upkeep.command()
def baseline(
    run: RunOption = None,
    documents: Documents = None,
    out: BaselineFile = None,
    lower: Annotated[bool, typer.Option("--lower", help="允许降低基线")] = False,
) -> None:
    """有意更新 evals/baseline.json（dev 划分的三分之一）；降低须加 --lower。"""
    from evals import gate as gates

    new = gates.baseline_of(_scores(run, documents, gates.watched))
    place = out or gates.BASELINE
    lowered = gates.worse(new, gates.load_baseline(place)) if place.exists() else []
    for line in lowered:
        typer.echo(f"降低：{line}")
    if lowered and not lower:
        typer.echo("基线未改；确要降低请加 --lower", err=True)
        raise typer.Exit(1)
    gates.save_baseline(new, place)
    typer.echo(f"已写 {place}：{len(new['cases'])} 题")


def _scores(
    run: Path | None, documents: Path | None, choose: Callable[[Sequence[Case]], list[Case]]
) -> dict[str, Any]:
    """Scores of the chosen questions, of a saved run or of one made now."""
    from evals import folder, prediction, question_set, session
    from evals.gate import shipped_questions
    from evals.score import rows, scores

    if run is not None:
        return scores(rows(choose(folder.load_cases(run)), prediction.load(run)))
    questions = shipped_questions()
    chosen = choose(question_set.load(questions))
    with tempfile.TemporaryDirectory() as name:
        plan = session.Plan(tuple(chosen), tuple(questions), Path(name), documents, jobs=BOTH)
        for place, _ in session.run_systems(plan, "ours"):
            return scores(rows(chosen, prediction.load(place)))
    raise InputError("没有可运行的系统")
