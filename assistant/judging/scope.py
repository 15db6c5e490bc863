"""Place and time: what the library holds of the city and the year that are asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.finding.evidence import Evidence
from assistant.finding.fitness import BY_WHAT
from assistant.judging.claimed import tells_years
from assistant.judging.topic import asking_clauses
from assistant.reading.asking import Asked
from assistant.reading.places import DISTRICT, PLACE, places_named
from assistant.reading.question import Question
from corpus.document import Source
from corpus.figures import Measure, number

# a digest that repeats what a year's plan says: "2023年全市科技创新工作要点提出……"
_OF_A_PLAN = re.compile(r"(20\d\d)年(?:全[市省]|[^，。]{0,16}(?:要点|计划))")

# "第八批", "第二届": one of a series, of which each has dates and numbers of its own
_EDITION = re.compile(r"第([一二三四五六七八九十百\d]{1,3})([批届轮])")
_IN_THE_YEAR = re.compile(r"(?<![\d一二两三四五十])年内")  # "2年内不得再报" is a term, no year
_COMPARED = re.compile(
    r"[跟与和同比](?:我们|咱们?)?[^,，。?？]{2,5}(?=(?:比|相比|有[啥什]|不同|不一样|差))"
)
# "西安一所高校": whoever one works with is no place asked about
_PARTNER = re.compile(
    rf"(?:{PLACE.pattern})市?(?:的|那边|那所|一[所家位个]|某)?(?:高校|大学|学院|院校|研究[院所]|实验室|教授|专家|博士|团队|老师)"
)
# "2025年新办法": a rule that has taken the place of an older one
_NEW_RULE = re.compile(r"新(?:的|版)?[^，。,?旧老]{0,10}?(?:办法|规定|标准|口径|指引)")
_SEVERAL = re.compile(r"[;；]")
# "本政策期限已经届满": until when it holds now is told by another rule
_ENDED = re.compile(r"期限已经?届满|已经?到期|已经?停止执行|不再执行")
_OVER = re.compile(rf"{_ENDED.pattern}|起(?:全面)?取消|已经?取消|不再(?:发放|安排|给予)")
_SINCE = re.compile(r"(20\d\d)年(?:\d+月)?(?:\d+日)?(?:以后|之后|起)")
_NOW_ASKED, _MADE_GOOD = re.compile(r"现在|如今|目前|眼下|今年"), re.compile(r"补|[要追]回")
_HOLDS_UNTIL = re.compile(r"(?:执行|延续|实施|持续|有效|适用|享受)到|到(?:哪|什么时候|何时|几时)")
_STILL = re.compile(
    r"(?:现在|如今|目前|眼下|今年|现今)[^,，。?]{0,8}还?[^,，。?]{0,4}(?:能|可以|让|有效|享受|行(?![业动政]))[^,，。?]{0,14}(?:吗|不|么|没)|"
    r"还(?:能|可以|让|有效|管用|执行|行(?![业动政]))[^,，。?]{0,14}(?:吗|不|么|没)|还(?:有没有|[给发]不[给发]|有(?:吗|么))"
)
OF_BEST = 0.6  # of the best score, from which what says that it is over is looked at
LEADING = 3  # statements whose editions are compared with the one asked about
_NOW = re.compile(r"现在|目前|眼下|当前|至今")  # whatever year is told beside ("2013年启动")
_WHOLE = re.compile(r"全省|江苏|全国")
_GIVEN = re.compile(r"奖|补|资助")
_COUNTED_BY = re.compile(r"截至(20\d\d)年")
_OURS = re.compile(r"盐城|[全我本]市|市里")

# what our city or a part of it does together with a place is named by a character of each
_TOGETHER = {"香港": ("苏港",), "常州": ("常盐",), "武进": ("武阜",), "溧阳": ("溧滨",)}

NATIONAL = "国家"
_BY_RULE = (Asked.WHO, Asked.WHEN, Asked.PROCEDURE, Asked.YES_NO)


def barred(question: Question, evidence: Sequence[Evidence], sources: Sequence[Source]) -> str:
    """Why nothing held can answer: another place, another year, or results of a plan."""
    elsewhere = _elsewhere(question, evidence, sources)
    if elsewhere:
        return elsewhere
    if _other_edition(question, evidence):
        return "文件写的是另外批次的情况"
    in_year = [e for e in evidence if year_fits(question, e)]
    best = evidence[0].statement.passage.source
    if not in_year or (
        in_year[0] is not evidence[0]
        and best.year
        and not any(names_year(question, e) for e in in_year)
    ):
        newer = _NEW_RULE.search(question.text) and not in_year
        return "没有收录所问的新办法" if newer else _other_year(sources)
    if question.about_result and in_year[0].statement.passage.source.year:
        return "文件是年初的工作计划，只有目标，没有完成情况"
    return ""


def _other_edition(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether one of a series is asked about and only others of it are spoken of."""
    asked = {(number(n), of) for n, of in _EDITION.findall(question.text)}
    best = [e.statement.text for e in evidence[:LEADING]]
    told = {(number(n), of) for text in best for n, of in _EDITION.findall(text)}
    others = {of for _, of in told} & {of for _, of in asked}
    return bool(others) and not asked & told


def of_wider_place(question: Question, evidence: Evidence) -> bool:
    """Whether our city's number or money is asked for, and the statement tells the province's."""
    source, text = evidence.statement.passage.source, evidence.statement.text
    if source.region in question.text or not _OURS.search(question.text) or _OURS.search(text):
        return False
    if question.measure is Measure.MONEY:  # what the province gives is not what the city gives
        return source.region not in (NATIONAL, "") and bool(_GIVEN.search(question.text))
    return question.measure is Measure.COUNT and bool(_WHOLE.search(text))


def of_other_place(question: Question, evidence: Evidence) -> bool:
    """Whether a plan's number, one that is counted in a city or a province, or money of a city is
    asked for one place, and the passage names none of it; a rule holds in each."""
    passage = evidence.statement.passage
    source = passage.source
    named = [p for p in _places_asked(question.text) if p not in source.region]
    told = " ".join((passage.text, *passage.heading_path))
    counts = question.measure is Measure.COUNT and source.region != NATIONAL
    counted = source.year or counts
    counted = counted or (question.asks_amount and source.region.endswith("市"))
    return bool(counted and named) and not any(_told_as(p, told) for p in named)


def names_year(question: Question, evidence: Evidence) -> bool:
    """Whether the passage itself names a year that is asked about."""
    return any(f"{year}年" in evidence.statement.passage.text for year in question.years)


def _other_year(sources: Sequence[Source]) -> str:
    held = "、".join(sorted({f"{s.year}年" for s in sources if s.year}))
    return f"没有所问年份的内容（现有计划为{held}）" if held else "没有所问年份的内容"


def _elsewhere(question: Question, evidence: Sequence[Evidence], sources: Sequence[Source]) -> str:
    """A place that the question names and that neither the evidence nor a source speaks of."""
    regions = {s.region for s in sources}
    best = evidence[0].statement.passage.source
    if best.region == NATIONAL:
        return ""  # holds everywhere
    found = "".join(e.statement.passage.text for e in evidence[:5])
    named = _places_asked(question.text)
    if best.year is None and question.asked in _BY_RULE:  # a rule holds in each part of our city
        named = tuple(p for p in named if not DISTRICT.fullmatch(p))
    if any(_told_as(place, found) or any(place in region for region in regions) for place in named):
        return ""  # "搬到盐城来": ours is asked about, whatever else is named
    return f"现有文件没有{named[0]}的相关内容" if named else ""


def _told_as(place: str, text: str) -> bool:
    """Whether a text names a place, or something that two places do together ("苏港")."""
    return place in text or any(name in text for name in _TOGETHER.get(place, ()))


def _places_asked(text: str) -> tuple[str, ...]:
    """The places of the clauses that ask, where they name any: what is told beside ("想跟我们盐城
    比一比") and what is compared with ("跟盐城有啥不一样") is not asked about."""
    asking = "，".join(asking_clauses(text))
    asking, text = _PARTNER.sub("", asking), _PARTNER.sub("", text)
    return places_named(_COMPARED.sub("", asking)) or places_named(text)


def year_fits(question: Question, evidence: Evidence) -> bool:
    """A plan speaks of its own year only, unless the passage names the other year itself."""
    source = evidence.statement.passage.source
    if not question.years or source.year in question.years:
        return True
    if question.asked is Asked.YES_NO and tells_years(question, evidence.statement):
        return True
    if _NEW_RULE.search(question.text) and not _dates_from(question.years, evidence):
        return False
    if source.year is None:
        text = evidence.statement.text
        told = {int(year) for year in _OF_A_PLAN.findall(text)}
        if _IN_THE_YEAR.search(text) and not names_year(question, evidence):
            return False  # a year's target, told without the year asked about
        return not told or bool(told & set(question.years))
    return any(f"{year}年" in evidence.statement.text for year in question.years)


def _dates_from(years: Sequence[int], evidence: Evidence) -> bool:
    """Whether the passage, or the one rule that its text tells, names a year of these; of several
    rules in one text the passage says itself which it tells."""
    passage = evidence.statement.passage
    source = passage.source
    told = f"{passage.text} {passage.headed}"
    if _SEVERAL.search(source.document_number):
        return any(f"{year}年" in told for year in years)
    dates = (source.issued_on, source.effective_on)
    return any(str(year) in f"{told} {source.document_number} {dates}" for year in years)


def of_another_year(question: Question, best: Evidence, day: date | None) -> bool:
    """ "今年……哪天截止" is not answered by the dates of "2022年度", nor "现在的利率" by what was
    published in 2018; the dates of the year that it is now do answer."""
    named = re.findall(r"(20\d\d)年(?:度|(?:度)?通知|公开口径|口径)", best.statement.text)
    now = _NOW.search(question.text)
    if question.years and best.statement.passage.source.year is None and not now:
        if question.measure is Measure.COUNT:
            named += _COUNTED_BY.findall(best.statement.text)
        return bool(named) and not {str(y) for y in question.years} & set(named)
    if not (now or re.search(r"今年|本年|最新|现行", question.text)):
        return False
    year = best.statement.passage.source.year
    if day and year is None and str(day.year) in named and "今年" in question.text:
        return False
    return bool(named) and (year is None or str(year) not in named)


def over(question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """What says that a policy is over, where it is asked whether it may still be had; empty where
    the document that answers best says no such thing."""
    if not _STILL.search(question.text) or not evidence or BY_WHAT.search(question.text):
        return ()
    best = evidence[0]
    here = (e for e in evidence if e.statement.passage.source == best.statement.passage.source)
    ended = [e for e in here if _OVER.search(e.statement.text) and e.score >= OF_BEST * best.score]
    return tuple(e for e in ended[:1] if not _held_then(question, e))


def _held_then(question: Question, ended: Evidence) -> bool:
    """Whether what is asked about was before the end: "2022年四季度的设备"."""
    if _NOW_ASKED.search(question.text) and not _MADE_GOOD.search(question.text):
        return False
    since = [int(year) for year in _SINCE.findall(ended.statement.text)]
    return bool(since and question.years) and max(question.years) < min(since)


def has_ended(question: Question, best: Evidence) -> bool:
    """Whether it is asked until when a policy holds of a year that came after its end."""
    text = best.statement.text
    told = [int(year) for year in re.findall(r"(20\d\d)年", text)]
    later = bool(question.years and told) and min(question.years) >= max(told)
    return later and bool(_ENDED.search(text) and _HOLDS_UNTIL.search(question.text))
