"""What an elliptic question asks for: as much of the kind as the one before it left open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.amounts import amounts
from assistant.reading.asking import Asked
from assistant.reading.question import Question
from corpus.figures import Figure, Measure

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
    r"会(?:怎么?样|咋样)|怎么(?!样?(?:呢|[?？]|$)|[规认]?定|要求|算)|咋(?!样)|如何|为什么|为啥|为何|凭什么"
)

# "又安排了什么事": asks for a thing, whatever was asked before.
_THING = re.compile(r"(?<!为)什么|(?<![有没])啥")

# "登记是买方还是卖方去办": asks which of two, whatever was asked before.
_OR = re.compile(r"是?[^,，。?？]{2,12}还是[^,，。?？]{2,}")

# "我们卖了1.3个亿,落哪一档": of what was asked before, that of the asker's own tier
_TIER = re.compile(r"哪一?个?[档级段]|第几[档级]")

# "这样少缴多少税": what comes of the very sum that was asked about
_THEN = re.compile(
    r"(?:这样|那样?|[这那]笔|这么算|折合|算下来)[^,，。;；?？]{0,8}(?:少[缴交]|省|退|抵|到手|交|缴)[^,，。;；?？]{0,4}(?:多少|几)"
)

# "要是到年底还没拿到呢": asks what follows then.
_WHAT_IF = re.compile(
    r"^\s*(?:那么?|但|可)?(?:万一|假如|要是|如果)[^,，。?？]*?(?<![能要])(?:没(?!有?[^,，。?？]{2,}的)|不[了到再])"
)


def inherit(question: Question, earlier: Question, answer: str, pointed: bool = True) -> Question:
    """An elliptic question asks for what the one before it asked for, if its words point back;
    the unit of a figure may be known only from its answer ("300家")."""
    says = MANNER.search(question.text) or _THING.search(question.text)
    chooses = _OR.search(question.text)
    supposes = _WHAT_IF.search(question.text) and not question.amounts
    own_kind = question.asked is not Asked.OPEN or says or chooses or supposes or not pointed
    of_tier = question.amounts and earlier.asks_amount and _TIER.search(question.text)
    if own_kind and not of_tier and not _SAME.search(question.text):
        hold = question.asks_amount or not answer
        return replace(
            question,
            years=question.years or earlier.years,
            amounts=question.amounts or (_open_still(question, earlier, answer) if hold else ()),
            of_plan=question.of_plan or earlier.of_plan,
        )
    asked, (wanted, counter) = earlier.asked, _carried(question, earlier, answer)
    own = earlier.own_case and earlier.asks_amount  # "第二次呢": of the asker's own tier as before
    if _OTHER_SIDE.search(question.text):
        wanted, counter = None, ""
    return replace(
        question,
        asked=Asked.FIGURE if asked is Asked.MONEY and wanted is not Measure.MONEY else asked,
        measure=wanted,
        counter=counter,
        amounts=question.amounts or (_open_still(question, earlier, answer) if own else ()),
        years=question.years or earlier.years,
        of_plan=question.of_plan or earlier.of_plan,
    )


def _open_still(question: Question, earlier: Question, answer: str) -> tuple[Figure, ...]:
    """The figures of an earlier question that its answer has not dealt with, or all where this
    one asks what comes of them: they hold as they do throughout a message."""
    told = {(f.value, f.unit) for f in amounts(answer)}
    goes_on = _THEN.search(question.text)
    return tuple(f for f in earlier.amounts if goes_on or (f.value, f.unit) not in told)


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
