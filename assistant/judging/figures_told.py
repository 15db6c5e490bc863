"""The figures that a statement tells: which of them answer, bound, or hold what the asker has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.finding.statement import Statement
from assistant.reading.question import Question
from corpus.figures import Comparator, Figure, Measure, figures

# Counters that stand for each other; "专利几件" is answered by "4项", "几家" by no "20名".
_COUNTED_ALIKE = (
    frozenset(("家", "个", "所", "座", "处", "支", "家企业")),
    frozenset(("个", "项", "条", "款", "种", "类", "篇", "级", "处")),
    frozenset(("名", "人", "位", "人次")),
    frozenset(("件", "项")),
    frozenset(("场", "次", "批", "期", "场次", "批次")),
)
_THRESHOLD = re.compile(
    r"(?:要|得|须|够|达到?|满|有)[^,，。?？]{0,6}(?:多少|几)[^,，。?？]{0,8}(?:才|能|可以|算|就)|"
    r"至少|最低|最少|起码|门槛|及格|合格线|[过上够]线|[得过]分线|分数线|达标线|不能低于|下限"
)
_OF_WHOM = re.compile(
    r"(?:以[上下内]|之间|[（(]含[^）)]*[）)])*的(?:企业|单位|公司|孵化器|机构|项目|个人)"
)
_WHOSE = re.compile(r"(?:多少|几)[^，。,?？]{0,8}的?(?:企业|单位|公司|算|才|能|可以)")
# "至少拿多少奖励": so much of it, unless money is named
_LEAST_SHARE = re.compile(
    r"(?:至少|最少|起码|最低|不低于|下限|底线|保底)[^，。,?元万亿钱]{0,6}多少(?![^，。,?]*[元万亿钱])"
)
_LISTED = ("项", "条", "个", "种", "类")
_NUMBERING = ("条", "届", "批", "期", "步")  # part of a name
# "搞了几级库": told by the names of the chain that the text quotes
_LINKS_COUNTED = re.compile(r"几[级个层类种道段]([\u4e00-\u9fff])")
_EXAMPLE = re.compile(r"例如|比如|举例")
_ASKS_BACK = re.compile(r"[前近过内里][^，。,?]{0,3}[几多]|[几多][^，。,?]{0,4}[内里中前]")
# "满足几条才行": told by "任意一项" and "同时满足" as by a number
_HOW_MANY_OF = re.compile(
    r"(?:满足|符合|具备|达到|占|够|中|沾)[到上了]?[^，。,?]{0,2}几[条项个样](?!条件|要求)|几[条项个样](?:就|才|即可|都)"
)
_SO_MANY_OF = re.compile(
    r"任[意何]?一[项条个]|之一|其中[一二两三四]|同时(?:满足|符合|具备)|缺一不可|至少(?:符合|满足|具备)[一二两三四]"
)
_LOOKED_BACK = (re.compile(r"(?:前|近|过去)$"), re.compile(r"[内里中]"))  # "前5个年度内": of when
LASTS = re.compile(r"(?:当年|当期|当季|长期|永久|一直)有效|没有(?:规定)?(?:截止|期限|时限)|随时")
# "多长时间复核一次": told by "每3年复核"
_HOW_OFTEN = re.compile(
    r"(?:多久|多长时间|几年|几个月|多少年)[^，。,?]{0,8}[一1]次|[评查核报填考]几次"
)
_SO_OFTEN = re.compile(
    r"每[\d一二两三四五六七八九十半]*个?(?:年|月|季度|周)|按年度?|一年[一两二三\d]次|\d年[一1]次"
)
_FEW_SUMS = 2  # of more it is not plain which one the statement is of
_SHORT_TERMS = ("天", "日", "个工作日", "小时")  # "几天" is answered by no "三年"


def gives_value(question: Question, statement: Statement) -> bool:
    """Whether a statement has a figure that could answer, or words that stand for one
    ("当年有效")."""
    if _HOW_OFTEN.search(question.text):
        return bool(_SO_OFTEN.search(statement.given))
    if _HOW_MANY_OF.search(question.text) and _SO_MANY_OF.search(statement.given):
        return True
    lasting = question.measure is Measure.DURATION and question.counter not in _SHORT_TERMS
    lasts = lasting and LASTS.search(statement.given)
    chained = names_links(question.text, statement)
    return bool(lasts or chained or answering_figures(question, statement))


def names_links(question: str, statement: Statement) -> bool:
    """Whether it quotes a chain of the things whose number is asked for ("几级库")."""
    asked = _LINKS_COUNTED.search(question)
    if asked is None or not statement.links:
        return False
    return asked[1] == "链" or sum(link.endswith(asked[1]) for link in statement.links) > 1


_OF_TIME = re.compile(r"[期年月天日]|时间|时长|[多长]久|多长|[早晚迟快慢]|时限|几")
# "占比多少": by how much a thing grows is no share of it
_SHARE = re.compile(
    r"^(?!.*(?:增长|增[速幅]|涨|提[高升]|升了?|降)).*(?:占比|比重|占[^，。,?？]{0,12}(?:多少|几))"
)
_GROWN = re.compile(
    r"(?:增长|增[速幅]|提[高升]|上浮|下降|降低)率?(?:达到?|为|在|不低于|不少于|超过?|约)*$"
)


def answering_figures(question: Question, statement: Statement) -> tuple[Figure, ...]:
    """The figures of a statement that could answer: right measure, same counter preferred."""
    stated = statement.figures if not statement.says_unstated else figures(statement.given)
    if not question.amounts and (example := _EXAMPLE.search(statement.text)):
        stated = tuple(f for f in stated if f.start < example.start())
    usable = [f for f in stated if f.measure is not Measure.DATE]
    told = statement.given if statement.says_unstated else statement.shown
    if not _WHOSE.search(question.text):  # "5000万元以下的企业,首贷……": of whom it is told
        given = [f for f in usable if not _OF_WHOM.match(told, f.end)]
        usable = given or usable
    if question.measure is None:
        listed = _LISTED if statement.is_intro else ()  # "以下七项条件" counts what follows
        timed = _OF_TIME.search(question.text)  # "入库多少" is none of "入库前一年内"
        usable = [f for f in usable if timed or f.measure is not Measure.DURATION]
        return tuple(f for f in usable if not _is_of_name(f) and f.unit not in listed)
    shares = question.measure is Measure.MONEY and _LEAST_SHARE.search(question.text)
    same = [
        f
        for f in usable
        if f.measure is question.measure or (shares and f.measure is Measure.PERCENT)
    ]
    if question.measure is Measure.PERCENT and _SHARE.search(question.text):
        same = [f for f in same if not _GROWN.search(told[: f.start])]
    if question.measure is Measure.DURATION and not _ASKS_BACK.search(question.text):
        same = [f for f in same if not _looks_back(told, f)]
    if question.measure is Measure.DURATION and question.counter in _SHORT_TERMS:
        return tuple(f for f in same if not f.unit.endswith(("年", "年度")))
    if question.measure is Measure.COUNT or question.counter == "倍":
        exact = [f for f in same if f.unit == question.counter]
        return tuple(exact or [f for f in same if counted_alike(question.counter, f.unit)])
    return tuple(same)


def _is_of_name(figure: Figure) -> bool:
    """Whether a number is part of a name ("科技创新二十条"); a bound counts ("1000条以上")."""
    return figure.unit in _NUMBERING and figure.comparator is Comparator.EQUAL


def _looks_back(text: str, figure: Figure) -> bool:
    """Whether a term tells of which years something is said ("前5个年度内企业是否已有资格")."""
    before, after = _LOOKED_BACK
    return bool(before.search(text[: figure.start]) and after.match(text, figure.end))


def states_threshold(question: Question, statement: Statement) -> bool:
    """Whether a least or a most is asked for and the statement sets one of that measure."""
    if question.measure is None or not _THRESHOLD.search(question.text):
        return False
    found = answering_figures(question, statement)
    return any(f.comparator not in (Comparator.EQUAL, Comparator.ABOUT) for f in found)


def counted_alike(asked: str, stated: str) -> bool:
    """Whether one counter may stand for the other; "几个" asks after anything."""
    return asked == "个" or any(asked in group and stated in group for group in _COUNTED_ALIKE)


def scope_fit(amounts: Sequence[Figure], stated: Sequence[Figure]) -> float:
    """1 where a figure stated equals or includes an amount of the asker, -1 where a condition
    on the same measure shuts it out ("超过2亿元" for 8000万元), else 0."""
    fit = 0.0
    sums = sum(a.measure is Measure.MONEY for a in amounts)
    for amount in amounts:
        same = [f for f in stated if f.measure is amount.measure and f.unit == amount.unit]
        if not same or amount.measure not in (Measure.MONEY, Measure.COUNT, Measure.AREA):
            continue
        if any(_same_value(f, amount) for f in same):
            fit = max(fit, 1.0)
        elif amount.measure is Measure.MONEY and sums <= _FEW_SUMS:
            fit = fit or (1.0 if holds(same[0], _meant(amount)) else -1.0)
    return fit


def _same_value(stated: Figure, amount: Figure) -> bool:
    plain = stated.comparator is amount.comparator is Comparator.EQUAL
    return plain and (stated.value, stated.upper) == (amount.value, amount.upper)


def _meant(amount: Figure) -> float:
    """A value just inside what the asker says: "超过5000万元" is a little more than that."""
    if amount.upper is not None:
        return (amount.value + amount.upper) / 2
    above = amount.comparator in (Comparator.MORE, Comparator.AT_LEAST)
    below = amount.comparator in (Comparator.LESS, Comparator.AT_MOST)
    return amount.value * (1.001 if above else 0.999 if below else 1.0)


def holds(condition: Figure, value: float) -> bool:
    """Whether a value meets a figure read as a condition; a range includes its upper end."""
    if condition.upper is not None:
        return condition.value < value <= condition.upper
    return {
        Comparator.AT_LEAST: value >= condition.value,
        Comparator.MORE: value > condition.value,
        Comparator.AT_MOST: value <= condition.value,
        Comparator.LESS: value < condition.value,
    }.get(condition.comparator, False)
