"""A Document becomes Passages along its outline; nothing of the body is lost."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from corpus.addressed import addresses_machine
from corpus.document import Document
from corpus.outline import Level, Marker, is_heading_line, marker, run_in_headings
from corpus.passage import Passage
from corpus.table_rows import LIMIT, Table, with_tables

_LONG_PARAGRAPH = 200  # characters; shorter ones have no run-in items worth splitting
_RULES = re.compile("，[^，]*(?:可以?|应当?|须|不得|不予|不享受)")  # it heads nothing
_LABEL = 28  # characters of an item that name it for the items below it


def split(document: Document) -> tuple[Passage, ...]:
    """Passages in document order. Joined with the stand-alone headings they give back the body."""
    walk = _Walk(document)
    for line in with_tables(list(_lines(document.body))):
        walk.table(line) if isinstance(line, Table) else walk.line(line)
    walk.close()
    return _with_unique_ids(walk.passages)


def _lines(body: str) -> Iterator[str]:
    """The lines that hold something; what an order to a program announces stays on its line."""
    order = ""
    for line in filter(None, map(str.strip, body.split("\n"))):
        whole = f"{order}\n{line}" if order else line
        order = whole if line.endswith((":", "：")) and addresses_machine(line) else ""
        if not order:
            yield whole
    if order:
        yield order


@dataclass(frozen=True, slots=True)
class _Step:
    """One step of the path; an item is over where a paragraph follows, a heading is not."""

    level: int
    heading: str
    item: bool = False


@dataclass
class _Walk:
    """pending is a heading nothing stands under yet; listed the level of a list of short lines."""

    document: Document
    passages: list[Passage] = field(default_factory=list)
    path: list[_Step] = field(default_factory=list)
    paragraphs: Counter[tuple[str, ...]] = field(default_factory=Counter)
    article: list[str] = field(default_factory=list)
    pending: tuple[Marker, str] | None = None
    listed: int = 0

    def line(self, line: str) -> None:
        found = marker(line)
        if found and addresses_machine(line.partition("。")[0]):
            found = None  # an order to a program heads nothing
        if self.article and (found is None or found.level > Level.ARTICLE):
            self.article.append(line)  # paragraphs and items of an article belong to it
            return
        self._close_article()
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
            self._item(found, line)

    def table(self, table: Table) -> None:
        """A short table belongs to its article; else each group of rows is a passage."""
        if self.article and len(table.text) <= LIMIT:
            self.article.append(table.text)
            return
        self._close_article()
        self._leave_items()
        below = (table.caption,) if table.caption else ()
        path = (*self._headings(), *below)
        for group in table.groups():
            self.paragraphs[path] += 1
            self._add(group, ordinal=f"p{self.paragraphs[path]}", below=below)

    def close(self) -> None:
        self._close_article()
        self._leave(0)

    def _close_article(self) -> None:
        if self.article:
            text, self.article = "\n".join(self.article), []
            self._add(text)

    def _heading(self, found: Marker, line: str) -> None:
        title = self.document.source.title
        if found.mark == "#" and _plain(found.rest) == _plain(title):
            return
        self._leave(found.level)
        if found.level >= Level.ITEM and self.listed == found.level:
            self._item(found, line)
            self.listed = found.level
            return
        self._enter(found.level, found.rest if found.mark.startswith("#") else line)
        self.pending = found, line

    def _section_paragraph(self, found: Marker, line: str) -> None:
        """ "二、抓好……。实施……": the first sentence heads the section, run-ins head its items."""
        first, stop, _ = line.partition("。")
        if not stop or len(first) > 45 or line == first + stop or _RULES.search(first):
            self._item(found, line)
            return
        self._enter(found.level, first)
        self._paragraph(line, ordinal="")

    def _item(self, found: Marker, line: str) -> None:
        """A passage by itself, and the parent of deeper items that follow it."""
        self._leave(found.level)
        self._add(line, ordinal=found.number)
        name = re.split(r"[。；;：:，,]", line, maxsplit=1)[0]
        label = name if len(name) <= _LABEL else found.mark
        self.path.append(_Step(found.level, label, item=not line.endswith(("：", ":"))))

    def _paragraph(self, line: str, ordinal: str | None = None) -> None:
        if ordinal is None:
            self._leave_items()
            self.paragraphs[self._headings()] += 1
            ordinal = f"p{self.paragraphs[self._headings()]}"
        starts = run_in_headings(line) if len(line) > _LONG_PARAGRAPH else []
        starts = [(at, h) for at, h in starts if at > 0 and not addresses_machine(h)]
        ends = [at for at, _ in starts] + [len(line)]
        self._add(line[: ends[0]], ordinal=ordinal)
        for (at, heading), end in zip(starts, ends[1:], strict=True):
            self._add(line[at:end], below=(heading,))

    def _enter(self, level: int, heading: str) -> None:
        self._leave(level)
        self.path.append(_Step(level, heading))
        self.listed = 0

    def _leave(self, level: int) -> None:
        self._settle(level)
        while self.path and self.path[-1].level >= level:
            self.path.pop()

    def _leave_items(self) -> None:
        while self.path and self.path[-1].item:
            self.path.pop()

    def _settle(self, level: int) -> None:
        """A heading that nothing stands under says something itself: it becomes a passage."""
        if self.pending is None or self.pending[0].level < level:
            return
        found, line = self.pending
        if Level.PART <= found.level <= Level.SECTION:  # a bare chapter, as in a table of contents
            self.pending = None
        elif found.mark.startswith("#"):
            self._add(found.rest)
        else:
            while self.path and self.path[-1].level >= found.level:
                self.path.pop()
            self._add(line, ordinal=found.number)
            self.listed = found.level

    def _headings(self) -> tuple[str, ...]:
        return tuple(step.heading for step in self.path)

    def _add(self, text: str, ordinal: str = "", below: tuple[str, ...] = ()) -> None:
        path = (*self._headings(), *below)
        order = len(self.passages)
        self.passages.append(Passage(self.document.source, path, ordinal, text, order))
        self.pending, self.listed = None, 0


def _plain(title: str) -> str:
    return re.sub(r"[（）()\s]", "", title)


def _with_unique_ids(passages: list[Passage]) -> tuple[Passage, ...]:
    taken: set[str] = set()
    seen: Counter[str] = Counter()
    unique = []
    for passage in passages:
        first = passage
        while passage.id in taken:
            seen[first.id] += 1
            passage = replace(first, ordinal=f"{first.ordinal}~{seen[first.id] + 1}")
        taken.add(passage.id)
        unique.append(passage)
    return tuple(unique)
