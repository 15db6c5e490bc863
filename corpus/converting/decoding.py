"""The bytes of a page become text: byte order mark, then what it declares, then UTF-8, GB18030."""

from __future__ import annotations

import codecs
import re

from corpus.encoding import decode_all
from corpus.errors import CorpusError

_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?([\w-]+)""",
                       re.IGNORECASE)  # fmt: skip
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}


def decoded_page(raw: bytes) -> str:
    """The text of an HTML page; a declaration that the bytes contradict is not believed."""
    declared = _DECLARED.search(raw[:5000])
    if declared and not raw.startswith(_MARKS):
        name = declared[1].decode("ascii").lower()
        try:
            return raw.decode(_WIDER.get(name, name))
        except (UnicodeDecodeError, LookupError):
            pass
    try:
        return decode_all(raw)
    except CorpusError:
        rough = raw.decode("gb18030" if declared and b"gb" in declared[1].lower() else "utf-8",
                           errors="replace")  # fmt: skip
        if rough.count("\ufffd") > len(rough) // 50:
            raise
        return rough  # a page with a broken spot; a browser shows it
