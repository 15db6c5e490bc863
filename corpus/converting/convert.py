"""Any file becomes the text that the reader reads; what cannot is refused with its reason."""

import re
from dataclasses import replace
from pathlib import Path

from corpus.converting import legacy_word, ofd, pdf, spreadsheet, web_page, word
from corpus.converting.converted import Converted
from corpus.converting.filetype import FileType, file_type
from corpus.converting.mending import mended
from corpus.encoding import decode_all
from corpus.errors import CorpusError

MAX_BYTES = 50 * 1024 * 1024
"""Of a file; a larger one is refused before it is read."""

MAX_TEXT = 5_000_000
"""Characters of its text."""

SUFFIXES = (
    *(".txt", ".md", ".markdown", ".html", ".htm", ".shtml", ".pdf", ".docx", ".doc", ".wps"),
    *(".rtf", ".xlsx", ".xls", ".et", ".ofd"),
)
"""Names of documents. A file of another name is read where its content is one of these kinds;
plain text tells nothing, and is taken for a document only under one of these names."""

_NO_LETTER = re.compile("[\ue000-\uf8ff\ufffd]")
_HOLES = 0.02  # share of a text that may be letters without a code

_CONVERTERS = {
    FileType.HTML: web_page.convert,
    FileType.PDF: pdf.convert,
    FileType.DOCX: word.convert,
    FileType.DOC: legacy_word.convert_doc,
    FileType.RTF: legacy_word.convert_rtf,
    FileType.XLSX: spreadsheet.convert,
    FileType.SHEETS: spreadsheet.convert,
    FileType.OFD: ofd.convert,
}


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of bearable size. Raises CorpusError."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        limit = MAX_BYTES // 2**20
        raise CorpusError(f"文件有 {size // 2**20} MB，超过 {limit} MB 的上限")
    return path.read_bytes()


def convert(name: str, raw: bytes) -> Converted:
    """What a file says, its kind told by its content.

    Raises CorpusError, whatever a library finds amiss in a damaged file.
    """
    kind = FileType.TEXT
    try:
        kind = file_type(raw)
        found = _text(name, raw) if kind is FileType.TEXT else _CONVERTERS[kind](raw)
        if len(found.text) > MAX_TEXT:
            raise CorpusError(f"文字超过 {MAX_TEXT // 10_000} 万字，请拆分后再放入")
        if len(_NO_LETTER.findall(found.text)) > _HOLES * len(found.text):
            raise CorpusError("许多字只有字形、没有编码，读不出来，请换成可以复制文字的文件")
    except CorpusError:
        raise
    except ImportError:
        raise CorpusError(f"缺少读取{kind}的组件，请重新安装本项目") from None
    except Exception:  # a parser's own error, of which there are as many as parsers
        raise CorpusError(f"内容已损坏，不能作为{kind}读取") from None
    by_hand = found.plain and found.text.lstrip().startswith("---")  # under a card of its own
    return found if by_hand else replace(found, text=mended(found.text))


def _text(name: str, raw: bytes) -> Converted:
    suffix = Path(name).suffix
    if suffix.lower() not in SUFFIXES:
        raise CorpusError(f"暂不支持 {suffix or '无后缀'} 格式，请转为 .txt 或 .md")
    return Converted(decode_all(raw), plain=True)
