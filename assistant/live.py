"""What the pages show of the library that serves now; a new one takes its place between two
requests, and nothing that was made from the old one is changed."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, cast

from assistant.pipeline import Assistant

View = TypeVar("View")


class Live:
    """The assistant that serves now, and what is made from it."""

    def __init__(self, assistant: Assistant) -> None:
        self.now = assistant
        self.shown: Callable[[], None] = lambda: None
        """Called when what is shown has changed."""
        self._views: list[_Live[Any]] = []

    def view(self, make: Callable[[Assistant], View]) -> View:
        """What make returns for the assistant that serves: each use is of the newest."""
        live = _Live(self.now, make)
        self._views.append(live)
        return cast("View", live)

    def replace(self, assistant: Assistant) -> None:
        """Let another serve, once all that is shown of it has been made."""
        made = [live._make(assistant) for live in self._views]
        self.now = assistant
        for live, view in zip(self._views, made, strict=True):
            live._view = view
        self.shown()


class _Live(Generic[View]):
    """Stands for a view: every attribute is that of the newest."""

    def __init__(self, assistant: Assistant, make: Callable[[Assistant], View]) -> None:
        self._make = make
        self._view = make(assistant)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._view, name)
