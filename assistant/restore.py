"""Puts in place what a back-up holds (assistant/backup.py), once all of it has been checked."""

from __future__ import annotations

import json
import shutil
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from assistant.backup import (
    BEFORE,
    FORMAT,
    MANIFEST,
    STATE,
    WORKING,
    BackupFault,
    Digested,
    Report,
    files_of,
    folders_of,
)
from assistant.records.database import Database
from assistant.records.dump import TABLES, empty, is_empty, load
from assistant.records.open_records import place_of
from assistant.settings import Settings

_BROKEN = "{} 不是完整的备份（{}），什么都没有改动"


def restore(settings: Settings, archive: Path, force: bool = False) -> Report:
    """Put in place what an archive holds, once all of it has been read and checked. Raises
    BackupFault, RecordsUnavailable; with force what is there already is set aside."""
    folders, database = folders_of(settings), Database(place_of(settings))
    _refuse_existing(folders, settings, database, force)
    with _staging(folders) as staging:
        names = _unpacked(archive, staging)
        report = Report(len([name for name in names if name.parts[0] != STATE]))
        with database.writing() as session:
            try:
                empty(session)
                for name, table in TABLES.items():
                    path = staging[STATE] / f"{name}.jsonl"
                    if not path.exists():  # a table that is younger than the archive
                        continue
                    with path.open("rb") as told:
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


def _refuse_existing(
    folders: Mapping[str, Path], settings: Settings, database: Database, force: bool
) -> None:
    if force:
        return
    held = [str(folder) for folder in folders.values() if files_of(folder, settings)]
    with database.reading() as session:
        held += [] if is_empty(session) else ["数据库"]
    if held:
        told = "、".join(held)
        raise BackupFault(f"{told}里已有内容；确定要换成备份的，请加 --force（原来的文件会留存）")


@contextmanager
def _staging(folders: Mapping[str, Path]) -> Iterator[dict[str, Path]]:
    """A folder inside each, so that what lies there can be moved in one step."""
    made = {name: folder / WORKING / name for name, folder in folders.items()}
    made[STATE] = folders["data"] / WORKING / STATE
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
                read = Digested(content)
                if member.name == MANIFEST:
                    told = read.read()
                    continue
                path = _target(member.name, staging)
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("xb") as out:
                    shutil.copyfileobj(read, out)
                path.chmod(0o600)
                digests[member.name] = read.hexdigest()
        manifest = json.loads(told)
        if manifest.get("format") != FORMAT or manifest["files"] != digests:
            raise ValueError("校验码对不上")
        if not any(f"{STATE}/{name}.jsonl" in digests for name in TABLES):
            raise ValueError("缺数据库的记录")
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
    aside = folder / f"{BEFORE}{datetime.now(UTC):%Y%m%d%H%M%S%f}"
    old = files_of(folder, settings)
    for path in old:
        _move(path, aside / path.relative_to(folder))
    for path in [path for path in staged.rglob("*") if path.is_file()]:
        _move(path, folder / path.relative_to(staged))
    return [aside] if old else []


def _move(path: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    path.replace(to)
