"""The paragraphs of a document, each with what stands over it: its label, the sentence that
announces it, the caption of its article, its headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.reader.statements import is_item, plain
from corpus.passage import Passage

_CAPTION = 20  # characters of a paragraph that only names what follows it in its article
_ANNOUNCES = re.compile(r"[：:？?]\s*$")
_CLOSED = re.compile(r"[。；;，,！？]\s*$")
_NAMES = re.compile(r"[^\d；;，,]+$")
_EXAMPLE = re.compile("示例|举例|案例")
_LABEL = re.compile(r"^([^：:，,。；;“”]{2,8})[：:](?=.)")
_NUMBER = re.compile(r"[\d一二三四五六七八九十①-⑳]+")
_FIRST = {"1", "一", "①"}


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
    def text(self) -> str:
        """Without the mark of a list and the closing stop."""
        return plain("".join(self.sentences)).rstrip("。；;")

    @property
    def each(self) -> list[tuple[str, ...]]:
        """Its sentences apart."""
        return [(sentence,) for sentence in self.sentences]


def paragraphs(own: Sequence[Passage]) -> Iterator[Paragraph]:
    """The paragraphs of one document in order, examples apart. Where a list begins anew with
    nothing announcing it, its heading was lost: nothing is known to stand over it."""
    headings: tuple[str, ...] = ()
    lead, last, lost = "", "", False
    for passage in own:
        if any(_EXAMPLE.search(heading) for heading in passage.heading_path):
            continue
        if passage.heading_path != headings:
            inside = bool(headings) and passage.heading_path[: len(headings)] == headings
            headings, last, lost = passage.heading_path, "", False
            lead = lead if inside else ""
        parts = list(_split(passage))
        captions: tuple[str, ...] = ()
        for n, sentences in enumerate(parts):
            raw = "".join(sentences)
            text = plain(raw)
            mark = raw.removesuffix(text) if is_item(raw) else ""
            if n + 1 < len(parts) and _names(text, first=not n):
                captions, lead, last = (text, *captions[-1:]), "", last if n else ""
                continue
            named = _without_title(passage, *captions, *reversed(headings))
            if _ANNOUNCES.search(raw) or not (mark or _CLOSED.search(raw)):
                lead, last, lost = text, "", False
                over = _without_title(passage, text)
                yield Paragraph(passage, sentences, (*over, *named), named, True)
                continue
            if not mark:
                lead = "" if last and not raw.endswith(("；", ";")) else lead
            elif last and _begins(mark) and _style(mark) == _style(last):
                lead, lost = "", True
            last = mark or last
            label = _LABEL.match(text)
            said = (label[1] if label else "", "" if lost else lead)
            named = () if lost else named
            over = _without_title(passage, *filter(None, said))
            yield Paragraph(passage, sentences, (*over, *named), named)


def _names(text: str, first: bool) -> bool:
    """Whether a paragraph of an article only names what follows it there."""
    short = len(text) <= _CAPTION and _NAMES.match(text) and not _ANNOUNCES.search(text)
    return bool(short) and (first or not _CLOSED.search(text))


def _without_title(passage: Passage, *names: str) -> tuple[str, ...]:
    """The title stands over everything and says nothing of a part."""
    title = passage.source.title
    return tuple(name for name in names if title not in name and name not in title)


def _split(passage: Passage) -> Iterator[tuple[str, ...]]:
    found: list[str] = []
    for sentence in passage.sentences:
        found.append(sentence.strip())
        if sentence.endswith("\n"):
            yield tuple(found)
            found = []
    if found:
        yield tuple(found)


def _begins(mark: str) -> bool:
    return bool(_FIRST & set(_NUMBER.findall(mark)))


def _style(mark: str) -> str:
    return _NUMBER.sub("", mark).strip()
