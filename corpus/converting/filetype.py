"""What a file is, told by its content, for its name may lie; what is not safe is refused."""

import re
from enum import StrEnum

from corpus.converting.converted import LOCKED
from corpus.converting.unpacking import checked_names
from corpus.errors import CorpusError

_MACROS = "含有宏，出于安全考虑不予读取，请另存为不含宏的文件"
_SLIDES = "是演示文稿，暂不支持，请另存为 PDF"
_PACKED = "是压缩包，请解压后放入"
_REFUSED = {
    "是图片，没有可读的文字，请换成带文字的文件":
        (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"),
    _PACKED: (b"Rar!\x1a", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08"),
    "是程序，不是文件": (b"MZ", b"\x7fELF"),
}  # fmt: skip
_LEAD = rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]{0,200}\?>|<!--(?:(?!-->).){0,5000}-->){0,50}"
_PAGE = re.compile(_LEAD + rb"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.S)
_FRAGMENT = re.compile(_LEAD + rb"<(?:div|table|section|article|p|span|center)\b", re.I | re.S)
_CLOSING = re.compile(rb"</(?:div|table|td|tr|p|section|article)\s*>", re.I)
_BLOCKS = 8  # closed blocks from which a text that opens with a tag is a piece of a page


class FileType(StrEnum):
    """The kinds that are read."""

    TEXT = "文本"
    HTML = "网页"
    PDF = "PDF"
    DOCX = "Word 文档"
    DOC = "旧版 Word 文档"
    RTF = "RTF 文档"
    SHEETS = "表格"
    XLSX = "Excel 表格"
    OFD = "OFD"


# the first that is there tells the kind, or why it is not read
_MEMBERS = {
    r"(?:.*/)?vbaProject\.bin": _MACROS,
    r"OFD\.xml": FileType.OFD,
    r"word/document\d*\.xml": FileType.DOCX,
    r"xl/workbook\..*": FileType.XLSX,
    r"ppt/.*": _SLIDES,
    r"content\.xml": "暂不支持 OpenDocument，请另存为 .docx 或 .xlsx",
}
_STREAMS = {
    "EncryptedPackage": LOCKED,
    "_VBA_PROJECT": _MACROS,
    "WordDocument": FileType.DOC,
    "Workbook": FileType.SHEETS,
    "Book": FileType.SHEETS,
    "PowerPoint Document": _SLIDES,
}


def file_type(raw: bytes) -> FileType:
    """The kind of a file. Raises CorpusError for kinds that are not read."""
    if b"%PDF-" in raw[:1024]:
        return FileType.PDF
    if raw.startswith(b"PK\x03\x04"):
        return _of_zip(raw)
    if raw.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _of_ole(raw)
    if raw.startswith(b"{\\rtf"):
        return FileType.RTF
    for reason, magic in _REFUSED.items():
        if raw.startswith(magic) and (raw[:2] != b"MZ" or b"\0" in raw[:512]):
            raise CorpusError(reason)
    return FileType.HTML if _is_page(raw) else FileType.TEXT


def _of_zip(raw: bytes) -> FileType:
    names = checked_names(raw)
    for name, kind in _MEMBERS.items():
        if any(re.fullmatch(name, member) for member in names):
            return _read(kind)
    raise CorpusError(_PACKED)


def _read(kind: FileType | str) -> FileType:
    """The kind, or the reason why it is not read."""
    if isinstance(kind, FileType):
        return kind
    raise CorpusError(kind)


def _of_ole(raw: bytes) -> FileType:
    """By the names in the directory of streams: each UTF-16, padded to 64 bytes, then its length
    with its end."""
    for name, kind in _STREAMS.items():
        coded = name.encode("utf-16-le")
        if coded.ljust(64, b"\0") + (len(coded) + 2).to_bytes(2, "little") in raw:
            return _read(kind)
    raise CorpusError("不是 Word 或 Excel 文件")


def _is_page(raw: bytes) -> bool:
    head = raw[:20_000]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    if _PAGE.match(head):
        return True
    return bool(_FRAGMENT.match(head)) and len(_CLOSING.findall(raw)) >= _BLOCKS
