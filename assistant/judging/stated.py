"""Whether a statement states the thing asked: one of the kind, of the thing named, not withheld."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.composing.narrowing import met
from assistant.finding.evidence import Evidence
from assistant.finding.fitness import tells_otherwise
from assistant.finding.standing import is_example
from assistant.finding.statement import Statement
from assistant.finding.time_told import has_time, tells_day
from assistant.judging.figures_told import answering_figures, gives_value
from assistant.judging.naming import names_what_is_asked
from assistant.judging.premise import DENIAL
from assistant.reading.amounts import amounts
from assistant.reading.asking import Asked
from assistant.reading.attributes import speaks_of_attribute
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from corpus.figures import Measure

FULLER = 1.3  # of another's share of the question's words: it speaks rather to the question
RIVAL = 0.85  # of the score of one that says the value is not given
MET_HALF = 0.5  # of a concept: it is spoken of

_CONFIRMS = re.compile(r"吗|是不是|对不对|对吧|是吧|还是|到底|真的|听说")
_CONTACT = re.compile(
    r"\d{3,4}-\d{7,8}|1[3-9]\d{9}|(?<!\d)\d{7,8}(?!\d)|@\w+\.|电话[：:]|地址[：:]"
)
_WORKED_OUT = (Measure.MONEY, Measure.PERCENT)  # what an example works out with; "一年" is none
_IS_THERE = re.compile(
    r"有没有((?!关系|影响|区别|差别|可能|必要|问题)(?:(?!什么|说|提到|讲|写)[^，。,?]){2,12})(?:$|[，。,?])"
)
# "怎么申请": not told by what a thing is and how many there are of it
_APPLY = re.compile(r"(?:怎么|咋|如何)(?:去|来)?(?:申请|申报|报名|办理|登记|备案|提交)")
_APPLIED = re.compile(
    r"取消|停止|不再|申请|申报|报名|办理|登记|备案|提交|填报|报送|受理|推荐|网上|程序|流程|步骤|审[核批查]|留存|自行判别|公示|遴选"
)
# "新增300家怎么分": what each place is given
_ALLOTS = re.compile(
    r"(?:家|项|个|名|条|指标|目标|任务|名额)[^，。,?]{0,4}(?:怎么|咋|如何)分(?![析类档级别])"
)
_ALLOTTED = re.compile(r"分解|分配|分到|下达|分别|各[县区镇园]")
# "免不免租": whether it is due, which only what speaks of dues tells
_DUE = re.compile(r"(?P<due>[免交缴退罚])不(?P=due)")
_DUES = {
    "免": re.compile(r"免|减|不收|不征|全额|零"),
    "退": re.compile(r"退|返"),
    "罚": re.compile(r"罚|处"),
}
_PAID = re.compile(r"[交缴纳征免]|税|费")
_OF_RULE = re.compile(r"(?:最[高低多少])?(?:限制|要求|规定|限度)$")  # any rule sets one: "名额限制"
_LEFT_TO_ATTRIBUTES = re.compile(r"奖|补|资助|名额|配额|好处|优惠")
_OF_NATION = re.compile(r"国家|中央")
_NATION_GIVES_NONE = re.compile(
    r"(?:国家|中央)[^，。；]{0,4}没有[^，。；]{0,8}(?:奖|补)|没有中央[^，。；]{0,6}(?:奖|补)"
)
# what is withheld: when something is, or how much of it
_OF_TIME = re.compile(r"时间|日期|批次")
_OF_VALUE = re.compile(r"金额|标准|条件|数量|指标|额|比例|奖|补|利率|面积|家数")


def states_what_is_asked(question: Question, evidence: Evidence) -> bool:
    """Whether the statement has a thing of the kind asked for."""
    statement = evidence.statement
    text = statement.text
    headings = " ".join((statement.lead, *statement.passage.heading_path))
    if not speaks_of_attribute(question.text, text, headings):
        return False
    if statement.says_unstated and not _withholds_only_time(question, statement):
        return True
    if question.asked is Asked.CONTACT:
        return bool(_CONTACT.search(text))
    if question.asks_amount and tells_otherwise(question, statement):
        return False
    if question.asked in (Asked.FIGURE, Asked.MONEY):
        own = any(f.measure in _WORKED_OUT for f in question.amounts)
        supposed = not own and is_example(statement)  # of no rule's value
        return (
            gives_value(question, statement) and not supposed and not _repeats(question, statement)
        )
    if question.asked is Asked.WHEN:
        return has_time(statement) and tells_day(question, statement)
    if _ALLOTS.search(question.text) and not _ALLOTTED.search(text):
        return False
    if question.asked is Asked.PROCEDURE and _APPLY.search(question.text):
        return bool(_APPLIED.search(f"{text} {headings}"))
    return names_what_is_asked(question, statement)


def _repeats(question: Question, statement: Statement) -> bool:
    """Whether the number asked for is the one that the question tells already ("高企300家，大丰分了
    多少家"): what is asked is another."""
    if question.own_case or _CONFIRMS.search(question.text):
        return False
    told = {(f.value, f.unit) for f in amounts(question.text) if f.measure is Measure.COUNT}
    answering = {(f.value, f.unit) for f in answering_figures(question, statement)}
    return bool(answering) and answering <= told


def speaks_of_due(question: Question, statement: Statement) -> bool:
    """Of "免不免租", whether the statement speaks of what is due; True where that is not asked."""
    due = _DUE.search(question.text)
    if due and DENIAL.search(statement.text):
        return True
    return not due or bool(_DUES.get(due["due"], _PAID).search(statement.text))


def has_what_is_asked_after(
    question: Question, concepts: Sequence[Concept], statement: Statement
) -> bool:
    """Of "有没有N", whether the statement speaks of an N; True where nothing is asked so."""
    asked = _IS_THERE.search(question.text)
    if question.asked is not Asked.YES_NO or asked is None:
        return True
    thing = _OF_RULE.sub("", asked[1].rpartition("的")[2])
    named = [c for c in concepts if c.known and c.said in thing]
    return (
        not named
        or any(c.match(statement.text) >= MET_HALF for c in named)
        or bool(_LEFT_TO_ATTRIBUTES.search(asked[1]))
    )


def withholds(question: Question, concepts: Sequence[Concept], evidence: Evidence) -> bool:
    """Whether the statement says that the value is not given, and gives none beside; where it
    does both, whether the part that says so is the one that speaks to the question."""
    statement = evidence.statement
    if not statement.says_unstated or _withholds_only_time(question, statement):
        return False
    if _OF_NATION.search(question.text) and _NATION_GIVES_NONE.search(statement.text):
        return False  # "国家没有统一奖励，各地以当年通知为准" tells what the nation gives
    when = question.asked is Asked.WHEN
    if not (has_time(statement) if when else gives_value(question, statement)):
        return True
    withheld = statement.text.replace(statement.given, "")
    return met(concepts, withheld) > met(concepts, statement.given)


def _withholds_only_time(question: Question, statement: Statement) -> bool:
    """Whether it only leaves open when something is, where a number or an amount is asked for."""
    if question.asked not in (Asked.FIGURE, Asked.MONEY):
        return False
    withheld = statement.text.replace(statement.given, "")
    return bool(_OF_TIME.search(withheld)) and not _OF_VALUE.search(withheld)


def outweighs(withheld: Evidence, stating: Evidence) -> bool:
    """Whether what says that the value is not given speaks rather to the question than what
    gives one."""
    if stating.score < RIVAL * withheld.score:
        return True
    nearly = withheld.score >= RIVAL * stating.score
    return nearly and withheld.own >= FULLER * stating.own and withheld.coverage > stating.coverage
