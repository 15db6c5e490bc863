"""A Document becomes Passages along its outline; nothing of the body is lost."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from corpus.document import Document
from corpus.outline import Level, Marker, is_heading_line, marker, run_in_headings
from corpus.passage import Passage

_LONG_PARAGRAPH = 200  # characters; shorter ones have no run-in items worth splitting


def split(document: Document) -> tuple[Passage, ...]:
    """Passages in document order. Joined with the stand-alone headings they give back the body."""
    walk = _Walk(document)
    for line in document.body.split("\n"):
        if line.strip():
            walk.line(line.strip())
    walk.close()
    return _with_unique_ids(walk.passages)


@dataclass
class _Walk:
    document: Document
    passages: list[Passage] = field(default_factory=list)
    path: list[tuple[int, str]] = field(default_factory=list)
    paragraphs: Counter[tuple[str, ...]] = field(default_factory=Counter)
    article: list[str] = field(default_factory=list)

    def line(self, line: str) -> None:
        found = marker(line)
        if self.article and (found is None or found.level > Level.ARTICLE):
            self.article.append(line)  # paragraphs and items of an article belong to it
            return
        self.close()
        if found is None:
            self._paragraph(line)
        elif is_heading_line(found):
            self._heading(found, line)
        elif found.level == Level.ARTICLE:
            self._enter(found.level, found.mark)
            self.article = [line]
        elif found.level in (Level.FIRST, Level.SECOND):
            self._section_paragraph(found, line)
        else:
            self._leave(found.level)
            self._add(line, ordinal=found.number)

    def close(self) -> None:
        if self.article:
            text, self.article = "\n".join(self.article), []
            self._add(text)

    def _heading(self, found: Marker, line: str) -> None:
        if found.mark.startswith("#"):
            title = re.sub(r"[（）()\s]", "", found.rest)
            if found.level == 1 and title == re.sub(r"[（）()\s]", "", self.document.source.title):
                return
            self._enter(found.level, found.rest)
        else:
            self._enter(found.level, line)

    def _section_paragraph(self, found: Marker, line: str) -> None:
        """ "二、抓好……。实施……": the first sentence heads the section, run-ins head its items."""
        first, stop, _ = line.partition("。")
        if not stop or len(first) > 45 or line == first + stop:
            self._leave(found.level)
            self._add(line, ordinal=found.number)
            return
        self._enter(found.level, first)
        self._paragraph(line, ordinal="")

    def _paragraph(self, line: str, ordinal: str | None = None) -> None:
        if ordinal is None:
            self.paragraphs[self._headings()] += 1
            ordinal = f"p{self.paragraphs[self._headings()]}"
        starts = run_in_headings(line) if len(line) > _LONG_PARAGRAPH else []
        starts = [(at, heading) for at, heading in starts if at > 0]
        ends = [at for at, _ in starts] + [len(line)]
        self._add(line[: ends[0]], ordinal=ordinal)
        for (at, heading), end in zip(starts, ends[1:], strict=True):
            self._add(line[at:end], below=(heading,))

    def _enter(self, level: int, heading: str) -> None:
        self._leave(level)
        self.path.append((level, heading))

    def _leave(self, level: int) -> None:
        while self.path and self.path[-1][0] >= level:
            self.path.pop()

    def _headings(self) -> tuple[str, ...]:
        return tuple(heading for _, heading in self.path)

    def _add(self, text: str, ordinal: str = "", below: tuple[str, ...] = ()) -> None:
        path = (*self._headings(), *below)
        order = len(self.passages)
        self.passages.append(Passage(self.document.source, path, ordinal, text, order))


def _with_unique_ids(passages: list[Passage]) -> tuple[Passage, ...]:
    seen: Counter[str] = Counter()
    unique = []
    for passage in passages:
        seen[passage.id] += 1
        again = seen[passage.id]
        if again > 1:
            passage = replace(passage, ordinal=f"{passage.ordinal}~{again}")
        unique.append(passage)
    return tuple(unique)
