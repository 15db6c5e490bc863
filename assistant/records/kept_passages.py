"""The passages that answers rested on, by digest: a citation opens its text for ever."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select

from assistant.records.database import Database, put_missing
from assistant.records.tables import KeptPassage
from corpus.passage import Passage

_PASSAGE = TypeAdapter(Passage)


class KeptPassages:
    """Every passage that was ever held, as it was; none is altered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, passages: Iterable[Passage]) -> int:
        """Keep those that are not kept yet; returns how many."""
        held = {passage.digest: passage for passage in passages}
        with self._database.writing() as session:
            known = set(session.scalars(select(KeptPassage.digest)))
            fresh = [
                {
                    "digest": digest,
                    "passage_id": passage.id,
                    "passage": _PASSAGE.dump_json(passage).decode("utf-8", "replace"),
                    "kept_at": datetime.now(UTC),
                }
                for digest, passage in held.items()
                if digest not in known
            ]
            if fresh:
                put_missing(session, KeptPassage, fresh)
        return len(fresh)

    def find(self, passage_id: str, digest: str) -> Passage | None:
        """The passage of an id as it was when its digest began so; None where none is kept."""
        wanted = select(KeptPassage.passage).where(
            KeptPassage.passage_id == passage_id,
            KeptPassage.digest.startswith(digest, autoescape=True),
        )
        with self._database.reading() as session:
            kept = session.scalar(wanted.limit(1))
        return _passage(kept) if kept else None

    def of(self, digests: Iterable[str]) -> dict[str, Passage]:
        """The passages by their digests, without those that are not kept."""
        wanted = select(KeptPassage.digest, KeptPassage.passage)
        wanted = wanted.where(KeptPassage.digest.in_(list(digests)))
        with self._database.reading() as session:
            rows = session.execute(wanted).all()
        read = ((digest, _passage(kept)) for digest, kept in rows)
        return {digest: passage for digest, passage in read if passage}


def _passage(kept: str) -> Passage | None:
    try:
        return _PASSAGE.validate_json(kept)
    except ValidationError:  # of a version of the program that told documents otherwise
        return None
