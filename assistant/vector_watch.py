"""Watches the Chroma server, where one is set: when it is back, its vectors are taken again."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.library_watch import looking_on
from assistant.settings import Settings
from index.errors import IndexingError

if TYPE_CHECKING:
    from index.retriever import Retriever

LOOKS_EVERY = 5.0  # seconds
_log = logging.getLogger(__name__)


def watch_vectors(settings: Settings, serving: Callable[[], Retriever]) -> None:
    """Find before a question does that the server is away, and make what it lost, in the background
    until the process ends; serving tells what answers now."""

    def look() -> None:
        """Once. A server that is away has told so itself."""
        from assistant.open_index import bring_back  # loaded beside gradio
        from index.errors import VectorsAway

        try:
            bring_back(settings, serving())
        except VectorsAway:
            pass
        except IndexingError as fault:
            _log.warning("Chroma 服务器上缺的向量暂时补不上：%s", fault)

    if settings.chroma_url.get_secret_value():
        looking_on(look, LOOKS_EVERY, "vectors", threading.Event())
