"""Whether a statement has the kind of thing that is asked for: a figure, a time, an actor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.finding.for_whom import FITS, says_for_whom
from assistant.finding.lacking import required
from assistant.finding.statement import Statement
from assistant.finding.time_told import time_fit
from assistant.judging.claimed import claim_fit
from assistant.judging.figures_told import answering_figures, gives_value
from assistant.reading.asking import Asked
from assistant.reading.measure_asked import LOWERED
from assistant.reading.question import Question
from corpus.figures import Figure, Measure

SAID_OF_IT = 1.5  # of a figure that stands right behind the name that is asked about
_BEFORE_FIGURE = (
    r"(?:总额|合计|总量)?(?:[须应要]?(?:达到?|不低于|不少于|不超过|超过?|占|在|为|[:：]))?"
)
_VALUE_OF = re.compile(
    r"([\u3400-\u9fff]{4,10}?)(?:门槛|要求|标准|目标|指标|上限|下限|底线)?"
    r"(?:[要需须应得]|必须|应该|需要)*(?:达到?|有|是|为|不低于|不少于|不超过|至少|最低|最少|卡|定在?)*(?:多少|几)"
)
_COUNTED = re.compile(r"(?:几|多少)[个项条种类家名场件位]([\u3400-\u9fff]{2})")
_PART_OF = re.compile(
    r"类指标|(?:[这那]一?)[块项条头]|[这那]?(?:一块|一项|方面|部分)|的"
)  # "研发投入这一块满分"
_OF_WHOM = (Asked.OPEN, Asked.YES_NO, Asked.WHO)
_LOWERS = re.compile(r"[降减]|放宽|下调|下浮|少缴|少交|不收|免")
COUNTED_ALIKE = 0.85  # of "3000项" where "几条" is asked for


def fits(question: Question, statement: Statement, day: date) -> float:
    """1 where the statement has the kind of thing asked for (2 for a list that says that it is one
    of it), 0 where it has not, .5 unsure."""
    if question.asked in _OF_WHOM and says_for_whom(question.text, statement):
        return FITS
    return _fits(question, statement, day)


def _fits(question: Question, statement: Statement, day: date) -> float:
    if question.asked is Asked.LIST:
        if statement.enumerates and _counts_what_is_listed(question, statement):
            return 2.0
        if statement.is_list or statement.is_intro:
            return 1.0
        return 0.8 if statement.enumerates else 0.6
    if question.asked is Asked.OPEN:
        told = defines(question, statement) or _tells_by_what(question, statement)
        return 1.0 if told else 0.5
    if question.asked is Asked.YES_NO:
        return _whether_fit(question, statement)
    unstated = statement.says_unstated and not tells_otherwise(question, statement)
    if unstated and question.asks_value and question.measure not in _CONCRETE:
        return 0.8 if question.asked is Asked.WHEN else 1.0
    if question.asked in (Asked.FIGURE, Asked.MONEY):
        return _value_fit(question, statement)
    if question.asked is Asked.WHEN:
        return time_fit(question, statement, day)
    if question.asked is Asked.WHO:
        return 1.0 if tells_actor(statement) else 0.4
    return 0.5


def _whether_fit(question: Question, statement: Statement) -> float:
    """Of one who lacks a thing what is required; else what bears out or denies what is claimed."""
    if (lacking := required(question.text, statement)) is not None:
        return lacking
    return 1.0 if _tells_by_what(question, statement) else claim_fit(question, statement)


def _value_fit(question: Question, statement: Statement) -> float:
    """A value that is asked for by its counter is first what is counted by that very one."""
    if not gives_value(question, statement) or tells_otherwise(question, statement):
        return 0.0
    found = answering_figures(question, statement)
    counted = question.measure is Measure.COUNT and question.counter and found
    if said_of_it(question, statement, found):
        return SAID_OF_IT
    return COUNTED_ALIKE if counted and found[0].unit != question.counter else 1.0


def tells_otherwise(question: Question, statement: Statement) -> bool:
    """Whether it is asked by how much a thing is lowered, and the statement lowers nothing."""
    return bool(LOWERED.search(question.text)) and not _LOWERS.search(statement.text)


def said_of_it(question: Question, statement: Statement, told: Sequence[Figure]) -> bool:
    """Whether a figure follows the very name that the question asks the value of: "营业收入要达到
    多少" is answered by "营业收入5000万元以上", not by "占营业收入比重3%"."""
    if counted := _COUNTED.search(question.text):  # "几个条件": "五项条件", not "三项都不能超过"
        return any(statement.shown.startswith(counted[1], f.end) for f in told)
    asked = _VALUE_OF.search(_PART_OF.sub("", question.text))
    names = [asked[1][n:] for n in range(len(asked[1]) - 3)] if asked else []
    before = [statement.shown[: figure.start] for figure in told]
    return any(
        re.search(rf"{_parted(name)}{_BEFORE_FIGURE}$", text) for name in names for text in before
    )


def _parted(name: str) -> str:
    """A name, or the two halves of it around a word for an item ("研发投入指标满分")."""
    halves = "|".join(f"{name[:n]}指标{name[n:]}" for n in range(2, len(name) - 1))
    return f"(?:{name}|{halves})"


# "毕业企业是什么意思", "什么叫毕业企业"
_WHAT_IT_IS = re.compile(
    r"([\u3400-\u9fff“”]{2,14}?)(?:到底|具体|究竟)?(?:是(?:个)?(?:什么|啥)(?:意思|概念|东西)|指(?:的是)?(?:什么|啥)|是指(?:什么|啥)|怎么(?:定义|界定))|"
    r"(?:什么|啥)(?:是|叫|才算|才叫|样的?才?算)(?:一家|一个)?([\u3400-\u9fff“”]{2,14})"
)


def defines(question: Question, statement: Statement) -> bool:
    """Whether what a thing is is asked, and the statement opens with its name and says it."""
    asked = _WHAT_IT_IS.search(question.text)
    if asked is None:
        return False
    name = asked[1] or asked[2]
    return any(
        re.match(rf"{re.escape(name[n:])}(?:是|指|即|为|包括|限于|至少|须|应)", statement.shown)
        for n in range(len(name) - 1)
    )


# "资格年度以何为准", "算哪一年看什么东西"
BY_WHAT = re.compile(
    r"以(?:何|什么|啥|哪个?)[^，。,?]{0,6}为准|[看按凭](?:什么|啥|哪个?)(?:东西|日期|时间|算|定|认|确定|来|[?？。]|$)"
)
_BY_THAT = re.compile(r"[看按以凭][^，。；,]{2,20}(?:为准|年度|日期|时间|确定|计算|算|认)")


def _tells_by_what(question: Question, statement: Statement) -> bool:
    """Whether it is asked by what a thing is reckoned, and the statement says so."""
    return bool(BY_WHAT.search(question.text) and _BY_THAT.search(statement.text))


_KINDS_ASKED = re.compile(
    r"(?:[哪几]|哪[几一二两三四五六七八九十]|有[几多少]+)(?:个|大)?(方面|类|种|条|项|步|档|级|批|份|座|处|道|款)"
)


def _counts_what_is_listed(question: Question, statement: Statement) -> bool:
    """ "限于哪几类": a list that says itself that it is one of so many kinds ("限于五类：……")."""
    asked = _KINDS_ASKED.search(question.text)
    said = asked and re.search(
        rf"[一二两三四五六七八九十\d]+(?:个|大)?{asked[1]}[^，。；]{{0,8}}[：:]", statement.text
    )
    return bool(said)


_ACTOR = re.compile(
    r"(?:由|向|报|经|协同|会同|联合)[^，。；,;]{0,16}(?:[局厅部委办室]|机构|部门|中心|单位|政府|机关)|"
    r"(?:[局厅部委办室]|机构|部门|中心|单位|专班|方)(?:作为)?(?:牵头|负责|认定|组织|受理|管理|发布|申请|评审|审核|确定|监管)"
)


def tells_actor(statement: Statement) -> bool:
    """Whether it says which office or body does a thing."""
    return bool(_ACTOR.search(statement.text))


_CONCRETE = (Measure.PERCENT, Measure.SCORE, Measure.DURATION)
