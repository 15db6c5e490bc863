"""Conditions put into words for their owner: figures as told, the place cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Citation
from assistant.composing.citations import CitationList
from assistant.eligibility import ConditionResult
from assistant.eligibility.citing import citations, states_any
from assistant.eligibility.wording import plain, shown
from assistant.self_test.judged import Judged
from assistant.self_test.percentages import STAND_IN, worked
from assistant.self_test.reasons import failing
from assistant.self_test.said import Said
from corpus.figures import figures
from corpus.programme_rules import Condition, Flag

_SHORT_RULE, LONG_RULE = 62, 110  # characters: quoted whole, quoted at all
_PARTS = re.compile(r"[^；;]+[；;]*")
_LETS_OFF = re.compile(r"不考察|除外|放宽|不受[^，。；]{0,8}限制")
_LIST_MARK = re.compile(r"^\d{1,3}[.．、](?!\d)\s*")
_SAID = re.compile(r"“([^”]+)”")
_OF_TIER = re.compile(r"（[^（）“]*适用“[^”]*”一档）")
_OF_PART = re.compile(r"（[^（）]*）(?= [\d.–]+ 分)")
_BY_PRESENT = re.compile(r"（按现有[^（）]*(?:（[^（）]*）)?[^（）]*计算）")
_LONG = 110  # characters of a working, beyond which its condition's label tells more


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What fails in a condition, how much is lacking ("" where no amount tells), what says so."""

    told: str
    step: str
    citations: tuple[Citation, ...]

    def line(self, marks: CitationList) -> str:
        """All of it in one line, the words of the rule last."""
        step = f"，{self.step}" if self.step else ""
        rule = ruling(self.citations, self.told, LONG_RULE)
        return f"{self.told}{step}。{rule}{mark(self.citations, marks)}"


def why_not(judged: Judged, result: ConditionResult, condition: Condition | None = None) -> WhyNot:
    """Of a condition that is not met, or of a part of it, where condition is that part."""
    condition = condition or condition_of(judged, result)
    findings = failing(condition, judged.stated, judged.profile)
    if isinstance(condition.predicate, Flag):
        said = judged.used[condition.predicate.field].text
        return WhyNot(f"您说“{said}”", "", result.citations)
    told = told_of("；".join(f.working for f in findings) or result.working, judged)
    thresholds = [threshold for finding in findings for threshold in finding.thresholds]
    cited = citations(condition.section, thresholds) if findings else result.citations
    if not thresholds:
        cited = _naming(cited, told)
    else:
        cited = _of_choice(cited, judged, condition, thresholds)
    stand_in = any(name.endswith(STAND_IN) for name in judged.reads[result.id])
    rough = any(is_rough(judged.used[n]) for n in judged.reads[result.id] if n in judged.used)
    told = _OF_TIER.sub("", told) if ruling(cited, told, LONG_RULE) else told
    if stand_in or rough:  # reckoned from what is no exact figure
        return WhyNot(capped(told, result), "", cited)
    step = "，且".join(f.change for f in findings if "还差" in f.change)
    if len(findings) == 1:
        step = _BY_PRESENT.sub("", step).removeprefix(told.split(" ")[0])
    return WhyNot(capped(told, result), step if len(step) <= _LONG else "", cited)


def _naming(cited: tuple[Citation, ...], told: str) -> tuple[Citation, ...]:
    """First the passage that has the asker's own words, where no threshold tells it."""
    words = _SAID.findall(told)
    return tuple(sorted(cited, key=lambda c: not any(w in c.passage.text for w in words)))


def _of_choice(
    cited: tuple[Citation, ...], judged: Judged, condition: Condition, applied: Sequence[Decimal]
) -> tuple[Citation, ...]:
    """Of the passages that state what was applied first the one that has what the asker chose:
    "非独占许可"."""
    used = (judged.used[name].value for name in judged.reads[condition.id] if name in judged.used)
    chosen = [value for value in used if isinstance(value, str)]

    def is_of_it(citation: Citation) -> bool:
        stated = states_any(citation.passage, applied)
        return stated and any(value in citation.passage.text for value in chosen)

    return tuple(sorted(cited, key=lambda citation: not is_of_it(citation)))


def with_rule(told: str, cited: Sequence[Citation]) -> str:
    """A working with the words of the rule behind it, the tier told once."""
    rule = ruling(cited, told)
    return f"{_OF_TIER.sub('', told) if rule else told}。{rule}"


def ruling(
    cited: Sequence[Citation], told: str, longest: int = _SHORT_RULE, *, exempt: bool = False
) -> str:
    """The rule in its own words, as few as have the figures of a working, exempt: with what
    lets one off; "" where it is long."""
    sentences = cited[0].quotes or cited[0].passage.sentences
    parts = _PARTS.findall(_LIST_MARK.sub("", sentences[0].strip().rstrip("。"))) or [""]
    text = "".join(parts)
    if len(text) > _SHORT_RULE:
        figures_told = {(f.value, f.unit) for f in figures(told.replace(" ", ""))}
        having = [
            p
            for p in parts
            if figures_told & {(f.value, f.unit) for f in figures(p)}
            or ((exempt or not figures_told) and _LETS_OFF.search(p))
        ]
        text = "".join(having)
    text = text.strip("；;。 ")
    return f"规定：{text}。" if text and len(text) <= longest else ""


def told_of(working: str, judged: Judged) -> str:
    """A working in the asker's terms: percentages and rough figures as they were told."""
    text = _OF_PART.sub("", worked(working, judged.used))
    for name, said in judged.used.items():
        item = judged.programme.by_name.get(name)
        if item is not None and said.value is False:
            text = text.replace(f"{item.label}：否", f"您说“{said.text}”")
        if name.endswith(STAND_IN) and is_rough(said):
            share = f" = {re.escape(_digits(judged.profile[name]))} ÷ 100 = [^，；]*"
            text = re.sub(share, f"“{said.text}”", text)
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
    return text if text and (len(text) <= _LONG or not result.label) else result.label


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
