"""Off topic: what the library is not about at all, by nearness and by the words it knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from assistant.concepts import Concept
from assistant.evidence import Evidence
from assistant.question import Question

# Calibrated on the dev split of evals/questions.
FOREIGN_COSINE = 0.9  # below, a question with strange words and no term of the field is off topic
OFF_TOPIC_COSINE = 0.88
MET_HALF = 0.5  # coverage from which a question is about a statement, whatever its cosine
MET_ALMOST = 0.75  # the same where some of its words are strange to the library

_TASK = re.compile(
    r"写(?:一|个|首|段|篇|份)?[^，。]{0,8}(?:诗|代码|脚本|程序|作文|小说|情书|歌|爬虫)|[讲说来](?:个|一个)?[^，。]{0,8}(?:笑话|故事|段子)|"
    r"写一?[份篇段封][^，。]{0,8}(?:总结|检讨|请假条|邮件|文案|朋友圈|广告|串词|致辞|简历|辞职)|[起取]一?个[^，。]{0,6}名字?|"
    r"天气|气温|下雨|股票|炒股|A股|大盘|股市|基金定投|彩票|星座|翻译(?:成|一下|这)|"
    r"(?:推荐|挑|找|订|预订|选)(?:个|一|几|家|间)?[^，。]{0,8}(?:饭店|餐厅|酒店|包间|馆子|电影|手机|电脑|书$)|"
    r"哪(?:家|个|里)[^，。?]{0,8}(?:靠谱|便宜|正规|好吃|好玩|好(?=[?？]|$))|^\d+\s*[+×x*/-]\s*\d+|^你(?:是谁|叫什么|几岁|多大)|"
    r"吃什么药|失眠|感冒|挂号|看病|菜谱|食谱|python|javascript|java\b|html",
    re.I,
)

_CLAUSE = re.compile(r"[^,，。?？!！;；\n]+")
_ASKS = re.compile(
    r"多少|几|哪|什么|啥|怎么|咋|如何|是否|能否|谁|何时|多[久长大高]|吗|还是|(.)不\1"
)
# Affairs of citizens and of everyday life that a library of policy may leave to others.
_FOREIGN = re.compile(
    "|".join(Path(__file__).with_name("foreign_topics.txt").read_text(encoding="utf-8").split()),
    re.I,
)


def off_topic(
    question: Question,
    concepts: Sequence[Concept],
    evidence: Sequence[Evidence],
    cosine: float | None,
) -> bool:
    """Whether nothing found is of what is asked; a task or another office's affair is off topic
    however near."""
    if elsewhere(question, concepts, evidence):
        return True
    if cosine is None:
        return max(e.coverage for e in evidence) < 0.3
    foreign = any(not c.known for c in concepts) and not any(c.term for c in concepts)
    met = max(e.coverage for e in evidence)
    if foreign and cosine < FOREIGN_COSINE:
        return met < MET_ALMOST
    return cosine < OFF_TOPIC_COSINE and met < MET_HALF


def is_other_field(
    question: Question,
    concepts: Sequence[Concept],
    evidence: Sequence[Evidence],
    cosine: float | None,
) -> bool:
    """Whether an off-topic question is of another field, not of ours with nothing found."""
    if elsewhere(question, concepts, evidence):
        return True
    return cosine is not None and cosine < FOREIGN_COSINE


def elsewhere(
    question: Question, concepts: Sequence[Concept], evidence: Sequence[Evidence]
) -> bool:
    """Whether what is asked is a task, or an affair that no text found speaks of; what is only
    mentioned beside a question about the field is neither."""
    asking = _asking_clauses(question.text)
    named = any(_names(clause, concepts) for clause in asking)
    if all(map(_TASK.search, asking)) or (_TASK.search(question.text) and not named):
        return True
    asking = [c for c in asking if _FOREIGN.search(c) or _names(c, concepts)] or asking
    terms = [c.said for c in concepts if c.term]
    found = "".join(e.statement.passage.text for e in evidence)
    return all(_is_of_foreign(clause, terms, found) for clause in asking)


def _asking_clauses(text: str) -> list[str]:
    clauses = _CLAUSE.findall(text)
    return [c for c in clauses if _ASKS.search(c)] or [text]


def _names(clause: str, concepts: Sequence[Concept]) -> bool:
    return any(c.known and c.said in clause for c in concepts)


def _is_of_foreign(clause: str, terms: Sequence[str], found: str) -> bool:
    """Whether a foreign topic is the last thing that a clause names, after any term of ours."""
    foreign = [m for m in _FOREIGN.finditer(clause) if m[0].lower() not in found]
    last_term = max((clause.rfind(term) for term in terms), default=-1)
    return bool(foreign) and foreign[-1].start() > last_term
