"""Whether a statement is of the kind of enterprise or of carrier that is asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.finding.evidence import Evidence
from assistant.finding.statement import Statement
from assistant.judging.levels import is_of_other_level
from assistant.judging.subject import MET_HALF, WHOLE
from assistant.reading.asking import Asked
from assistant.reading.concepts import Concept
from assistant.reading.lexicon import lexicon
from assistant.reading.question import Question
from assistant.several.things import kinds

# Kinds of enterprise and of carrier: the rules of one are none of another's.
_OF_KIND = re.compile(r"(?:(?<!居民)企业|孵化器|空间|工作站|飞地|集团|库|基金)$")
# "我在大学实验室干": where one works is no thing asked about
_WORKPLACE = re.compile(
    r"我们?在[^,，。;；?？]{2,12}(?:干活?|工作|上班|做事|打工|教书|搞研究)(?=[,，。])"
)
# "给非营利科研机构捐了50万": whom one gives to
_GIVEN_TO = re.compile(
    r"(?:给|向)[^,，。;；?？\d]{2,12}?(?=捐|出资|出了|投|拨|付)|(?:捐|出资|投|拨|付)[了款赠]?给[^,，。;；?？\d]{2,12}"
)
_RULE = re.compile(r"(?:制|办法|条例)$")
# The same as the asker says it; official wordings of spoken ones end so too.
_SAID_OF_KIND = re.compile(r"(?:(?<!登记)(?<!认定)(?<!评审)机构|实验室|服务券)$")
_EITHER = re.compile(r"还是|或者?")  # of two that are named, each may be what is asked about
_ONLY_FOR = re.compile("只[有适限对]|仅[有适限对]|限于|才能|才可|适用于|不能享受|不适用")

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
    if question.asks_value and _told_of_another_kind(question, evidence.statement):
        return True
    places = "".join((*_WORKPLACE.findall(question.text), *_GIVEN_TO.findall(question.text)))
    names = [c for c in concepts if c.term and c.known and c.said not in places]
    own = [c for c in names if c.said in question.text and c.weight >= OWN_NAME]
    named = own or [c for c in names if c.said not in question.text and c.weight >= CARRIED_NAME]
    of_kind = [c for c in named if names_kind(c)]
    around = f"{evidence.statement.passage.around} {evidence.statement.lead}"
    if any(c.said not in around for c in names if _RULE.search(c.said)):
        return True
    if is_of_other_level(question.text, " ".join(evidence.statement.passage.heading_path)):
        return True
    if _EITHER.search(question.text) and any(c.match(around) >= WHOLE for c in own):
        return False
    return any(c.match(around) < (WHOLE if own else MET_HALF) for c in of_kind)


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
