"""What can be wrong with a document: problems are reported, never raised past the library."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one file; field is empty where the whole file is meant."""

    file: str
    message: str
    field: str = ""
    skipped: bool = True

    def __str__(self) -> str:
        place = f"{self.file}（{self.field}）" if self.field else self.file
        return f"{place}：{self.message}" + ("，已跳过" if self.skipped else "")


class CorpusError(Exception):
    """A file that cannot become a document; str() is one Chinese line without the file name."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class LibraryMissing(Exception):
    """The documents folder itself cannot be read."""
