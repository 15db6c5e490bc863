"""What a statement must hold to answer at all: the measure, day or number that a question names."""

import re
from dataclasses import dataclass

from corpus.figures import Measure, figures

_MANY = "(?<![好十前后这那哪上])(?:多少|几)"  # "好几万" and "这几年" ask nothing
_CN = "一二三四五六七八九十"
_THINGS = "[个亩吨千平立家户名人次件套辆台头株斤度]"  # what "多少万" counts where it asks no money
_COUNTED = ("家户", "名人位")  # counters that stand for each other


@dataclass(frozen=True)
class Want:
    """Words that ask for something, and what tells it: a figure of a measure, or words."""

    asked: re.Pattern[str]
    measures: frozenset[Measure] = frozenset()
    told: re.Pattern[str] | None = None

    def lacks(self, text: str) -> bool:
        """Whether a text tells nothing of the kind."""
        told = self.told and self.told.search(text)
        return not told and self.measures.isdisjoint(f.measure for f in figures(text))


def _want(asked: str, *measures: Measure, told: str = "") -> Want:
    return Want(re.compile(asked), frozenset(measures), re.compile(told) if told else None)


_WANTS = (
    _want(
        rf"{_MANY}个?(?:天|日(?!期)|月(?![份几底初中])|年(?!级)|工作日|自然日|小时|周)|多久|多长时间",
        Measure.DURATION,
        told="长期|定期|剩余[^，,。；]{0,4}期|[每当次][年月日天场]|年度|立即|即时|届满|之日|[日月]前",
    ),
    _want(
        r"哪一?[天日]|几号|(?<!个)几月|哪个月",
        told=rf"[\d{_CN}][月日]|[月年]底|工作日|[之当][日时]|届满|时间|次年|即日",
    ),
    _want(
        "(?:什么|啥)时候|何时|几时",
        told=rf"20\d\d|[\d{_CN}][月日]|[年月季]底|[年月]末前|季度|[每当次][年月]|[日月天]内|工作日|"
        "常年|长期|随时|[之当]日|即日|届满|[后前起](?![三四五两\\d])|时[，,。；]|在[^，,。；同]{1,12}时|年度|期间|今后",
    ),
    _want(
        rf"{_MANY}[个十百千]?(?:[元块钱]|[万亿](?!{_THINGS})|[^，,。？?和与]{{0,4}}"
        "(?:[经学房]?费|资金|补[贴助]|奖[金励]|扶持|资助|租金|工资|资本金?))|(?:[收付交缴罚]|奖励|补[贴助])"
        "(?:多少|几[块万])|[补奖给发贷领拿][到得]?多少(?:[?？，,。]|$)|(?:金额|面额|注册资本|总投资).{0,6}(?:多|几|是|[?？]|$)",
        Measure.MONEY,
        Measure.FOREIGN_MONEY,
        Measure.PERCENT,
        told="免|不收|半价",
    ),
    _want(
        "百分之几|几个(?:百分)?点|(?:比例|[税利费]率|占比|比重|[增降]幅|增长率)[^怎如咋，,]{0,6}"
        "(?:多[少高大]|几|是|[?？]|$)|什么比例",
        Measure.PERCENT,
        told=r"免|倍|全额|半价|不[^，,。；]{0,5}限制|\d[:：∶]\d|基点|\dBP",
    ),
    _want("(?:电话|手机|热线)号?码?(?:是|为|多少|[?？]|$)|哪个电话", told=r"\d{5,}"),
    _want("文号|几号文", told=r"[〔\[]\d{4}[〕\]]|\d号"),
    _want("第几", told=rf"[第前][{_CN}\d]|\d[名位版]|\d\.\d"),
    *(_want(rf"{_MANY}[{kin}]", told=rf"[\d{_CN}百千万亿余多两]个?[{kin}]") for kin in _COUNTED),
)


def wants(question: str) -> list[Want]:
    """What the words of a question ask for."""
    return [want for want in _WANTS if want.asked.search(question)]
