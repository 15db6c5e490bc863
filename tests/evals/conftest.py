"""A tiny library and a scripted system of the assistant's shape."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, SimpleNamespace
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
HNTE, BOTH, MONEY = "今年要多少家高企?", "研发占比和孵化器呢?", "补贴多少钱?"
PROOFS = (("新增高新技术企业300家",), ("占比达到2.4%左右", "新建孵化器35家"))
HNTES, TWO = (("300家", "三百家"),), (("2.4%",), ("35家",))
CASES = (
    Case("a", "single_target", HNTE, True, HNTES, ("120家",), PROOFS[0], place="q.jsonl:1"),
    Case("b", "list", BOTH, True, TWO, (), PROOFS[1], place="q.jsonl:2"),
    Case("c", "unanswerable", MONEY, False, forbidden=("50万元",), place="q.jsonl:3"),
)
FUNDS = {"facts": (("50万元",),), "evidence": ("补贴50万元",)}
TRAIN_CASES = tuple(
    Case(key, "diet", f"{n}补贴多少?", True, **FUNDS, document=f"{n}.txt", given_split=split)
    for key, n, split in (("t1", "甲办法", "unseen"), ("t2", "乙办法", "train"))
)
SCRIPT = {
    HNTE: ("2023年新增高新技术企业300家[1]。", (0,)),
    BOTH: ("占比2.4%左右[1],孵化器35家[2]。", (1, 2)),
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
def evals(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., SimpleNamespace]:
    """python -m evals, in this process."""
    from evals.__main__ import main

    def run(*args: object) -> SimpleNamespace:
        monkeypatch.setattr(sys, "argv", ["evals", *map(str, args)])
        code: Any = 0
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        said = capsys.readouterr()
        return SimpleNamespace(code=code, out=said.out, err=said.err)

    return run


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
def wiring(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scripted: Callable[..., Scripted]
) -> SimpleNamespace:
    """assistant.wiring replaced: calls are what it was asked to build, system is what it built."""
    made = SimpleNamespace(calls=[], system=scripted())

    def build_assistant(settings: Any, documents: Path | None = None, **rest: Any) -> Any:
        files = sorted(p.name for p in documents.iterdir()) if documents else None
        made.calls.append({"documents": documents, "files": files, **rest})
        return made.system

    fake = ModuleType("assistant.wiring")
    fake.build_assistant = build_assistant  # type: ignore[attr-defined]  # a stand-in module
    monkeypatch.setitem(sys.modules, "assistant.wiring", fake)
    monkeypatch.setenv("POLICY_STORE_DIR", str(tmp_path / "store"))
    return made


@pytest.fixture
def saved(tmp_path: Path, wiring: SimpleNamespace) -> Callable[..., Path]:
    """A run of the scripted system over the three cases, or over others."""
    from evals.run import Plan, run

    def save(name: str = "run", cases: Sequence[Case] = CASES, **changes: Any) -> Path:
        wiring.system = Scripted(script=dict(SCRIPT) | changes)
        list(run(Plan(tuple(cases), ()), tmp_path / name))
        return tmp_path / name

    return save


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A question set of cases, below tmp_path."""
    from evals.folder import write_rows

    def save(name: str, cases: Sequence[Case]) -> Path:
        write_rows(tmp_path / name, [case.to_json() for case in cases])
        return tmp_path / name

    return save


@pytest.fixture
def train(tmp_path: Path, write: Callable[..., Path]) -> Path:
    """Two documents that do not ship, one of them with an unseen question."""
    write("train/questions.jsonl", TRAIN_CASES)
    (tmp_path / "train" / "documents").mkdir()
    for name in ("甲办法.txt", "乙办法.txt"):
        text = f"{name[:3]}\n\n补贴50万元。\n"
        (tmp_path / "train" / "documents" / name).write_text(text, "utf-8")
    return tmp_path / "train"
