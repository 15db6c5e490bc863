"""Putting files into the folder of documents and taking them out, so that nothing is lost.

The folder itself is the state: a file in it answers, one in a hidden folder beside it is set aside.
Every change is one rename, so that a process killed half-way leaves the old state or the new one;
a replacement is two, and ended or undone by whoever comes next.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from corpus.converting.convert import MAX_BYTES
from corpus.corrections import (
    SIDECAR,
    read_corrections,
    with_correction,
    without_corrections,
)
from corpus.document import Document
from corpus.errors import CorpusError, Problem
from corpus.library import CONVERTED, WORKING, is_hidden, load_passages
from corpus.passage import Passage

_INCOMING, _OLD, _LOCK = "incoming", ".old", ".lock"
_LONGEST_NAME = 200  # bytes; file systems take 255
_WAIT = 30.0  # seconds for another process that changes the folder


class Aside(StrEnum):
    """Why a file is set aside."""

    INACTIVE = "停用"
    REMOVED = "删除"
    REPLACED = "替换"


_FOLDERS = {Aside.INACTIVE: "inactive", Aside.REMOVED: "removed", Aside.REPLACED: "replaced"}


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that does not answer; key names it among those set aside."""

    key: str
    why: Aside
    name: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Looked:
    """A file read for a look before it is taken in."""

    document: Document
    passages: tuple[Passage, ...]
    remarks: tuple[Problem, ...]


class Holdings:
    """One folder of documents. Every name may come from the net."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._aside = folder / WORKING

    def files(self) -> list[Path]:
        """What is in the folder itself, by name."""
        return sorted(
            path
            for path in self.folder.iterdir()
            if path.is_file() and not is_hidden(Path(path.name))
        )

    def set_aside(self) -> list[SetAside]:
        """What is set aside, the newest first."""
        found = []
        for why, folder in _FOLDERS.items():
            for path in sorted((self._aside / folder).glob("*/*")):
                if path.name == SIDECAR:  # what staff had put right in it
                    continue
                when = datetime.fromtimestamp(float(path.parent.name.split("-")[0]) / 1000, UTC)
                found.append(SetAside(f"{folder}/{path.parent.name}", why, path.name, when))
        return sorted(found, key=lambda one: one.when, reverse=True)

    def recover(self) -> None:
        """End what a killed process began, where there is anything and nobody else is at work."""
        with suppress(OSError, CorpusError):
            if any((self._aside / _INCOMING).glob("*")):
                with self.locked(0):
                    pass

    def add(self, name: str, content: bytes, *, instead_of: str = "") -> Looked:
        """Take a file in, instead of the document of an id if one is given.

        Raises CorpusError: then the folder is as it was.
        """
        with self.locked(), self._incoming(name, content) as path:
            old = self._file(instead_of) if instead_of else None
            looked = self._read(path)
            self._refuse_twin(path, looked.document.source.file_digest, old)
            if old is not None:
                (path.parent / _OLD).mkdir()
                os.replace(old, path.parent / _OLD / old.name)
            os.replace(path, self.folder / path.name)
            return looked

    def deactivate(self, source_id: str) -> SetAside:
        """Let a document answer no more. Raises CorpusError for an unknown id."""
        with self.locked():
            return self._put(self._file(source_id), Aside.INACTIVE)

    def remove(self, source_id: str) -> SetAside:
        """Take a document out; it can be taken back. Raises CorpusError for an unknown id."""
        with self.locked():
            return self._put(self._file(source_id), Aside.REMOVED)

    def correct(self, source_id: str, fields: Mapping[str, str]) -> None:
        """Put fields of a document's card right; "" for unknown. Raises CorpusError."""
        with self.locked():
            self._file(source_id)
            try:
                with_correction(self.folder / SIDECAR, source_id, fields)
            except ValueError as fault:
                raise CorpusError(str(fault).split("\n", 1)[0]) from None

    def take_back(self, key: str) -> str:
        """Put what was set aside back in place; returns its name. Raises CorpusError."""
        with self.locked():
            if all(one.key != key for one in self.set_aside()):
                raise CorpusError("没有这份已停用、删除或替换的文件")
            place = self._aside / key
            (path,) = (file for file in place.iterdir() if file.name != SIDECAR)
            if any(file.stem == path.stem for file in self.files()):
                raise CorpusError(f"{path.stem} 已有一份在用，请先停用或替换它")
            for source_id, fields in read_corrections(place / SIDECAR).items():
                with_correction(self.folder / SIDECAR, source_id, fields)
            os.replace(path, self.folder / path.name)
            shutil.rmtree(place)
            return path.name

    def _file(self, source_id: str) -> Path:
        for path in self.files():
            if path.stem == source_id:
                return path
        raise CorpusError(f"没有编号为 {source_id[:60]} 的文件")

    def _put(self, path: Path, why: Aside) -> SetAside:
        """With what staff has put right in it, which is not for another file of its name."""
        now = datetime.now(UTC)
        key = f"{_FOLDERS[why]}/{int(now.timestamp() * 1000)}-{uuid.uuid4().hex[:6]}"
        place, sidecar = self._aside / key, self.folder / SIDECAR
        place.mkdir(parents=True)
        fields: Mapping[str, str] = {}
        with suppress(ValueError):  # the file of them is broken, which is told where it is read
            fields = read_corrections(sidecar).get(path.stem, {})
        if fields:
            with_correction(place / SIDECAR, path.stem, fields)
        os.replace(path, place / path.name)
        if fields:
            without_corrections(sidecar, path.stem)
        return SetAside(key, why, path.name, now)

    def _refuse_twin(self, path: Path, digest: str, old: Path | None) -> None:
        for file in self.files():
            if file == old:
                continue
            if file.stem == path.stem:
                raise CorpusError(f"已有同名文件 {file.name}；要更新它，请用“替换”")
            if file.stat().st_size == path.stat().st_size and _digest(file) == digest:
                raise CorpusError(f"与已有的 {file.name} 内容完全相同")

    @contextmanager
    def _incoming(self, name: str, content: bytes) -> Iterator[Path]:
        """The content as a file of its own that nothing reads yet; gone afterwards."""
        fault = _fault(name, len(content))
        if fault:
            raise CorpusError(fault)
        place = self._aside / _INCOMING / uuid.uuid4().hex
        try:
            try:
                place.mkdir(parents=True)
                with (place / name).open("wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
            except OSError as error:
                raise _unwritable(error) from None
            yield place / name
        finally:
            self._end(place)

    def _end(self, place: Path) -> None:
        """End an upload that is done, failed or killed: what it replaces is set aside once the new
        file is in place, and is back before that."""
        for old in (place / _OLD).glob("*"):
            if any(path.is_file() for path in place.iterdir()):
                os.replace(old, self.folder / old.name)
            else:
                self._put(old, Aside.REPLACED)
        shutil.rmtree(place, ignore_errors=True)

    @contextmanager
    def locked(self, wait: float = _WAIT) -> Iterator[None]:
        """Alone with the folder, and after what killed processes left is ended."""
        from filelock import FileLock, Timeout

        self._aside.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self._aside / _LOCK, timeout=wait):
                for place in (self._aside / _INCOMING).glob("*"):
                    self._end(place)
                yield
        except Timeout:
            raise CorpusError("文件库正在被另一处修改，请稍后再试") from None
        except OSError as fault:
            raise _unwritable(fault) from None

    def _read(self, path: Path) -> Looked:
        report = load_passages(path, self._aside / CONVERTED)
        if not report.documents:
            raise CorpusError("；".join(p.message for p in report.problems) or "读不出内容")
        return Looked(report.documents[0], report.passages, report.problems)


def _unwritable(fault: OSError) -> CorpusError:
    return CorpusError(f"文件夹写不进去（{fault.strerror or fault}）")


def _fault(name: str, size: int) -> str:
    """Why a name or size is refused; "" for none."""
    if not name or name != Path(name.replace("\\", "/")).name or is_hidden(Path(name)):
        return "文件名不合要求"
    if len(name.encode("utf-8", "replace")) > _LONGEST_NAME or not name.isprintable():
        return "文件名过长或含有特殊字符"
    if not size:
        return "文件是空的"
    return f"文件超过 {MAX_BYTES // 2**20} MB" if size > MAX_BYTES else ""


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
