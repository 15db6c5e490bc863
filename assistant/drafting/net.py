"""What a changed draft says that its sources do not: the check under a person's pen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.drafting.draft import CHECK, OPEN, Draft, place_in
from assistant.drafting.templates import REPLY, Templates
from assistant.writing.quantities import fold
from assistant.writing.sentences import Sentence, sentences_of
from assistant.writing.verify import facts_amiss, verify
from corpus.document import Source
from corpus.passage import Passage

_NAMED = re.compile(r"“([^”]+)”")
_PLACE = re.compile(r"第[\d〇零一二三四五六七八九十百]+[项条款章节]")
_LABEL = re.compile(r"^关于“[^”]*”：")  # the asker's words before their answer
_DAY = re.compile(r"\s*(?:\d{4}|[〇零一二三四五六七八九]{4})年.{1,4}月.{1,4}日\s*")  # of who signs
_LETTER = Source(id="letter", title="来信")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of the text (offsets) that no longer stands in what it cites, and why."""

    start: int
    end: int
    reason: str


def checked(text: str, draft: Draft, rendered: str = "") -> list[Mark]:
    """The marks of a text that was made of a draft and changed by a person.

    rendered is the text as it was made, the usual reply where it is not given: a sentence that
    stands there with the same marks is not read again.
    """
    own = {
        (one.text, one.marks)
        for part in draft.parts
        for one in sentences_of(f"{part.text}\n{part.brief}\n{part.heading}")
    }
    own |= {(s.text, s.marks) for s in sentences_of(rendered or Templates().render(REPLY, draft))}
    sources = [citation.passage for citation in draft.citations]
    letter = Passage(_LETTER, (), "", "\n".join((draft.told, *map(place_in, sources))))
    marks: list[Mark] = []
    for line, start in ((m[0], m.start()) for m in re.finditer(r"[^\n]+", text)):
        if OPEN in line or CHECK in line or _DAY.fullmatch(line):
            continue
        at = start
        for sentence in sentences_of(line):
            begin, end = _span(text, sentence, at)
            at = end
            if (sentence.text, sentence.marks) not in own:
                label = _LABEL.match(sentence.text)
                cut = label.end() if label else 0
                sentence, begin = replace(sentence, text=sentence.text[cut:]), begin + cut
                marks += _amiss(sentence, begin, end, sources, letter)
    return marks


def outdated(text: str, draft: Draft, held: Mapping[str, Passage]) -> list[Mark]:
    """The marks of citations whose passage is no longer held as it was cited; held is by id."""
    found = []
    for citation in draft.citations:
        now = held.get(citation.passage.id)
        at = text.find(mark := f"[{citation.number}]")
        if at >= 0 and (now is None or now.evidence != citation.passage.evidence):
            why = "已停用或不在库中" if now is None else "已更新，原文有变"
            found.append(Mark(at, at + len(mark), f"{mark} 所引的文件{why}，请核对"))
    return found


def _amiss(
    sentence: Sentence, start: int, end: int, sources: Sequence[Passage], letter: Passage
) -> Iterator[Mark]:
    unknown = [m for m in sentence.marks if not 1 <= m <= len(sources)]
    if unknown:
        yield Mark(start, end, f"没有编号为 [{unknown[0]}] 的引文")
    elif sentence.marks:
        for one in verify(sentence.with_marks(), sources, letter.text).failed:
            yield from (_mark(sentence, start, end, fault) for fault in one.faults)
    else:
        held = "\n".join(passage.text for passage in (*sources, letter))
        told = _PLACE.sub(lambda m: " " * len(m[0]) if m[0] in held else m[0], sentence.text)
        for fault in facts_amiss(told, [*sources, letter]):
            yield _mark(sentence, start, end, fault.replace("所引段落没有", "引文和来信中没有"))


def _mark(sentence: Sentence, start: int, end: int, fault: str) -> Mark:
    """At the words that the fault names, else at the sentence."""
    for named in _NAMED.findall(fault):
        found = fold(sentence.text).find(named)
        if found >= 0 and start + found + len(named) <= end:
            return Mark(start + found, start + found + len(named), fault)
    return Mark(start, end, fault)


def _span(text: str, sentence: Sentence, at: int) -> tuple[int, int]:
    """Where a sentence stands; marks between its words are passed over."""
    found = text.find(sentence.text, at)
    if found >= 0:
        return found, found + len(sentence.text)
    begin = text.find(sentence.text[:4], at)
    tail = sentence.text[-4:]
    end = text.find(tail, begin)
    return (begin, end + len(tail)) if 0 <= begin <= end else (at, at + len(sentence.text))
