"""The only place that joins concrete parts."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.library import Library
from assistant.open_index import Progress, build_retriever
from assistant.pipeline import Assistant
from assistant.reader.reader import OnnxReader
from assistant.settings import Settings, SettingsBroken
from assistant.writing.chat_model import build_chat_model
from assistant.writing.write import Writer
from corpus.errors import LibraryMissing
from corpus.library import CorpusReport, load_passages
from index.indexer import store_for

if TYPE_CHECKING:
    from corpus.programmes import Programmes
    from index.retriever import Retriever


def load_corpus(settings: Settings, documents: Path | None = None) -> CorpusReport:
    """The documents of a folder (the shipped ones by default). Raises LibraryMissing."""
    report = load_passages(documents or settings.documents_dir)
    if not report.passages:
        said = f"；{report.problems[0]}" if report.problems else ""
        raise LibraryMissing(f"{documents or settings.documents_dir} 中没有可用的文件{said}")
    return report


def build_assistant(
    settings: Settings,
    documents: Path | None = None,
    *,
    legs: Sequence[str] = ("words", "vectors"),
    progress: Progress | None = None,
) -> Assistant:
    """The assistant over a folder of documents, its index synced first."""
    for line in settings.left_out:
        warnings.warn(line, stacklevel=2)
    corpus = load_corpus(settings, documents)
    retriever = build_retriever(settings, corpus, documents, progress)
    return assemble(settings, corpus, retriever, legs, documents)


def assemble(
    settings: Settings,
    corpus: CorpusReport,
    retriever: Retriever,
    legs: Sequence[str] = ("words", "vectors"),
    documents: Path | None = None,
) -> Assistant:
    """The assistant over documents that are read and can be searched."""
    folder = documents or settings.documents_dir
    return Assistant(
        Library(retriever.passages, corpus.cards, corpus.problems, corpus.links),
        retriever,
        OnnxReader(),
        max_chars=settings.max_question_chars,
        seconds=settings.answer_seconds,
        today=settings.day,
        legs=legs,
        writer=_writer(settings),
        kept=settings.data_dir / f"{store_for(folder, settings.data_dir).name}-cards.json",
    )


def with_listed_words(assistant: Assistant, settings: Settings) -> Assistant:
    """The same, heeding the office's list where there is a state. Raises SettingsBroken."""
    from assistant.records.database import Database, DatabaseUnknown  # not for an evaluation
    from assistant.records.open_records import place_of
    from assistant.records.words import WordStore

    place = place_of(settings)
    if isinstance(place, str) or place.exists():
        try:
            assistant.listed = WordStore(Database(place)).found
        except DatabaseUnknown as fault:
            raise SettingsBroken(str(fault)) from None
    return assistant


def _writer(settings: Settings) -> Writer | None:
    model = build_chat_model(settings)
    if model is None:
        return None
    return Writer(
        model,
        seconds=settings.chat_seconds,
        first_token_seconds=settings.chat_first_token_seconds,
        context_chars=settings.chat_context_chars,
        today=settings.day,
    )


def open_programmes(settings: Settings, documents: Path | None = None) -> Programmes:
    """The eligibility rules over the documents they cite. Raises ProgrammesBroken.

    Needs no index: the documents are read, not searched.
    """
    from corpus.programme_reading import load_programmes  # pydantic models: not at the start

    return load_programmes(load_corpus(settings, documents).passages)
