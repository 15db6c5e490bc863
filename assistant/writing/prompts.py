"""What is sent to the model: the prompts, and the sources inside fences they cannot close."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from assistant.guard import clean
from corpus.figures import figures
from corpus.passage import Passage

SHORT, LONG = 200, 700  # characters of an answer: one figure, a list
GAP = "……"
_FOLDER = Path(__file__).parent / "prompts"
_BREAK = re.compile(r"(?<!\d)[，、,；;：](?!\d)|[；;]")

Messages = list[tuple[str, str]]


@cache
def prompt(name: str) -> str:
    """A prompt of prompts/, as written."""
    return (_FOLDER / f"{name}.md").read_text(encoding="utf-8").strip()


def answer_messages(
    question: str,
    sources: Sequence[Passage],
    quotes: Sequence[str],
    day: date,
    budget: int,
    boundary: str = "",
) -> Messages:
    """The system prompt and the question with its sources, numbered from 1.

    quotes are sentences that are kept when a source is too long; boundary is for tests.
    """
    boundary = boundary or _boundary([p.text for p in sources])
    texts = fitted(sources, quotes, budget)
    told = "\n\n".join(
        fenced(number, passage, text, day, boundary)
        for number, (passage, text) in enumerate(zip(sources, texts, strict=True), 1)
    )
    asked = f"今天是{day.year}年{day.month}月{day.day}日。\n\n{told}\n\n问题：{_line(question)}"
    return [("system", prompt("system").format(short=SHORT, long=LONG)), ("user", asked)]


def repair_messages(
    asked: Messages, written: str, failed: Iterable[tuple[str, Sequence[str]]]
) -> Messages:
    """The same talk, and the sentences that failed with the reasons."""
    listed = "\n".join(
        f"{number}) {sentence}\n   问题：{'；'.join(reasons)}"
        for number, (sentence, reasons) in enumerate(failed, 1)
    )
    return [*asked, ("assistant", written), ("user", prompt("repair").format(failed=listed))]


def fenced(number: int, passage: Passage, text: str, day: date, boundary: str) -> str:
    """One source: what it is, where in it, and its text, between marks that it cannot know."""
    source = passage.source
    issued = f"发布日期：{source.issued_on}" if source.issued_on else ""
    card = "　".join(
        filter(
            None,
            (
                f"标题：{source.title}（{source.kind}）",
                f"文号：{source.document_number}" if source.document_number else "",
                f"发布机构：{source.issuer}" if source.issuer else "",
                issued,
                f"时效：{source.status_on(day)}",
                f"{source.year}年计划" if source.year else "",
            ),
        )
    )
    place = " › ".join(passage.heading_path) or "正文"
    lines = (f"<<<来源{number} {boundary}", _line(card), f"位置：{_line(place)}", "正文：")
    return "\n".join((*lines, clean(text), f">>>来源{number} {boundary}"))


def fitted(sources: Sequence[Passage], quotes: Sequence[str], budget: int) -> list[str]:
    """The texts within a budget of characters: the longest are shortened, at sentence ends.
    What speaks to a machine in them is left out of all."""
    texts = [p.evidence for p in sources]
    lengths = [len(text) for text in texts]
    if sum(lengths) <= budget:
        return texts
    most = _most_each(lengths, budget)
    return [
        text if len(text) <= most else _shortened(p, quotes, most)
        for p, text in zip(sources, texts, strict=True)
    ]


def _most_each(lengths: Sequence[int], budget: int) -> int:
    """The length to which the longest must come down for all to fit."""
    left, waiting = budget, sorted(lengths)
    for done, length in enumerate(waiting):
        share = left // (len(waiting) - done)
        if length > share:
            return share
        left -= length
    return max(lengths, default=0)


def _shortened(passage: Passage, quotes: Sequence[str], most: int) -> str:
    """Sentences with a quote first, then from the top; GAP where something is left out."""
    sentences = [s.strip() for s in passage.sentences]
    needed = [any(q in s or s in q for q in quotes) for s in sentences]
    chosen: set[int] = set()
    left = most
    for n in sorted(range(len(sentences)), key=lambda n: (not needed[n], n)):
        if len(sentences[n]) + len(GAP) <= left:
            chosen.add(n)
            left -= len(sentences[n]) + len(GAP)
        elif not chosen:
            return cut(sentences[n], most)
    return _with_gaps(sentences, chosen)


def _with_gaps(sentences: Sequence[str], chosen: set[int]) -> str:
    told = ""
    for n, sentence in enumerate(sentences):
        if n in chosen:
            told += sentence
        elif not told.endswith(GAP):
            told += GAP
    return told


def cut(sentence: str, most: int) -> str:
    """The opening of a sentence up to a clause end within most characters, no figure broken."""
    told = figures(sentence)
    ends = [m.end() for m in _BREAK.finditer(sentence) if m.end() + len(GAP) <= most]
    whole = [at for at in ends if not any(f.start < at < f.end for f in told)]
    return sentence[: whole[-1]] + GAP if whole else GAP


def _boundary(texts: Sequence[str]) -> str:
    """A mark that no document can hold, because it is drawn after they were written."""
    while True:
        drawn = secrets.token_hex(6)
        if not any(drawn in text for text in texts):
            return drawn


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", clean(text))
