"""Whether a statement is of the thing asked about: the rarest that is named, or that carried on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.finding.evidence import Evidence
from assistant.finding.statement import Statement
from assistant.judging.topic import asking_clauses
from assistant.reading.concepts import Concept
from assistant.reading.oneself import without_oneself
from assistant.reading.question import Question
from corpus.figures import Measure

WHOLE = 0.9  # of a concept: it is named
MET_HALF = 0.5  # of a concept: it is spoken of
FOCUS = 4.0  # weight from which a concept is what a question is about
UNFOCUSED = 0.45  # coverage below which a statement without it is about something else
NAMING = 2.5  # weight from which a plain word names a thing
OWN_SUBJECT = 5.0  # weight of known words from which a question has a subject of its own
SUBJECT = 0.6  # of the heaviest concept carried on: it is of the subject too

_TIME = re.compile(r"[今去明前上]年|上一年|眼下|目前")  # when something was is no thing
# "高企认定" is of 高企, whatever is done with it
_DONE_WITH = re.compile(r"(?:认定|申报|评价|评审|入库|备案|培育|复核|证书|资格)$")
_CONDITIONS = re.compile(r"[^，。,?]{0,8}(?:条件|门槛|标准)")
_BESIDE = re.compile(r"除(?:了|开)?[^，。,?]{1,14}?(?:[以之]?外|[，,还]|再)")
# "税务所说……", "会计师问我": who says or asks it is no thing asked about
_SPEAKER = re.compile(
    r"[^,，。;；?？]{2,10}?(?:又|都|也|老|还|昨天|上次)?(?:说|问|讲|告诉|催|喊|叫|通知|一人一个说法)(?!明|法|的是|题)"
)
_SHARE_OF = re.compile(r"占[^，。；,;]{2,14}(?:比重|比例)")
_SHARE_ASKED = re.compile(r"占|比重|比例|强度|百分|几成|%")


def lacks_focus(question: Question, concepts: Sequence[Concept], best: Evidence) -> bool:
    """The rarest thing named in the question is spoken of, but not where the value stands. What
    is named as given beside ("除了……还") is not it."""
    focus = _focus(question, concepts)
    if focus is None:
        return False
    name = _DONE_WITH.sub("", focus.said)
    alike = any(c.said == name and c not in best.missing for c in concepts if c is not focus)
    return focus in best.missing and not alike and best.coverage < UNFOCUSED


def _focus(question: Question, concepts: Sequence[Concept]) -> Concept | None:
    """The rarest name in the question, where it is rare enough to be what is asked about; of a
    message that tells of the asker, in the clauses that ask, where they name any."""
    beside = "".join((*_BESIDE.findall(question.text), *_SPEAKER.findall(question.text)))
    others = without_oneself(question.text)
    known = [
        c
        for c in concepts
        if c.term and max(map(len, c.forms)) > 2 and c.said not in beside
        if (c.said in others or c.said not in question.text) and not _TIME.search(c.said)
    ]
    asking = "".join(asking_clauses(question.text))
    asked = (
        [c for c in known if c.said in asking and c.weight >= NAMING] if question.own_case else []
    )
    focus = max(asked or known, key=lambda c: c.weight, default=None)
    return focus if focus and focus.weight >= FOCUS else None


def only_measured_by(question: Question, concepts: Sequence[Concept], statement: Statement) -> bool:
    """Whether a value is asked of what the statement names only as that which a share is of: the
    goal for "研发投入占地区生产总值比重" is none for 地区生产总值."""
    if _SHARE_ASKED.search(question.text):
        return False
    own = _terms_said(question, concepts)
    rest = _SHARE_OF.sub("", statement.text)
    named = any(c.match(statement.text) >= WHOLE for c in own)
    return named and not any(c.match(rest) >= WHOLE for c in own)


def only_measures(
    question: Question, concepts: Sequence[Concept], evidence: Sequence[Evidence]
) -> bool:
    """Whether the best statement has what a value is asked of only so, and no other names it."""
    if not only_measured_by(question, concepts, evidence[0].statement):
        return False
    own = _terms_said(question, concepts)
    told = (_SHARE_OF.sub("", e.statement.text) for e in evidence)
    return not any(c.match(text) >= WHOLE for text in told for c in own)


def _terms_said(question: Question, concepts: Sequence[Concept]) -> list[Concept]:
    """The known terms of the field that the question itself says."""
    return [c for c in concepts if c.term and c.known and c.said in question.text]


def is_of_another_thing(
    question: Question, concepts: Sequence[Concept], evidence: Evidence, found: str
) -> bool:
    """Whether the conditions of a thing are asked for that is spoken of in what was found, but
    not where this statement stands: those of another thing are no answer."""
    focus = _focus(question, concepts)
    if focus is None or focus.match(found) < WHOLE:
        return False
    behind = question.text[question.text.rfind(focus.said) + len(focus.said) :]
    around = evidence.statement.passage.around
    return bool(_CONDITIONS.match(behind)) and focus.match(around) < MET_HALF


def leaves_subject(question: Question, concepts: Sequence[Concept], evidence: Evidence) -> bool:
    """Whether a question that names no subject of its own is taken out of the one carried on:
    the date of another programme is none of "啥时候挂牌" asked of this one."""
    if question.measure is Measure.PERCENT:  # a rule's share is told without naming its subject
        return False
    own = [c for c in concepts if c.known and c.said in question.text]
    carried = [c for c in concepts if c.known and c.said not in question.text]
    if not carried or any(c.term for c in own) or sum(c.weight for c in own) >= OWN_SUBJECT:
        return False
    around = evidence.statement.passage.around
    heaviest = max(c.weight for c in carried)
    subjects = [c for c in carried if c.term or c.weight >= SUBJECT * heaviest]
    return all(c.match(around) < MET_HALF for c in subjects)
