"""Commands that show saved runs: compare two, a report page, the table of design §7."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evals.case import InputError

showing = typer.Typer(no_args_is_help=True)

Split = Annotated[str, typer.Option(help="dev、test 或 all")]
Folder = Annotated[Path, typer.Argument(help="run 的输出目录")]


@showing.command()
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


@showing.command()
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


@showing.command()
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


@showing.command()
def calibrate(
    folder: Folder,
    split: Annotated[str, typer.Option(help="dev、test 或 all；权重只应由 dev 定")] = "dev",
) -> None:
    """回答的把握准不准：重新拟合的权重、分档的准确率、各门槛的取舍。"""
    from evals import calibration
    from evals.folder import score_rows
    from evals.table import aligned

    cases = calibration.told(score_rows(folder, split=split))
    if not cases:
        raise InputError(f"{folder}：没有带把握（confidence）的回答，请用现在的程序重新运行")
    weights = calibration.fit(cases)
    rows = [[name or "截距", f"{weight:.2f}"] for name, weight in weights.items()]
    typer.echo(aligned([["拟合", "权重"], *rows]) + "\n")
    typer.echo(aligned([[k, str(v)] for k, v in calibration.summary(cases).items()]) + "\n")
    bins = [
        [str(b.count), f"{b.said:.2f}", f"{b.right:.2f}"] for b in calibration.reliability(cases)
    ]
    typer.echo(aligned([["题数", "所报把握", "实际准确"], *bins]) + "\n")
    typer.echo(aligned([calibration.HEAD, *map(calibration.row, calibration.cuts(cases))]))
