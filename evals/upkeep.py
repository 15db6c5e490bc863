"""Commands around the runs: check and count questions, gate, data sets, judge."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from evals.case import Case, InputError

upkeep = typer.Typer(no_args_is_help=True)

Documents = Annotated[Path | None, typer.Option(help="文件目录，默认为随附的文件")]
Files = Annotated[list[Path] | None, typer.Argument(help="题集（JSONL），默认为随附的题集")]
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
def counts(files: Files = None) -> None:
    """打印各类题数（Markdown 表）。"""
    from evals import question_set
    from evals.check import counts as table
    from evals.gate import shipped_questions

    paths = files or shipped_questions()
    question_set.load(paths)
    typer.echo(table({path.stem: question_set.load([path]) for path in paths}))


@upkeep.command()
def gate(run: RunOption = None, documents: Documents = None) -> None:
    """摘录模式运行固定题目，低于 evals/baseline.json 则失败（退出码 1）。"""
    from evals import gate as gates

    baseline = gates.load_baseline()
    found = gates.gate(_scores(run, documents, lambda c: gates.gated(c, baseline)), baseline)
    for line in found:
        typer.echo(line)
    typer.echo(
        f"未通过：{len(found)} 处" if found else f"通过：{len(baseline['cases'])} 题不低于基线"
    )
    raise typer.Exit(1 if found else 0)


@upkeep.command()
def baseline(
    run: RunOption = None,
    documents: Documents = None,
    lower: Annotated[bool, typer.Option("--lower", help="允许降低基线")] = False,
) -> None:
    """有意更新 evals/baseline.json（dev 划分）；降低须加 --lower。"""
    from evals import gate as gates
    from evals.question_set import select

    new = gates.baseline_of(_scores(run, documents, lambda c: select(c, gates.SPLIT)))
    lowered = gates.worse(new, gates.load_baseline()) if gates.BASELINE.exists() else []
    for line in lowered:
        typer.echo(f"降低：{line}")
    if lowered and not lower:
        typer.echo("基线未改；确要降低请加 --lower", err=True)
        raise typer.Exit(1)
    gates.save_baseline(new)
    typer.echo(f"已写 {gates.BASELINE}：{len(new['cases'])} 题")


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
        plan = session.Plan(tuple(chosen), tuple(questions), Path(name), documents)
        for place, _ in session.run_systems(plan, "ours"):
            return scores(rows(chosen, prediction.load(place)))
    raise InputError("没有可运行的系统")


@upkeep.command()
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


@upkeep.command()
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
