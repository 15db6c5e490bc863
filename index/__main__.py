"""python -m index: bring the index up to date, or search it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer
from dotenv import load_dotenv

if TYPE_CHECKING:
    from langchain_core.documents import Document

    from index.embedder import Embedder
    from index.indexer import SyncReport

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, help="文件索引与检索")

Documents = Annotated[
    Path | None, typer.Option(envvar="POLICY_DOCUMENTS_DIR", help="文件目录，默认为随附文件")
]
Store = Annotated[Path | None, typer.Option(envvar="POLICY_STORE_DIR", help="存放索引的文件夹")]
Kind = Annotated[
    Literal["bundled", "openai", "none"],
    typer.Option("--embedder", envvar="POLICY_EMBEDDER", help="向量模型；none 为只用关键词"),
]
BaseUrl = Annotated[str, typer.Option(envvar="POLICY_EMBEDDING_BASE_URL", help="向量服务地址")]
ApiKey = Annotated[str, typer.Option(envvar="POLICY_EMBEDDING_API_KEY", show_envvar=False)]
Model = Annotated[str, typer.Option(envvar="POLICY_EMBEDDING_MODEL", help="向量模型名")]
Chroma = Annotated[
    str,
    typer.Option(
        envvar=["POLICY_CHROMA_URL", "CHROMA_URL"],
        show_envvar=False,
        help="向量所在的 Chroma 服务器，默认在索引文件夹里",
    ),
]
Offline = Annotated[
    bool, typer.Option("--offline", envvar="POLICY_OFFLINE", help="禁止对外调用，不用向量服务")
]


@app.command()
def sync(
    documents: Documents = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="全部重建")] = False,
    store: Store = None,
    embedder: Kind = "bundled",
    base_url: BaseUrl = "",
    api_key: ApiKey = "",
    model: Model = "",
    chroma_url: Chroma = "",
    offline: Offline = False,
) -> None:
    """把文件目录的变化同步到索引。"""
    service = (base_url, api_key, model)
    report, _, _ = _synced(documents, store, embedder, service, chroma_url, offline, rebuild)
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
    chroma_url: Chroma = "",
    offline: Offline = False,
) -> None:
    """检索文件段落；文件有变化时先同步。"""
    from index.errors import IndexingError
    from index.langchain_retriever import PolicyRetriever
    from index.retriever import open_retriever
    from index.vector_server import server_at

    service = (base_url, api_key, model)
    _, folder, built = _synced(
        documents, store, embedder, service, chroma_url, offline, words_will_do=True
    )
    try:
        opened = open_retriever(folder, built, server=server_at(chroma_url))
        found = PolicyRetriever(retriever=opened, k=k).invoke(question)
    except IndexingError as error:
        _fail(error)
    typer.echo(_as_json(found) if as_json else _as_text(found))


def _synced(
    documents: Path | None,
    root: Path | None,
    kind: str,
    service: tuple[str, str, str],
    chroma_url: str,
    offline: bool,
    rebuild: bool = False,
    words_will_do: bool = False,
) -> tuple[SyncReport, Path, Embedder | None]:
    """What the sync did, the store, and the embedder; ends the program with 1 where it fails."""
    from corpus.errors import LibraryMissing
    from corpus.library import load_passages
    from index.bundled_embedder import build_embedder
    from index.encoding import progress_bar
    from index.errors import IndexingError, VectorsAway
    from index.indexer import (
        SHIPPED_DOCUMENTS,
        SHIPPED_STORE,
        SyncReport,
        served,
        store_for,
        sync,
    )
    from index.vector_server import server_at

    folder = documents or SHIPPED_DOCUMENTS
    store = store_for(folder, root or SHIPPED_STORE)
    try:
        library = load_passages(folder)
        for problem in library.problems:
            _hint(str(problem))
        if offline and kind == "openai":  # the service's vectors are left as they are
            kind, store = "bundled", store.with_name(f"{store.name}-offline")
            _hint("已设 POLICY_OFFLINE=true，不调用向量服务，改用自带的向量模型")
        server = server_at(chroma_url)
        embedder = build_embedder(kind, *service, warn=_hint)
        store = served(store) if server else store
        with progress_bar("计算向量", "段") as show:
            try:
                report = sync(
                    library.passages, embedder, store, show, rebuild=rebuild, server=server
                )
            except VectorsAway:  # told when it was found; the words are in step
                if not words_will_do:
                    raise
                report = SyncReport()
        return report, store, embedder
    except (LibraryMissing, IndexingError) as error:
        _fail(error)


def _as_json(found: Sequence[Document]) -> str:
    rows = [
        {
            "passage_id": document.id,
            "source_id": document.metadata["source_id"],
            "heading_path": document.metadata["heading_path"],
            "text": document.page_content,
            "score": round(document.metadata["score"], 4),
        }
        for document in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _as_text(found: Sequence[Document]) -> str:
    blocks = [
        f"{number}. {document.metadata['score']:.2f} {document.metadata['title']} "
        f"{' › '.join(document.metadata['heading_path'])}\n   {document.page_content}"
        for number, document in enumerate(found, 1)
    ]
    return "\n".join(blocks) or "没有找到相关段落。"


def _hint(line: str) -> None:
    typer.echo(f"提示：{line}", err=True)


def _fail(error: Exception) -> NoReturn:
    typer.echo(f"错误：{error}", err=True)
    raise typer.Exit(1)


if __name__ == "__main__":
    load_dotenv(Path(".env"))  # the same settings file as the assistant's
    app()
