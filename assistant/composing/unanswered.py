"""What is said of a question that the documents do not answer, and whom to ask instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import AnswerStatus
from assistant.composing.citations import CitationList, written
from assistant.composing.line import line_of
from assistant.inquiry import Finding
from assistant.judging.verdict import Verdict
from assistant.library import Library
from assistant.replies import ASK_INSTEAD, REPLIES
from corpus.passage import Passage

_BODY_TO_ASK = re.compile(
    r"(?:向|由|与)((?:所在|当地|主管|省、市|合作)[^，。；、]{0,12}(?:科技局|科技部门|税务机关|主管部门|银行))"
)
_SHORT = {
    AnswerStatus.NOT_STATED: "文件没有载明。",
    AnswerStatus.NOT_FOUND: "没有找到有关内容。",
    AnswerStatus.OUT_OF_SCOPE: "不在所收录文件的范围内。",
}
NAME_CHARS = 40  # of a question, where it is named in the answer
ON_TOPIC = 0.4  # of the question in a statement's own words, from which it is cited for the topic


def refusal(finding: Finding, library: Library, marks: CitationList) -> str:
    """The fixed sentence; where the topic is there, what is said of it and whom to ask."""
    verdict = finding.verdict
    assert verdict is not None
    reply = REPLIES[verdict.status]
    if verdict.status is not AnswerStatus.NOT_STATED or not verdict.evidence:
        return reply
    passage = verdict.evidence[0].statement.passage
    place = passage.heading_path[-1] if passage.heading_path else "开头部分"
    reason = verdict.reason or "没有载明所问的内容"
    mark = marks.mark(passage, "")
    said = f"{reply}《{passage.source.title}》“{place}”提到相关内容{mark}，但{reason}。"
    body = _whom_to_ask(passage, library)
    return said + (ASK_INSTEAD.format(body=body) if body else "")


def _whom_to_ask(passage: Passage, library: Library) -> str:
    """The body that the same document names to turn to; "" where it names none."""
    for other in library.passages:
        found = _BODY_TO_ASK.search(other.evidence) if other.source == passage.source else None
        if found:
            return found[1]
    return ""


def lacking(finding: Finding, asked: str, marks: CitationList) -> str:
    """One short sentence on a question among several that the documents do not answer."""
    verdict, topic = finding.verdict, _topic(finding)
    assert verdict is not None
    if topic is None:
        return named(asked) + _SHORT.get(verdict.status, REPLIES[verdict.status])
    if _is_withheld(verdict):  # its own words say best where the value is to be had
        return named(asked) + written([line_of(verdict.evidence[0].statement)], marks)
    return f"{named(asked)}{verdict.reason or '没有载明所问的内容'}{marks.mark(topic, '')}。"


def unanswered(
    lacking: Sequence[tuple[Finding, str]], status: AnswerStatus, library: Library
) -> list[str]:
    """What is said of the parts that are not answered: under one sentence, whom to ask once."""
    if not lacking:
        return []
    if status not in (AnswerStatus.PARTLY_ANSWERED, AnswerStatus.NOT_STATED):
        return [REPLIES[status]]
    bodies = [_whom_to_ask(topic, library) for f, _ in lacking if (topic := _topic(f))]
    advice = [ASK_INSTEAD.format(body=body) for body in bodies if body]
    return [REPLIES[status], *_said_once([text for _, text in lacking]), *advice[:1]]


def _said_once(texts: Sequence[str]) -> list[str]:
    """What is said of each question; what is said of several, once behind their names."""
    names: dict[str, list[str]] = {}
    for text in texts:
        name, colon, said = text.rpartition("”：")
        names.setdefault(said, []).append(f"{name}”" if colon else "")
    return [f"{'、'.join(of)}：{said}" if any(of) else said for said, of in names.items()]


def named(asked: str) -> str:
    """The question of a part, as the opening of what is said of it, its marks left out."""
    asked = re.sub(r"\[\d+\]", "", asked).strip(" ?？。！!;；,，")
    return f"“{asked if len(asked) <= NAME_CHARS else asked[: NAME_CHARS - 1] + '…'}”："


def _topic(finding: Finding) -> Passage | None:
    """The passage that has the topic of a question but not what is asked; None where there is
    none, or it has little of the question's own words."""
    verdict = finding.verdict
    if verdict is None or verdict.status is not AnswerStatus.NOT_STATED or not verdict.evidence:
        return None
    best = verdict.evidence[0]
    return best.statement.passage if best.own >= ON_TOPIC or _is_withheld(verdict) else None


def _is_withheld(verdict: Verdict) -> bool:
    """Whether the statement found says itself that the value is not given."""
    return bool(verdict.reason) and verdict.evidence[0].statement.says_unstated
