"""Whether a statement is of the thing asked about: its subject, its focus, what is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.finding.evidence import Evidence
from assistant.finding.statement import Statement
from assistant.judging.figures_told import answering_figures
from assistant.judging.levels import is_of_other_level
from assistant.judging.own_rule import told_of_name
from assistant.judging.topic import asking_clauses
from assistant.reading.asking import Asked
from assistant.reading.concepts import Concept
from assistant.reading.lexicon import lexicon
from assistant.reading.oneself import without_oneself
from assistant.reading.question import Question
from assistant.several.things import kinds
from corpus.figures import Measure

WHOLE = 0.9  # of a concept: it is named
MET_HALF = 0.5  # of a concept: it is spoken of
FOCUS = 4.0  # weight from which a concept is what a question is about
UNFOCUSED = 0.45  # coverage below which a statement without it is about something else
NAMING = 2.5  # weight from which a plain word names a thing
OWN_SUBJECT = 5.0  # weight of known words from which a question has a subject of its own
SUBJECT = 0.6  # of the heaviest concept carried on: it is of the subject too

# Wordings of a question that name nothing that could be counted.
_NO_THING = re.compile(
    r"目标|多少|几|哪|谁|什么|[今去明前上]年|牵头|新增|新建|引进|培育|争创|创建|建设|建成|实现|达到|力争|打造|"
    r"组织|开展|举办|招引|入库|完成|争取|支持|推动|计划|打算|要求|立项|征集|启动|数量|全年|全市|指标"
)
_TIME = re.compile(r"[今去明前上]年|上一年|眼下|目前")  # when something was is no thing
_COUNTED = re.compile(
    r"(?:多少|几)(?:来|多)?[家个项名人件场次批类种位级所条座支款]?|[家人户件场项]数"
)
# "高企认定" is of 高企, whatever is done with it
_DONE_WITH = re.compile(r"(?:认定|申报|评价|评审|入库|备案|培育|复核|证书|资格)$")
# "想让多少家评上": what is done with a thing is none that is counted
_DONE = re.compile(r"颁发证书|取得资格|获?认定|获批|入库|备案|登记|评价|申报|申请|通过|立项")
_CONDITIONS = re.compile(r"[^，。,?]{0,8}(?:条件|门槛|标准)")
_BESIDE = re.compile(r"除(?:了|开)?[^，。,?]{1,14}?(?:[以之]?外|[，,还]|再)")


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


# Kinds of enterprise and of carrier: the rules of one are none of another's.
_RULES_COUNTED = re.compile(r"几[个项条种类](?:条件|要求|情形|情况|方式|途径|标准|步骤|环节)")
_OF_KIND = re.compile(r"(?:(?<!居民)企业|孵化器|空间|工作站|飞地|集团|库|基金)$")
# "我在大学实验室干": where one works is no thing asked about
_WORKPLACE = re.compile(
    r"我们?在[^,，。;；?？]{2,12}(?:干活?|工作|上班|做事|打工|教书|搞研究)(?=[,，。])"
)
# "税务所说……", "会计师问我": who says or asks it is no thing asked about either
_SPEAKER = re.compile(
    r"[^,，。;；?？]{2,10}?(?:又|都|也|老|还|昨天|上次)?(?:说|问|讲|告诉|催|喊|叫|通知|一人一个说法)(?!明|法|的是|题)"
)
# The same as the asker says it; official wordings of spoken ones end so too.
_RULE = re.compile(r"(?:制|办法|条例)$")
_SAID_OF_KIND = re.compile(r"(?:(?<!登记)(?<!认定)(?<!评审)机构|实验室|服务券)$")
_EITHER = re.compile(r"还是|或者?")  # of two that are named, each may be what is asked about
OWN_NAME = 5.0  # weight from which a name is of one kind alone
CARRIED_NAME = 1.0  # the same of one that is carried on


def names_kind(concept: Concept) -> bool:
    """Whether it names a kind of enterprise or of carrier, whose rules are none of another's."""
    return bool(_SAID_OF_KIND.search(concept.said) or any(map(_OF_KIND.search, concept.forms)))


def of_another_kind(question: Question, concepts: Sequence[Concept], evidence: Evidence) -> bool:
    """Whether a kind is asked about by its name ("瞪羚企业") that neither the statement nor what it
    stands in has; what is carried on weighs less."""
    if question.asked is Asked.YES_NO:
        return _told_of_another_kind(question, evidence.statement)
    places = "".join(_WORKPLACE.findall(question.text))
    names = [c for c in concepts if c.term and c.known and c.said not in places]
    own = [c for c in names if c.said in question.text and c.weight >= OWN_NAME]
    named = own or [c for c in names if c.said not in question.text and c.weight >= CARRIED_NAME]
    kinds = [c for c in named if names_kind(c)]
    around = f"{evidence.statement.passage.around} {evidence.statement.lead}"
    if any(c.said not in around for c in names if _RULE.search(c.said)):
        return True
    if is_of_other_level(question.text, " ".join(evidence.statement.passage.heading_path)):
        return True
    if _EITHER.search(question.text) and any(c.match(around) >= WHOLE for c in own):
        return False
    return any(c.match(around) < (WHOLE if own else MET_HALF) for c in kinds)


_ONLY_FOR = re.compile("只[有适限对]|仅[有适限对]|限于|才能|才可|适用于|不能享受|不适用")


def _told_of_another_kind(question: Question, statement: Statement) -> bool:
    """Whether one kind of enterprise is named, and the document is of another by its title and
    speaks of that one nowhere around: an exception list for 科小 takes no title from a 高企."""
    if _ONLY_FOR.search(statement.text):
        return False  # "15%税率只适用于……" answers for whoever asks
    asked = _titles(question.text)
    if len(asked) != 1 or not _titles(statement.passage.source.title):
        return False
    return asked.isdisjoint(_titles(f"{statement.passage.around} {statement.lead}"))


@lru_cache(maxsize=4096)
def _titles(text: str) -> frozenset[str]:
    """The titles of single enterprises that a text names, in their official wording."""
    official = lexicon().official
    said = (name for kind in kinds(text) for name in official.get(kind, (kind,)))
    return frozenset(name for name in said if name.endswith("企业") and name in lexicon().terms)


def counts_another(question: Question, concepts: Sequence[Concept], evidence: Evidence) -> bool:
    """Whether the things counted are not those asked about: no term that the question names
    stands in the statement or in what it hangs on, and no plain word in its passage."""
    if question.measure is not Measure.COUNT:
        return False
    if _RULES_COUNTED.search(question.text) and told_of_name(question, evidence):
        return False  # of what, the document says
    named = [
        c
        for c in concepts
        if not _NO_THING.search(c.said)
        and (c.term or (not c.known and c.said in question.text) or c.weight >= NAMING)
    ]
    statement = evidence.statement
    told = " ".join((statement.text, statement.lead, *statement.passage.heading_path))
    around = " ".join((told, statement.passage.text))
    head = _head(question.text, [c for c in named if c.term])
    if head is not None and head.match(evidence.statement.passage.around) < MET_HALF:
        return True
    if head is not None and _of_what_stands_between(question, head, statement):
        return True
    return bool(named) and all(c.match(told if c.term else around) < MET_HALF for c in named)


def _of_what_stands_between(question: Question, head: Concept, statement: Statement) -> bool:
    """Whether between what is counted and each number that could be of it another number stands:
    that is of something named later ("……示范基地……引进200名，新建工作室13家")."""
    at = max(statement.shown.find(form) for form in head.forms)
    if at < 0:
        return False
    counts = [f.start for f in statement.figures if f.measure is Measure.COUNT]
    usable = [f.start for f in answering_figures(question, statement)]
    return bool(usable) and all(any(at < other < n for other in counts) for n in usable)


def _head(text: str, terms: Sequence[Concept]) -> Concept | None:
    """The term that is counted: right behind the counter ("多少家高企"), else the last before."""
    asked = _COUNTED.search(text)
    if asked is None:
        return None
    things = [c for c in terms if not any(map(_DONE.fullmatch, c.forms))]
    behind = [c for c in things if text.startswith(c.said, asked.end())]
    before = [c for c in things if text.rfind(c.said, 0, asked.start()) >= 0]
    if behind:
        return max(behind, key=lambda c: len(c.said))
    last = max(
        before, key=lambda c: text.rfind(c.said, 0, asked.start()) + len(c.said), default=None
    )
    return last


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
