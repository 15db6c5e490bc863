"""A policy document and its identity card."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """时效: whether a document may still be relied on."""

    IN_FORCE = "有效"
    PARTLY_IN_FORCE = "部分有效"
    REPEALED = "已废止"
    EXPIRED = "已失效"
    NOT_YET = "尚未施行"
    UNKNOWN = "未知"


LAPSED = (Status.REPEALED, Status.EXPIRED)
"""What may no longer be relied on."""


class Where(StrEnum):
    """Where a field of an identity card was read."""

    HEADER = "文件头"
    TITLE = "标题"
    INDEX_NUMBER = "索引号"
    SIGNATURE = "落款"
    CLAUSE = "正文"
    FILE_NAME = "文件名"
    STAFF = "工作人员"


class Kind(StrEnum):
    """Whether the official text is held, or only our own summary of it."""

    FULL_TEXT = "全文"
    DIGEST = "摘编"


@dataclass(frozen=True, slots=True)
class Stated:
    """What one field of a card says and where it was read; quote has the words of the text.

    value is as told to a reader: a term whose first day nobody states has no date, but is stated.
    """

    field: str
    value: str
    where: Where
    quote: str = ""


def is_over(told: str, day: date) -> bool:
    """Whether a day told as an ISO date, to whatever precision, is past; "" never is."""
    return bool(told) and told < day.isoformat()[: len(told)]


@dataclass(frozen=True, slots=True)
class Source:
    """Identity card of a document. Dates are ISO, to the precision published ("2022-09").

    What is not known is empty, a status None: nothing is defaulted. formal_title is the full one
    where the text has it beside a short title; repealed_by is the title of a document of the
    library that says it repeals this one, which staff has yet to confirm.
    """

    id: str
    title: str
    issuer: str = ""
    document_number: str = ""
    index_number: str = ""
    issued_on: str = ""
    signed_on: str = ""
    effective_on: str = ""
    expires_on: str = ""
    status: Status | None = None
    region: str = ""
    year: int | None = None
    topics: tuple[str, ...] = ()
    kind: Kind = Kind.FULL_TEXT
    url: str = ""
    note: str = ""
    file_digest: str = ""
    path: str = ""
    formal_title: str = ""
    repealed_by: str = ""
    stated: tuple[Stated, ...] = ()

    def status_on(self, day: date) -> Status:
        """The status on a day: what is stated, or what follows from a term; else UNKNOWN."""
        today = day.isoformat()
        if self.status is Status.REPEALED:
            return self.status
        if is_over(self.expires_on, day):
            return Status.EXPIRED
        begins = self.effective_on
        if begins[:4].isdigit() and begins > today[: len(begins)]:
            return Status.NOT_YET
        return self.status or (Status.IN_FORCE if self.expires_on else Status.UNKNOWN)

    def where(self, field: str) -> Stated | None:
        """Where a field was read; None where it is not known."""
        return next((stated for stated in self.stated if stated.field == field), None)


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
