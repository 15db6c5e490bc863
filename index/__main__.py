"""python -m index: bring the index up to date, or search it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer
from dotenv import load_dotenv

if TYPE_CHECKING:
    from corpus.passage import Passage
    from index.embedder import Embedder
    from index.encoding import Progress
    from index.indexer import SyncReport
    from index.retriever import Hit

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, help="文件索引与检索")

Documents = Annotated[
    Path | None,
    typer.Option(envvar="POLICY_DOCUMENTS_DIR", help="文件目录，默认为随附文件"),
]
Store = Annotated[
    Path | None, typer.Option(envvar="POLICY_STORE_DIR", help="存放各目录索引的文件夹")
]
Kind = Annotated[
    Literal["bundled", "openai", "none"],
    typer.Option("--embedder", envvar="POLICY_EMBEDDER", help="向量模型；none 为只用关键词"),
]
BaseUrl = Annotated[str, typer.Option(envvar="POLICY_EMBEDDING_BASE_URL", help="向量服务地址")]
ApiKey = Annotated[str, typer.Option(envvar="POLICY_EMBEDDING_API_KEY", show_envvar=False)]
Offline = Annotated[
    bool, typer.Option("--offline", envvar="POLICY_OFFLINE", help="禁止对外调用，不用向量服务")
]
Model = Annotated[str, typer.Option(envvar="POLICY_EMBEDDING_MODEL", help="向量模型名")]


@app.command()
def sync(
    documents: Documents = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="全部重建")] = False,
    store: Store = None,
    embedder: Kind = "bundled",
    base_url: BaseUrl = "",
    api_key: ApiKey = "",
    model: Model = "",
    offline: Offline = False,
) -> None:
    """把文件目录的变化同步到索引。"""
    passages = _passages(documents)
    kept_in = offline and embedder == "openai"
    built = _embedder("bundled" if kept_in else embedder, base_url, api_key, model)
    folder = _store(documents, store, kept_in)
    report = _sync(passages, built, folder, rebuild)
    _sync_questions(passages, documents, built, folder)
    typer.echo(f"索引已同步：{report}")


@app.command()
def search(
    question: Annotated[str, typer.Argument(help="问题")],
    k: Annotated[int, typer.Option("-k", min=1, help="给出几段")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    documents: Documents = None,
    store: Store = None,
    embedder: Kind = "bundled",
    base_url: BaseUrl = "",
    api_key: ApiKey = "",
    model: Model = "",
    offline: Offline = False,
) -> None:
    """检索文件段落；文件有变化时先同步。"""
    from index.errors import IndexingError
    from index.retriever import open_retriever

    passages = _passages(documents)
    kept_in = offline and embedder == "openai"
    built = _embedder("bundled" if kept_in else embedder, base_url, api_key, model)
    folder = _store(documents, store, kept_in)
    _sync(passages, built, folder)
    try:
        hits = open_retriever(folder, built).search(question, k)
    except IndexingError as error:
        _fail(error)
    typer.echo(_as_json(hits) if as_json else _as_text(hits))


def _passages(documents: Path | None) -> Sequence[Passage]:
    from corpus.errors import LibraryMissing
    from corpus.library import load_passages
    from index.indexer import SHIPPED_DOCUMENTS

    try:
        library = load_passages(documents or SHIPPED_DOCUMENTS)
    except LibraryMissing as error:
        _fail(error)
    for problem in library.problems:
        typer.echo(f"提示：{problem}", err=True)
    return library.passages


def _embedder(kind: str, base_url: str, api_key: str, model: str) -> Embedder | None:
    from index.embedder import build_embedder

    return build_embedder(
        kind, base_url, api_key, model, lambda line: typer.echo(f"提示：{line}", err=True)
    )


def _store(documents: Path | None, root: Path | None, kept_in: bool = False) -> Path:
    """kept_in: the service's vectors are left as they are, beside those made without it."""
    from index.indexer import SHIPPED_DOCUMENTS, SHIPPED_STORE, store_for

    store = store_for(documents or SHIPPED_DOCUMENTS, root or SHIPPED_STORE)
    if not kept_in:
        return store
    typer.echo("提示：已设 POLICY_OFFLINE=true，不调用向量服务，改用自带的向量模型", err=True)
    return store.with_name(f"{store.name}-offline")


def _sync(
    passages: Sequence[Passage], embedder: Embedder | None, store: Path, rebuild: bool = False
) -> SyncReport:
    from index.errors import IndexingError
    from index.indexer import sync

    try:
        with _progress("段") as show:
            return sync(passages, embedder, store, show, rebuild=rebuild)
    except IndexingError as error:
        _fail(error)


def _sync_questions(
    passages: Sequence[Passage], documents: Path | None, embedder: Embedder | None, store: Path
) -> None:
    """So that the first question need not wait for it."""
    from corpus.expected_questions import expected_questions
    from index.errors import IndexingError
    from index.indexer import SHIPPED_DOCUMENTS
    from index.question_vectors import question_vectors

    expected, _ = expected_questions(passages, documents or SHIPPED_DOCUMENTS)
    try:
        with _progress("问法") as show:
            question_vectors([one.text for one in expected], embedder, store, show)
    except IndexingError as error:
        _fail(error)


@contextmanager
def _progress(unit: str) -> Iterator[Progress]:
    from tqdm import tqdm

    bar = tqdm(desc="计算向量", unit=unit, disable=None, leave=False)

    def show(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)

    try:
        yield show
    finally:
        bar.close()


def _as_json(hits: Sequence[Hit]) -> str:
    rows = [
        {
            "passage_id": hit.passage.id,
            "source_id": hit.passage.source.id,
            "heading_path": list(hit.passage.heading_path),
            "text": hit.passage.text,
            "score": round(hit.score, 4),
        }
        for hit in hits
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _as_text(hits: Sequence[Hit]) -> str:
    blocks = [
        f"{number}. {hit.score:.2f} {hit.passage.source.title} "
        f"{' › '.join(hit.passage.heading_path)}\n   {hit.passage.text}"
        for number, hit in enumerate(hits, 1)
    ]
    return "\n".join(blocks) or "没有找到相关段落。"


def _fail(error: Exception) -> NoReturn:
    typer.echo(f"错误：{error}", err=True)
    raise typer.Exit(1)


if __name__ == "__main__":
    load_dotenv(Path(".env"))  # the same settings file as the assistant's
    app()
