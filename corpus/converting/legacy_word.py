"""Word's old binary format and RTF: made a .docx first, by doc2docx or by LibreOffice."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from corpus.converting import word
from corpus.converting.converted import Converted, Refused

_SECONDS = 90
_NUMBER = re.compile(rb"\{\\listtext\b([^{}]*)\}")  # as the writing program printed it
_BULLET = re.compile(rb"\\u(?:6[0-3]\d{3}|-[2-8]\d{3}|8226|9679|9632)\b|\\'b7|\\bullet")
_OF_A_LIST = re.compile(rb"\\ls\d+ ?")


def convert(raw: bytes, suffix: str) -> Converted:
    """The text of a .doc, .wps or .rtf. Raises Refused where neither way leads."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"document{suffix}"
        source.write_bytes(_numbered(raw) if suffix == ".rtf" else raw)
        made = (suffix != ".rtf" and _by_doc2docx(source)) or _by_office(source)
        if made is None or not made.exists():
            raise Refused("旧格式无法读取，请另存为 .docx（装有 LibreOffice 时会自动转换）")
        return word.convert(made.read_bytes())


def _numbered(raw: bytes) -> bytes:
    """An RTF with its automatic numbers as text: their formats are often written wrongly."""
    numbers = _NUMBER.sub(lambda m: b"" if _BULLET.search(m[1]) else b"{%s}" % m[1], raw)
    return _OF_A_LIST.sub(b"", numbers)


def _by_doc2docx(source: Path) -> Path | None:
    from doc2docx import convert as make
    from doc2docx.errors import EncryptedDocumentError

    made = source.with_name("made.docx")
    try:
        make(source, made)
    except EncryptedDocumentError:
        raise Refused("有密码保护，请去掉密码后再放入") from None
    except Exception:  # a young library, on files of thirty years: the other way is tried
        return None
    return made


def _by_office(source: Path) -> Path | None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return None
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    options = ["--headless", "--norestore", "--convert-to", "docx", "--outdir", str(source.parent)]
    try:
        subprocess.run([office, profile, *options, str(source)], capture_output=True,
                       timeout=_SECONDS, check=True)  # fmt: skip
    except (subprocess.SubprocessError, OSError):
        return None
    return source.with_suffix(".docx")
