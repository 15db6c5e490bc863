"""Commands on saved runs, on question sets, and on retrieval alone; none asks the assistant."""

from pathlib import Path
from typing import Annotated

import typer

from evals.case import InputError

showing = typer.Typer(no_args_is_help=True)

Split = Annotated[str, typer.Option(help="dev、test、题集里的其他划分，或 all")]
Folder = Annotated[Path, typer.Argument(help="run 的输出目录")]


@showing.command()
def compare(
    before: Annotated[Path, typer.Argument(help="原先的运行")],
    after: Annotated[Path, typer.Argument(help="现在的运行")],
    split: Split = "all",
) -> None:
    """逐题比较两次运行，并做配对检验。"""
    from corpus.target_table import aligned
    from evals import compare as comparing
    from evals.score import score_rows

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
    from evals.folder import write_text
    from evals.report import render

    page = out or folder / "report.html"
    write_text(page, render(folder, split))
    typer.echo(f"已写 {page}")


@showing.command()
def table(folder: Folder, split: Split = "all") -> None:
    """打印成绩表（Markdown），几次运行并列。"""
    from evals.folder import members
    from evals.score import score_rows, scores
    from evals.table import MAIN, category_lines, figure_lines, markdown

    runs = members(folder).items()
    named = {name or "ours": scores(score_rows(place, split=split)) for name, place in runs}
    figures = figure_lines(named, [*MAIN, "proof@1", "proof@5"])
    typer.echo(f"{markdown(figures)}\n\n{markdown(category_lines(named))}")


@showing.command()
def check(
    files: Annotated[list[Path] | None, typer.Argument(help="题集，默认为随附的")] = None,
    documents: Annotated[Path | None, typer.Option(help="文件目录，默认为随附的文件")] = None,
) -> None:
    """检查题集：格式、重复、证据逐字在文件中、证据足以得满分；并打印各类题数。"""
    from assistant.settings import Settings
    from corpus.library import load_passages
    from corpus.target_table import aligned
    from evals import check as checking
    from evals.question_set import load, shipped_questions

    cases = load(files or shipped_questions())
    place = documents or Settings().documents_dir
    found = checking.check(cases, load_passages(place))
    for finding in found:
        typer.echo(str(finding))
    faults = sum(not finding.hint for finding in found)
    typer.echo(aligned(checking.counts(cases)))
    typer.echo(f"{len(cases)} 题，{faults} 处错误，{len(found) - faults} 处提示")
    raise typer.Exit(1 if faults else 0)


@showing.command()
def retrieval(
    folder: Annotated[Path, typer.Argument(help="数据目录（corpus.jsonl.gz、queries*.jsonl）")],
    dataset: Annotated[str, typer.Option(help="名称，默认为目录名")] = "",
    legs: Annotated[str, typer.Option(help="words,vectors 或其一")] = "words,vectors",
    cache: Annotated[Path | None, typer.Option(help="向量存放目录，可重用")] = None,
    limit: Annotated[int, typer.Option(min=0, help="最多几问，0 为全部")] = 0,
    read: Annotated[bool, typer.Option("--read", help="由阅读模型重排前 20 段")] = False,
) -> None:
    """用外部数据测检索：recall@k、MRR、nDCG@10。"""
    from dataclasses import replace

    from assistant.reader.reader import OnnxReader
    from assistant.settings import Settings
    from corpus.target_table import aligned
    from evals import benchmark
    from evals.table import share
    from index.encoding import progress_bar

    chosen = [leg for leg in legs.split(",") if leg]
    if not chosen or set(chosen) - {"words", "vectors"}:
        raise InputError(f"未知检索路：{legs}；可选：words、vectors")
    data, settings = benchmark.load_dataset(folder), Settings()
    data = replace(data, queries=data.queries[:limit] if limit else data.queries)
    name = dataset or folder.resolve().name
    store = cache or settings.store_dir / f"dataset-{name}"
    with progress_bar("索引", "段", leave=True) as step:
        retriever = benchmark.open_index(data, settings, chosen, store, step)
    with progress_bar("检索", "问", leave=True) as step:
        searched = benchmark.Reordered(retriever, OnnxReader()) if read else retriever
        found, times = benchmark.measure(searched, data, chosen, step)
    how = "+".join((*chosen, "阅读重排") if read else chosen)
    typer.echo(f"{name}：{len(data.passages)} 段，{len(data.queries)} 问，{how}")
    typer.echo(aligned([[name, share(figure)] for name, figure in found.items()]))
    typer.echo(f"每问 p50 {sorted(times)[len(times) // 2]:.1f} ms")
