"""Bytes become clean text: which encoding it is, and whether it is text at all."""

import re

from corpus.disguise import visible
from corpus.errors import CorpusError

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_BINARY = 0.02  # share of control characters from which a file is no text
_DAMAGED = 0.05  # share of bad spots among the other non-ASCII characters up to which it is UTF-8


def decode(raw: bytes) -> str:
    """Text of which every character shows. Raises CorpusError for what is no text."""
    return visible(decode_all(raw))


def decode_all(raw: bytes) -> str:
    """BOM, then strict UTF-8, then GB18030 (what "gb2312" pages really are); "\\n" line ends.

    Stray control characters are dropped, invisible ones are kept, to be reported by the reader.
    Raises CorpusError for what is no text.
    """
    text = _LINE_ENDS.sub("\n", _decoded(raw))
    controls = len(_CONTROLS.findall(text))
    if controls > _BINARY * len(text):
        raise CorpusError("不是可读的文本（既非 UTF-8 也非 GB18030）")
    return _CONTROLS.sub("", text)


def _decoded(raw: bytes) -> str:
    encodings = ("utf-16",) if raw.startswith(_UTF16_MARKS) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError as error:
            if encoding == "utf-8-sig":
                _refuse_damaged(raw, error.start)
    raise CorpusError("不是可读的文本（既非 UTF-8 也非 GB18030）")


def _refuse_damaged(raw: bytes, start: int) -> None:
    """UTF-8 with a broken spot would read as GB18030, and as nonsense."""
    rough = raw.decode("utf-8", errors="replace")
    bad, other = rough.count("\ufffd"), sum(c > "\x7f" for c in rough)
    if bad <= max(1, _DAMAGED * other) and other - bad > 2 * bad:
        line = raw.count(b"\n", 0, start) + 1
        raise CorpusError(f"第 {line} 行的 UTF-8 编码已损坏")
