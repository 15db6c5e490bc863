"""Why a model gave no text that may be shown; each cause has one fixed sentence in replies.py."""

from __future__ import annotations

from enum import StrEnum


class Failure(StrEnum):
    """The causes: first those of the service, then those of what the model wrote."""

    REFUSED = "refused"  # wrong key, or no right to the model
    MISPLACED = "misplaced"  # no such address or model
    LIMITED = "limited"  # too many requests, or the quota is used up
    REJECTED = "rejected"  # the service does not take such a request
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    BROKEN = "broken"  # 5xx, a reset connection, a stream that is no stream
    PAUSED = "paused"  # it failed several times in a row and is left alone for a while
    EMPTY = "empty"
    ENDLESS = "endless"
    FOREIGN = "foreign"  # another language
    UNVERIFIED = "unverified"  # too little stood in the sources
    INCOMPLETE = "incomplete"  # the figure that answers is missing


class ModelFailed(Exception):
    """Carries the cause and nothing else: neither key nor prompt may travel in a message."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure
