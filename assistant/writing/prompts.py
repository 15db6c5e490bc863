"""What is sent to the model: the prompts, and the sources inside fences they cannot close."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from assistant.guard import clean
from assistant.writing.sentences import Sentence
from corpus.passage import Passage

SHORT, LONG = 200, 700  # characters of an answer: one figure, a list
GAP = "……"
_FOLDER = Path(__file__).parent / "prompts"

Messages = list[tuple[str, str]]


@cache
def prompt(name: str) -> str:
    """A prompt of prompts/, as written."""
    return (_FOLDER / f"{name}.md").read_text(encoding="utf-8").strip()


def answer_messages(
    question: str, sources: Sequence[Passage], quotes: Sequence[str], day: date, budget: int
) -> Messages:
    """The system prompt and the question with its sources, numbered from 1.

    quotes are sentences that are kept when a source is too long.
    """
    boundary = secrets.token_hex(6)  # drawn after the documents were written
    texts = fitted(sources, quotes, budget)
    told = "\n\n".join(
        _fenced(number, passage, text, day, boundary)
        for number, (passage, text) in enumerate(zip(sources, texts, strict=True), 1)
        if text
    )
    asked = f"今天是{day.year}年{day.month}月{day.day}日。\n\n{told}\n\n问题：{_line(question)}"
    return [("system", prompt("system").format(short=SHORT, long=LONG)), ("user", asked)]


def repair_messages(asked: Messages, written: str, failed: Sequence[Sentence]) -> Messages:
    """The same talk, and the sentences that failed with the reasons."""
    listed = "\n".join(
        f"{number}) {sentence.with_marks()}\n   问题：{'；'.join(dict.fromkeys(sentence.faults))}"
        for number, sentence in enumerate(failed, 1)
    )
    return [*asked, ("assistant", written), ("user", prompt("repair").format(failed=listed))]


def fitted(sources: Sequence[Passage], quotes: Sequence[str], budget: int) -> list[str]:
    """The texts within a budget of characters; what a short one leaves, the next may take.
    What speaks to a machine in them is left out of all."""
    texts = [""] * len(sources)
    by_length = sorted(range(len(sources)), key=lambda n: len(sources[n].evidence))
    for done, n in enumerate(by_length):
        texts[n] = _shortened(sources[n], quotes, budget // (len(sources) - done))
        budget -= len(texts[n])
    return texts


def _shortened(passage: Passage, quotes: Sequence[str], most: int) -> str:
    """Whole sentences, those with a quote first, then from the top; GAP where some are left out."""
    if len(passage.evidence) <= most:
        return passage.evidence
    sentences = passage.sentences
    needed = [any(q in s or s.strip() in q for q in quotes) for s in sentences]
    chosen: set[int] = set()
    for n in sorted(range(len(sentences)), key=lambda n: (not needed[n], n)):
        if sum(len(sentences[m]) + len(GAP) for m in (*chosen, n)) <= most:
            chosen.add(n)
    told = "".join(s if n in chosen else GAP for n, s in enumerate(sentences))
    return re.sub(f"(?:{GAP})+", GAP, told) if chosen else ""


def _fenced(number: int, passage: Passage, text: str, day: date, boundary: str) -> str:
    """One source: what it is, where in it, and its text, between marks that it cannot know."""
    source = passage.source
    named = {
        "标题": f"{source.title}（{source.kind}）",
        "文号": source.document_number,
        "发布机构": source.issuer,
        "发布日期": source.issued_on,
        "时效": source.status_on(day),
        "计划年度": source.year,
        "位置": " › ".join(passage.heading_path),
    }
    card = "　".join(f"{name}：{_line(str(said))}" for name, said in named.items() if said)
    ends = f"来源{number} {boundary}"
    return f"<<<{ends}\n{card}\n正文：\n{clean(text)}\n>>>{ends}"


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", clean(text))
