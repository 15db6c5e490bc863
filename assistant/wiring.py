"""The only place that joins concrete parts."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.library import Library
from assistant.model.chat_client import ChatService
from assistant.model.generate import Writer
from assistant.open_index import Progress, build_index
from assistant.pipeline import Assistant
from assistant.settings import Settings
from corpus.errors import LibraryMissing
from corpus.expected_questions import expected_questions
from corpus.library import CorpusReport, load_passages
from index.weighing import SHIPPED, Weighing

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from corpus.programmes import Programmes


def load_corpus(settings: Settings, documents: Path | None = None) -> CorpusReport:
    """The documents of a folder (the shipped ones by default). Raises LibraryMissing."""
    report = load_passages(documents or settings.documents_dir)
    if not report.passages:
        said = f"；{report.problems[0]}" if report.problems else ""
        raise LibraryMissing(
            f"{documents or settings.documents_dir} 中没有可用的文件（.txt 或 .md）{said}"
        )
    return report


def build_assistant(
    settings: Settings,
    documents: Path | None = None,
    *,
    legs: Sequence[str] = ("words", "vectors"),
    weighing: Weighing = SHIPPED,
    expecting: bool = True,
    progress: Progress | None = None,
) -> Assistant:
    """The assistant over a folder of documents, its index synced first; expecting is off where
    the questions expected of the documents are to be left out."""
    for line in settings.left_out:
        _warn(line)
    corpus = load_corpus(settings, documents)
    index = build_index(settings, corpus, documents, progress, weighing)
    if "vectors" not in legs:
        index = replace(index, embedder=None)
    passages = index.retriever.passages if index.stale else corpus.passages
    expected, faults = expected_questions(passages, documents or settings.documents_dir)
    for fault in faults:
        warnings.warn(str(fault), stacklevel=2)
    return Assistant(
        Library(passages, corpus.cards),
        index.retriever,
        max_chars=settings.max_question_chars,
        today=settings.day,
        legs=legs,
        expected=index.questions(expected if expecting else (), progress),
        writer=_writer(settings),
    )


def build_chat_model(settings: Settings) -> BaseChatModel | None:
    """The model configured, as LangChain's chat model; None where there is none to be used."""
    if not settings.chat_base_url and not settings.chat_model:
        return None
    if not (settings.chat_base_url and settings.chat_model):
        lacking = "POLICY_CHAT_MODEL" if settings.chat_base_url else "POLICY_CHAT_BASE_URL"
        _warn(f"没有填写 {lacking}，只用原文摘录")
        return None
    settings.silence_tracing()
    from assistant.model.chat_model import ServiceChatModel

    return ServiceChatModel(service=_service(settings))


def _service(settings: Settings) -> ChatService:
    return ChatService(
        base_url=settings.chat_base_url,
        api_key=settings.chat_api_key.get_secret_value(),
        model=settings.chat_model,
        first_token_seconds=settings.chat_first_token_seconds,
        seconds=settings.chat_seconds,
        retries=settings.chat_retries,
        max_tokens=settings.chat_max_tokens,
    )


def _writer(settings: Settings) -> Writer | None:
    model = build_chat_model(settings)
    if model is None:
        return None
    return Writer(
        model,
        seconds=settings.chat_seconds,
        context_chars=settings.chat_context_chars,
        today=settings.day,
    )


def _warn(line: str) -> None:
    warnings.warn(line, stacklevel=3)


def open_programmes(settings: Settings, documents: Path | None = None) -> Programmes:
    """The eligibility rules over the documents they cite. Raises ProgrammesBroken.

    Needs no index: the documents are read, not searched.
    """
    from corpus.programmes import load_programmes  # pydantic models: not at the start

    return load_programmes(load_corpus(settings, documents).passages)
