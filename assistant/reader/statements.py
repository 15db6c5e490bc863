"""Statements: the unit of evidence, a sentence of a passage or a part of a long one."""

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.passage import Passage

WHOLE = 90  # characters: a longer sentence is cut at its semicolons
LONG = 150  # characters: a part still longer is cut at commas
_TITLE, _HEADING, _LEAD = 20, 14, 28  # characters of each shown to the reader
_PART = re.compile(r"[^；;]+[；;]*")
_CLAUSE = re.compile(r"[^，,、：:]+[，,、：:]*")
_FORMAL = re.compile(r"（[^）]*）|\([^)]*\)|关于印发|^关于|的?(?:通知|公告|通告)$|[《》]")
_MARK = re.compile(
    r"^\s*(?:\d{1,3}[.．、](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|"
    r"[一二三四五六七八九十]{1,3}、|[①-⑳]|[-*•●]\s)\s*"
)
_ARTICLE = re.compile(r"^第[零一二三四五六七八九十百]+条[ \u3000]+")
_ORDINAL = re.compile(r"^第[零一二三四五六七八九十百\d]+[编章节条]\s*")
_ANNOUNCES = re.compile(r"[：:]\s*$")


@dataclass(frozen=True)
class Statement:
    """A verbatim piece of a passage; start is its place in the passage's text.

    lead is the sentence that announces it ("…应当符合下列条件：") where it is an item of a list.
    """

    passage: Passage
    text: str
    start: int
    lead: str = ""

    @property
    def context(self) -> str:
        """Title, the last two headings and the lead, each cut short: what a reader needs beside
        the text to know what it speaks of."""
        title = _FORMAL.sub("", self.passage.source.title)[:_TITLE]
        named = (_ORDINAL.sub("", plain(heading)) for heading in self.passage.heading_path)
        headings = [heading[:_HEADING] for heading in filter(None, named)][-2:]
        return " › ".join(filter(None, (title, *headings, self.lead[-_LEAD:])))

    @property
    def shown(self) -> str:
        """The text without its list mark and closing stop."""
        return plain(self.text).rstrip("。；;")


def plain(text: str) -> str:
    """A text without the mark that numbers it in a list, or its number as an article."""
    return _ARTICLE.sub("", _MARK.sub("", text.strip()))


def is_item(text: str) -> bool:
    """Whether a text opens with the mark of a list item."""
    return bool(_MARK.match(text))


@lru_cache(maxsize=4096)
def statements(passage: Passage) -> tuple[Statement, ...]:
    """The statements of a passage in order."""
    found: list[Statement] = []
    announced, at = "", 0
    for sentence in passage.sentences:
        if not is_item(sentence) and not _ANNOUNCES.search(sentence):
            announced = announced if _follows(sentence, announced) else ""
        lead = announced
        parts = _parts(sentence.strip())
        for number, part in enumerate(parts):
            if number == 1 and not lead:
                head, colon, _ = parts[0].partition("：")
                lead = plain(head) + colon if colon else ""
            at = max(passage.text.find(part, at), at)  # orders to programs are left out between
            found.append(Statement(passage, part, at, lead))
            at += len(part)
        if _ANNOUNCES.search(sentence):
            announced = plain(sentence)
    return tuple(found)


def _follows(sentence: str, announced: str) -> bool:
    """Whether an unmarked sentence is still one of the items announced: they end with "；"."""
    return bool(announced) and sentence.rstrip().endswith(("；", ";"))


def _parts(sentence: str) -> list[str]:
    if len(sentence) <= WHOLE:
        return [sentence]
    found: list[str] = []
    for part in _PART.findall(sentence):
        if part.strip():
            found += [part] if len(part) <= LONG else _packed(part)
    return found


def _packed(part: str) -> list[str]:
    """A part cut at commas into pieces of at most LONG characters, equal cuts at last."""
    packed: list[str] = []
    for clause in _CLAUSE.findall(part):
        for start in range(0, len(clause), LONG):
            piece = clause[start : start + LONG]
            if packed and len(packed[-1]) + len(piece) <= WHOLE * 1.2:
                packed[-1] += piece
            else:
                packed.append(piece)
    return packed
