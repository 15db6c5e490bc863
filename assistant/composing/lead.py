"""What opens an answer to a yes-or-no question, where the statement's modality is plain."""

import re

from assistant.composing.trimming import pairs
from assistant.understanding.question import Question

YES, NO, DEPENDS = "能。", "不能。", "要看条件。"
_SURE = 0.7  # probability of the statement from which yes or no is said
_MAY = re.compile(
    r"能不能|可不可以|能否|可否|是否(?:可以|能|允许|享受|适用)|(?:能|可以|允许|让|享受)[^，,。?？]{0,16}[吗么嘛不][?？]?$"
)
_DENIED = re.compile(
    r"不(?!能|可以)[^，,。?？]{0,8}[吗么]|没有?[^，,。?？]{0,8}[吗么]|只能|必须|非得"
)
_FORBIDS = re.compile(
    r"(?:不得|不能|不予|不可以?|禁止|不享受|不适用|不属于|无权|不允许)(?!超过|低于|少于|高于)"
)
_ALLOWS = re.compile(r"可以|可(?=[申享按向在凭通自办])|允许|有权|均可|能够|享受|适用于")
_DEPENDS = re.compile(
    r"符合|满足|具备|条件|除外|但|如|若|的，|经[^，。]{0,8}(?:同意|批准)|以上|以下|以内"
)
_CLAUSE_END = re.compile(r"[，。；：]")


def lead(question: Question, quote: str, probability: float) -> str:
    """ "能。", "不能。" or "要看条件。" before a quote that answers; "" where it is not plain."""
    if not question.asks_yes_no or not _MAY.search(question.text) or probability < _SURE:
        return ""
    if _DENIED.search(question.text):
        return ""
    asked = pairs(question.text)
    forbids, allows = (_said_of(asked, modal, quote) for modal in (_FORBIDS, _ALLOWS))
    if forbids is allows:
        return DEPENDS if forbids else ""
    if _DEPENDS.search(quote) or question.figures:
        return DEPENDS
    return NO if forbids else YES


def _said_of(asked: set[str], modal: re.Pattern[str], quote: str) -> bool:
    """Whether a clause permits (or forbids) something that is named in the question."""
    ends = (_CLAUSE_END.search(quote, match.end()) for match in modal.finditer(quote))
    spans = zip(modal.finditer(quote), ends, strict=True)
    return any(asked & pairs(quote[m.start() : end.start() if end else None]) for m, end in spans)
