"""Whether a statement has the kind of thing that is asked for: a figure, a time, an actor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.finding.for_whom import FITS, says_for_whom
from assistant.finding.lacking import required
from assistant.finding.statement import Statement
from assistant.judging.claimed import claim_fit
from assistant.judging.figures_told import LASTS, answering_figures, gives_value
from assistant.reading.asking import Asked
from assistant.reading.measure_asked import LOWERED
from assistant.reading.question import Question
from corpus.figures import Figure, Measure, figures

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
        return _time_fit(question, statement, day)
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
_DAY = re.compile(r"几月|几号|哪(?:一)?天|哪个月|何日|几日")
# "从几号到几号": a rule of which day counts is none
_SPAN = re.compile(
    r"几[号月日][^，。,?]{0,4}(?:到|至)[^，。,?]{0,3}几[号月日]|起止(?:日期|时间|日)"
)
_YEARS = re.compile(r"哪几年|哪一?年(?!度)")
_DATE = re.compile(r"\d{1,2}月|月底|\d日|次月|当月|年底")
# "新认定的从啥时候起免": told by what it counts from
_FROM_WHEN = re.compile(
    r"(?=.*(?:认定|评上|批下来|获批|新评|拿到|取得|拿证|发证|入库)).*从(?:什么时候|啥时候?|何时|几时|哪[年月天个])[^，。,?]{0,6}(?:起|开始|免|享受|算|减)"
)
_FROM_THEN = re.compile(r"[自从][^，。；,]{0,14}(?:之日|当[年月日]|次[年月日]|所在年度|颁发|发证)")
NOT_FROM = 0.8
_DEADLINE = re.compile(r"截止|截至|到期|到哪|到几|最晚|最迟|期限|到什么时候")
_UNTIL = re.compile(
    r"执行至|有效期至|延长到|截止|截至|至\d{4}年\d{1,2}月\d{1,2}日|日前|月底前|年底前|日以前|之内|内(?:办|报|完)|个月内"
)


def _time_fit(question: Question, statement: Statement, day: date) -> float:
    """A deadline wants an "until", and one to come before one that has passed."""
    if not has_time(statement) or not tells_day(question, statement):
        return 0.0
    if _FROM_WHEN.search(question.text):
        return 1.0 if _FROM_THEN.search(statement.text) else NOT_FROM
    if not _DEADLINE.search(question.text):
        return 1.0
    if not _UNTIL.search(statement.text):
        return 0.4
    named = [int(year) for year in re.findall(r"20\d\d(?=年)", statement.text)]
    return 1.0 if not named or max(named) >= day.year else 0.7


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
    if _SPAN.search(question.text):
        return len(_DATE.findall(given)) > 1 or statement.says_unstated
    told = _DATE.search(given) or _RULE_OF_WHEN.search(given)
    return not _DAY.search(question.text) or bool(told)


_PART_OF_YEAR = re.compile(r"年内|全年|[年月]底|[上下]半年|次月|每[年月]")
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
    if LASTS.search(given):
        return True
    return bool(_PART_OF_YEAR.search(given) or _RULE_OF_WHEN.search(given) or _EVENT.search(given))
