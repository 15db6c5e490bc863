"""What a file is, told by its content; its name may lie."""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.converting.archive import opened
from corpus.converting.converted import Refused


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


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REFUSED_MAGIC = {
    b"\x89PNG\r\n\x1a\n": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"II*\0": "图片",
    b"MM\0*": "图片",
    b"Rar!\x1a": "压缩包",
    b"7z\xbc\xaf\x27\x1c": "压缩包",
    b"\x1f\x8b\x08": "压缩包",
    b"MZ": "程序",
    b"\x7fELF": "程序",
}
_INSTEAD = {
    "图片": "是图片，没有可读的文字，请换成带文字的文件",
    "压缩包": "是压缩包，请解压后放入",
    "程序": "是程序，不是文件",
}
_MACROS = "含有宏，出于安全考虑不予读取，请另存为不含宏的文件"
_PASSWORD = "有密码保护，请去掉密码后再放入"
_SLIDES = "是演示文稿，暂不支持，请另存为 PDF"
_LEAD = rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]{0,200}\?>|<!--(?:(?!-->).){0,5000}-->){0,50}"
_PAGE = re.compile(_LEAD + rb"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.S)
_FRAGMENT = re.compile(_LEAD + rb"<(?:div|table|section|article|p|span|center)\b", re.I | re.S)
_CLOSING = re.compile(rb"</(?:div|table|td|tr|p|section|article)\s*>", re.I)
_BLOCKS = 8  # closed blocks from which a text that opens with a tag is a piece of a page


def file_type(raw: bytes) -> FileType:
    """The kind of a file. Raises Refused for kinds that are not read."""
    if b"%PDF-" in raw[:1024]:
        return FileType.PDF
    if raw.startswith(b"PK\x03\x04"):
        return _of_zip(raw)
    if raw.startswith(_OLE):
        return _of_ole(raw)
    if raw.startswith(b"{\\rtf"):
        return FileType.RTF
    for magic, name in _REFUSED_MAGIC.items():
        if raw.startswith(magic) and (len(magic) > 2 or b"\0" in raw[:512]):
            raise Refused(_INSTEAD[name])
    return FileType.HTML if _is_page(raw) else FileType.TEXT


def _of_zip(raw: bytes) -> FileType:
    names = set(opened(raw).namelist())
    if any(name.rpartition("/")[2] == "vbaProject.bin" for name in names):
        raise Refused(_MACROS)
    if "OFD.xml" in names:
        return FileType.OFD
    if "word/document.xml" in names or any(re.match(r"word/document\d*\.xml", n) for n in names):
        return FileType.DOCX
    if any(name.startswith("xl/workbook.") for name in names):
        return FileType.XLSX
    if any(name.startswith("ppt/") for name in names):
        raise Refused(_SLIDES)
    if "content.xml" in names and "mimetype" in names:
        raise Refused("暂不支持 OpenDocument，请另存为 .docx 或 .xlsx")
    raise Refused(_INSTEAD["压缩包"])


def _of_ole(raw: bytes) -> FileType:
    """By the names in the directory of streams, which are UTF-16."""
    if _stream("EncryptedPackage", raw):
        raise Refused(_PASSWORD)
    if _stream("_VBA_PROJECT", raw):
        raise Refused(_MACROS)
    if _stream("WordDocument", raw):
        return FileType.DOC
    if _stream("Workbook", raw) or _stream("Book", raw):
        return FileType.SHEETS
    if _stream("PowerPoint Document", raw):
        raise Refused(_SLIDES)
    raise Refused("不是 Word 或 Excel 文件")


def _stream(name: str, raw: bytes) -> bool:
    """A directory entry: the name padded with zeros to 64 bytes, then its length with its end."""
    coded = name.encode("utf-16-le")
    return coded.ljust(64, b"\0") + (len(coded) + 2).to_bytes(2, "little") in raw


def _is_page(raw: bytes) -> bool:
    head = raw[:20_000]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    if _PAGE.match(head):
        return True
    return bool(_FRAGMENT.match(head)) and len(_CLOSING.findall(raw)) >= _BLOCKS
