"""The documents that questions are asked of: a folder, several as one library, or a part."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.case import Case, InputError

Folders = tuple[Path, ...]


def by_folders(cases: Sequence[Case], folders: Folders) -> dict[Folders, list[Case]]:
    """The cases by what they are answered from: the folders given, else their own, else none."""
    found: dict[Folders, list[Case]] = {}
    for case in cases:
        own = (case.folder,) if case.folder and not folders else folders
        found.setdefault(own, []).append(case)
    return found


def assemble(folders: Folders, cases: Sequence[Case], root: Path, only_asked: bool) -> Path | None:
    """One folder that holds the library; None for no folders (the shipped documents).

    Several folders, or a part of one, are copied below root; the same files give the same folder
    again, so that its index is reused. only_asked keeps the documents that cases name; a folder
    of which none is named stays whole. Raises InputError for what is missing or there twice.
    """
    for folder in folders:
        if not folder.exists():
            raise InputError(f"{folder}：找不到文件目录")
    asked = {Path(case.document).stem for case in cases if case.document and only_asked}
    if not folders or (len(folders) == 1 and not asked):
        return folders[0] if folders else None
    chosen = [path for folder in folders for path in _chosen(folder, asked)]
    lacking = asked - {path.stem for path in chosen}
    if lacking:
        raise InputError(f"目录里没有题目所问的文件：{'、'.join(sorted(lacking))}")
    return _copied(chosen, root)


def _chosen(folder: Path, asked: set[str]) -> list[Path]:
    every = [folder] if folder.is_file() else list(_files(folder))
    return [path for path in every if path.stem in asked] or every


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~")) for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.stem.casefold() != "readme":
            yield path


def _copied(files: Sequence[Path], root: Path) -> Path:
    named: dict[str, Path] = {}
    for path in files:
        if path.stem in named:
            raise InputError(f"两份文件同名，不能放进一个库：{named[path.stem]}、{path}")
        named[path.stem] = path
    places = "\n".join(sorted(str(path.resolve()) for path in files))
    library = root / "libraries" / hashlib.sha256(places.encode("utf-8")).hexdigest()[:12]
    library.mkdir(parents=True, exist_ok=True)
    for path in files:
        copy, content = library / path.name, path.read_bytes()
        if not copy.exists() or copy.read_bytes() != content:
            copy.write_bytes(content)
    return library
