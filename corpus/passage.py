"""The unit we retrieve and cite: one outline item of one document."""

import hashlib
import re
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache

from corpus.addressed import without_orders
from corpus.document import Source

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]+[”’」』）)]*|[^。！？!?\n]+$")
_PIECE = re.compile(r".{1,1000}\Z|.{1,1000}(?<=[；;，,、])|.{1,1000}", re.DOTALL)


@dataclass(frozen=True)
class Passage:
    """One outline item, as published.

    heading_path runs from the section down to the item; ordinal is the item's own number
    ("5"), "p1" for an unnumbered paragraph, or empty where the heading names it alone.
    order is the place in the document and is no part of the identity.
    """

    source: Source
    heading_path: tuple[str, ...]
    ordinal: str
    text: str
    order: int = 0

    @cached_property
    def id(self) -> str:
        """Source id + outline position, so an insertion elsewhere moves no other id."""
        parts = [*self.heading_path, self.ordinal] if self.ordinal else list(self.heading_path)
        return f"{self.source.id}#{'/'.join(parts)}"

    @cached_property
    def digest(self) -> str:
        """Covers text and source, so that a corrected date is re-synced too."""
        content = repr((_card(self.source), self.heading_path, self.ordinal, self.text))
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    @cached_property
    def evidence(self) -> str:
        """The text that may be relied on: without what it says to a program instead of a reader."""
        return without_orders(self.text)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Sentences of the evidence in order; a heading that opens the text is not one of them.
        What has no stop for 1,000 characters is cut: a sentence is read in more than one pass."""
        whole = (s for s in _SENTENCE.findall(self.evidence) if s.strip())
        found = [piece for s in whole for piece in _PIECE.findall(s)]
        return tuple(s for s in found if not self.is_heading(s))

    def is_heading(self, sentence: str) -> bool:
        """Whether a sentence is only the run-in heading of this passage."""
        return sentence.strip().rstrip("。：:") in self.heading_path


@lru_cache(64)  # the passages of one source come one after another
def _card(source: Source) -> list[tuple[str, object]]:
    card = asdict(source)
    card.pop("file_digest")  # changes with every edit elsewhere in the file
    return sorted(card.items())
