"""A back-up of all that cannot be made anew, in one archive: the state, the data, the documents,
the templates. The index is no part of it."""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from assistant.records.database import Database
from assistant.records.dump import TABLES, lines
from assistant.records.open_records import STATE_FILE, place_of
from assistant.settings import Settings
from corpus.holdings import Holdings

FORMAT, MANIFEST, STATE = 1, "manifest.json", "state"
WORKING, BEFORE = ".restoring", ".before-restore-"
_LEFT_OUT = (STATE_FILE, ".lock")  # how names begin: the state goes by its rows


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
    if any(archive.absolute().is_relative_to(f.absolute()) for f in folders_of(settings).values()):
        raise BackupFault("备份文件请放到它所备份的目录之外")
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


class _Writer:
    """Adds members and remembers their digests."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.digests: dict[str, str] = {}

    def add(self, name: str, content: IO[bytes]) -> None:
        told = tarfile.TarInfo(name)
        told.size, told.mode = os.fstat(content.fileno()).st_size, 0o600
        read = Digested(content)
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


class Digested:
    """A file whose digest is taken while it is read."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content, self._digest = content, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        block = self._content.read(size)
        self._digest.update(block)
        return block

    def hexdigest(self) -> str:
        """Of what was read by now."""
        return self._digest.hexdigest()


def _written(settings: Settings, writer: _Writer) -> Report:
    report, database = Report(), Database(place_of(settings))
    with database.reading() as session:
        for name, table in TABLES.items():
            with writer.filled(f"{STATE}/{name}.jsonl") as out:
                for line in lines(session, table):
                    out.write(line)
                    report.rows += 1
    database.close()
    with _unchanging(settings.documents_dir):
        for place, folder in folders_of(settings).items():
            for path in files_of(folder, settings):
                with path.open("rb") as content:
                    writer.add(f"{place}/{path.relative_to(folder).as_posix()}", content)
                report.files += 1
    with writer.filled(MANIFEST) as out:
        told = {"format": FORMAT, "at": datetime.now(UTC).isoformat(), "files": writer.digests}
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


def folders_of(settings: Settings) -> dict[str, Path]:
    """By their names in the archive."""
    folders = {"data": settings.data_dir, "documents": settings.documents_dir}
    return folders | ({"templates": settings.templates_dir} if settings.templates_dir else {})


def files_of(folder: Path, settings: Settings) -> list[Path]:
    """Those that belong to a back-up: not of another folder that lies in this one."""
    others = {settings.store_dir, *folders_of(settings).values()} - {folder}
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.name.startswith(_LEFT_OUT)
        and not path.relative_to(folder).parts[0].startswith((WORKING, BEFORE))
        and others.isdisjoint(path.parents)
    ]
