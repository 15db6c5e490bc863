"""In what measure and counter a figure is asked for."""

from __future__ import annotations

import re

from assistant.reading.asking import DURATION, EITHER, SHARE, TOLD_BEFORE, Asked, unit_of
from corpus.figures import Measure, measure

_PERCENT_ASKED = re.compile(
    r"比例|比重|占比|百分|几分之几|几[成折]|占(?:到)?(?:多少|几)|率(?:目标|要|定|是|为|多|达|的)|税率|几个点|多少个点|涨多少|增长多少|增速|percent",
    re.I,
)
# "那面积降多少": by how much, in whatever measure the rule tells it
LOWERED = re.compile(
    r"(?:[降减](?:低|少)?|下调|下浮|放低|放宽到?|(?<![多至最])少[交缴])[了掉一点些]*(?:多少|几)(?!税率)"
)
_PERCENT_POINTS = re.compile(r"几个(?:百分)?点|多少个(?:百分)?点|[百几]分之[几多]|[税利]率")
_SCORE_ASKED = re.compile(
    r"得分(?!给|人家)|评价分|(?:分数|得分|分值)(?:段|档|区间)|最[低高]分|分数线|[及合]格线|综合分|总分|(?<!百)分数|分值|(?:最低|最高|至少)多少分|打几分|给几分|能得几"
)
_AREA_ASKED = re.compile(
    r"(?:场地|面积|地方|厂房)[^，。,?]{0,6}多大|多大的?(?:场地|面积|地方)|面积[^，。,?]{0,10}多少"
)
# "营收要多少": a sum, though its name stands beside shares of it; "要分我利润多少" is a share
_SUM_NAMED = re.compile(
    r"(?<![分拿提抽])(?<![分拿给][我他她])(?:营收|营业收入|销售收入|销售额|产值|成交额|总?资产(?:总额)?|利润)(?:门槛|要求|标准|[上下]限|底线)?"
    r"(?:[要得须应是有为卡到]|达到?|至少|最[低少高多]|不低于|不超过)*(?:多少|几何)(?![家个项成分%])"
)
_COUNTER_ASKED = re.compile(
    r"(?:多少|(?<![那这])几)(?:来|多)?(个月|个工作日|个(?:自然|日历)[日天]|个亿|家|个|项|条|名|人|场|件|次|批|类|种|位|分|级|所|座|年|天|日|小时|平方米|平米|平|亩|元|万|亿|倍|处|支|款|篇|档|吨|公斤|斤|张|户|套|辆|台|公里|公顷|千瓦|株|艘|回|趟|笔|单)"
)
# What is asked for by its name, without a counter
_NAMED: tuple[tuple[re.Pattern[str], tuple[Measure, str]], ...] = (
    (_AREA_ASKED, (Measure.AREA, "平方米")),
    (DURATION, (Measure.DURATION, "")),
    (_SCORE_ASKED, (Measure.SCORE, "分")),
    (_PERCENT_ASKED, (Measure.PERCENT, "%")),
    (SHARE, (Measure.PERCENT, "%")),
    (_SUM_NAMED, (Measure.MONEY, "元")),
)
# "汇总几项年度目标": the goals are counted, not what they are of
_GOALS_COUNTED = re.compile(r"几[项个][^，。,?:：]{0,10}(?:目标|指标)")
_NUMBER_OF = re.compile(
    r"(?<!大)([家人户件场项])(?:数(?!据|字|额|量|的?[比占])|次(?=[?？。!！]*$))"
)
_UNCOUNTED = (
    (re.compile(r"多少(?:企业|公司|机构|单位)(?!的|研发|所得)"), "家"),
    (
        re.compile(
            r"(?:^|[,，、的里边])(?:人|人才|[\u4e00-\u9fff]{0,2}人员|专家|导师)(?:要|得|应|该|需要?|打算|准备|计划|至少|最少)*"
            r"(?:招引?|引进?|集?聚|配备?|新?增|选派?|请)?[进来到够]?多少(?=[\s?？,，、。]|$)|"
            r"多少(?:人员|员工|职工|专家|导师)(?!的|费)|多少[^，。,?？]{0,8}(?:的人|人才|人手)(?=[呀啊呢吗哦?？。,，]|$)"
        ),
        "名",
    ),
)


def _counter_left_out(text: str) -> str:
    """The counter of things whose number is asked for without one: "企业数", "多少企业"."""
    if numbered := _NUMBER_OF.search(text):
        return numbered[1]
    units = (unit for asked, unit in _UNCOUNTED if asked.search(text))
    return next(units, "")


def wanted_measure(text: str, asked: Asked) -> tuple[Measure | None, str]:
    """The measure and counter of the figure asked for, as far as the question tells."""
    text = TOLD_BEFORE.sub("", text)
    if asked is Asked.MONEY:
        return Measure.MONEY, "元"
    if asked is not Asked.FIGURE:
        return None, ""
    counter = EITHER.search(text) or _COUNTER_ASKED.search(_GOALS_COUNTED.sub("", text))
    if counter and not _PERCENT_POINTS.search(text):
        unit = unit_of(counter[1])
        return measure(unit), unit
    if LOWERED.search(text):
        return None, ""
    if unit := _counter_left_out(text):
        return Measure.COUNT, unit
    if re.search("how many", text, re.I):
        return Measure.COUNT, "个"
    return next((wanted for asks, wanted in _NAMED if asks.search(text)), (None, ""))
