"""Why a model gave no text that may be shown; each cause has one fixed sentence."""

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


MODEL_NOTES: dict[Failure, str] = {
    Failure.REFUSED: "模型服务拒绝访问（密钥不对或没有权限），以下为原文摘录。",
    Failure.MISPLACED: "模型服务的地址或模型名不对，以下为原文摘录。",
    Failure.LIMITED: "模型服务请求过多或额度已用完，以下为原文摘录。",
    Failure.REJECTED: "模型服务不接受这样的请求，以下为原文摘录。",
    Failure.UNREACHABLE: "连接不上模型服务，以下为原文摘录。",
    Failure.TIMEOUT: "模型服务没有按时答复，以下为原文摘录。",
    Failure.BROKEN: "模型服务出错或中断，以下为原文摘录。",
    Failure.PAUSED: "模型服务暂时不可用，以下为原文摘录。",
    Failure.EMPTY: "模型没有给出内容，以下为原文摘录。",
    Failure.ENDLESS: "模型的回答过长，以下为原文摘录。",
    Failure.FOREIGN: "模型没有用中文作答，以下为原文摘录。",
    Failure.UNVERIFIED: "模型的回答没有通过核对，以下为原文摘录。",
    Failure.INCOMPLETE: "模型的回答缺少文件中的关键内容，以下为原文摘录。",
}
"""Above an answer taken from the documents because the model gave none that may be shown."""


def stands_above(note: str) -> bool:
    """Whether a note is said before the text ("以下为……")."""
    return note in MODEL_NOTES.values()


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
