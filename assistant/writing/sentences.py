"""An answer as sentences: their marks and list bullets set apart, and what was found of each."""

import re
from dataclasses import dataclass
from typing import NamedTuple

# [1], ［1］, 【1】, [1,2], [来源1], [^1]; never the year of a document number (〔2016〕).
_MARK = re.compile(
    r"\s*[\[［【]\s*(?:\^|来源)?\s*(\d{1,3}(?:\s*[,，、;；]\s*\d{1,3})*)\s*[\]］】](?!\s*\d{1,3}\s*号)"
)
_BULLET = re.compile(
    r"^\s*(?:#{1,6}\s+|>\s+)?(?:(?:[-*•·●▪–]|\d{1,2}[.．、)）](?!\d)|[（(]\d{1,2}[)）]|[①-⑳]|"
    r"[（(]?[一二三四五六七八九十]{1,3}[)）、])\s*)?"
)
_SENTENCE = re.compile(r"[^。！？!?]*(?:[。！？!?]+[”’」』）)]*|$)")
_EMPHASIS = re.compile(r"\*\*|__|`")


class Match(NamedTuple):
    """A checked figure: source number (from 1), offsets in its text and in the sentence's."""

    number: int
    start: int
    end: int
    said_start: int
    said_end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the answer without its marks (source numbers); bullet opens a list item.
    faults are short Chinese clauses. bare: it has no content of its own."""

    text: str
    marks: tuple[int, ...] = ()
    line: int = 0
    bullet: str = ""
    faults: tuple[str, ...] = ()
    matched: tuple[Match, ...] = ()
    bare: bool = False

    @property
    def ok(self) -> bool:
        """Whether it may be shown."""
        return not self.faults

    @property
    def is_lead_in(self) -> bool:
        """Whether it announces what follows ("共3项：")."""
        return self.text.rstrip().endswith(("：", ":"))

    def with_marks(self) -> str:
        """The sentence with its marks after it."""
        return self.bullet + self.text + "".join(f"[{mark}]" for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Verification:
    """All sentences of an answer in order, each checked against what it cites."""

    sentences: tuple[Sentence, ...]

    @property
    def ok(self) -> bool:
        """Whether there is something to show and all of it may be shown."""
        return bool(self.sentences) and not self.failed

    @property
    def failed(self) -> tuple[Sentence, ...]:
        """The sentences that may not be shown."""
        return tuple(s for s in self.sentences if not s.ok)

    @property
    def kept(self) -> tuple[Sentence, ...]:
        """What may be shown; without lead-ins where anything that they may announce is gone."""
        whole = all(s.ok for s in self.sentences) and not self.sentences[-1].is_lead_in
        return tuple(s for s in self.sentences if s.ok and (whole or not s.is_lead_in))


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of an answer in order; marks after a stop belong to the sentence before."""
    found: list[Sentence] = []
    for number, line in enumerate(text.splitlines()):
        opening = _BULLET.match(line)[0]  # type: ignore[index]  # it matches "" too
        rest = _EMPHASIS.sub("", line[len(opening) :])
        rest = re.sub(rf"([。！？!?]+[”’」』）)]*)((?:{_MARK.pattern})+)", r"\2\1", rest)
        for piece in _SENTENCE.findall(rest):
            marks = [int(n) for m in _MARK.finditer(piece) for n in re.findall(r"\d+", m[1])]
            said = _MARK.sub("", piece).strip()
            if re.search(r"\w", said):
                first = "" if found and found[-1].line == number else opening.lstrip()
                found.append(Sentence(said, tuple(dict.fromkeys(marks)), number, first))
    return found
