"""What was converted, kept on disk by the digest of a file's bytes: a restart converts nothing
anew. Its name also tells the version of what converts."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import corpus
from corpus.converting.convert import convert
from corpus.converting.converted import Converted

_LIBRARIES = ("pypdfium2", "pdfplumber", "rapidocr", "python-docx", "msdoc2docx", "openpyxl",
              "python-calamine", "trafilatura", "lxml")  # fmt: skip


def converted(name: str, raw: bytes, digest: str, folder: Path | None) -> Converted:
    """What a file says, from the folder where that holds it. Raises CorpusError."""
    path = folder / _entry(digest) if folder else None
    with suppress(OSError, ValueError, TypeError):  # none, torn or damaged
        if path:
            checksum, _, held = path.read_bytes().partition(b"\n")
            if checksum == _checksum(held):
                fields = json.loads(held)
                return Converted(**fields | {n: tuple(fields[n]) for n in ("removed", "remarks")})
    found = convert(name, raw)
    if path and not found.plain:  # plain text is read as fast
        _keep(path, json.dumps(asdict(found)).encode("ascii"))
    return found


def tidy(folder: Path, digests: Iterable[str]) -> None:
    """Remove what is kept of other files than these, and what a killed process left."""
    wanted = {_entry(digest) for digest in digests}
    with suppress(OSError):  # none is kept, or another process is as fast
        for path in folder.iterdir():
            if path.name not in wanted:
                path.unlink()


def _keep(path: Path, held: bytes) -> None:
    """By one rename; done without where the folder cannot be written."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, fresh = tempfile.mkstemp(dir=path.parent)
        with open(handle, "wb") as file:
            file.write(b"%s\n%s" % (_checksum(held), held))
        os.replace(fresh, path)


def _entry(digest: str) -> str:
    return f"{digest}-{_version()}.json"


def _checksum(held: bytes) -> bytes:
    return hashlib.sha256(held).hexdigest().encode()


@cache
def _version() -> str:
    """Of the code that reads documents, and of the libraries that it uses."""
    total = hashlib.sha256()
    for path in sorted(Path(corpus.__file__).parent.rglob("*.py")):
        total.update(path.read_bytes())
    for name in _LIBRARIES:
        with suppress(PackageNotFoundError):
            total.update(f"{name} {version(name)}\n".encode())
    return total.hexdigest()[:12]
