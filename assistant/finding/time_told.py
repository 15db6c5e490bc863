"""Whether a statement tells when: a day, a term, an event, and the one that is asked for."""

from __future__ import annotations

import re
from datetime import date

from assistant.finding.statement import Statement
from assistant.judging.figures_told import LASTS
from assistant.reading.question import Question
from corpus.figures import Measure, figures

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


def time_fit(question: Question, statement: Statement, day: date) -> float:
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
