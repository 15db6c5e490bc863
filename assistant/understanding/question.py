"""What a question asks for: its kind by a short table of question words, its years and figures."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from assistant.understanding.matter import parts_asked
from corpus.content_kinds import ContentKind
from corpus.figures import Figure, Measure, figures


class Kind(Enum):
    """What a right answer holds."""

    FIGURE = "figure"
    WHEN = "when"
    WHO = "who"
    LIST = "list"
    YES_NO = "yes or no"
    HOW = "how"
    WHAT = "what"


_COUNTERS = "个家项名条场人位次件种类套座所间只批期轮户篇辆台亩吨公里"
_FIGURE = re.compile(
    rf"多少|(?<![哪这那的])几(?:[{_COUNTERS}分成年天月岁块档%％]|个点|十|百|千|万|亿)|百分之几|多[大高长久重远](?!年)|"
    r"(?:比例|比重|占比|数量|人数|家数|面积|金额|数额|额度|标准|目标值?|上限|下限|限额|税率|费率|分值|得分)(?:是|为|有|要)?(?:多|几|什么|啥|[?？]|$)"
)
_WHEN = re.compile(
    r"什么时候|啥时候?|何时|几时|哪[天年月日]|几月|几号|哪个月|多久|期限|截止|起止|(?:开始|结束|截止|受理|申报|实施|施行)(?:时间|日期)|时间(?:是|为|到|[?？]|$)"
)
_WHO = re.compile(
    r"谁|哪(?:个|些|家|几个)?(?:部门|单位|机构|地方|窗口|科室|局|处)|找哪|去哪|哪里|哪儿|在哪|向哪|由哪|归哪|什么部门|牵头|电话|地址"
)
_LIST = re.compile(
    r"哪[些几两二三四五六七八九十]|[的这那]几[项类种条个]|有什么|有啥|都有|分别|列出|列举|清单$|各是|几[类种]情[况形]|"
    r"(?:什么|啥|哪些)(?:样的)?(?:条件|材料|要求|手续|资料|证件|措施|情形|好处|优惠|政策|支持|流程|步骤|程序)|"
    r"(?:条件|材料|要求|情形|措施|范围|流程|步骤|程序|内容)(?:是|有|都|包括|[?？]|$)"
)
_WHOLE = re.compile(
    r"分别|各|哪[些几两二三四五六七八九十](?!天|年)|[的这那]几[项类种条个]|列出|列举"
)
_YES_NO = re.compile(
    r"[吗么嘛不没][?？。!！]?$|是不是|能不能|可不可以|要不要|有没有|会不会|算不算|行不行|够不够|用不用|是否|能否|可否|"
    r"(?:可以|能|行|算|够|要)[^，,。?？]{0,12}(?:吗|么)"
)
_HOW = re.compile(r"怎么|怎样|如何|咋|办理|流程|步骤|程序")
_SEVERAL = re.compile(
    r"分别|各(?!项|类|地|级|种|部门|位|市|县|区|单位)|[^，,。？?]{2}、[^，,。？?]{2}|"
    r"[^，,。？?]{3}(?:和|与|以及|还有|跟)[^，,。？?]{3,20}(?:多少|几|多[大长久])"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)(?=年|版|[^\d]|$)")
_RELATIVE = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_BARE_MONEY = re.compile(
    rf"([\d零一二两三四五六七八九十百千])个?(千万|[万亿])(?![{_COUNTERS}元块平千余多几\d零一二两三四五六七八九十])"
)
_OWN = re.compile(r"我们?|咱们?|本人|自己|本公司|我司|我厂|俺|家里|孩子|老人|爸|妈")


@dataclass(frozen=True)
class Question:
    """One question as it is read; today tells what 今年 means."""

    text: str
    today: date

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """All that its words ask for; WHAT where none of the table's words is there."""
        table = (
            (Kind.FIGURE, _FIGURE),
            (Kind.WHEN, _WHEN),
            (Kind.WHO, _WHO),
            (Kind.LIST, _LIST),
            (Kind.YES_NO, _YES_NO),
            (Kind.HOW, _HOW),
        )
        found = frozenset(kind for kind, pattern in table if pattern.search(self.text))
        return found or frozenset({Kind.WHAT})

    @property
    def asks_list(self) -> bool:
        """Whether the whole of several things is asked for."""
        single = self.kinds & {Kind.FIGURE, Kind.WHEN} and not _WHOLE.search(self.text)
        return Kind.LIST in self.kinds and not single

    @cached_property
    def parts(self) -> frozenset[ContentKind]:
        """The parts of a policy that it asks for, not figures or times of them."""
        single = self.kinds & {Kind.FIGURE, Kind.WHEN}
        return frozenset() if single else parts_asked(self.text)

    @property
    def names_several(self) -> bool:
        """Whether it asks the same of several things that it names."""
        return bool(_SEVERAL.search(self.text))

    @property
    def asks_yes_no(self) -> bool:
        """Whether yes or no is asked, and nothing that a list or a figure tells."""
        return Kind.YES_NO in self.kinds and not self.kinds & {Kind.FIGURE, Kind.LIST, Kind.WHEN}

    @cached_property
    def years(self) -> frozenset[int]:
        """Years it names in figures; 今年 and its like are those of the asker's day."""
        return frozenset(int(year) for year in _YEAR.findall(self.text))

    @cached_property
    def relative_years(self) -> frozenset[int]:
        """Years it names by 今年, 去年 and their like."""
        return frozenset(self.today.year + n for word, n in _RELATIVE.items() if word in self.text)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Figures it tells, dates apart."""
        text = _BARE_MONEY.sub(r"\1\2元", self.text)
        return tuple(f for f in figures(text) if f.measure is not Measure.DATE)

    @property
    def is_own_case(self) -> bool:
        """Whether the asker speaks of themselves."""
        return bool(_OWN.search(self.text))


def asks(text: str) -> bool:
    """Whether a stretch of text asks something."""
    patterns = (_FIGURE, _WHEN, _WHO, _LIST, _YES_NO, _HOW)
    return bool(
        re.search(r"[?？]|什么|啥|哪|是.{1,12}还是|呢$", text)
        or any(p.search(text) for p in patterns)
    )
