"""Section pointers of the rules: "文件编号#标题/序号" -> the passages they name."""

import re
from collections.abc import Sequence

from corpus.passage import Passage

_RANGE = re.compile(r"(.*)/(\d+)-(\d+)")
LONGEST_RANGE = 200  # a slip such as 1-1000000 must not be spelled out


class Sections:
    """The passages of a library by what a pointer may say."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._by_id = {passage.id: passage for passage in passages}
        self._under: dict[str, list[Passage]] = {}
        for passage in passages:
            for depth in range(1, len(passage.heading_path) + 1):
                heading = f"{passage.source.id}#{'/'.join(passage.heading_path[:depth])}"
                self._under.setdefault(heading, []).append(passage)
        self.source_ids = {passage.source.id for passage in passages}

    def passages(self, pointer: str) -> tuple[Passage, ...]:
        """The passages named, each once, in the order of the pointer; lost parts are left out."""
        found = [p for part in _parts(pointer) for p in self._named(part)]
        return tuple({p.id: p for p in found}.values())

    def unresolved(self, pointer: str) -> list[str]:
        """The parts of a pointer that name nothing; the pointer itself where it has no part."""
        parts = _parts(pointer)
        return [part for part in parts if not self._named(part)] if parts else [pointer]

    def _named(self, part: str) -> Sequence[Passage]:
        return self._under.get(part) or ([self._by_id[part]] if part in self._by_id else [])


def _parts(pointer: str) -> list[str]:
    """ "甲#一/1-2; 乙#二" -> 甲#一/1, 甲#一/2, 乙#二."""
    found: list[str] = []
    for part in filter(None, map(str.strip, pointer.split(";"))):
        span = _RANGE.fullmatch(part)
        if span and 0 <= int(span[3]) - int(span[2]) < LONGEST_RANGE:
            found += [f"{span[1]}/{n}" for n in range(int(span[2]), int(span[3]) + 1)]
        else:
            found.append(part)
    return found
