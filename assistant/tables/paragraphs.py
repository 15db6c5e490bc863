"""The paragraphs of a document, each with what stands over it: its label, the sentence that
announces it, the caption of its article, its headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.reader.statements import is_item, plain
from assistant.understanding.matter import matter
from corpus.content_kinds import unnamed
from corpus.passage import Passage

_CAPTION = 20  # characters of a name: of a paragraph that only names what follows it, or a subject
_ANNOUNCES = re.compile(r"[：:？?]\s*$")
_CLOSED = re.compile(r"[。；;，,！？][^\w）)]*$")
_NAMES = re.compile(r"[^\d；;，,]+$")
_LABEL = re.compile(r"^([^：:，,。；;“”]{2,8})[：:](?=.)")
_FIRST = re.compile(r"(?<!\d)1(?!\d)|^\W*[一①]")
_ASIDE = re.compile(r"（[^）]*）|\([^)]*\)")
_NUMBERED = re.compile(r"^第[零一二三四五六七八九十百\d]+([编章节])?[条款]?\s*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """over: what stands over it, innermost first; named: the captions and headings among that;
    opens: it only announces what follows."""

    passage: Passage
    sentences: tuple[str, ...]
    over: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    opens: bool = False

    @property
    def subject(self) -> str:
        """The innermost name over it that says what it is about, and not only what kind of
        content it is; "" where none does."""
        title = self.passage.source.title
        for name in self.named:
            number = _NUMBERED.match(name)
            own = _NUMBERED.sub("", _ASIDE.sub("", plain(name))).rstrip("。：:")
            chapter = bool(number and number[1]) or own in title or title in own
            if len(own) <= _CAPTION and matter(unnamed(own)) and not chapter:
                return own
        return ""


def paragraphs(own: Sequence[Passage]) -> Iterator[Paragraph]:
    """The paragraphs of one document in order. Where a list begins anew with nothing announcing
    it, its heading was lost: nothing is known to stand over it."""
    headings: tuple[str, ...] = ()
    lead, listed, lost = "", False, False
    for passage in own:
        if passage.heading_path != headings:
            inside = bool(headings) and passage.heading_path[: len(headings)] == headings
            headings, listed, lost = passage.heading_path, False, False
            lead = lead if inside else ""
        lines = list(_lines(passage))
        captions: tuple[str, ...] = ()
        for n, sentences in enumerate(lines):
            raw = "".join(sentences)
            text = plain(raw)
            if n + 1 < len(lines) and _names(text, first=not n):
                captions, lead = (text, *captions[-1:]), ""
                continue
            opens = bool(_ANNOUNCES.search(raw) or not (is_item(raw) or _CLOSED.search(raw)))
            if opens:
                lead, listed, lost = text, False, False
            elif not is_item(raw):
                lead = "" if listed and not raw.endswith(("；", ";")) else lead
            else:
                lost = lost or (listed and bool(_FIRST.search(raw.removesuffix(text))))
                lead, listed = "" if lost else lead, True
            named = () if lost else (*captions, *reversed(headings))
            label = None if opens else _LABEL.match(text)
            over = filter(None, (label[1] if label else "", lead))
            yield Paragraph(passage, sentences, (*over, *named), named, opens)


def _names(text: str, first: bool) -> bool:
    """Whether a paragraph of an article only names what follows it there."""
    short = len(text) <= _CAPTION and _NAMES.match(text) and not _ANNOUNCES.search(text)
    return bool(short) and (first or not _CLOSED.search(text))


def _lines(passage: Passage) -> Iterator[tuple[str, ...]]:
    found: list[str] = []
    for sentence in passage.sentences:
        found.append(sentence.strip())
        if sentence.endswith("\n"):
            yield tuple(found)
            found = []
    if found:
        yield tuple(found)
