"""Why a model gave no text that may be shown; each cause has one fixed sentence."""

from enum import StrEnum


class Failure(StrEnum):
    """The causes, as a reader is told: first those of the service, then of what the model wrote."""

    REFUSED = "模型服务拒绝访问（密钥不对或没有权限）"
    MISPLACED = "模型服务的地址或模型名不对"
    LIMITED = "模型服务请求过多或额度已用完"
    REJECTED = "模型服务不接受这样的请求"
    UNREACHABLE = "连接不上模型服务"
    TIMEOUT = "模型服务没有按时答复"
    BROKEN = "模型服务出错或中断"  # 5xx, a reset connection, a stream that is no stream
    PAUSED = "模型服务暂时不可用"  # it failed several times in a row and is left alone for a while
    EMPTY = "模型没有给出内容"
    ENDLESS = "模型的回答过长"
    FOREIGN = "模型没有用中文作答"
    UNVERIFIED = "模型的回答没有通过核对"  # too little stood in the sources
    LISTED = "模型的回答含有本单位设定不予答复的词语"
    INCOMPLETE = "模型的回答缺少文件中的关键内容"  # the figure that answers is missing


MODEL_NOTES = {failure: f"{failure}，以下为原文摘录。" for failure in Failure}
"""Above an answer taken from the documents because the model gave none that may be shown."""


UNWRITTEN = "大模型的回答还没有写好，以下为原文摘录。"
"""Above the same while the model has not written a word."""


def stands_above(note: str) -> bool:
    """Whether a note is said before the text ("以下为……")."""
    return note == UNWRITTEN or note in MODEL_NOTES.values()


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
