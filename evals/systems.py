"""The systems compared side by side: ours, ours with one search leg, the tutorial pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.answer import Answer, Turn
from corpus.passage import Passage
from evals.case import InputError

if TYPE_CHECKING:
    from assistant.settings import Settings

OURS, LEGS, TUTORIAL = "ours", ("words", "vectors"), ("tutorial-1", "tutorial-4")
NAMES = (OURS, *LEGS, *TUTORIAL)


class System(Protocol):
    """What is evaluated: answers a question, and shows what it would retrieve for it."""

    @property
    def passages(self) -> Sequence[Passage]:
        """Everything that can be cited."""

    def ask(self, question: str, history: Sequence[Turn]) -> Answer:
        """The answer to a question."""

    def retrieve(self, question: str, history: Sequence[Turn], k: int) -> Sequence[Any]:
        """Hits (passage, score), best first."""


def expand(names: str) -> list[str]:
    """ "ours,tutorial" -> the systems meant, each once."""
    found: list[str] = []
    for name in filter(None, (part.strip() for part in names.split(","))):
        members = TUTORIAL if name == "tutorial" else (name,)
        found.extend(m for m in members if m not in found)
    unknown = "、".join(name for name in found if name not in NAMES)
    if unknown or not found:
        raise InputError(f"未知系统：{unknown or '空'}；可选：{'、'.join(NAMES)}、tutorial")
    return found


def build(name: str, settings: Settings, documents: Path | None) -> System:
    """One system over the shipped documents, or over a folder of its own."""
    if name in TUTORIAL:
        from evals.tutorial import build_tutorial

        return build_tutorial(settings, documents, top=int(name.rsplit("-", 1)[1]))
    from assistant.wiring import build_assistant

    if name in LEGS:
        return build_assistant(settings, documents, legs=(name,))
    return build_assistant(settings, documents)


def with_mode(settings: Settings, mode: str) -> Settings:
    """The settings with the mode asked for; generated needs a model service."""
    if mode not in ("extractive", "generated"):
        raise InputError(f"未知模式：{mode}；可选：extractive、generated")
    if mode == "extractive":
        return settings.model_copy(update={"chat_base_url": "", "chat_model": ""})
    if settings.offline:
        raise SystemExit("已设 POLICY_OFFLINE=true，不能以 generated 模式运行")
    if not settings.has_chat_model:
        raise SystemExit(
            "未配置模型服务，不能以 generated 模式运行"
            "（设置 POLICY_CHAT_BASE_URL 和 POLICY_CHAT_MODEL）"
        )
    return settings
