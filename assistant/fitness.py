"""Whether a statement has the kind of thing that is asked for: a figure, a time, an actor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.asking import Asked
from assistant.question import Question
from assistant.statement import Statement
from corpus.figures import Comparator, Figure, Measure, figures


def fits(question: Question, statement: Statement, day: date) -> float:
    """1 where the statement has the kind of thing asked for (2 for a list that says that it is one
    of it), 0 where it has not, .5 unsure."""
    if question.asked is Asked.LIST:
        if statement.enumerates and _counts_what_is_listed(question, statement):
            return 2.0
        if statement.is_list or statement.is_intro:
            return 1.0
        return 0.8 if statement.enumerates else 0.6
    if question.asked is Asked.OPEN:
        return 0.5
    if question.asked is Asked.YES_NO:
        return _claim_fit(question, statement)
    if statement.says_unstated and question.asks_value and question.measure not in _CONCRETE:
        return 0.8 if question.asked is Asked.WHEN else 1.0
    if question.asked in (Asked.FIGURE, Asked.MONEY):
        return 1.0 if gives_value(question, statement) else 0.0
    if question.asked is Asked.WHEN:
        return _time_fit(question, statement, day)
    if question.asked is Asked.WHO:
        return 1.0 if _ACTOR.search(statement.text) else 0.4
    return 0.5


OFF = 0.2  # of a statement without such a figure as the question claims
_CLAIMS = re.compile(
    r"不是[^。;；?？]{0,16}吗|对[吧吗]|对不对|是[吧吗]|没错吧|听说|据说|既然|以为|吧\s*[?？]?\s*$|"
    r"就(?:行|够|可以|能)[^,，。?？]{0,4}[?？]?$"
)
# When a thing began, or ends: the claim of a year, and what says it rightly.
_YEARS_CLAIMED = (
    (
        re.compile(r"(?:19|20)\d\d年?(?:才|就|开始|起(?!止)|出台|成立|启动|实施|施行|搞)"),
        re.compile(
            r"(?:19|20)\d\d年[^,，。；;]{0,10}(?:起|启动|开始|施行|实施|成立|出台|印发|举办|召开)"
        ),
    ),
    (
        re.compile(
            r"(?:19|20)\d\d年?(?:[底末年中]|\d+月)?(?:就|都)?(?:到期|停|截止|取消|结束|作废)"
        ),
        re.compile(r"至(?:19|20)\d\d年|(?:届满|到期|截止|取消)"),
    ),
)


def _claim_fit(question: Question, statement: Statement) -> float:
    """Of a claim that a figure is so ("不是限300人以内吗"), a statement with such a figure, right or
    wrong, tells more than one without; .5 where none is claimed."""
    for claim, told in _YEARS_CLAIMED:
        if claim.search(question.text):
            return 1.0 if told.search(statement.text) else OFF
    claimed = claims(question)
    if not claimed:
        return 0.5
    return 1.0 if any(alike(c, f) for c in claimed for f in statement.figures) else OFF


def claims(question: Question) -> tuple[Figure, ...]:
    """The figures that a question takes to be so."""
    if not _CLAIMS.search(question.text):
        return ()
    return tuple(f for f in question.amounts if f.measure is not Measure.DATE)


def alike(claimed: Figure, stated: Figure) -> bool:
    """Whether both are of a kind, and count things of a kind."""
    if claimed.measure is not stated.measure:
        return False
    counted = claimed.measure is Measure.COUNT
    group = any(claimed.unit in g and stated.unit in g for g in _COUNTED_ALIKE)
    return not counted or claimed.unit == stated.unit or group


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
    r"(?:由|向|报|经|协同|会同|联合)[^，。；]{0,16}(?:[局厅部委办室]|机构|部门|中心|单位|政府|机关)|"
    r"(?:[局厅部委办室]|机构|部门|中心|单位|专班|方)(?:作为)?(?:牵头|负责|认定|组织|受理|管理|发布|申请|评审|审核|确定|监管)"
)
_CONCRETE = (Measure.PERCENT, Measure.SCORE, Measure.DURATION)
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
    r"至少|最低|最少|起码|门槛|及格|合格线|[得过]分线|分数线|达标线|不能低于|下限"
)
_NUMBERING = ("条", "届", "批", "期", "步")  # "科技创新二十条": part of a name
_EXAMPLE = re.compile(r"例如|比如|举例")
_LASTS = re.compile(r"(?:当年|当期|当季|长期|永久|一直)有效|没有(?:规定)?(?:截止|期限|时限)|随时")
_SHORT_TERMS = ("天", "日", "个工作日", "小时")  # "几天" is answered by no "三年"
_DAY = re.compile(r"几月|几号|哪(?:一)?天|哪个月|何日|几日")
_YEARS = re.compile(r"哪几年|哪一?年(?!度)")
_DATE = re.compile(r"\d{1,2}月|月底|\d日|次月|当月|年底")
_DEADLINE = re.compile(r"截止|截至|到期|到哪|到几|最晚|最迟|期限|到什么时候")
_UNTIL = re.compile(
    r"执行至|有效期至|延长到|截止|截至|至\d{4}年\d{1,2}月\d{1,2}日|日前|月底前|年底前|日以前|之内|内(?:办|报|完)|个月内"
)


def _time_fit(question: Question, statement: Statement, day: date) -> float:
    """A deadline wants an "until", and one to come before one that has passed."""
    if not has_time(statement) or not tells_day(question, statement):
        return 0.0
    if not _DEADLINE.search(question.text):
        return 1.0
    if not _UNTIL.search(statement.text):
        return 0.4
    named = [int(year) for year in re.findall(r"20\d\d(?=年)", statement.text)]
    return 1.0 if not named or max(named) >= day.year else 0.7


def gives_value(question: Question, statement: Statement) -> bool:
    """Whether a statement has a figure that could answer, or words that stand for one
    ("当年有效")."""
    lasting = question.measure is Measure.DURATION and question.counter not in _SHORT_TERMS
    lasts = lasting and _LASTS.search(statement.given)
    return bool(lasts or answering_figures(question, statement))


def answering_figures(question: Question, statement: Statement) -> tuple[Figure, ...]:
    """The figures of a statement that could answer: right measure, same counter preferred."""
    stated = statement.figures if not statement.says_unstated else figures(statement.given)
    if not question.amounts and (example := _EXAMPLE.search(statement.text)):
        stated = tuple(f for f in stated if f.start < example.start())
    usable = [f for f in stated if f.measure is not Measure.DATE]
    if question.measure is None:
        return tuple(f for f in usable if f.unit not in _NUMBERING)
    same = [f for f in usable if f.measure is question.measure]
    if question.measure is Measure.DURATION and question.counter in _SHORT_TERMS:
        return tuple(f for f in same if not f.unit.endswith(("年", "年度")))
    if question.measure is Measure.COUNT or question.counter == "倍":
        exact = [f for f in same if f.unit == question.counter]
        return tuple(exact or [f for f in same if _counted_alike(question.counter, f.unit)])
    return tuple(same)


def states_threshold(question: Question, statement: Statement) -> bool:
    """Whether a least or a most is asked for and the statement sets one of that measure."""
    if question.measure is None or not _THRESHOLD.search(question.text):
        return False
    found = answering_figures(question, statement)
    return any(f.comparator not in (Comparator.EQUAL, Comparator.ABOUT) for f in found)


def _counted_alike(asked: str, stated: str) -> bool:
    """Whether one counter may stand for the other; "几个" asks after anything."""
    return asked == "个" or any(asked in group and stated in group for group in _COUNTED_ALIKE)


def scope_fit(amounts: Sequence[Figure], stated: Sequence[Figure]) -> float:
    """1 where a figure stated equals or includes an amount of the asker, -1 where a condition
    on the same measure shuts it out ("超过2亿元" for 8000万元), else 0."""
    fit = 0.0
    for amount in amounts:
        same = [f for f in stated if f.measure is amount.measure and f.unit == amount.unit]
        if not same or amount.measure not in (Measure.MONEY, Measure.COUNT, Measure.AREA):
            continue
        if any(_same_value(f, amount) for f in same):
            fit = max(fit, 1.0)
        elif amount.measure is Measure.MONEY and len(amounts) <= 2:
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


def tells_day(question: Question, statement: Statement) -> bool:
    """Where a month or a day is asked for, a year alone or a term does not answer; a closing
    date is none that "年内" tells."""
    if "截止" in question.text and not _UNTIL.search(statement.given):
        dated = any(f.measure is Measure.DATE for f in figures(statement.given))
        return dated or statement.says_unstated
    if _YEARS.search(question.text):
        told = re.search(r"20\d\d|19\d\d|所在年度|当年起|次年", statement.given)
        return bool(told) or statement.says_unstated
    given = _AS_OF.sub("", statement.given)
    told = _DATE.search(given) or _RULE_OF_WHEN.search(given)
    return not _DAY.search(question.text) or bool(told)


_PART_OF_YEAR = re.compile(r"年内|全年|[年月]底|[上下]半年|次月|每[年月]|没有规定截止")
_AS_OF = re.compile(r"截至20\d\d年(?:\d{1,2}月(?:\d{1,2}日|底)?|底|末)?")  # when it was counted
# "看设备到货时间", "自证书颁发之日": which day counts
_RULE_OF_WHEN = re.compile(
    r"[看按以为][^，。；,]{1,10}(?:时间|日期)(?:$|[，。；,]|为准)|[自从][^，。；,]{2,14}之日"
)
# "从发证日期所在年度开始", "在汇算清缴时享受": by what happens then
_EVENT = re.compile(
    r"所在年度|当[年月日]起|次[年月日]|期满|届满|(?:汇算清缴|预缴|申报|备案|登记)时"
)


def has_time(statement: Statement) -> bool:
    """Whether a date, a period of the year, a term or an event stands in the statement."""
    given = _AS_OF.sub("", statement.given)
    if year := statement.passage.source.year:  # "2023年省级项目": a name, not when
        given = re.sub(rf"{year}年(?=[\u4e00-\u9fff])(?![内底末前后以])", "", given)
    if any(f.measure in (Measure.DATE, Measure.DURATION) for f in figures(given)):
        return True
    return bool(_PART_OF_YEAR.search(given) or _RULE_OF_WHEN.search(given) or _EVENT.search(given))
