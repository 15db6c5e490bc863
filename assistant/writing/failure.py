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


class ChatModelMissing(Exception):
    """The model that is configured cannot be built; str() is one Chinese line."""


class ModelFailed(Exception):
    """Carries the cause alone: neither key nor prompt may travel in a message."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


_STATUSES = {401: Failure.REFUSED, 403: Failure.REFUSED, 404: Failure.MISPLACED}
_STATUSES |= {408: Failure.TIMEOUT, 429: Failure.LIMITED}


def failure_of(error: BaseException, begun: bool) -> Failure:
    """The cause of any client's error, by its status or its kind; begun if some text had come.
    The error's own words may hold the key or the prompt and go no further."""
    response = getattr(error, "response", None)
    status = getattr(error, "status_code", None) or getattr(response, "status_code", None)
    if isinstance(status, int):
        if 300 <= status < 400:
            return Failure.MISPLACED
        return _STATUSES.get(status) or (Failure.BROKEN if status >= 500 else Failure.REJECTED)
    chain = [error]
    while cause := chain[-1].__cause__:
        chain.append(cause)
    kinds = " ".join(kind.__name__ for one in chain for kind in type(one).__mro__)
    if "Timeout" in kinds:
        return Failure.TIMEOUT
    reached = begun or "Decoding" in kinds or not ("Connect" in kinds or "OSError" in kinds)
    return Failure.BROKEN if reached else Failure.UNREACHABLE
