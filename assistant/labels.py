"""Short Chinese labels of statuses, for pages and the terminal."""

from assistant.answer import AnswerStatus

STATUS_LABELS: dict[AnswerStatus, str] = {
    AnswerStatus.ANSWERED: "已答复",
    AnswerStatus.PARTLY_ANSWERED: "部分答复",
    AnswerStatus.NOT_STATED: "文件未载明",
    AnswerStatus.NOT_FOUND: "未找到",
    AnswerStatus.OUT_OF_SCOPE: "不在范围内",
    AnswerStatus.BLOCKED: "不予答复",
    AnswerStatus.INVALID: "无法理解",
    AnswerStatus.UNAVAILABLE: "暂不可用",
    AnswerStatus.OUT_OF_TIME: "超时未答",
}
