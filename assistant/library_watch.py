"""Watches the folder of documents while the page runs, and serves what changes in it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings
from corpus.errors import LibraryMissing
from index.errors import IndexingError

if TYPE_CHECKING:
    from assistant.pipeline import Assistant

LOOKS_EVERY = 1.0  # seconds; a change is taken up once two looks in a row see the same
_log = logging.getLogger(__name__)
State = tuple[date, tuple[tuple[str, int, int], ...]]


class LibraryWatch:
    """Whoever changes the folder (a page, a command, a person), the change is answered from
    within seconds: by words at once, by vectors when they are made. A new day counts as a change,
    for what is in force may differ."""

    def __init__(self, settings: Settings) -> None:
        """What is there now counts as served: made before the library is read."""
        self._settings = settings
        self._show: Callable[[Assistant], None] = lambda _: None
        self._served = self._seen = self._state()
        self._stopped = threading.Event()

    def start(self, show: Callable[[Assistant], None]) -> None:
        """Watch in the background until the process ends; show puts an assistant in place of the
        one that serves."""
        self._show = show
        looking_on(self.look, LOOKS_EVERY, "library", self._stopped)

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()

    def look(self) -> bool:
        """Take up a change that has settled; whether there was one."""
        seen, self._seen = self._seen, self._state()
        if self._seen == self._served or self._seen != seen:
            return False
        self._served = self._seen
        try:
            self._take_up()
        except (LibraryMissing, IndexingError, OSError) as fault:
            _log.warning("文件库有改动，但暂不能用（%s）；仍按原来的文件作答", fault)
            return False
        return True

    def _take_up(self) -> None:
        from assistant.open_index import build_retriever, open_at_once  # loaded beside gradio
        from assistant.wiring import assemble, load_corpus

        settings, corpus = self._settings, load_corpus(self._settings)
        if (at_once := open_at_once(settings, corpus)) is not None:
            self._show_warm(assemble(settings, corpus, at_once))
        self._show_warm(full := assemble(settings, corpus, build_retriever(settings, corpus)))
        threading.Thread(target=full.study.run, name="cards", daemon=True).start()

    def _show_warm(self, assistant: Assistant) -> None:
        assistant.warm_up()
        self._show(assistant)

    def _state(self) -> State:
        return self._settings.day(), tuple(sorted(_files(self._settings.documents_dir)))


def looking_on(
    look: Callable[[], object], every: float, name: str, stopped: threading.Event
) -> None:
    """Look every so many seconds in the background, until it is stopped or the process ends."""

    def watch() -> None:
        while not stopped.wait(every):
            try:
                look()
            except Exception:
                _log.exception("the look at the %s failed", name)

    threading.Thread(target=watch, name=name, daemon=True).start()


def _files(folder: Path) -> list[tuple[str, int, int]]:
    """Name, bytes and time of change of each file that is not hidden."""
    found = []
    for path in folder.rglob("*"):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        try:
            told = path.stat()
        except OSError:  # gone meanwhile
            continue
        found.append((str(path), told.st_size, told.st_mtime_ns))
    return found
