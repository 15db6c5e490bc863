"""Word's old binary format and RTF: made a .docx first, by doc2docx or by LibreOffice."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from corpus.converting import word
from corpus.converting.converted import LOCKED, Converted
from corpus.errors import CorpusError

_SECONDS = 90
_NUMBER = re.compile(rb"\{\\listtext\b([^{}]*)\}")  # as the writing program printed it
_BULLET = re.compile(rb"\\u(?:6[0-3]\d{3}|-[2-8]\d{3}|8226|9679|9632)\b|\\'b7|\\bullet")
_OF_A_LIST = re.compile(rb"\\ls\d+ ?")


def convert_doc(raw: bytes) -> Converted:
    """The text of a .doc or .wps. Raises CorpusError where neither way leads."""
    from doc2docx import convert
    from doc2docx.errors import EncryptedDocumentError

    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "document.doc", Path(folder) / "made.docx"
        source.write_bytes(raw)
        try:
            convert(source, made)
        except EncryptedDocumentError:
            raise CorpusError(LOCKED) from None
        except Exception:  # a young library, on files of thirty years: the other way is tried
            made = _by_office(source)
        return word.convert(made.read_bytes())


def convert_rtf(raw: bytes) -> Converted:
    """The text of an RTF, its automatic numbers made text: their formats are often written
    wrongly. Raises CorpusError where LibreOffice is not there to read it."""
    numbered = _NUMBER.sub(lambda m: b"" if _BULLET.search(m[1]) else b"{%s}" % m[1], raw)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "document.rtf"
        source.write_bytes(_OF_A_LIST.sub(b"", numbered))
        return word.convert(_by_office(source).read_bytes())


def _by_office(source: Path) -> Path:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    made = source.with_suffix(".docx")
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    options = ["--headless", "--norestore", "--convert-to", "docx", "--outdir", str(source.parent)]
    if office:
        command = [office, profile, *options, str(source)]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
        except (subprocess.SubprocessError, OSError):
            office = None
    if not office or not made.exists():
        raise CorpusError("旧格式无法读取，请另存为 .docx（装有 LibreOffice 时会自动转换）")
    return made
