"""The document library: a folder of files becomes sources and passages, with its problems."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from corpus.converting import kept as kept_text
from corpus.converting.convert import SUFFIXES
from corpus.corrections import SIDECAR, corrected, read_corrections
from corpus.document import Document, Source, Where
from corpus.errors import CorpusError, LibraryMissing, Problem
from corpus.links import Link, links, repeal_proposals
from corpus.passage import Passage
from corpus.reader import read
from corpus.splitter import split

CARD = "文件信息"
WORKING = ".library"
"""The hidden folder beside the documents: what is set aside, and what was converted."""
CONVERTED = "converted"


_SET_IT = "请用 POLICY_DOCUMENTS_DIR 或 --documents 指定一个读得了的目录"


@dataclass(frozen=True, slots=True)
class CorpusReport:
    """What a folder holds; a file with a problem never hides the others."""

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...]
    links: tuple[Link, ...] = ()

    @property
    def cards(self) -> tuple[Passage, ...]:
        """The header of each document as a passage, to be cited when its date or number is asked.

        Kept out of the index: it repeats the title and would crowd out the text.
        """
        return tuple(
            Passage(d.source, (CARD,), "", d.header, -1) for d in self.documents if d.header
        )

    @property
    def sources(self) -> tuple[Source, ...]:
        """Identity cards in the order of the library (by file name)."""
        return tuple(document.source for document in self.documents)


def load_passages(documents: Path, kept: Path | None = None) -> CorpusReport:
    """Read every document of a folder, or a single file, with staff's corrections of their cards.

    What was converted is kept for the next time: by default in the folder's own working folder,
    and for a single file nowhere. Raises LibraryMissing.
    """
    if kept is None and documents.is_dir():
        kept = documents / WORKING / CONVERTED
    found = _read_all(documents, kept)
    if kept is not None and documents.is_dir():
        kept_text.tidy(kept, (source.file_digest for source in found.sources))
    try:
        corrections = read_corrections(documents / SIDECAR)
    except ValueError as error:
        reason = str(error).split("\n", 1)[0]
        problem = Problem(SIDECAR, f"工作人员的更正读不出来（{reason}），未采用")
        found, corrections = replace(found, problems=(*found.problems, problem)), {}
    references = links(found.documents)
    repeals = repeal_proposals(references)
    titles = {source.id: source.title for source in found.sources}
    cards = {}
    for source in found.sources:
        by = titles[repeals[source.id].source] if source.id in repeals else ""
        card = corrected(source, corrections.get(source.id, {}))
        settled = (status := card.where("status")) and status.where is Where.STAFF
        card = replace(card, repealed_by="" if settled else by)
        cards[source.id] = source if card == source else card
    return replace(
        found,
        documents=tuple(replace(d, source=cards[d.source.id]) for d in found.documents),
        # the same one where nothing differs: what is known of it need not be found out again
        passages=tuple(
            p if p.source is (card := cards[p.source.id]) else replace(p, source=card)
            for p in found.passages
        ),
        links=references,
    )


def _read_all(documents: Path, kept: Path | None) -> CorpusReport:
    loaded: dict[str, Document] = {}
    problems: list[Problem] = []
    passages: list[Passage] = []
    for path in _files(documents):
        problem = _refusal(path, loaded)
        if problem is None:
            try:
                told = path.stat()
                document, parts = _parts_of(path, told.st_size, told.st_mtime_ns, kept)
            except CorpusError as error:
                problem = Problem(path.name, str(error), error.field)
            except OSError as error:
                problem = Problem(path.name, _unreadable(error))
            else:
                if parts:
                    loaded[path.stem] = document
                    passages.extend(parts)
                    problems.extend(_reported(path, document))
                else:
                    problem = Problem(path.name, "只有标题，没有正文")
        if problem is not None:
            problems.append(problem)
    return CorpusReport(tuple(loaded.values()), tuple(passages), tuple(problems))


@lru_cache(4096)  # a folder is read anew with every change of one file
def _parts_of(
    path: Path, size: int, changed: int, kept: Path | None
) -> tuple[Document, tuple[Passage, ...]]:
    """A file's document and passages; of one size and time of change they stay the same."""
    document = read(path, kept)
    return document, tuple(split(document))


def _files(documents: Path) -> list[Path]:
    if documents.is_file():
        return [documents]
    if not documents.is_dir():
        raise LibraryMissing(f"找不到文件目录：{documents}。{_SET_IT}")
    try:
        os.scandir(documents).close()  # rglob would find nothing there
    except OSError as error:
        raise LibraryMissing(f"文件目录 {documents} {_unreadable(error)}。{_SET_IT}") from None
    return sorted(
        path
        for path in documents.rglob("*")
        if (path.is_file() or path.suffix.lower() in SUFFIXES)
        and not is_hidden(path.relative_to(documents))
    )


def is_hidden(path: Path) -> bool:
    """Whether a file of a folder is no document: about the folder, of its system, or our own."""
    about = path.name.casefold().split(".")[0] in ("readme", "thumbs", "desktop")
    about = about or path.name == SIDECAR
    return about or any(part.startswith((".", "~", "__MACOSX")) for part in path.parts)


def _refusal(path: Path, loaded: Mapping[str, Document]) -> Problem | None:
    if path.is_dir():
        return Problem(path.name, "是文件夹，不是文件")
    if path.stem in loaded:
        return Problem(path.name, f"与 {loaded[path.stem].source.path} 重名，来源编号会冲突")
    return None


def _unreadable(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "没有读取权限"
    return "文件不存在（失效的链接）" if isinstance(error, FileNotFoundError) else "读取失败"


def _reported(path: Path, document: Document) -> list[Problem]:
    """What a document that is kept lacks, and what is odd about it."""
    missing = [Problem(path.name, "没有填写", name, skipped=False) for name in document.warnings]
    odd = [Problem(path.name, r.message, r.field, skipped=False) for r in document.remarks]
    return missing + odd
