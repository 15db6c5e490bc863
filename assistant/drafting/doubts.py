"""What of a draft a person is to hold against its source before it goes out, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Answer, AnswerStatus, Citation
from assistant.composing.lead import DEPENDS, NO, YES
from assistant.drafting.draft import CHECK, DraftPart
from assistant.understanding.matter import matter
from assistant.understanding.question import Kind, Question
from corpus.figures import figures
from corpus.passage import Passage

NAME = re.compile(r"^关于“(.+?)”：")
_WHICH = re.compile("多[少大长久高]|几|哪|什么|啥|怎|咋|谁|何")
_SURE = 0.75  # probability: of dev questions answered below it more are wrong than right
_TIERS = 4  # figures of one measure in a line from which it is a scale
_UNSURE = f"{CHECK}这一回答把握不大，请核对所引原文是否就是所问。"
_SCALE = f"{CHECK}所引列有几档或几个数，请写明适用的是哪一个。"
_ELSEWHERE = f"{CHECK}所引与前面所答不是同一份文件，问句也没有点明，请核对说的是不是同一件事。"
_REPEATED = f"{CHECK}所引与前面一问相同，请核对是否答到了所问。"
_LACKING = f"{CHECK}来信所述不足以得出结论，请补齐所缺资料后答复。"
_UNDECIDED = f"{CHECK}问的是“是不是、能不能”，请据所引原文写明结论。"
_DECIDED = (YES, NO, DEPENDS, "文件所列与您说的不同", "您说的")


def doubts(question: str, answer: Answer, told: str, before: Sequence[Citation]) -> list[str]:
    """The lines that stand under an answer; told are its lines that answer, before is what the
    answer to the question before it cites."""
    found = []
    asked = [(_asked(line, question), line) for line in told.splitlines()]
    if answer.confidence is not None and told and answer.confidence < _SURE:
        found.append(_UNSURE)
    elif any(_undecided(about, line) for about, line in asked):
        found.append(_UNDECIDED)
    elif any(_is_scale(about, line) for about, line in asked):
        found.append(_SCALE)
    elif told and _strays(question, answer.citations, before):
        found.append(_ELSEWHERE)
    if answer.form and answer.status is AnswerStatus.PARTLY_ANSWERED:
        found.append(_LACKING)
    return found


def repeating(part: DraftPart, earlier: Sequence[DraftPart]) -> DraftPart:
    """The part, to be checked where it only says what was said to another question."""
    said = [set(_sentences(e.text)) for e in earlier]
    own = set(_sentences(part.text))
    if own and part.status is AnswerStatus.ANSWERED and any(own <= s for s in said):
        text, brief = (f"{t}\n{_REPEATED}" for t in (part.text, part.brief))
        return replace(part, text=text, brief=brief)
    return part


def _asked(line: str, question: str) -> str:
    named = NAME.match(line)
    return named[1] if named else question


def _undecided(about: str, line: str) -> bool:
    """Whether yes or no is asked and only a rule is told."""
    question = Question(about, date.min)
    bare = Kind.YES_NO in question.kinds and not _WHICH.search(about)
    return (bare or question.asks_yes_no) and not NAME.sub("", line).startswith(_DECIDED)


def _is_scale(about: str, line: str) -> bool:
    """Whether one figure or yes and no is asked and a row of figures of one measure is told."""
    question = Question(about, date.min)
    if question.asks_list or not question.kinds & {Kind.FIGURE, Kind.YES_NO}:
        return False
    measures = Counter(figure.measure for figure in figures(NAME.sub("", line)))
    return max(measures.values(), default=0) >= _TIERS


def _strays(question: str, citations: Sequence[Citation], before: Sequence[Citation]) -> bool:
    """Whether an answer rests on other documents than the one before it, and its question names
    nothing of them."""
    passages = [citation.passage for citation in citations]
    last = {citation.passage.source.id for citation in before}
    named = any(pair in _named(p) for p in passages for pair in matter(question))
    return bool(last and passages) and not named and last.isdisjoint(p.source.id for p in passages)


def _named(passage: Passage) -> str:
    return "".join((passage.source.title, *passage.source.topics, *passage.heading_path))


def _sentences(text: str) -> list[str]:
    return [s for s in re.split(r"[。\n]|\[\d+\]", text) if len(s) > 6]  # "能。" says no more
