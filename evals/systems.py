"""The systems compared side by side: ours, ours with a part off, the tutorial pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.answer import Answer, Turn
from corpus.passage import Passage
from evals.case import InputError
from index.weighing import Weighing

if TYPE_CHECKING:
    from assistant.settings import Settings

OURS, WORDS, VECTORS = "ours", "words", "vectors"
TUTORIAL = ("tutorial-1", "tutorial-4")
WITHOUT: dict[str, dict[str, Any]] = {
    "no-whole": {"weighing": Weighing(whole=0)},
    "no-inner": {"weighing": Weighing(inner=0)},
    "no-expansion": {"weighing": Weighing(expansion=0)},
    "no-expected": {"expecting": False},
}
"""Ours with one part of the search off, by what build_assistant is told."""
NAMES = (OURS, WORDS, VECTORS, *WITHOUT, *TUTORIAL)


class System(Protocol):
    """What is evaluated: answers a question, and shows what it would retrieve for it."""

    @property
    def passages(self) -> Sequence[Passage]:
        """Everything that can be cited."""

    def ask(self, question: str, history: Sequence[Turn]) -> Answer:
        """The answer to a question."""

    def retrieve(self, question: str, history: Sequence[Turn], k: int) -> list[Any]:
        """Hits (passage, score), best first."""


@dataclass(frozen=True)
class AssistantSystem:
    """Our assistant, whole or with a part of the search off."""

    assistant: Any

    @property
    def passages(self) -> Sequence[Passage]:
        """The passages of the library."""
        return tuple(self.assistant.passages)

    def ask(self, question: str, history: Sequence[Turn]) -> Answer:
        """The assistant's own answer."""
        answer: Answer = self.assistant.ask(question, history)
        return answer

    def retrieve(self, question: str, history: Sequence[Turn], k: int) -> list[Any]:
        """What the pipeline retrieves for this question."""
        return list(self.assistant.retrieve(question, history, k))


def expand(names: str) -> list[str]:
    """ "ours,tutorial" -> the systems meant, each once."""
    found: list[str] = []
    for name in filter(None, (part.strip() for part in names.split(","))):
        members = TUTORIAL if name == "tutorial" else (name,)
        found.extend(m for m in members if m not in found)
    unknown = [name for name in found if name not in NAMES]
    if unknown or not found:
        raise InputError(
            f"未知系统：{'、'.join(unknown) or '空'}；可选：{'、'.join(NAMES)}、tutorial"
        )
    return found


def build(name: str, settings: Settings, documents: Path | None) -> System:
    """One system over the shipped documents, or over a folder of its own."""
    if name in TUTORIAL:
        from evals.tutorial import build_tutorial

        return build_tutorial(settings, documents, top=int(name.rsplit("-", 1)[1]))
    from assistant.wiring import build_assistant

    told = {OURS: {}, **WITHOUT}.get(name, {"legs": (name,)})
    return AssistantSystem(build_assistant(settings, documents, **told))


def with_mode(settings: Settings, mode: str) -> Settings:
    """The settings with the mode asked for; generated needs a model service."""
    if mode not in ("extractive", "generated"):
        raise InputError(f"未知模式：{mode}；可选：extractive、generated")
    if mode == "generated" and settings.offline:
        raise SystemExit("已设 POLICY_OFFLINE=true，不能以 generated 模式运行")
    if mode == "generated" and not (settings.chat_base_url and settings.chat_model):
        raise SystemExit(
            "未配置模型服务，不能以 generated 模式运行"
            "（设置 POLICY_CHAT_BASE_URL 和 POLICY_CHAT_MODEL）"
        )
    if mode == "extractive":
        return settings.model_copy(update={"chat_base_url": "", "chat_model": ""})
    return settings


def chat_model(settings: Settings) -> Any:
    """The configured chat model, for the judge."""
    from assistant.wiring import build_chat_model

    model = build_chat_model(settings)
    if model is None:
        raise InputError("未配置模型服务，不能评判")
    return model
