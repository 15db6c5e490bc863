"""Judging evidence: is the thing asked stated, or is only the topic there?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import AnswerStatus
from assistant.asking import CONSEQUENCE, SANCTION, Asked
from assistant.attributes import speaks_of_attribute
from assistant.bands import band, held_classes
from assistant.concepts import Concept
from assistant.evidence import Evidence
from assistant.expected import NO_HINTS, Hints
from assistant.fitness import answering_figures, has_time, scope_fit, tells_day
from assistant.lead import wrong_premise
from assistant.narrowing import met
from assistant.question import Question
from assistant.scope import barred, names_year, year_fits
from assistant.statement import Statement
from corpus.document import Source
from corpus.figures import Measure

# Calibrated on the dev split of evals/questions.
SURE_COSINE = 0.89  # from here up a question is about what the library holds, however worded
FOREIGN_COSINE = 0.9  # below, a question with strange words and no term of the field is off topic
OFF_TOPIC_COSINE = 0.88
MIN_COVERAGE = 0.1
KNOWN = 0.45  # likeness to an expected question from which a statement is taken to be of the thing asked about
MET_HALF = 0.5  # coverage from which a question is about a statement, whatever its cosine
MET_ALMOST = 0.75  # the same where some of its words are strange to the library
NEAR_ENOUGH = 0.65  # of the best score: a statement of the kind asked for is taken from here up
FOCUS = 4.0  # weight from which a concept is what a question is about
AS_GOOD = 0.95  # of the best score: whatever it covers, it is as good
UNFOCUSED = 0.45  # coverage below which a statement without it is about something else
RIVAL = 0.85  # of the score of one that says the value is not given

_TASK = re.compile(
    r"写(?:一|个|首|段|篇|份)?[^，。]{0,8}(?:诗|代码|脚本|程序|作文|小说|情书|歌|爬虫)|[讲说来](?:个|一个)?[^，。]{0,8}(?:笑话|故事|段子)|天气|气温|下雨|股票|炒股|A股|大盘|股市|基金定投|彩票|星座|"
    r"翻译(?:成|一下|这)|(?:推荐|挑|找|订|预订|选)(?:个|一|几|家|间)?[^，。]{0,8}(?:饭店|餐厅|酒店|包间|馆子|电影|手机|电脑)|吃什么药|失眠|感冒|挂号|看病|菜谱|食谱|python|javascript|java\b|html",
    re.I,
)
_CONTACT = re.compile(
    r"\d{3,4}-\d{7,8}|1[3-9]\d{9}|(?<!\d)\d{7,8}(?!\d)|@\w+\.|电话[：:]|地址[：:]"
)
_BODY = re.compile(
    r"[局厅部委办]|机构|部门|中心|公司|企业|单位|专班|督查室|院校|高校|学校|法院|园区|平台|协会|银行|集团|政府|专家|一方|研发方|让与方|受托方|委托方"
)

# Wordings of a question that name nothing that could be counted.
_NO_THING = re.compile(
    r"目标|多少|几|哪|谁|什么|[今去明前上]年|牵头|新增|新建|引进|培育|争创|创建|建设|建成|实现|达到|力争|打造|"
    r"组织|开展|举办|招引|入库|完成|争取|支持|推动|计划|打算|要求|立项|征集|启动|数量|全年|全市|指标"
)
NAMING = 2.5  # weight from which a plain word names a thing
_IS_THERE = re.compile(r"有没有((?:(?!什么|说|提到|讲|写)[^，。,?]){2,12})(?:$|[，。,?])")
_ANY_MONEY = re.compile(r"奖|补|资助")  # left to the attributes
_RESPONSIBLE = re.compile(
    r"(?:谁|部门|单位|机构|处室|科室)[^，。,?]{0,6}(?:负责|牵头|主管|来管|主抓)|归[谁哪]|[由归](?:谁|哪)|负责人|主管部门"
)
_AGENT = (
    r"(?:局|厅|(?<![全内])部(?![分署])|(?<![举创开承主])办(?![理公法好])|委(?![托员派])|督查室|机构|部门|中心|专班|"
    r"政府|机关|单位|法院|协会|银行|高校|各县|各地|县\(市、区\)|[研卖买让受]\w{0,2}方)"
)
_RESPONSIBLE_FOR = (
    r"(?:负责|牵头|认定|组织|受理|管理|发布|申请|评审|审核|确定|监管|登记|办理|印发|公布|会同|核实|审定|"
    r"推荐|备案|通报|督查|制定|评价|公告|协调|指导|承担|判断|出具|核定|把关)"
)
_GOVERNS = re.compile(
    rf"由[^，。；]{{0,20}}(?:{_AGENT}|企业)|(?:[向经]|报[送经到]?|协同|会同|联合)[^，。；]{{0,16}}{_AGENT}|"
    rf"{_AGENT}[^，。；]{{0,14}}{_RESPONSIBLE_FOR}|"
    rf"企业(?:自主|自行|自己|应当?|须)[^，。；]{{0,6}}{_RESPONSIBLE_FOR}"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a question ends, and the evidence that stands; reason is one Chinese clause."""

    status: AnswerStatus
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""


def judge(
    question: Question,
    concepts: Sequence[Concept],
    evidence: Sequence[Evidence],
    best_cosine: float | None,
    sources: Sequence[Source],
    hints: Hints = NO_HINTS,
    day: date | None = None,
) -> Verdict:
    """Whether what is asked is stated. Scores decide only off-topic; the rest is read.
    day is what "今年" is read by."""

    def sure(evidence: Evidence) -> bool:
        """Known to answer a question like this one, or the tier that holds the asker's figure."""
        told = scope_fit(question.amounts, evidence.statement.figures) > 0
        return told or hints.likeness(evidence.statement) >= KNOWN

    if not evidence or _off_topic(question, concepts, evidence, best_cosine):
        status = (
            AnswerStatus.OUT_OF_SCOPE if _is_task(question, best_cosine) else AnswerStatus.NOT_FOUND
        )
        return Verdict(status)
    bar = barred(question, evidence, sources)
    if bar:
        return Verdict(AnswerStatus.NOT_STATED, tuple(evidence[:1]), bar)
    in_year = [e for e in evidence if year_fits(question, e)]
    banded = _banded(question, in_year)
    if banded:
        return _stated(banded)
    near = _near(question, concepts, in_year, evidence[0])
    if not near:
        return Verdict(AnswerStatus.NOT_STATED, tuple(evidence[:1]), _lacking(question))
    if near[0].coverage < MIN_COVERAGE and (best_cosine or 0) < SURE_COSINE:
        return Verdict(AnswerStatus.NOT_STATED, (near[0],), "")
    if not question.asks_value:
        return _stated(near)
    return _of_value(question, concepts, near, sure(near[0]), day)


def _banded(question: Question, in_year: Sequence[Evidence]) -> list[Evidence]:
    """The table of scores that holds what the asker has of a class, with what tells the class."""
    if question.measure is not Measure.SCORE:
        return []
    held = held_classes(question.text, question.amounts, (e.statement.text for e in in_year))
    floor = NEAR_ENOUGH * in_year[0].score
    tables = [e for e in in_year if e.score >= floor and held and band(e.statement.text, (), held)]
    return tables and [tables[0], *(e for e in in_year if e is not tables[0])]


def _near(
    question: Question, concepts: Sequence[Concept], in_year: Sequence[Evidence], best: Evidence
) -> list[Evidence]:
    """The statements of the kind asked for that stand near enough to the best one of any kind."""
    if CONSEQUENCE.search(question.text) and (sanctions := _sanctions(in_year, best)):
        return sanctions
    if in_year[0] is not best and best.statement.passage.source.year:
        in_year = [e for e in in_year if names_year(question, e)]
    return [
        e
        for e in in_year
        if states_what_is_asked(question, e)
        and has_what_is_asked_after(question, concepts, e.statement)
        and e.score >= NEAR_ENOUGH * best.score
        and (
            not (question.asks_value or question.asked is Asked.WHO)
            or e.score >= AS_GOOD * best.score
            or e.coverage >= _share_wanted(e, best) * best.coverage
        )
    ]


def _sanctions(in_year: Sequence[Evidence], best: Evidence) -> list[Evidence]:
    """The statements of what follows, near the best one of any kind or in its section."""
    here = best.statement.passage
    return [
        e
        for e in in_year
        if SANCTION.search(e.statement.text)
        and (
            e.score >= NEAR_ENOUGH * best.score
            or (e.statement.passage.source, e.statement.passage.heading_path)
            == (here.source, here.heading_path)
        )
    ]


def _stated(near: Sequence[Evidence]) -> Verdict:
    return Verdict(AnswerStatus.ANSWERED, tuple(near))


def _of_value(
    question: Question,
    concepts: Sequence[Concept],
    near: Sequence[Evidence],
    sure: bool,
    day: date | None,
) -> Verdict:
    """A value is answered by a statement that gives it, of what is asked, for the time asked."""
    stating = [e for e in near if not _withholds(question, concepts, e)]
    if _withholds(question, concepts, near[0]) and not (
        stating and stating[0].score >= RIVAL * near[0].score
    ):
        return Verdict(AnswerStatus.NOT_STATED, (near[0],), "文件明确没有给出")
    stating = [e for e in stating if not _counts_another(question, concepts, e)]
    if not stating:
        return Verdict(AnswerStatus.NOT_STATED, (near[0],), _lacking(question))
    if wrong_premise(question, stating[0].statement.text):
        return _stated(stating)  # the lead corrects it
    if not sure and _lacks_focus(concepts, stating[0]):
        return Verdict(AnswerStatus.NOT_STATED, (near[0],), _lacking(question))
    if _of_another_year(question, stating[0], day):
        return Verdict(AnswerStatus.NOT_STATED, (stating[0],), "文件写的是另一年度的情况")
    return _stated(stating)


def _share_wanted(one: Evidence, best: Evidence) -> float:
    """A statement of the kind asked for stands in for the best one more easily the nearer it is
    to it: in the same section, the same document, or elsewhere."""
    here, there = one.statement.passage, best.statement.passage
    if here.source != there.source:
        return 0.85
    return 0.3 if here.heading_path == there.heading_path else 0.5


def _off_topic(
    question: Question,
    concepts: Sequence[Concept],
    evidence: Sequence[Evidence],
    cosine: float | None,
) -> bool:
    if _TASK.search(question.text):
        return True
    if cosine is None:
        return max(e.coverage for e in evidence) < 0.3
    foreign = any(not c.known for c in concepts) and not any(c.term for c in concepts)
    met = max(e.coverage for e in evidence)
    if foreign and cosine < FOREIGN_COSINE:
        return met < MET_ALMOST
    return cosine < OFF_TOPIC_COSINE and met < MET_HALF


def _is_task(question: Question, cosine: float | None) -> bool:
    return bool(_TASK.search(question.text)) or (cosine is not None and cosine < FOREIGN_COSINE)


def states_what_is_asked(question: Question, evidence: Evidence) -> bool:
    """Whether the statement has a thing of the kind asked for."""
    statement = evidence.statement
    text = statement.text
    if statement.says_unstated:
        return True
    if question.asked is not Asked.OPEN and not speaks_of_attribute(question.text, text):
        return False
    if question.asked is Asked.CONTACT:
        return bool(_CONTACT.search(text))
    if question.asked in (Asked.FIGURE, Asked.MONEY):
        return bool(answering_figures(question, statement))
    if question.asked is Asked.WHEN:
        return has_time(statement) and tells_day(question, statement)
    if question.asked is Asked.WHO:
        governs = _GOVERNS if _RESPONSIBLE.search(question.text) else _BODY
        return bool(governs.search(text))
    return True


def has_what_is_asked_after(
    question: Question, concepts: Sequence[Concept], statement: Statement
) -> bool:
    """Of "有没有N", whether the statement speaks of an N; True where nothing is asked so."""
    asked = _IS_THERE.search(question.text)
    if question.asked is not Asked.YES_NO or asked is None:
        return True
    named = [c for c in concepts if c.known and c.said in asked[1]]
    return (
        not named
        or any(c.match(statement.text) >= MET_HALF for c in named)
        or bool(_ANY_MONEY.search(asked[1]))
    )


def _lacking(question: Question) -> str:
    return {
        Asked.CONTACT: "没有载明电话、地址等联系方式",
        Asked.MONEY: "没有载明金额",
        Asked.FIGURE: "没有载明具体数字",
        Asked.WHEN: "没有载明时间",
        Asked.WHO: "没有载明由谁负责",
    }.get(question.asked, "")


def _withholds(question: Question, concepts: Sequence[Concept], evidence: Evidence) -> bool:
    """Whether the statement says that the value is not given, and gives none beside; where it
    does both, whether the part that says so is the one that speaks to the question."""
    statement = evidence.statement
    if not statement.says_unstated:
        return False
    when = question.asked is Asked.WHEN
    if not (has_time(statement) if when else answering_figures(question, statement)):
        return True
    withheld = statement.text.replace(statement.given, "")
    return met(concepts, withheld) > met(concepts, statement.given)


def _lacks_focus(concepts: Sequence[Concept], best: Evidence) -> bool:
    """The rarest thing named in the question is spoken of, but not where the value stands."""
    known = [c for c in concepts if c.term and len(c.said) > 2]
    focus = max(known, key=lambda c: c.weight, default=None)
    if focus is None or focus.weight < FOCUS:
        return False
    return focus in best.missing and best.coverage < UNFOCUSED


def _counts_another(question: Question, concepts: Sequence[Concept], evidence: Evidence) -> bool:
    """Whether the things counted are not those asked about: no term that the question names
    stands in the statement or in what it hangs on, and no plain word in its passage."""
    if question.measure is not Measure.COUNT:
        return False
    named = [
        c
        for c in concepts
        if not _NO_THING.search(c.said) and (c.term or not c.known or c.weight >= NAMING)
    ]
    statement = evidence.statement
    told = " ".join((statement.text, statement.lead, *statement.passage.heading_path))
    around = " ".join((told, statement.passage.text))
    return bool(named) and all(c.match(told if c.term else around) < MET_HALF for c in named)


def _of_another_year(question: Question, best: Evidence, day: date | None) -> bool:
    """ "今年……哪天截止" is not answered by the dates of "2022年度", nor "现在的利率" by what was
    published in 2018; the dates of the year that it is now do answer."""
    named = re.findall(r"(20\d\d)年(?:度|(?:度)?通知|公开口径|口径)", best.statement.text)
    if question.years and best.statement.passage.source.year is None:
        return bool(named) and not {str(y) for y in question.years} & set(named)
    if not re.search(r"今年|本年|现在|最新|目前|眼下|现行|当前", question.text):
        return False
    year = best.statement.passage.source.year
    if day and year is None and str(day.year) in named and "今年" in question.text:
        return False
    return bool(named) and (year is None or str(year) not in named)
