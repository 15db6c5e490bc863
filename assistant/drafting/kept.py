"""A letter's parts and a draft as JSON and back, for a database."""

from __future__ import annotations

from pydantic import TypeAdapter

from assistant.drafting.draft import Draft
from assistant.drafting.letter import Letter

_LETTER, _DRAFT = TypeAdapter(Letter), TypeAdapter(Draft)


def letter_json(letter: Letter) -> str:
    """A letter to be kept."""
    return _LETTER.dump_json(letter).decode("utf-8", "replace")


def letter_kept(told: str) -> Letter:
    """A letter that was kept."""
    return _LETTER.validate_json(told)


def draft_json(draft: Draft) -> str:
    """A draft to be kept, with the passages that it rests on as they are."""
    return _DRAFT.dump_json(draft).decode("utf-8", "replace")


def draft_kept(told: str) -> Draft:
    """A draft that was kept."""
    return _DRAFT.validate_json(told)
