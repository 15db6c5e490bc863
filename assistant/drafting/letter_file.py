"""A letter as it comes: text, or a file that the library's converter reads."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.drafting.letter import LetterFault
from corpus.converting.convert import convert, read_bytes
from corpus.errors import CorpusError

_MARKUP = re.compile(r"^(?:#{1,6}\s+|[-*]\s+)|\*\*|\\(?=[#*|_.-])", re.M)  # of the converter


def read_letter(path: Path) -> str:
    """The text of a letter. Raises LetterFault."""
    try:
        return letter_text(path.name, read_bytes(path))
    except OSError as error:
        raise LetterFault(f"读不了 {path}：{error.strerror}") from None
    except CorpusError as error:
        raise LetterFault(f"读不了 {path.name}：{error}") from None


def letter_text(name: str, raw: bytes) -> str:
    """The text of a letter that comes as a file. Raises LetterFault."""
    try:
        found = convert(name, raw)
    except CorpusError as error:
        raise LetterFault(f"读不了 {name}：{error}") from None
    return found.text if found.plain else _MARKUP.sub("", found.text)
