"""One fixed Chinese sentence for each ending of a question."""

from __future__ import annotations

from assistant.answer import AnswerStatus
from assistant.writing.failure import Failure

REPLIES: dict[AnswerStatus, str] = {
    AnswerStatus.ANSWERED: "",
    AnswerStatus.PARTLY_ANSWERED: "所问内容中，有一部分文件没有载明，见各问。",
    AnswerStatus.NOT_STATED: "现有文件没有载明您问的内容，不能凭推测答复。",
    AnswerStatus.NOT_FOUND: "现有文件中没有找到与这个问题有关的内容，无法答复。",
    AnswerStatus.OUT_OF_SCOPE: "这个问题不在本助手的范围内。本助手只回答所收录的科技政策文件中的内容。",
    AnswerStatus.BLOCKED: "这条消息包含要求助手偏离文件内容的指令或不当用语，不予答复。请直接提出政策问题。",
    AnswerStatus.INVALID: "没有收到可以理解的问题，请用一句话写出您想了解的政策内容。",
    AnswerStatus.UNAVAILABLE: "文件检索暂时不可用，请稍后再试。",
}
"""ANSWERED needs no fixed sentence: its text is the answer."""

TOO_LONG = "问题太长（{length} 个字），请控制在 {limit} 个字以内，或分几次提问。"
UNSURE = "这一回答把握不大，请点开编号核对原文是否就是您所问的。"
ASK_INSTEAD = "具体情况请向{body}咨询。"

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
