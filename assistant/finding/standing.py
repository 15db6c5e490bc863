"""Where a statement stands: document, section, year and force, as far as they are asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.finding.statement import Statement
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from corpus.document import Source, Status
from index.retriever import Hit

NAMED = 0.9  # match from which a concept is named
_POINTER = re.compile(r"[,，]见[^，。；,]{2,24}(?:摘编|部分|办法|要点|规定)$")
# Which edition of a rule is asked about: the one replaced, or the one in force
_RULE = r"(?:办法|标准|口径|规定|条件|政策)"
_OLD = re.compile(rf"(?:[老旧]|原来|以前|过去|从前)的?[^，。,?新]{{0,8}}?{_RULE}")
# "以前评专精特新营收要多少": of the older rule too, where that clause asks
_FORMERLY = re.compile(
    r"(?:^|[，,。])(?:以前|过去|从前|早先|当初|早年)[^，。,?没不]{2,18}(?:多少|[几哪啥]|什么|怎么)"
)
_NEW = re.compile(rf"(?:(?<![特创高革更])新|现行|现在)的?[^，。,?旧老]{{0,8}}?{_RULE}")
_EASED = re.compile(
    r"([\u3400-\u9fff]{2})[^，。；]{0,8}(?:，[^。；]*)?(?:放宽[为到]|可以(?:降低|放宽))"
)
_ASKS_EASED = re.compile(r"放[宽松]|降低|照顾|优待|打折|松一点|低一[点些]|例外|特殊")
_OF_YEAR = re.compile(r"(20\d\d)年?(?:的?新|版|的)?(?:办法|标准|口径|规定|版)")
EXPIRED = 5.0  # times DATED: an expired text answers only questions about its own time


def is_elsewhere(named: Sequence[Concept], statement: Statement) -> bool:
    """Whether it, its headings and its title speak of none of the subjects that are named: the
    rule of another programme is no answer, however alike."""
    if not named:
        return False
    return not any(c.match(statement.passage.around) >= NAMED for c in named)


def about_plan(question: Question, source: Source) -> bool:
    """Whether a plan is asked about: in a plan's words, or by naming its year or its city."""
    if source.year is None or question.own_case:
        return False
    city = source.region.rstrip("市")
    named = source.year in question.years or bool(city and city in question.text)
    return question.of_plan or named


def in_section(question: Question, statement: Statement) -> bool:
    """Whether it stands in the section that the question numbers ("第四部分")."""
    path = statement.passage.heading_path
    return bool(question.section and path and path[0].startswith(f"{question.section}、"))


def year_of_heading(question: Question, statement: Statement) -> float:
    """1 for a title or heading of the year asked, -.5 for one of another year only, else 0."""
    headed = statement.passage.headed
    named = set(re.findall(r"20\d\d(?=年)", headed))
    if not question.years or not named:
        return 0.0
    return 1.0 if named & {str(y) for y in question.years} else -0.5


def edition(question: Question, statement: Statement) -> int:
    """1 for what a heading calls history where the question is of the older edition ("老标准"), -1
    where it is of the one in force or of another year's; 0 where it names none, or both."""
    headed = "".join(h for h in statement.passage.heading_path if "历史" in h)
    asked = question.text
    old = bool(_OLD.search(asked) or _FORMERLY.search(asked))
    of = _OF_YEAR.findall(asked)
    if not headed or any(year in headed for year in of):
        return 0
    new = bool(of or _NEW.search(asked))
    return old - new


def is_excluded(question: Question, statement: Statement) -> bool:
    """Whether its headings, or its opening, name what the asker rules out."""
    headed = " ".join(statement.passage.heading_path) + statement.text[:12]
    return any(term in headed for term in question.excluded)


def eased_for_others(
    question: Question, statement: Statement, concepts: Sequence[Concept] = ()
) -> bool:
    """Whether it eases a rule for some that the asker is none of ("专业孵化器放宽为…")."""
    eased = _EASED.match(statement.shown)
    if eased is None or _ASKS_EASED.search(question.text) or eased[1] in question.text:
        return False
    return not any(eased[1] in form for c in concepts for form in c.forms)


def is_example(statement: Statement) -> bool:
    """Whether it works out a case ("某企业……"), as its heading or its opening says."""
    headed = " ".join(statement.passage.heading_path)
    return "示例" in headed or "举例" in headed or statement.shown.startswith(("某企业", "上例"))


def dated(question: Question, statement: Statement, day: date) -> float:
    """EXPIRED for what is, or what its heading calls history; 1 for a text partly in force."""
    passage = statement.passage
    if any("历史" in heading for heading in passage.heading_path):
        return EXPIRED if year_of_heading(question, statement) <= 0 else 0.0
    status = passage.source.status_on(day)
    if status in (Status.IN_FORCE, Status.PARTLY_IN_FORCE):
        return 1.0 if status is Status.PARTLY_IN_FORCE else 0.0
    asked_of_then = any(f"{year}年" in passage.source.title for year in question.years)
    return 0.0 if asked_of_then else EXPIRED


def named_subjects(concepts: Sequence[Concept], hits: Sequence[Hit]) -> list[Concept]:
    """The concepts that documents found, or parts of them, are about by their title or heading."""
    heads = {
        head
        for passage in (hit.passage for hit in hits)
        for head in (passage.source.title, *passage.source.topics, *passage.heading_path)
    }
    return [c for c in concepts if c.term and any(c.match(h) >= NAMED for h in heads)]


def points_elsewhere(statement: Statement) -> bool:
    """Whether it only says where else a thing is told ("……等优惠，见……摘编")."""
    return bool(_POINTER.search(statement.shown)) and not statement.figures
