"""What is sent to the model: the prompts, and the sources inside fences they cannot close."""

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
    """The system prompt and the question with its sources, numbered from 1; quotes are sentences
    that are kept when a source is too long."""
    boundary = secrets.token_hex(6)  # drawn after the documents were written
    told = ""
    for number, passage in enumerate(sources, 1):  # what a short one leaves, the next may take
        text = fitted(passage, quotes, budget // (len(sources) + 1 - number))
        budget -= len(text)
        told += _fenced(number, passage, text, day, boundary) + "\n\n"
    asked = f"今天是{day.year}年{day.month}月{day.day}日。\n\n{told}问题：{_line(question)}"
    return [("system", prompt("system").format(short=SHORT, long=LONG)), ("user", asked)]


def repair_messages(asked: Messages, written: str, failed: Sequence[Sentence]) -> Messages:
    """The same talk, and the sentences that failed with the reasons."""
    listed = "\n".join(
        f"{number}) {sentence.with_marks()}\n   问题：{'；'.join(dict.fromkeys(sentence.faults))}"
        for number, sentence in enumerate(failed, 1)
    )
    return [*asked, ("assistant", written), ("user", prompt("repair").format(failed=listed))]


def fitted(passage: Passage, quotes: Sequence[str], most: int) -> str:
    """The text within so many characters: whole sentences, those with a quote first, then from
    the top; GAP where some are left out. What speaks to a machine in it is left out."""
    sentences = passage.sentences if len(passage.evidence) > most else [passage.evidence]
    needed = [any(q in s or s.strip() in q for q in quotes) for s in sentences]
    chosen: set[int] = set()
    for n in sorted(range(len(sentences)), key=lambda n: (not needed[n], n)):
        if sum(len(sentences[m]) + len(GAP) for m in (*chosen, n)) <= most + len(GAP):
            chosen.add(n)
    told = "".join(s if n in chosen else GAP for n, s in enumerate(sentences))
    return re.sub(f"(?:{GAP})+", GAP, told) if chosen else ""


def _fenced(number: int, passage: Passage, text: str, day: date, boundary: str) -> str:
    """One source: what it is, where in it, and its text, between marks that it cannot know."""
    source = passage.source
    named: dict[str, object] = {"标题": f"{source.title}（{source.kind}）"}
    named |= {"文号": source.document_number, "发布机构": source.issuer}
    named |= {"发布日期": source.issued_on, "时效": source.status_on(day)}
    named |= {"计划年度": source.year, "位置": " › ".join(passage.heading_path)}
    card = "　".join(f"{name}：{_line(str(said))}" for name, said in named.items() if said)
    ends = f"来源{number} {boundary}"
    return f"<<<{ends}\n{card}\n正文：\n{clean(text)}\n>>>{ends}"


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", clean(text))
