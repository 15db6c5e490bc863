"""The same asked of several amounts ("我们卖了4800万，隔壁1.3亿，分别要到几成"): one question for
each of them, since a rule in bands has another answer for each."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from assistant.reading.amounts import amounts
from assistant.reading.own_figures import states_bound
from assistant.several.each_table import OfOne
from corpus.figures import Comparator, Figure, Measure

MOST = 4  # amounts that one message asks about
_PLAIN = (Comparator.EQUAL, Comparator.ABOUT)
_OF_CASES = (Measure.MONEY, Measure.PERCENT, Measure.COUNT, Measure.DURATION, Measure.SCORE)
_EACH = re.compile(r"(?:分别|各自|各(?![地项类级单部县区市镇园方种界国行大家处]))(?:都|又|应该?)?")
_COMMA = re.compile(r"(?<=[,，])")
_MONTH = re.compile(r"\d{1,2}月")
_CLAUSE = re.compile(r"[^,，;；:：。?？]+[,，;；:：。?？]*")
_AND = re.compile(r"(?:[,，、]\s*)?(?:以及|还有|另|和|与|跟|及)|[,，、]")
# What an amount is of: of two that are of different things not the same is asked
_ROLES = re.compile(
    r"研发|成本|利润|净赚|所得|净资产|资产|负债|(?P<sold>主营|销售|营收|营业收入|收入|卖)|工资|科技人员|"
    r"职工|投资|融资|面积"
)
_ENDS = re.compile(r"[ ,，、;；:：。]*(?:以及|还有|[和与跟及另])?[ ,，、;；:：。]*$")
# Whose an amount is: what it is of stands behind that ("我厂科技人员占比12%，同行28%")
_OWNER = re.compile(
    r"(?:我们?|咱们?|本|你们?|[司厂]|[甲乙丙丁A-Da-d](?:公司|企业|厂)?|另?外?一家|公司|企业|同行|去年|上年|今年|"
    r"隔壁|兄弟|兄弟公司|是|有|做|花|的|则)+"
)
_COUNTED = re.compile(r"的?[两三四五几]家(?:企业|公司|厂)?$")  # "4800万和1.3亿的两家企业"


def of_each_amount(
    sentence: str, asks: Callable[[str], bool], parted: Callable[[str], list[str]]
) -> list[OfOne]:
    """One question for each amount, then what the sentence asks beside; [] where the same is not
    asked of several of a kind."""
    each = _EACH.search(sentence)
    if each is None:
        return []
    before, asked = sentence[: each.start()], sentence[each.end() :]
    ask, *rest = _COMMA.split(asked, maxsplit=1)
    told = _of_a_kind(before)
    if not 2 <= len(told) <= MOST or asks(before) or not asks(ask):
        return []
    opening, cases, beside = _cases(before, told)
    if len({role for role in map(_role, cases) if role}) > 1:
        return []
    pieces = [OfOne(f"{opening}{case}，{beside}{ask}".strip(" ,，、"), case) for case in cases]
    return pieces + [OfOne(p, before=opening) for more in filter(asks, rest) for p in parted(more)]


def _of_a_kind(text: str) -> list[Figure]:
    """The amounts of a text, where all are plain, of one measure and counted alike."""
    found = [f for f in amounts(text) if f.measure in _OF_CASES and not _is_word(f)]
    plain = all(
        f.comparator in _PLAIN and f.upper is None and not states_bound(text, f) for f in found
    )
    return found if plain and len({(f.measure, f.unit) for f in found}) == 1 else []


def _is_word(figure: Figure) -> bool:
    """How many firms there are ("两家企业") is no amount of one, nor is "一级一级", nor "7月"."""
    counted = figure.measure is Measure.COUNT and not any(map(str.isdigit, figure.text))
    return counted or bool(_MONTH.fullmatch(figure.text))


def _cases(text: str, told: list[Figure]) -> tuple[str, list[str], str]:
    """What stands before the amounts, what is told of each, and what stands behind the last."""
    clauses = [(m.start(), m.end()) for m in _CLAUSE.finditer(text)]
    first = next(start for start, end in clauses if start <= told[0].start < end)
    last = next(end for start, end in clauses if start <= told[-1].start < end)
    starts = [first]
    for one, two in itertools.pairwise(told):
        link = next(_AND.finditer(text, one.end, two.start), None)
        starts.append(link.end() if link else two.start)
    lead = text[first : told[0].start]
    of = _OWNER.sub("", lead, count=1) if _OWNER.match(lead) else lead
    cases = []
    for figure, start, end in zip(told, starts, (*starts[1:], last), strict=True):
        case = _COUNTED.sub("", _ENDS.sub("", text[start:end]))
        whose = text[start : figure.start].strip()
        if not whose or _OWNER.fullmatch(whose):
            case = f"{whose}{of if whose else lead}{case[len(whose) :]}"
        cases.append(case)
    return text[:first], cases, text[last:]


def _role(case: str) -> str:
    """What the first word for it says the amount of a case is."""
    found = _ROLES.search(case)
    return "" if found is None else "sold" if found["sold"] else found[0]
