"""Commands on the side: retrieval over data sets, and the optional judge."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from evals.case import InputError

extras = typer.Typer(no_args_is_help=True)


@extras.command()
def retrieval(
    folder: Annotated[Path, typer.Argument(help="数据目录")],
    dataset: Annotated[str, typer.Option(help="cmrc、drcd、statutes 或 ncp")],
    legs: Annotated[str, typer.Option(help="words,vectors 或其一")] = "words,vectors",
    cache: Annotated[Path | None, typer.Option(help="向量存放目录，可重用")] = None,
    limit: Annotated[int, typer.Option(min=0, help="最多几问，0 为全部")] = 0,
) -> None:
    """用外部数据测检索：recall@k、MRR、nDCG@10。"""
    from dataclasses import replace

    from assistant.settings import Settings
    from evals import benchmark
    from evals.datasets import load_dataset
    from evals.table import aligned, share

    chosen = [leg for leg in legs.split(",") if leg]
    if not chosen or set(chosen) - {"words", "vectors"}:
        raise InputError(f"未知检索路：{legs}；可选：words、vectors")
    data, settings = load_dataset(dataset, folder), Settings()
    data = replace(data, queries=data.queries[:limit] if limit else data.queries)
    store = cache or settings.store_dir / f"dataset-{dataset}"
    with _bar("索引", "段") as step:
        retriever = benchmark.open_index(data, settings, chosen, store, step)
    with _bar("检索", "问") as step:
        found, times = benchmark.measure(retriever, data, chosen, step)
    typer.echo(f"{dataset}：{len(data.passages)} 段，{len(data.queries)} 问，{'+'.join(chosen)}")
    typer.echo(aligned([[name, share(figure.to_json())] for name, figure in found.items()]))
    typer.echo(f"每问 p50 {sorted(times)[len(times) // 2]:.1f} ms")


class _bar:
    """A progress bar on stderr as a callback (done, total)."""

    def __init__(self, label: str, unit: str) -> None:
        from tqdm import tqdm

        self._bar = tqdm(desc=label, unit=unit, file=sys.stderr, disable=None)

    def __enter__(self) -> Callable[[int, int], None]:
        def step(done: int, total: int) -> None:
            self._bar.total = total
            self._bar.update(done - self._bar.n)

        return step

    def __exit__(self, *exc: object) -> None:
        self._bar.close()


@extras.command()
def judge(folder: Annotated[Path, typer.Argument(help="run 的输出目录")]) -> None:
    """可选：由已配置的模型评判忠实与有用，另存 judgements.jsonl，并报告与精确指标的一致程度。"""
    from assistant.settings import Settings
    from evals import folder as folders
    from evals import judge as judges
    from evals.files import write_rows
    from evals.systems import chat_model

    model, rows = chat_model(Settings()), folders.score_rows(folder)
    verdicts = []
    with _bar("评判", "题") as step:
        for row in rows:
            verdicts.append(judges.judge(model, row))
            step(len(verdicts), len(rows))
    write_rows(folder / "judgements.jsonl", [verdict.to_json() for verdict in verdicts])
    for name, found in judges.agreement(rows, verdicts).items():
        typer.echo(
            f"{name}：评判 {found.judged} 题，是 {found.yes}，"
            f"与精确指标一致 {found.same}，kappa {found.kappa}"
        )
