"""Understanding a question: what is asked for, and about what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.reading.amounts import amounts, years
from assistant.reading.aside import without_excluded, without_purpose
from assistant.reading.asking import Asked, asked_kind
from assistant.reading.measure_asked import wanted_measure
from assistant.reading.normalising import normalise
from assistant.reading.question_signs import (
    BEFELL,
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

# "注册资本写了没有，多少": whether it is written is asked with what it is
_IF_WRITTEN = re.compile(
    r"(?:(?:有没有?|是否)?(?:写明?|提到?|说明?|讲明?|规定|明确|载明)了?(?:没有?)?|定了?没有?)[,，]\s*(?=是?(?:多少|几|谁|哪|什么|啥))"
)
# "是省里批还是部里批": the levels that are offered only ask who does it
_LEVEL = r"(?:省|市|县|区|部|国家|中央)(?:里|级|厅|局|上)?"
_WHICH_LEVEL = re.compile(
    rf"[是由归]?{_LEVEL}(?:来|去)?(?:审?批|认定?|评定?|审|定|管)?的?[,，]?还是[由归]?{_LEVEL}"
    r"(?:来|去)?(?:审?批|认定?|评定?|审|定|(?P<sees>管))"
)
_CLAUSE = re.compile(r"[^,，。;；?？!！]+[?？]?")

# "2013年启动，现在一共选聘了多少人": since when a thing is
_BEGAN = re.compile(
    r"20\d\d年?(?:就|才)?(?:启动|开始|起步|设立|创办|成立|推出|开办)(?:的|了|以来)?"
    r"(?=[\s,，、][^?？]*(?:多少|几|哪|什么|啥|谁))"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A standalone question, understood.

    amounts are quantities the asker states of themselves or presumes; years are those named,
    befell those in which what the asker tells came about ("今年刚认定的");
    section is the number of a part that is named ("四"); excluded what is ruled out; of_outline says that its headings are
    asked for; of_plan says that the words are those in which one asks for a year's plan of the city.
    """

    text: str
    asked: Asked
    measure: Measure | None = None
    counter: str = ""
    amounts: tuple[Figure, ...] = ()
    years: tuple[int, ...] = ()
    befell: tuple[int, ...] = ()
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
    text = _WHICH_LEVEL.sub(lambda level: f"由谁{level['sees'] or '认定'}", text)
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
        befell=_year_it_befell(text, day),
        about_result=_about_result(text, asked),
        own_case=bool(OWN_CASE.search(text)),
        section=section[1] if (section := SECTION.search(text)) else "",
        of_outline=bool(OF_OUTLINE.search(text)),
        plural=bool(PLURAL.search(text)),
        of_plan=bool(OF_PLAN.search(text)) and not OWN_CASE.search(text),
    )


def _befell(text: str) -> re.Match[str] | None:
    """What tells when a title was given: newly, or in a clause that asks nothing or of the
    asker."""
    own = OWN_CASE.search(text)
    told = ((c, BEFELL.search(c)) for c in _CLAUSE.findall(text))
    found = (at for c, at in told if at and (own or "刚" in at[0] or not asks_at_all(c)))
    return next(found, None)


def _year_it_befell(text: str, day: date | None) -> tuple[int, ...]:
    """The year in which a title was given, as it is told from now ("今年刚认定成省级的")."""
    told = _befell(text)
    if day is None or told is None:
        return ()
    return (day.year + {"前": -2, "去": -1, "上": -1}.get((told["when"] or "今")[0], 0),)


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
    if day is None or told is None or _befell(text):
        return ()
    was = told[0][0] in "前去上" and not MUST_BE.search(rest)
    if not (was or OF_PLAN.search(rest) or PLANNED.search(rest)):
        return ()
    if OWN_CASE.search(text) or amounts(rest):
        return ()
    return (day.year + {"前": -2, "去": -1, "上": -1, "明": 1, "来": 1}[told[0][0]],)
