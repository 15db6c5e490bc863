"""Understanding a question: what is asked for, and about what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from assistant.reading.amounts import amounts, with_units, years
from assistant.reading.aside import without_excluded, without_purpose
from assistant.reading.asking import Asked, asked_kind
from assistant.reading.measure_asked import wanted_measure
from assistant.reading.question_signs import (
    MUST_BE,
    NEAR_YEAR,
    OF_OUTLINE,
    OF_PLAN,
    OWN_CASE,
    PLANNED,
    PLURAL,
    REPORTED,
    RESULT,
    SECTION,
)
from assistant.several.clauses import asks_at_all
from corpus.figures import Figure, Measure

if TYPE_CHECKING:
    from opencc import OpenCC

# "注册资本写了没有，多少": whether it is written is asked with what it is
_IF_WRITTEN = re.compile(
    r"(?:(?:有没有?|是否)?(?:写明?|提到?|说明?|讲明?|规定|明确|载明)了?(?:没有?)?|定了?没有?)[,，]\s*(?=是?(?:多少|几|谁|哪|什么|啥))"
)
_CLAUSE = re.compile(r"[^,，。;；?？!！]+[?？]?")

# An indicator whose name ends so tells what it is counted in, whatever was asked before it.
_INDICATORS = tuple(
    (re.compile(rf"(?:{ending})(?:的?目标|指标)?\s*(?:呢|[,，。?？]|$)"), kind, unit)
    for ending, kind, unit in (
        ("率|比重|占比|比例|增速|增幅", Measure.PERCENT, "%"),
        ("成交额|金额|产值|营业额|销售额", Measure.MONEY, "元"),
        ("面积", Measure.AREA, "平方米"),
        ("项目|课题", Measure.COUNT, "项"),  # what is named tells how it is counted
        ("人才|人员|副总|专家", Measure.COUNT, "名"),
    )
)

# "小巨人也一样吗": asks for what was asked for before, of something else.
_SAME = re.compile(r"(?:一样|相同|同样|也是(?:这样|这么多|这个数))(?:的|么)?(?:吗|不|么|嘛)")

# "人手方面呢": what that is counted in was not said before.
_OTHER_SIDE = re.compile(r"(?:方面|上头|这块|那块|上面|这头)(?:的?(?:要求|条件))?(?:呢|[?？。]|$)")

# "它们怎么遴选": asks for a way or a reason, whatever was asked before.
MANNER = re.compile(
    r"怎么(?!样?(?:呢|[?？]|$)|[规认]?定|要求|算)|咋(?!样)|如何|为什么|为啥|为何|凭什么"
)

# "2013年启动，现在一共选聘了多少人": since when a thing is
_BEGAN = re.compile(
    r"20\d\d年?(?:就|才)?(?:启动|开始|起步|设立|创办|成立|推出|开办)(?:的|了|以来)?"
    r"(?=[\s,，、][^?？]*(?:多少|几|哪|什么|啥|谁))"
)

# Words of talk that hide what is asked for: the kind of thing listed, a threshold.
_SPOKEN = {
    "几多": "多少",
    "多少现金": "多少补助",
    "行当": "行业",
    "够得着": "够",
    "工资关系": "人事关系",
    "几加几": "怎样",
    "票子": "补助",
    "现钱": "补助",
    "现大洋": "补助",
    "几个税": "几种税",
}

_HOW_MUCH = re.compile(r"(?<=[\u3400-\u9fff])几何(?=[^\w]|$)")  # "满分几何"

# "又安排了什么事": asks for a thing, whatever was asked before.
_THING = re.compile(r"(?<!为)什么|(?<![有没])啥")


# "登记是买方还是卖方去办": asks which of two, whatever was asked before.
_OR = re.compile(r"是?[^,，。?？]{2,12}还是[^,，。?？]{2,}")

# "我们卖了1.3个亿,落哪一档": of what was asked before, that of the asker's own tier
_TIER = re.compile(r"哪一?个?[档级段]|第几[档级]")

# "要是到年底还没拿到呢": asks what follows then.
_WHAT_IF = re.compile(
    r"^\s*(?:那么?|但|可)?(?:万一|假如|要是|如果)[^,，。?？]*?(?<![能要])(?:没(?!有?[^,，。?？]{2,}的)|不[了到再])"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A standalone question, understood.

    amounts are quantities the asker states of themselves or presumes; years are those named;
    section is the number of a part that is named ("四"); excluded what is ruled out; of_outline says that its headings are
    asked for; of_plan says that the words are those in which one asks for a year's plan of the city.
    """

    text: str
    asked: Asked
    measure: Measure | None = None
    counter: str = ""
    amounts: tuple[Figure, ...] = ()
    years: tuple[int, ...] = ()
    about_result: bool = False
    own_case: bool = False
    of_plan: bool = False
    plural: bool = False
    section: str = ""
    excluded: tuple[str, ...] = ()
    of_outline: bool = False

    @property
    def asks_value(self) -> bool:
        """Whether one value would answer: an amount, a figure, a date, a contact."""
        return self.asked in (Asked.MONEY, Asked.FIGURE, Asked.WHEN, Asked.CONTACT)

    @property
    def asks_amount(self) -> bool:
        """Whether the asker's own amounts can bear on the answer: which tier they fall into."""
        return self.asked in (Asked.MONEY, Asked.FIGURE)


def understand(text: str, day: date | None = None) -> Question:
    """Read what a standalone question asks for. Deterministic; the text is normalised first.

    day is what "去年" and "明年" are counted from.
    """
    text, excluded = without_excluded(normalise(text))
    text = _IF_WRITTEN.sub("", without_purpose(text))
    asked = asked_kind(text)
    wanted, counter = wanted_measure(text, asked)
    return Question(
        text=text,
        asked=asked,
        measure=wanted,
        counter=counter,
        excluded=excluded,
        amounts=amounts(text),
        years=_years_asked(text) or _year_meant(text, day),
        about_result=_about_result(text, asked),
        own_case=bool(OWN_CASE.search(text)),
        section=section[1] if (section := SECTION.search(text)) else "",
        of_outline=bool(OF_OUTLINE.search(text)),
        plural=bool(PLURAL.search(text)),
        of_plan=bool(OF_PLAN.search(text)) and not OWN_CASE.search(text),
    )


def _about_result(text: str, asked: Asked) -> bool:
    """Whether it asks what has been done; who reports or watches it is another question."""
    return asked is not Asked.WHO and bool(RESULT.search(text)) and not REPORTED.search(text)


def _years_asked(text: str) -> tuple[int, ...]:
    """The years that the clauses that ask name, where they name any: what is told of another
    year beside ("2019年的我有了，2020年呢") is not asked for."""
    text = _BEGAN.sub("", text)
    asking = "，".join(clause for clause in _CLAUSE.findall(text) if asks_at_all(clause))
    return years(asking) or years(text)


def _year_meant(text: str, day: date | None) -> tuple[int, ...]:
    """The year of a plan's target told from now ("去年新增高企的目标"); "今年" may mean the
    plan's own year, and the asker's own figures or a comparison ("比去年") mean no target."""
    told = NEAR_YEAR.search(text)
    rest = NEAR_YEAR.sub("", text)
    if day is None or told is None:
        return ()
    was = told[0][0] in "前去上" and not MUST_BE.search(rest)
    if not (was or OF_PLAN.search(rest) or PLANNED.search(rest)):
        return ()
    if OWN_CASE.search(text) or amounts(rest):
        return ()
    return (day.year + {"前": -2, "去": -1, "上": -1, "明": 1, "来": 1}[told[0][0]],)


def normalise(text: str) -> str:
    """NFKC, traditional to simplified, "2o23" to "2023", words of talk as written; half-width."""
    text = unicodedata.normalize("NFKC", _converter().convert(text))
    for said, written in _SPOKEN.items():
        text = text.replace(said, written)
    text = _HOW_MUCH.sub("多少", text)
    return with_units(re.sub(r"(?<=\d)[oO](?=\d)", "0", text)).strip()


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def inherit(question: Question, earlier: Question, answer: str, pointed: bool = True) -> Question:
    """An elliptic question asks for what the one before it asked for, if its words point back;
    the unit of a figure may be known only from its answer ("300家")."""

    says = MANNER.search(question.text) or _THING.search(question.text)
    chooses = _OR.search(question.text)
    supposes = _WHAT_IF.search(question.text) and not question.amounts
    own_kind = question.asked is not Asked.OPEN or says or chooses or supposes or not pointed
    of_tier = question.amounts and earlier.asks_amount and _TIER.search(question.text)
    if own_kind and not of_tier and not _SAME.search(question.text):
        # figures hold throughout a message; of an earlier one, only where an amount is asked for
        # and the answer has not dealt with them
        told = {(f.value, f.unit) for f in amounts(answer)}
        hold = question.asks_amount or not answer
        open_still = tuple(f for f in earlier.amounts if (f.value, f.unit) not in told)
        return replace(
            question,
            years=question.years or earlier.years,
            amounts=question.amounts or (open_still if hold else ()),
            of_plan=question.of_plan or earlier.of_plan,
        )
    asked, (wanted, counter) = earlier.asked, _carried(question, earlier, answer)
    if _OTHER_SIDE.search(question.text):
        wanted, counter = None, ""
    return replace(
        question,
        asked=Asked.FIGURE if asked is Asked.MONEY and wanted is not Measure.MONEY else asked,
        measure=wanted,
        counter=counter,
        years=question.years or earlier.years,
        of_plan=question.of_plan or earlier.of_plan,
    )


def asking_words(question: Question) -> str:
    """Words that ask for its kind: what an elliptic question leaves to be understood."""
    return {
        Asked.MONEY: "多少钱",
        Asked.FIGURE: f"多少{question.counter.replace('%', '比例')}",
        Asked.WHEN: "什么时候",
        Asked.WHO: "由谁负责",
    }.get(question.asked, "")


def _carried(question: Question, earlier: Question, answer: str) -> tuple[Measure | None, str]:
    """What the earlier question or its answer counted in, unless the new one names an indicator
    that is counted in something else ("那科技进步贡献率呢")."""
    if earlier.asks_amount:
        for name, kind, unit in _INDICATORS:
            if name.search(question.text):
                same = kind is earlier.measure and kind is not Measure.COUNT
                return (kind, earlier.counter if same else unit)
    told = amounts(answer) if earlier.asks_amount else ()
    told = told if _is_told_otherwise(earlier, told) else ()
    if len(told) == 1:
        return told[0].measure, told[0].unit
    return earlier.measure, earlier.counter


def _is_told_otherwise(earlier: Question, told: Sequence[Figure]) -> bool:
    """Whether the answer tells the measure: none was asked for, or a share stood for a sum."""
    if earlier.asked is Asked.FIGURE:
        return earlier.measure is None
    return bool(told) and all(f.measure is Measure.PERCENT for f in told)
