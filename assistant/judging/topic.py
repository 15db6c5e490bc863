"""Off topic: what the library is not about at all, by nearness and by the words it knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from assistant.finding.evidence import Evidence
from assistant.finding.expected import Hints
from assistant.reading.concepts import Concept
from assistant.reading.places import PLACE
from assistant.reading.question import Question

# Calibrated on the dev split of evals/questions.
FOREIGN_COSINE = 0.9  # below, a question with strange words and no term of the field is off topic
OFF_TOPIC_COSINE = 0.88
MET_BY_WORDS = 0.3  # coverage below which, without vectors, nothing found is of what is asked
MET_HALF = 0.5  # coverage from which a question is about a statement, whatever its cosine
MET_ALMOST = 0.75  # the same where some of its words are strange to the library
AS_EXPECTED = 0.48  # likeness to an expected question from which one is on topic however far off
UNLIKE = 0.385  # likeness below which a question is like none that the library is asked
UNLIKE_AND_FAR = 0.365  # the same of one that is below FOREIGN_COSINE: it is of nothing held
NOWHERE = 0.1  # coverage below which nothing that is named is met
# Of a statement to which a question leads though much of it is strange to the library.
SURE, AHEAD = 1.05, 0.3  # its score, and how far before the next
KNOWN = 0.5  # likeness from which a question is one that the best statement answers
LIKEST = 3  # questions that all lead to one document
OF_ONE, SURE_OF_ONE = 0.33, 1.1  # their likeness, and the score of the statement
KNOWN_FAR, LEAD = 0.3, 0.05  # likeness to a question that it answers, and before any other
FAR_COSINE = 0.915  # below, one that is like none may be of anything
MET_OF_THINGS = 0.5  # share of the things named below which such a question is another office's

_TASK = re.compile(
    r"写(?:一|个|首|段|篇|份)?[^，。]{0,8}(?:诗|代码|脚本|程序|作文|小说|情书|歌|爬虫)|[讲说来](?:个|一个)?[^，。]{0,8}(?:笑话|故事|段子)|"
    r"写一?[份篇段封][^，。]{0,8}(?:总结|检讨|请假条|邮件|文案|朋友圈|广告|串词|致辞|简历|辞职)|[起取]一?个[^，。]{0,6}名字?|"
    r"天气|气温|下雨|股票|炒股|A股|大盘|股市|基金定投|彩票|星座|翻译(?:成|一下|这)|"
    r"(?:推荐|挑|找|订|预订|选)(?:个|一|几|家|间)?[^，。]{0,8}(?:饭店|餐厅|酒店|包间|馆子|电影|手机|电脑|书$)|"
    r"哪(?:家|个|里)[^，。?]{0,8}(?:靠谱|便宜|正规|好吃|好玩|好(?=[?？]|$))|^\d+\s*[+×x*/-]\s*\d+\s*(?:=|等于|是多少|[?？]|$)|^你(?:是谁|叫什么|几岁|多大)|"
    r"吃什么药|失眠|感冒|挂号|看病|菜谱|食谱|python|javascript|java\b|html",
    re.I,
)

_CLAUSE = re.compile(r"[^,，。?？!！;；\n]+")
_ASKS = re.compile(
    r"多少|几|哪|什么|啥|怎么|咋|如何|是否|能否|谁|何时|多[久长大高]|吗|还是|有没有|(.)不\1"
)
# Affairs of citizens and of everyday life that a library of policy may leave to others.
_FOREIGN = re.compile(
    "|".join(Path(__file__).with_name("foreign_topics.txt").read_text(encoding="utf-8").split()),
    re.I,
)
# How any office does anything: papers, filings, conditions. They tell no affair from another.
_PROCEDURE = re.compile(
    "(?:{})+".format(
        "|".join(
            sorted(
                Path(__file__).with_name("procedure_words.txt").read_text(encoding="utf-8").split(),
                key=len,
                reverse=True,
            )
        )
    )
)


def off_topic(
    question: Question,
    concepts: Sequence[Concept],
    evidence: Sequence[Evidence],
    cosine: float | None,
    hints: Hints,
) -> bool:
    """Whether nothing found is of what is asked; a task or another office's affair is off topic
    however near."""
    known = _is_known(evidence[0], hints) and not _TASK.search(question.text)
    if elsewhere(question, concepts, evidence) and not known:
        return True
    met = max(e.coverage for e in evidence)
    if _stands_alone(evidence, hints):
        return False
    if _names_only_the_unknown(concepts, met, hints):
        return True
    if cosine is None:
        return met < MET_BY_WORDS and not hints.settled()
    if hints.alike and (likest := hints.alike[0].score) < UNLIKE:
        if _of_other_office(concepts, evidence, cosine, hints):
            return True
    elif hints.alike and likest >= AS_EXPECTED:
        return False
    foreign = any(not c.known for c in concepts) and not any(c.term for c in concepts)
    if foreign and cosine < FOREIGN_COSINE:
        return met < MET_ALMOST
    return cosine < OFF_TOPIC_COSINE and met < MET_HALF


def _is_known(best: Evidence, hints: Hints) -> bool:
    """Whether the best statement has nearly all that is asked and is known to answer such
    questions: "有没有把医院算在内" of what is told of 医疗卫生机构."""
    return best.coverage >= MET_ALMOST and hints.leads_to(best.statement, KNOWN)


def _stands_alone(evidence: Sequence[Evidence], hints: Hints) -> bool:
    """Whether the best statement is far ahead of all other passages and answers the likest of the
    expected questions: one told in other words or with much beside is of it."""
    best = evidence[0]
    here = best.statement.passage.id
    others = (e.score for e in evidence[1:] if e.statement.passage.id != here)
    far = best.score >= SURE and best.score - max(others, default=0.0) >= AHEAD
    known = hints.leads_to(best.statement, KNOWN_FAR)
    leads = known and hints.lead(best.statement, of_passage=True) >= LEAD
    return far and leads


def _one_document(evidence: Sequence[Evidence], hints: Hints) -> bool:
    """Whether the best statement and those of the likest questions are all of one document."""
    here, likest = evidence[0].statement.passage.source, hints.alike[:LIKEST]
    of_it = (p.source == here for one in likest for p, _ in one.expected.answers)
    known = len(likest) == LIKEST and likest[-1].score >= OF_ONE
    return known and evidence[0].score >= SURE_OF_ONE and all(of_it)


def _names_only_the_unknown(concepts: Sequence[Concept], met: float, hints: Hints) -> bool:
    """Whether all that is named is strange to the library and met nowhere ("科普这块今年做啥")."""
    likest = hints.alike[0].score if hints.alike else 0.0
    unknown = bool(concepts) and not any(c.known for c in concepts)
    return unknown and met < NOWHERE and likest < AS_EXPECTED


def _of_other_office(
    concepts: Sequence[Concept],
    evidence: Sequence[Evidence],
    cosine: float,
    hints: Hints,
) -> bool:
    """Whether all that is met of a question like none that is expected is how things are done
    anywhere ("转学要带哪些材料"): no text found has the things that it names."""
    if cosine >= FAR_COSINE or (cosine >= FOREIGN_COSINE and _one_document(evidence, hints)):
        return False
    if cosine < FOREIGN_COSINE and hints.alike[0].score < UNLIKE_AND_FAR:
        return True
    things = {c for c in concepts if not is_procedure(c)}
    met = (things.difference(e.missing) for e in evidence)
    best = max(met, key=len, default=set())
    named = any(c.term for c in best)
    return bool(things) and not named and len(best) < MET_OF_THINGS * len(things)


def is_procedure(concept: Concept) -> bool:
    """Whether it is how any office does anything, and tells no affair from another."""
    return any(_PROCEDURE.fullmatch(form) or PLACE.fullmatch(form) for form in concept.forms)


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
    asking = asking_clauses(question.text)
    named = any(_names(clause, concepts) for clause in asking)
    if all(map(_TASK.search, asking)) or (_TASK.search(question.text) and not named):
        return True
    asking = [c for c in asking if _FOREIGN.search(c) or _names(c, concepts)] or asking
    terms = [c.said for c in concepts if c.term and not is_procedure(c)]
    found = "".join(e.statement.passage.text for e in evidence)
    return all(_is_of_foreign(clause, terms, found) for clause in asking)


def asking_clauses(text: str) -> list[str]:
    """The clauses that ask; the whole text where none does."""
    clauses = _CLAUSE.findall(text)
    return [c for c in clauses if _ASKS.search(c)] or [text]


def _names(clause: str, concepts: Sequence[Concept]) -> bool:
    return any(c.known and c.said in clause for c in concepts)


def _is_of_foreign(clause: str, terms: Sequence[str], found: str) -> bool:
    """Whether a foreign topic is the last thing that a clause names, after any term of ours."""
    foreign = [m for m in _FOREIGN.finditer(clause) if m[0].lower() not in found]
    last_term = max((clause.rfind(term) for term in terms), default=-1)
    return bool(foreign) and foreign[-1].start() > last_term
