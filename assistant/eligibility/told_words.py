"""The words around a figure told: names, years, what links the two, what ends a clause."""

from __future__ import annotations

import re

from corpus.programme_rules import Input

_YEARS = "近|最近|过去|这|前"
PERIODS = {
    "-2": r"上上一?年度?|(?<!大)前年",
    "3": rf"(?:{_YEARS})?[三3]个?(?:会计|纳税)?年度?",
    "2": rf"(?:{_YEARS})?[两二2]个?(?:会计|纳税)?年度?",
    "1": r"去年|(?<!上)上一?个?(?:会计)?年度?|最?近一个?(?:会计)?年度?",
    "other": r"今年|本年|明年|大前年|上半年|下半年|预计|计划|20\d\d年",
}
PERIOD = re.compile("|".join(rf"(?P<p{n}>{said})" for n, said in enumerate(PERIODS.values())))
LINK = re.compile(  # possessive, longest first: "近三年" is read one way, so in linear time
    rf"(?:{PERIOD.pattern.replace('?P<p', '?P<l')}|一共|总共|合计|加起来|累计|大概|大约|差不多|"
    r"刚好|正好|总额|总数|人数|数量|总计|金额|规模|费用|投入|收入|比例|比重|现有|目前|已经|"
    r"[的了有是为到达共约近才就只也都大仅占在投花做得还: ：])*+"
)
STOP = re.compile(r"[。；;？?！!\n]")
BREAK = re.compile(r"[，,、（）()。；;？?！!\n]")
CLOSED = re.compile("[)）]")
NOT_OWN = re.compile("听说|要求|规定|门槛|标准|政策|必须|需要|应当")
ENDS = re.compile(r"[的人了]?(?:$|[^\w]|[能可还够符想要申])")
EXTRA = re.compile(r"（.*?）|合计|总额|数$|[\s]")


def own_names(item: Input) -> set[str]:
    """What an input is called: its aliases, and its label without its year and remarks."""
    core = EXTRA.sub("", PERIOD.sub("", item.label)).removeprefix("当年")
    return {*item.aliases, *([core] if len(core) > 1 else [])}


def year_of(item: Input) -> str:
    """The year or years an input is of; empty where its label says none."""
    match = PERIOD.search(item.label)
    return list(PERIODS)[int(str(match.lastgroup)[1:])] if match else ""
