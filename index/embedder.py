"""The embedding seam: LangChain's interface plus the name that a store remembers."""

from langchain_core.embeddings import Embeddings

MAX_CHARS = 450
"""Longer texts would be cut into windows and averaged by the model, which blurs them."""

_BLANK = "（空）"


class Embedder(Embeddings):
    """LangChain's Embeddings with a name: vectors of two names are never compared.

    Both methods raise EmbedderFailed; blank, NUL and surrogate characters are their own care.
    """

    name: str


def embeddable(text: str) -> str:
    """Text as a model may be given it: no NUL (cuts silently), no surrogate, never blank."""
    cleaned = text.replace("\0", "").encode("utf-8", "replace").decode("utf-8").strip()
    return cleaned[:MAX_CHARS] or _BLANK
