"""Whether what a statement counts is what the question counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.finding.evidence import Evidence
from assistant.finding.statement import Statement, statements
from assistant.judging.figures_told import answering_figures
from assistant.judging.own_rule import told_of_name
from assistant.judging.subject import MET_HALF, NAMING, WHOLE
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from corpus.figures import Measure

# Wordings of a question that name nothing that could be counted.
_NO_THING = re.compile(
    r"目标|多少|几|哪|谁|什么|[今去明前上]年|牵头|新增|新建|引进|培育|争创|创建|建设|建成|实现|达到|力争|打造|"
    r"组织|开展|举办|招引|入库|完成|争取|支持|推动|计划|打算|要求|立项|征集|启动|数量|全年|全市|指标"
)
_COUNTED = re.compile(
    r"(?:多少|几)(?:来|多)?(?:[家个名人件场次批类种位级所条座支款]|项(?!目))?|[家人户件场项]数"
)
# "想让多少家评上": what is done with a thing is none that is counted
_DONE = re.compile(r"颁发证书|取得资格|获?认定|获批|入库|备案|登记|评价|申报|申请|通过|立项")
# "招满多少家企业": what is counted is named behind the counter, no number of carriers is of it
_ENTERPRISES = re.compile(r"(?:多少|几)(?:来|多)?[家个户]的?(?:企业|公司|厂)")
_CARRIERS = re.compile(
    r"[\u3400-\u9fff]{0,8}?(?:飞地|园区|基地|平台|中心|孵化器|空间|实验室|工作站|研究院|研究所|联盟|高校|院校)"
)
# "要满足几个条件": the rules are counted, of what the document says
_RULES_COUNTED = re.compile(r"几[个项条种类](?:条件|要求|情形|情况|方式|途径|标准|步骤|环节)")

# "要摸多少需求": the thing behind the counter
_THING_COUNTED = re.compile(
    r"(?:多少|几)(?:[家个条名件场次]|项(?!目))?([\u3400-\u9fff]{2,8})(?=[\s?？。,，]|$)"
)


def _counted_behind(question: Question, concepts: Sequence[Concept]) -> list[Concept]:
    """What is counted, where it stands right behind the counter ("多少需求")."""
    asked = _THING_COUNTED.search(question.text)
    return [c for c in concepts if asked and c.known and c.said in asked[1]]


def counts_beside(question: Question, concepts: Sequence[Concept], statement: Statement) -> bool:
    """Whether the thing counted is told with a number of its own beside this statement, which has
    it not: "多少需求" of "征集技术成果3000项" beside "摸排企业技术需求1000条"."""
    things = _counted_behind(question, concepts)
    beside = [s for s in statements(statement.passage) if s.index != statement.index]
    return any(
        c.match(statement.text) < MET_HALF
        and any(c.match(s.text) >= WHOLE and answering_figures(question, s) for s in beside)
        for c in things
    )


def counts_another(question: Question, concepts: Sequence[Concept], evidence: Evidence) -> bool:
    """Whether the things counted are not those asked about: no term that the question names
    stands in the statement or in what it hangs on, and no plain word in its passage."""
    if question.measure is not Measure.COUNT:
        return False
    if _RULES_COUNTED.search(question.text) and told_of_name(question, evidence):
        return False
    if counts_carriers(question, evidence.statement):
        return True
    named = [
        c
        for c in concepts
        if not _NO_THING.search(c.said)
        and (c.term or (not c.known and c.said in question.text) or c.weight >= NAMING)
    ]
    statement = evidence.statement
    told = " ".join((statement.text, statement.lead, *statement.passage.heading_path))
    around = " ".join((told, statement.passage.text))
    head = _head(question.text, [c for c in named if c.term])
    if head is not None and head.match(evidence.statement.passage.around) < MET_HALF:
        return True
    itself = any(c.match(statement.text) >= WHOLE for c in _counted_behind(question, concepts))
    if head is not None and not itself and _of_what_stands_between(question, head, statement):
        return True
    return bool(named) and all(c.match(told if c.term else around) < MET_HALF for c in named)


def counts_carriers(question: Question, statement: Statement) -> bool:
    """Whether enterprises are to be counted, and each number that could answer is of carriers."""
    if not _ENTERPRISES.search(question.text):
        return False
    told = answering_figures(question, statement)
    return bool(told) and all(_CARRIERS.match(statement.shown, f.end) for f in told)


def _of_what_stands_between(question: Question, head: Concept, statement: Statement) -> bool:
    """Whether between what is counted and each number that could be of it another number stands:
    that is of something named later ("……示范基地……引进200名，新建工作室13家")."""
    at = max(statement.shown.find(form) for form in head.forms)
    if at < 0:
        return False
    counts = [f.start for f in statement.figures if f.measure is Measure.COUNT]
    usable = [f.start for f in answering_figures(question, statement)]
    return bool(usable) and all(any(at < other < n for other in counts) for n in usable)


def _head(text: str, terms: Sequence[Concept]) -> Concept | None:
    """The term that is counted: right behind the counter ("多少家高企"), else the last before."""
    asked = _COUNTED.search(text)
    if asked is None:
        return None
    things = [c for c in terms if not any(map(_DONE.fullmatch, c.forms))]
    behind = [c for c in things if text.startswith(c.said, asked.end())]
    before = [c for c in things if text.rfind(c.said, 0, asked.start()) >= 0]
    if behind:
        return max(behind, key=lambda c: len(c.said))
    last = max(
        before, key=lambda c: text.rfind(c.said, 0, asked.start()) + len(c.said), default=None
    )
    return last
