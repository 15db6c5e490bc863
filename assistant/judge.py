"""Judging evidence: is the thing asked stated, or is only the topic there?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import AnswerStatus
from assistant.attributes import speaks_of_attribute
from assistant.concepts import Concept
from assistant.evidence import Evidence, answering_figures, has_time
from assistant.places import places_named
from assistant.question import Asked, Question
from corpus.document import Source

# Calibrated on the dev split; see evals/README.
SURE_COSINE = 0.89  # from here up a question is about what the library holds, however worded
FOREIGN_COSINE = 0.9  # below, a question with strange words and no term of the field is off topic
OFF_TOPIC_COSINE = 0.88
MIN_COVERAGE = 0.1
NEAR_ENOUGH = 0.65  # of the best score: a statement of the kind asked for is taken from here up
FOCUS = 4.0  # weight from which a concept is what a question is about
AS_GOOD = 0.95  # of the best score: whatever it covers, it is as good
UNFOCUSED = 0.45  # coverage below which a statement without it is about something else
RIVAL = 0.85  # of the score of one that says the value is not given

_TASK = re.compile(
    r"写(?:一|个|首|段|篇|份)?[^，。]{0,8}(?:诗|代码|脚本|程序|作文|小说|情书|歌|爬虫)|讲(?:个|一个)?(?:笑话|故事)|天气|气温|下雨|股票|炒股|基金定投|彩票|星座|"
    r"翻译(?:成|一下|这)|推荐(?:个|一|几)?[^，。]{0,6}(?:饭店|餐厅|酒店|电影|手机)|菜谱|食谱|python|javascript|java\b|html",
    re.I,
)
_CONTACT = re.compile(
    r"\d{3,4}-\d{7,8}|1[3-9]\d{9}|(?<!\d)\d{7,8}(?!\d)|@\w+\.|电话[：:]|地址[：:]"
)
_BODY = re.compile(
    r"[局厅部委办]|机构|部门|中心|公司|企业|单位|专班|督查室|院校|高校|学校|法院|园区|平台|协会|银行|集团|政府|专家|一方|研发方|让与方|受托方|委托方"
)
_AIMED = re.compile(r"分(?:到|给|配)|各(?:县|区|地)(?:分别)?")


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
) -> Verdict:
    """Whether what is asked is stated. Scores decide only off-topic; the rest is read."""
    if not evidence or _off_topic(question, concepts, evidence, best_cosine):
        status = (
            AnswerStatus.OUT_OF_SCOPE if _is_task(question, best_cosine) else AnswerStatus.NOT_FOUND
        )
        return Verdict(status)
    elsewhere = _elsewhere(question, evidence, sources)
    if elsewhere:
        return Verdict(AnswerStatus.NOT_STATED, tuple(evidence[:1]), elsewhere)
    in_year = [e for e in evidence if _year_fits(question, e)]
    if not in_year:
        return Verdict(AnswerStatus.NOT_STATED, tuple(evidence[:1]), _other_year(sources))
    if question.about_result and in_year[0].statement.passage.source.year:
        reason = "文件是年初的工作计划，只有目标，没有完成情况"
        return Verdict(AnswerStatus.NOT_STATED, tuple(in_year[:1]), reason)
    if in_year[0] is not evidence[0] and evidence[0].statement.passage.source.year:
        in_year = [e for e in in_year if _names_year(question, e)] or in_year[:0]
        if not in_year:
            return Verdict(AnswerStatus.NOT_STATED, tuple(evidence[:1]), _other_year(sources))
    fitting = [e for e in in_year if states_what_is_asked(question, e)]
    near = [
        e
        for e in fitting
        if e.score >= NEAR_ENOUGH * evidence[0].score
        and (
            not question.asks_value
            or e.score >= AS_GOOD * evidence[0].score
            or e.coverage >= _share_wanted(e, evidence[0]) * evidence[0].coverage
        )
    ]
    if not near:
        reason = _lacking(question) if in_year[0] is evidence[0] else _other_year(sources)
        return Verdict(AnswerStatus.NOT_STATED, tuple(evidence[:1]), reason)
    if near[0].coverage < MIN_COVERAGE and (best_cosine or 0) < SURE_COSINE:
        return Verdict(AnswerStatus.NOT_STATED, (near[0],), "")
    if not question.asks_value:
        return Verdict(AnswerStatus.ANSWERED, tuple(near))
    stating = [e for e in near if not _withholds(question, concepts, e)]
    if _withholds(question, concepts, near[0]) and not (
        stating and stating[0].score >= RIVAL * near[0].score
    ):
        return Verdict(AnswerStatus.NOT_STATED, (near[0],), "文件明确没有给出")
    if _lacks_focus(concepts, stating[0]):
        return Verdict(AnswerStatus.NOT_STATED, (evidence[0],), _lacking(question))
    if _of_another_year(question, stating[0]):
        return Verdict(AnswerStatus.NOT_STATED, (stating[0],), "文件写的是另一年度的情况")
    return Verdict(AnswerStatus.ANSWERED, tuple(stating))


def _names_year(question: Question, evidence: Evidence) -> bool:
    return any(f"{year}年" in evidence.statement.passage.text for year in question.years)


def _share_wanted(one: Evidence, best: Evidence) -> float:
    """A statement of the kind asked for stands in for the best one more easily the nearer it is
    to it: in the same section, the same document, or elsewhere."""
    here, there = one.statement.passage, best.statement.passage
    if here.source != there.source:
        return 0.85
    return 0.3 if here.heading_path == there.heading_path else 0.5


def _other_year(sources: Sequence[Source]) -> str:
    held = "、".join(sorted({f"{s.year}年" for s in sources if s.year}))
    return f"没有所问年份的内容（现有计划为{held}）" if held else "没有所问年份的内容"


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
    if foreign and cosine < FOREIGN_COSINE:
        return True
    return cosine < OFF_TOPIC_COSINE and max(e.coverage for e in evidence) < 0.5


def _is_task(question: Question, cosine: float | None) -> bool:
    return bool(_TASK.search(question.text)) or (cosine is not None and cosine < FOREIGN_COSINE)


def _elsewhere(question: Question, evidence: Sequence[Evidence], sources: Sequence[Source]) -> str:
    """A place that the question names and that neither the evidence nor a source speaks of."""
    regions = {s.region for s in sources}
    found = "".join(e.statement.passage.text for e in evidence[:5])
    named = places_named(question.text)
    if any(place in found for place in named):
        return ""
    for place in named:
        if not any(place in region for region in regions):
            return f"现有文件没有{place}的相关内容"
    return ""


def _year_fits(question: Question, evidence: Evidence) -> bool:
    """A plan speaks of its own year only, unless the passage names the other year itself."""
    source = evidence.statement.passage.source
    if not question.years or source.year is None or source.year in question.years:
        return True
    return any(f"{year}年" in evidence.statement.text for year in question.years)


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
        return has_time(statement)
    if question.asked is Asked.WHO:
        return bool(_BODY.search(text))
    return True


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
    return _met(concepts, withheld) > _met(concepts, statement.given)


def _met(concepts: Sequence[Concept], text: str) -> float:
    return sum(c.weight * c.match(text) for c in concepts)


def _lacks_focus(concepts: Sequence[Concept], best: Evidence) -> bool:
    """The rarest thing named in the question is spoken of, but not where the value stands."""
    known = [c for c in concepts if c.term and len(c.said) > 2]
    focus = max(known, key=lambda c: c.weight, default=None)
    if focus is None or focus.weight < FOCUS:
        return False
    return focus in best.missing and best.coverage < UNFOCUSED


def _of_another_year(question: Question, best: Evidence) -> bool:
    """ "今年……哪天截止" is not answered by the dates of "2022年度", nor "现在的利率" by what was
    published in 2018."""
    if not re.search(r"今年|本年|现在|最新|目前|眼下|现行|当前", question.text):
        return False
    named = re.findall(r"(20\d\d)年(?:度|(?:度)?通知|公开口径|口径)", best.statement.text)
    return bool(named) and best.statement.passage.source.year not in map(int, named)
