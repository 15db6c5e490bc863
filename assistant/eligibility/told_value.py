"""What is told of an input: the words around a figure (names, years, what links the two, what ends
a clause), and the figure as its value, between the bounds that it can mean."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.eligibility.values import UNITS
from corpus.figures import Comparator, Figure, Measure
from corpus.programme_rules import Input

_ROUGHLY, _JUST, _FAR = 0.1, 1e-9, 1e6  # how far off "左右", an open bound, "超过" may be
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


@dataclass(frozen=True, slots=True)
class Told:
    """A value as told, in the unit of the rules: what it most likely is, and its bounds."""

    value: Decimal
    low: Decimal
    high: Decimal
    text: str

    @property
    def exact(self) -> bool:
        """Whether it can be only one value."""
        return self.low == self.high


def fits(item: Input, figure: Figure) -> bool:
    """Whether a figure has the unit of an input."""
    if item.is_money:
        return figure.measure is Measure.MONEY
    if item.is_share:
        return figure.unit == "%"
    if item.unit in ("天", "年"):
        return figure.measure is Measure.DURATION
    return figure.unit in (*UNITS.get(item.unit, (item.unit,)), *("个" * (item.unit in "人家")))


def value_of(item: Input, figure: Figure) -> Told | None:
    """A figure in the unit of an input; None where the unit is another."""
    months = {"年": 12.0, "周年": 12.0, "个月": 1.0}.get(figure.unit)
    if item.unit not in ("天", "年") or figure.unit == item.unit:
        return _told(figure, *_bounds(figure), 10_000 if item.is_money else 1)
    if months is None:
        return None
    low, high = (end * months for end in _bounds(figure))
    if item.unit == "年":
        return _told(figure, low, high, 12)
    if figure.comparator in (Comparator.LESS, Comparator.AT_MOST):
        return _told(figure, 0, int(high * 365 / 12), 1)
    # "三年" is at least three years and not yet four
    more = 1.0 if months == 1 or figure.value % 1 else 12.0
    return _told(figure, int(low * 365 / 12), int((high + more) * 365.25 / 12) - 1, 1)


def share_of(figure: Figure) -> Told:
    """A percentage as a decimal."""
    return _told(figure, *_bounds(figure), 1)


def _told(figure: Figure, low: float, high: float, scale: int) -> Told:
    least, most = (Decimal(str(round(end / scale, 10))) for end in (low, high))
    open_end = high > _FAR * figure.value / 2 or low == 0
    middle = (least if low else most) if open_end else (least + most) / 2
    return Told(middle.normalize() + 0, least, most, figure.text)


def _bounds(figure: Figure) -> tuple[float, float]:
    """The least and the greatest value that a figure, as said of oneself, can mean."""
    value = figure.value
    if figure.upper is not None:
        inside = _JUST * bool(re.search("[多余]", figure.text))  # "两亿多" is above two
        return value * (1 + inside), figure.upper * (1 - inside)
    if figure.text.startswith(("满", "达")):  # "刚满一年", "达到5000万"
        return value, value
    match figure.comparator:
        case Comparator.ABOUT:
            return value * (1 - _ROUGHLY), value * (1 + _ROUGHLY)
        case Comparator.AT_LEAST | Comparator.MORE as bound:
            return value * (1 + _JUST * (bound is Comparator.MORE)), value * _FAR
        case Comparator.AT_MOST | Comparator.LESS as bound:
            return 0.0, value * (1 - _JUST * (bound is Comparator.LESS))
    return value, value


def own_names(item: Input) -> set[str]:
    """What an input is called: its aliases, and its label without its year and remarks."""
    core = EXTRA.sub("", PERIOD.sub("", item.label)).removeprefix("当年")
    return {*item.aliases, *([core] if len(core) > 1 else [])}


def year_of(item: Input) -> str:
    """The year or years an input is of; empty where its label says none."""
    match = PERIOD.search(item.label)
    return list(PERIODS)[int(str(match.lastgroup)[1:])] if match else ""
