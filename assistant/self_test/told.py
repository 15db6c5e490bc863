"""Conditions put into words for their owner: figures as told, the place cited."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answer import Citation
from assistant.citations import CitationList
from assistant.eligibility import ConditionResult
from assistant.eligibility.wording import plain, shown
from assistant.self_test.judged import Judged
from assistant.self_test.percentages import STAND_IN, worked
from assistant.self_test.reasons import failing
from assistant.self_test.said import Said
from corpus.programme_rules import Condition, Flag

_LONG = 110  # characters of a working, beyond which its condition's label tells more


def why_not(judged: Judged, result: ConditionResult) -> tuple[str, str]:
    """What fails in a condition, and how much is lacking ("" where no amount tells)."""
    condition = condition_of(judged, result)
    findings = failing(condition, judged.stated, judged.profile)
    if isinstance(condition.predicate, Flag):
        return f"您说“{judged.used[condition.predicate.field].text}”", ""
    told = told_of("；".join(f.working for f in findings) or result.working, judged)
    stand_in = any(name.endswith(STAND_IN) for name in judged.reads[result.id])
    rough = any(is_rough(judged.used[n]) for n in judged.reads[result.id] if n in judged.used)
    if stand_in or rough:  # reckoned from what is no exact figure
        return capped(told, result), ""
    step = "，且".join(f.change for f in findings if "还差" in f.change)
    return capped(told, result), step if len(step) <= _LONG else ""


def plain_quotes(text: str) -> str:
    """Quotation marks inside quotation marks give way."""
    return text.replace("“", "").replace("”", "")


def told_of(working: str, judged: Judged) -> str:
    """A working in the asker's terms: percentages and rough figures as they were told."""
    text = worked(working, judged.used)
    for name, said in judged.used.items():
        item = judged.programme.by_name.get(name)
        if item is None or not is_rough(said):
            continue
        label = "成立时间" if item.unit == "天" else item.short_label.removesuffix("年数")
        for value in (judged.profile[name], said.value):
            text = text.replace(f"{item.short_label} {shown(item, value)}", f"{label}“{said.text}”")
            text = text.replace(_digits(value), _digits(said.value))
    return text


def _digits(value: Decimal | bool | str) -> str:
    return plain(value) if isinstance(value, Decimal) else str(value)


def condition_of(judged: Judged, result: ConditionResult) -> Condition:
    """The condition of a result, as it was judged."""
    return next(c for c in judged.stated.all_conditions if c.id == result.id)


def capped(told: str, result: ConditionResult) -> str:
    """A working without what is lacking; where it is long, the label of the condition."""
    parts = [part for part in told.split("；") if not part.startswith("尚缺")]
    text = "；".join(dict.fromkeys(parts))
    return text if text and len(text) <= _LONG else result.label


def mark(citations: Sequence[Citation], marks: CitationList) -> str:
    """The mark of the passage that states the threshold, with its sentence quoted."""
    first = citations[0]
    quotes = first.quotes or first.passage.sentences[:1]
    return marks.mark(first.passage, quotes[0] if quotes else "")


def is_lasting(name: str, judged: Judged) -> bool:
    """Whether it is a length of time, which whole years tell well enough."""
    item = judged.programme.by_name.get(name)
    return item is not None and item.unit in ("天", "年")


def is_rough(said: Said) -> bool:
    """Whether a range was told, not a figure."""
    return not said.exact and said.low is not None


def about(said: Said) -> str:
    """What stands before a figure: 约 where it is rough."""
    return "约 " if is_rough(said) else " "


def roughly(*said: Said) -> str:
    """What stands after a figure reckoned from others."""
    return "（约）" if any(map(is_rough, said)) else ""
