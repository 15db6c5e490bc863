"""A policy document and its identity card."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """时效: whether a document may still be relied on."""

    IN_FORCE = "有效"
    PARTLY_IN_FORCE = "部分有效"
    REPEALED = "已废止"
    HISTORICAL = "历史"


class Kind(StrEnum):
    """Whether the official text is held, or only our own summary of it."""

    FULL_TEXT = "全文"
    DIGEST = "摘编"


@dataclass(frozen=True, slots=True)
class Source:
    """Identity card of a document. Dates are ISO, to the precision published ("2022-09")."""

    id: str
    title: str
    issuer: str = ""
    document_number: str = ""
    index_number: str = ""
    issued_on: str = ""
    effective_on: str = ""
    expires_on: str = ""
    status: Status = Status.IN_FORCE
    region: str = ""
    year: int | None = None
    topics: tuple[str, ...] = ()
    kind: Kind = Kind.FULL_TEXT
    url: str = ""
    note: str = ""
    file_digest: str = ""
    path: str = ""

    def status_on(self, day: date) -> Status:
        """The status on a day: a term that has run out makes a document historical."""
        if self.expires_on and self.expires_on < day.isoformat()[: len(self.expires_on)]:
            return Status.HISTORICAL
        return self.status


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd about a document that is kept; field is empty where the text is meant."""

    message: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A source with its body text (page furniture and what nobody can see removed).

    header is the block the identity card was read from, as published.
    """

    source: Source
    body: str
    header: str = ""
    warnings: tuple[str, ...] = field(default=())
    remarks: tuple[Remark, ...] = ()
