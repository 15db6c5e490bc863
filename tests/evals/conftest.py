"""A tiny library and a scripted system of the assistant's shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.answer import Answer, AnswerStatus, Citation, Turn
from corpus.document import Source
from corpus.passage import Passage
from evals.case import Case

PLAN = Source(id="plan", title="2023年工作要点")
PASSAGES = (
    Passage(PLAN, ("一、目标",), "1", "年内新增高新技术企业300家;新建研发机构120家。", 0),
    Passage(PLAN, ("一、目标",), "2", "研发投入占比达到2.4%左右。", 1),
    Passage(PLAN, ("二、平台",), "1", "新建孵化器35家,省级5家。", 2),
)
CASES = (
    Case(
        id="a",
        category="single_target",
        question="今年要多少家高企?",
        answerable=True,
        facts=(("300家", "三百家"),),
        forbidden=("120家",),
        evidence=("新增高新技术企业300家",),
        place="q.jsonl:1",
    ),
    Case(
        id="b",
        category="list",
        question="研发占比和孵化器呢?",
        answerable=True,
        facts=(("2.4%",), ("35家",)),
        evidence=("占比达到2.4%左右", "新建孵化器35家"),
        place="q.jsonl:2",
    ),
    Case(
        id="c",
        category="unanswerable",
        question="补贴多少钱?",
        answerable=False,
        forbidden=("50万元",),
        place="q.jsonl:3",
    ),
)
SCRIPT = {
    CASES[0].question: ("2023年新增高新技术企业300家[1]。", (0,)),
    CASES[1].question: ("占比2.4%左右[1],孵化器35家[2]。", (1, 2)),
}


@dataclass
class Scripted:
    """Answers by script; asked records the questions, crash_on names one that fails."""

    script: dict[str, tuple[str, tuple[int, ...]]] = field(default_factory=lambda: dict(SCRIPT))
    crash_on: str = ""
    interrupt_on: str = ""
    asked: list[str] = field(default_factory=list)
    passages: tuple[Passage, ...] = PASSAGES

    def ask(self, question: str, history: Sequence[Turn]) -> Answer:
        self.asked.append(question)
        if question == self.interrupt_on:
            raise KeyboardInterrupt
        if question == self.crash_on:
            raise RuntimeError("boom")
        if question not in self.script:
            return Answer(question, question, AnswerStatus.NOT_STATED, "文件没有写明。")
        text, cited = self.script[question]
        citations = tuple(Citation(n, PASSAGES[p]) for n, p in enumerate(cited, 1))
        return Answer(question, question, AnswerStatus.ANSWERED, text, citations)

    def retrieve(self, question: str, history: Sequence[Turn], k: int) -> list[Any]:
        cited = self.script.get(question, ("", ()))[1]
        order = [*cited, *(n for n in range(len(PASSAGES)) if n not in cited)]
        return [SimpleNamespace(passage=PASSAGES[n], score=1.0 / (n + 1)) for n in order][:k]


@pytest.fixture
def cases() -> tuple[Case, ...]:
    return CASES


@pytest.fixture
def passages() -> tuple[Passage, ...]:
    return PASSAGES


@pytest.fixture
def scripted() -> Callable[..., Scripted]:
    return Scripted


@pytest.fixture
def saved(tmp_path: Path) -> Callable[..., Path]:
    """A run of the scripted system over the three cases."""
    from evals.run import generate

    def save(name: str = "run", **changes: Any) -> Path:
        script = dict(SCRIPT) | changes
        generate(Scripted(script=script), CASES, tmp_path / name, {"system": name})
        return tmp_path / name

    return save
