"""A back-up of all that cannot be made anew, in one archive: the state, the data, the documents,
the templates. The index is no part of it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO

from assistant.records.database import Database
from assistant.records.dump import TABLES, empty, is_empty, lines, load
from assistant.records.open_records import STATE_FILE
from assistant.settings import Settings
from corpus.holdings import Holdings

_FORMAT, _MANIFEST, _STATE = 1, "manifest.json", "state"
_WORKING, _BEFORE = ".restoring", ".before-restore-"
_LEFT_OUT = (STATE_FILE, ".lock")  # how names begin: the state goes by its rows
_BROKEN = "{} 不是完整的备份（{}），什么都没有改动"


class BackupFault(Exception):
    """What keeps a back-up from being made or restored; str() is one Chinese line."""


@dataclass(slots=True)
class Report:
    """What went in or came out."""

    files: int = 0
    rows: int = 0
    aside: list[Path] = field(default_factory=list)
    """Where the files lie that were there before."""


def backup(settings: Settings, archive: Path) -> Report:
    """Write the archive whole or not at all, beside a service that runs. Raises BackupFault,
    RecordsUnavailable, CorpusError."""
    part = archive.with_name(f".{archive.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            with tarfile.open(fileobj=out, mode="w:gz") as tar:
                report = _written(settings, _Writer(tar))
            out.flush()
            os.fsync(out.fileno())
        part.replace(archive)
    except OSError as fault:
        raise BackupFault(f"备份没有写成：{fault}") from None
    finally:
        part.unlink(missing_ok=True)
    return report


def restore(settings: Settings, archive: Path, force: bool = False) -> Report:
    """Put in place what an archive holds, once all of it has been read and checked. Raises
    BackupFault, RecordsUnavailable; with force what is there already is set aside."""
    folders, database = _folders(settings), Database(_place(settings))
    _refuse_existing(folders, settings, database, force)
    with _staging(folders) as staging:
        names = _unpacked(archive, staging)
        report = Report(len([name for name in names if name.parts[0] != _STATE]))
        with database.writing() as session:
            try:
                empty(session)
                for name, table in TABLES.items():
                    with (staging[_STATE] / f"{name}.jsonl").open("rb") as told:
                        report.rows += load(session, table, told)
            except (ValueError, LookupError) as fault:
                raise BackupFault(_BROKEN.format(archive, fault)) from None
            try:
                for name, folder in folders.items():
                    report.aside += _swapped(folder, staging[name], settings)
            except OSError as fault:
                raise BackupFault(f"文件没有全部放到位（{fault}），请用 --force 重做") from None
    database.close()
    return report


class _Writer:
    """Adds members and remembers their digests."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.digests: dict[str, str] = {}

    def add(self, name: str, content: IO[bytes]) -> None:
        told = tarfile.TarInfo(name)
        told.size, told.mode = os.fstat(content.fileno()).st_size, 0o600
        read = _Digested(content)
        self._tar.addfile(told, read)
        self.digests[name] = read.hexdigest()

    @contextmanager
    def filled(self, name: str) -> Iterator[IO[bytes]]:
        """A file that becomes a member once it is written."""
        with tempfile.TemporaryFile() as content:
            yield content
            content.flush()
            content.seek(0)
            self.add(name, content)


class _Digested:
    """A file whose digest is taken while it is read."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content, self._digest = content, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._content.read(size)
        self._digest.update(block)
        return block

    def hexdigest(self) -> str:
        return self._digest.hexdigest()


def _written(settings: Settings, writer: _Writer) -> Report:
    report, database = Report(), Database(_place(settings))
    with database.reading() as session:
        for name, table in TABLES.items():
            with writer.filled(f"{_STATE}/{name}.jsonl") as out:
                for line in lines(session, table):
                    out.write(line)
                    report.rows += 1
    database.close()
    with _unchanging(settings.documents_dir):
        for place, folder in _folders(settings).items():
            for path in _files(folder, settings):
                with path.open("rb") as content:
                    writer.add(f"{place}/{path.relative_to(folder).as_posix()}", content)
                report.files += 1
    with writer.filled(_MANIFEST) as out:
        told = {"format": _FORMAT, "at": datetime.now(UTC).isoformat(), "files": writer.digests}
        out.write(json.dumps(told).encode())
    return report


@contextmanager
def _unchanging(documents: Path) -> Iterator[None]:
    """While nothing is taken in or out; a fault in writing the archive is not one of the folder."""
    held = Holdings(documents).locked() if os.access(documents, os.W_OK) else nullcontext()
    with held:
        try:
            yield
        except OSError as fault:
            raise BackupFault(f"备份没有写成：{fault}") from None


def _place(settings: Settings) -> Path | str:
    return settings.database_url.get_secret_value() or settings.data_dir / STATE_FILE


def _folders(settings: Settings) -> dict[str, Path]:
    """By their names in the archive."""
    folders = {"data": settings.data_dir, "documents": settings.documents_dir}
    return folders | ({"templates": settings.templates_dir} if settings.templates_dir else {})


def _files(folder: Path, settings: Settings) -> list[Path]:
    """Those that belong to a back-up: not of another folder that lies in this one."""
    others = {settings.store_dir, *_folders(settings).values()} - {folder}
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.name.startswith(_LEFT_OUT)
        and not path.relative_to(folder).parts[0].startswith((_WORKING, _BEFORE))
        and others.isdisjoint(path.parents)
    ]


def _refuse_existing(
    folders: Mapping[str, Path], settings: Settings, database: Database, force: bool
) -> None:
    if force:
        return
    held = [str(folder) for folder in folders.values() if _files(folder, settings)]
    with database.reading() as session:
        held += [] if is_empty(session) else ["数据库"]
    if held:
        told = "、".join(held)
        raise BackupFault(f"{told}里已有内容；确定要换成备份的，请加 --force（原来的文件会留存）")


@contextmanager
def _staging(folders: Mapping[str, Path]) -> Iterator[dict[str, Path]]:
    """A folder inside each, so that what lies there can be moved in one step."""
    made = {name: folder / _WORKING / name for name, folder in folders.items()}
    made[_STATE] = folders["data"] / _WORKING / _STATE
    try:
        for folder in made.values():
            folder.mkdir(parents=True, exist_ok=True)
        yield made
    except OSError as fault:
        raise BackupFault(f"备份恢复不了：{fault}") from None
    finally:
        for folder in made.values():
            shutil.rmtree(folder.parent, ignore_errors=True)


def _unpacked(archive: Path, staging: Mapping[str, Path]) -> list[PurePosixPath]:
    """The names of the members, each where it was checked to belong."""
    digests: dict[str, str] = {}
    told = b"{}"
    try:
        with tarfile.open(archive, mode="r:gz") as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isreg() else None
                if content is None:
                    raise ValueError(f"{member.name} 不是文件")
                read = _Digested(content)
                if member.name == _MANIFEST:
                    told = read.read()
                    continue
                path = _target(member.name, staging)
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("xb") as out:
                    shutil.copyfileobj(read, out)
                path.chmod(0o600)
                digests[member.name] = read.hexdigest()
        manifest = json.loads(told)
        if manifest.get("format") != _FORMAT or manifest["files"] != digests:
            raise ValueError("校验码对不上")
        if missing := [name for name in TABLES if f"{_STATE}/{name}.jsonl" not in digests]:
            raise ValueError(f"缺 {missing[0]}")
    except (OSError, EOFError, tarfile.TarError, ValueError, LookupError) as fault:
        raise BackupFault(_BROKEN.format(archive, fault)) from None
    return [PurePosixPath(name) for name in digests]


def _target(name: str, staging: Mapping[str, Path]) -> Path:
    """Raises ValueError for a name that leads elsewhere."""
    first, *rest = name.split("/")
    if first == "templates" and first not in staging:
        raise ValueError("里面有模板，请先设 POLICY_TEMPLATES_DIR")
    place = staging.get(first, Path())
    path = place.joinpath(*rest)
    if first not in staging or path == place or not path.resolve().is_relative_to(place.resolve()):
        raise ValueError(f"不认识 {name}")
    return path


def _swapped(folder: Path, staged: Path, settings: Settings) -> list[Path]:
    """Where the files lie that were in the folder before, if there were any."""
    aside = folder / f"{_BEFORE}{datetime.now(UTC):%Y%m%d%H%M%S%f}"
    old = _files(folder, settings)
    for path in old:
        _move(path, aside / path.relative_to(folder))
    for path in [path for path in staged.rglob("*") if path.is_file()]:
        _move(path, folder / path.relative_to(staged))
    return [aside] if old else []


def _move(path: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    path.replace(to)
