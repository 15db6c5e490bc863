"""Watches the Chroma server, where one is set: when it is back, its vectors are taken again."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.settings import Settings
from index.errors import IndexingError

if TYPE_CHECKING:
    from index.retriever import Retriever

LOOKS_EVERY = 5.0  # seconds
_log = logging.getLogger(__name__)


class VectorWatch:
    """Finds before a question does that the server is away, and makes what it lost."""

    def __init__(self, settings: Settings, serving: Callable[[], Retriever]) -> None:
        """Serving: what answers now."""
        self._settings, self._serving = settings, serving
        self._stopped = threading.Event()

    def start(self) -> None:
        """Watch in the background until the process ends, if there is a server to watch."""
        if self._settings.chroma_url.get_secret_value():
            threading.Thread(target=self._watch, name="vectors", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()

    def look(self) -> None:
        """Once. A server that is away has told so itself."""
        from assistant.open_index import bring_back  # loaded beside gradio
        from index.errors import VectorsAway

        try:
            bring_back(self._settings, self._serving())
        except VectorsAway:
            pass
        except IndexingError as fault:
            _log.warning("Chroma 服务器上缺的向量暂时补不上：%s", fault)

    def _watch(self) -> None:
        while not self._stopped.wait(LOOKS_EVERY):
            try:
                self.look()
            except Exception:
                _log.exception("the Chroma server could not be watched")
