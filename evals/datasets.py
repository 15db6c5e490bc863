"""Retrieval sets that nobody here wrote, as passages and questions with their relevant ids."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.document import Source
from corpus.passage import Passage
from evals.case import InputError


@dataclass(frozen=True, slots=True)
class Query:
    """A question with the source ids of the passages that answer it."""

    id: str
    text: str
    relevant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """Each passage is a source of its own; its source id is the id in the data."""

    passages: tuple[Passage, ...]
    queries: tuple[Query, ...]


def load_dataset(name: str, folder: Path) -> Dataset:
    """Read a folder in one of the known formats."""
    if name not in READERS:
        raise InputError(f"未知数据集：{name}；可选：{'、'.join(READERS)}")
    if not folder.is_dir():
        raise InputError(f"{folder}：找不到目录")
    try:
        found = READERS[name](folder)
    except OSError as error:
        raise InputError(f"{error.filename}：无法读取：{error.strerror}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{folder}：不是 {name} 格式（缺少 {error}）") from error
    if not found.passages or not found.queries:
        raise InputError(f"{folder}：没有段落或没有问题")
    return found


def _bench(folder: Path) -> Dataset:
    """corpus.jsonl.gz and queries*.jsonl: question -> ids."""
    passages = tuple(
        Passage(
            Source(id=str(row["id"]), title=row.get("title") or ""),
            tuple(row[key] for key in ("chapter", "article") if row.get(key)),
            "",
            row["text"],
            order,
        )
        for order, row in enumerate(_rows(folder / "corpus.jsonl.gz"))
    )
    queries = tuple(
        Query(str(row["id"]), row["text"], tuple(map(str, row["relevant"])))
        for path in sorted(folder.glob("queries*.jsonl"))
        for row in _rows(path)
    )
    return Dataset(passages, queries)


def _squad(folder: Path) -> Dataset:
    """CMRC 2018 (both of its layouts) and DRCD: each context answers its own questions."""
    passages: list[Passage] = []
    queries: list[Query] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.json")):
        for title, paragraph in _paragraphs(_json(path)):
            text = paragraph.get("context") or paragraph["context_text"]
            key = seen.setdefault(text, f"p{len(seen)}")
            if key == f"p{len(passages)}":
                passages.append(Passage(Source(id=key, title=title), (), "", text, len(passages)))
            queries.extend(
                Query(f"{path.stem}:{qa.get('id') or qa['query_id']}", _asked(qa), (key,))
                for qa in paragraph["qas"]
            )
    return Dataset(tuple(passages), tuple(queries))


def _asked(qa: Mapping[str, Any]) -> str:
    text = qa.get("question") or qa["query_text"]
    return str(text)


def _paragraphs(data: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    articles = data["data"] if isinstance(data, Mapping) else data
    for article in articles:
        for paragraph in article.get("paragraphs", [article]):
            yield str(article.get("title", "")), paragraph


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise InputError(f"{path}：不是合法的 JSON：{error}") from error


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    opener: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line)
            except ValueError as error:
                raise InputError(f"{path}:{number}：不是合法的 JSON") from error
            yield row


READERS: dict[str, Callable[[Path], Dataset]] = {
    "cmrc": _squad,
    "drcd": _squad,
    "statutes": _bench,
    "ncp": _bench,
}
