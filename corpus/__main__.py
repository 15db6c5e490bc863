"""Command line: what the library holds."""

import json
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer

import corpus
from corpus.errors import CorpusError, LibraryMissing
from corpus.holdings import Holdings
from corpus.library import CorpusReport, load_passages
from corpus.target_table import table
from corpus.targets import is_plan
from corpus.targets import targets as find_targets

SHIPPED = Path(corpus.__file__).parent / "documents"

HELP = (
    "文件库：收入、停用、删除、恢复文件，列出文件，查看一份文件的条目，"
    "列出一份计划的量化目标，列出和检查资格预判规则。"
)
app = typer.Typer(help=HELP, no_args_is_help=True, add_completion=False)

Folder = Annotated[Path, typer.Option("--documents", help="文件目录")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]
RulesFile = Annotated[Path | None, typer.Argument(metavar="[FILE]", help="规则文件")]
Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="要收入的文件")]
PlanFile = Annotated[Path, typer.Argument(metavar="FILE", help="计划文件")]


@app.command("list")
def list_sources(documents: Folder = SHIPPED, as_json: AsJson = False) -> None:
    """列出所有文件及其时效；有问题的文件逐个说明。"""
    report = _load(documents)
    if not report.sources:
        _stop(f"{documents} 里没有可用的文件", 1)
    today = date.today()
    if as_json:
        cards = [asdict(source) | {"status": source.status_on(today)} for source in report.sources]
        typer.echo(json.dumps(cards, ensure_ascii=False))
        return
    counts = Counter(passage.source.id for passage in report.passages)
    for source in report.sources:
        status, count = source.status_on(today), counts[source.id]
        typer.echo(f"{source.id}\t{source.title}\t{source.issuer}\t{status}\t{count} 条")


@app.command()
def show(source_id: str, documents: Folder = SHIPPED, as_json: AsJson = False) -> None:
    """按顺序显示一份文件的条目。"""
    report = _load(documents)
    passages = [p for p in report.passages if p.source.id == source_id]
    if not passages:
        _stop(f"没有编号为 {source_id} 的文件，用 python -m corpus list 查看编号", 2)
    if as_json:
        rows = [
            {"passage_id": p.id, "heading_path": list(p.heading_path), "text": p.text}
            for p in passages
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for passage in passages:
        typer.echo(f"# {' › '.join(passage.heading_path)} {passage.ordinal}".rstrip())
        typer.echo(f"{passage.text}\n")


@app.command()
def targets(file: PlanFile, as_json: AsJson = False) -> None:
    """列出一份计划的全部量化目标，每行附原句。"""
    if not file.exists():
        _stop(f"找不到文件：{file}", 1)
    report = _load(file)
    if not report.sources:
        raise typer.Exit(1)
    rows = find_targets(report.passages, plans_only=False)
    if not any(is_plan(source) for source in report.sources):
        typer.echo("注意：这不是年度计划，列出的数字可能是条件或标准", err=True)
    if as_json:
        typer.echo(json.dumps([row.to_json() for row in rows], ensure_ascii=False, indent=1))
        return
    typer.echo(table(rows))


@app.command()
def programmes(
    file: RulesFile = None,
    documents: Folder = SHIPPED,
    check: Annotated[bool, typer.Option("--check", help="只检查规则，列出全部问题")] = False,
    as_json: AsJson = False,
) -> None:
    """列出资格预判的项目和条件；规则有问题的逐条说明。"""
    from corpus.programme_reading import RULES_FILE, read_programmes
    from corpus.programme_table import programme_rows, programme_table

    rules, faults = read_programmes(_load(documents).passages, file or RULES_FILE)
    for fault in faults:
        typer.echo(fault, err=True)
    if rules is None or faults:
        _stop(f"共 {len(faults)} 处问题", 1)
    if as_json:
        typer.echo(json.dumps(programme_rows(rules), ensure_ascii=False, indent=1))
    elif check:
        count = sum(len(programme.all_conditions) for programme in rules)
        typer.echo(f"没有问题：{len(rules.programmes)} 个项目，{count} 条条件")
    else:
        typer.echo(programme_table(rules))


@app.command()
def add(
    files: Files,
    documents: Folder = SHIPPED,
    replace: Annotated[str, typer.Option("--replace", help="替换这个编号的文件")] = "",
) -> None:
    """收入文件；逐个说明结果，有一个收不进就以 1 结束。"""
    if replace and len(files) > 1:
        _stop("--replace 一次只能替换一份文件", 2)
    failed = False
    for file in files:
        try:
            looked = Holdings(documents).add(file.name, file.read_bytes(), instead_of=replace)
        except (CorpusError, OSError) as fault:
            failed = True
            reason = fault if isinstance(fault, CorpusError) else (fault.strerror or fault)
            typer.echo(f"{file.name}：未收入，{reason}", err=True)
            continue
        source = looked.document.source
        typer.echo(f"{file.name}：已收入，《{source.title}》，{len(looked.passages)} 条")
        for remark in looked.remarks:
            typer.echo(str(remark), err=True)
    if failed:
        raise typer.Exit(1)


@app.command()
def remove(
    source_id: str,
    documents: Folder = SHIPPED,
    deactivate: Annotated[bool, typer.Option("--deactivate", help="只停用，不删除")] = False,
) -> None:
    """删除或停用一份文件；都可用 restore 恢复。"""
    holdings = Holdings(documents)
    try:
        aside = (holdings.deactivate if deactivate else holdings.remove)(source_id)
    except CorpusError as fault:
        _stop(f"{fault}，用 python -m corpus list 查看编号", 2)
    typer.echo(f"已{aside.why}：{aside.name}；恢复：python -m corpus restore {aside.key}")


@app.command()
def restore(key: str, documents: Folder = SHIPPED) -> None:
    """恢复一份停用、删除或被替换的文件；编号见 status。"""
    try:
        typer.echo(f"已恢复：{Holdings(documents).take_back(key)}")
    except CorpusError as fault:
        _stop(str(fault), 2)


@app.command()
def status(documents: Folder = SHIPPED, as_json: AsJson = False) -> None:
    """在用多少、哪些有问题、哪些停用或删除了。"""
    report, aside = load_passages(documents), Holdings(documents).set_aside()
    if as_json:
        state = {
            "documents": len(report.documents),
            "passages": len(report.passages),
            "problems": [asdict(problem) for problem in report.problems],
            "set_aside": [asdict(one) | {"when": one.when.isoformat()} for one in aside],
        }
        typer.echo(json.dumps(state, ensure_ascii=False))
        return
    typer.echo(f"在用 {len(report.documents)} 份文件，{len(report.passages)} 条")
    for problem in report.problems:
        typer.echo(str(problem))
    for one in aside:
        typer.echo(f"{one.why}\t{one.name}\t{one.when:%Y-%m-%d %H:%M}\t{one.key}")


def _stop(message: str, code: int) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)


def _load(documents: Path) -> CorpusReport:
    try:
        report = load_passages(documents)
    except LibraryMissing as error:
        _stop(str(error), 1)
    for problem in report.problems:
        typer.echo(str(problem), err=True)
    return report


if __name__ == "__main__":
    app()
