"""A letter as it comes: text, or a file that the library's converter reads."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from assistant.drafting.letter import LetterFault
from corpus.encoding import decode_all
from corpus.errors import CorpusError

_TEXT = (".txt", ".md")


def read_letter(path: Path) -> str:
    """The text of a letter. Raises LetterFault."""
    try:
        raw = path.read_bytes()
        if path.suffix.lower() in _TEXT:
            return decode_all(raw)
        converting = import_module("corpus.converting.convert")
        return str(converting.convert(path.name, raw).text)
    except OSError as error:
        raise LetterFault(f"读不了 {path}：{error.strerror}") from None
    except CorpusError as error:
        raise LetterFault(f"读不了 {path.name}：{error}") from None
    except ImportError:
        raise LetterFault(f"读不了 {path.name}：请把来信另存为 .txt") from None
