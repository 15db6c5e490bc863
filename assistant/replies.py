"""One fixed Chinese sentence for each ending of a question."""

from __future__ import annotations

from assistant.answer import AnswerStatus

REPLIES: dict[AnswerStatus, str] = {
    AnswerStatus.ANSWERED: "",
    AnswerStatus.PARTLY_ANSWERED: "所问内容中，有一部分文件没有载明，见各问。",
    AnswerStatus.NOT_STATED: "现有文件没有载明您问的内容，不能凭推测答复。",
    AnswerStatus.NOT_FOUND: "现有文件中没有找到与这个问题有关的内容，无法答复。",
    AnswerStatus.OUT_OF_SCOPE: "这个问题不在本助手的范围内。本助手只回答所收录的科技政策文件中的内容。",
    AnswerStatus.BLOCKED: "这条消息包含要求助手偏离文件内容的指令或不当用语，不予答复。请直接提出政策问题。",
    AnswerStatus.INVALID: "没有收到可以理解的问题，请用一句话写出您想了解的政策内容。",
    AnswerStatus.UNAVAILABLE: "文件检索暂时不可用，请稍后再试。",
    AnswerStatus.OUT_OF_TIME: "这个问题没能在规定时间内处理完，请缩短问题，或分几次提问。",
}
"""ANSWERED needs no fixed sentence: its text is the answer."""

LISTED = "这个问题含有本单位设定不予答复的词语，不予答复。如需办理业务，请直接联系主管部门。"
TOO_LONG = "问题太长（{length} 个字），请控制在 {limit} 个字以内，或分几次提问。"
UNSURE = "这一回答把握不大，请点开编号核对原文是否就是您所问的。"
WHICH = (
    "从您的话里看不出问的是哪一项政策，不能凭推测答复。收录的文件中可能有关的有：{titles}。"
    "请说明是哪一项。"
)
READ_AS = "“{typed}”按“{read}”理解。"
SAYS_SO = "本答复为本单位核定口径，核定于{day.year}年{day.month}月{day.day}日。"
