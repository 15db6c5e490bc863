"""A figure of the asker's own beside the bound that a statement sets for such figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.finding.statement import Statement
from assistant.reading.asking import Asked
from assistant.reading.bounds import CLAUSES, Bound, bounds, kind_of
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from assistant.self_test.quantity import Kind, Quantity, quantities

_ALIKE = ("家个", "项件个", "人名位")  # counters that stand for each other
_ENOUGH = re.compile(
    r"够不够|够格|够了?[吗没么]|达不达标|达标|达到(?:了)?(?:没|吗|要求)|合规|适用|过关|过得去|过得了|超没超|超了[吗没]|算不算|行不行|[收给批]不[收给批]|有(?:希望|戏|机会|可能)[没吗不么]|成不成|有没有(?:戏|希望)|合不合格|(?:能|够|合格|符合|达标|可以|算)还是不|"
    r"能不能|能否|可不可以|可否|是否(?:能|可以|够|符合|满足|达标|达到|具备|适用)|符不符合|"
    r"(?:能|可以|够|符合|满足|算|行|得[到上了过]|有资格)[^,，。;；?？]{0,16}(?:吗|么|不|没|吧)\s*(?:[?？。!,，;；]|$)"
)
_MEASURED = re.compile(r"门槛|够不够|够了?[吗没么]|达不达标|达标|达到(?:了)?(?:没|吗|要求)")
_OF_RULE = re.compile(
    r"目标|多少|几(?![百千万十])|哪[些个里年几种条]|什么|怎么|咋|多久|多大|是不是(?:必须|一定)|才(?:能|可以|行|算)|必须"
)
_PRESUMES = re.compile(
    r"不是[^,，。]{0,14}吗|对吧|对吗|是吧|是吗|没错吧|就[^,，。?]{1,6}吧|是不是|听说|据说|既然|为什么"
)
_YEAR = re.compile(r"(?:19|20)\d\d年?$")
_FEW = 3
_NAMED = 0.9  # of a concept
# What is of a class of intellectual property, of which rules speak by the class alone.
_OF_CLASS = re.compile(
    r"发明|植物新品种|农作物品种|新药|中药保护|布图设计|实用新型|外观设计|软件著作权"
)
# "自评58分能入库吗": how a figure was come by and what it is to lead to are no thing bounded
NO_THING = re.compile(
    r".*(?:年|月|年底|月底)|自.*|.*(?:打分|评分|得分)|入库|认定|评上|通过|过关|达标"
)
_A_YEAR = re.compile(r"(?<!满)(?<!立)(?<!册)(?<!营)(?<!办)[一每]年$")
# "也能结转10年吗": what a rule grants, no figure of the asker's
_OF_BENEFIT = re.compile(
    r"(?:结转|延长|弥补|免征?|享受|有效期?|减半|加计)(?:到|至|期)?(?:是|为|了)?$"
)
_RUN_OF = re.compile(
    r"(?:连续|连着|接连|一连)$"
)  # "连续两年亏损": when, and no length of one's own
_NOT_HAD = re.compile(r"(?:没有?|缺|凑不[齐够出])$")  # "没有三年财报": none of theirs
_CARRIED_ON = re.compile(r"结转|弥补")
_OF_A_RULE = re.compile(r"以[上下内外]$")  # "5年以下能减免吗"
_GRANTED = re.compile(r"(?:元|块)?的?(?:补[助贴]|奖[励金补]|资助|津贴|专项经费)")


def asks_of_own_figure(question: Question) -> bool:
    """Whether it asks if a figure of the asker's own will do; what is presumed of a rule, or
    asked of it, is no such thing."""
    text = question.text
    asked = question.asked in (Asked.YES_NO, Asked.OPEN, Asked.FIGURE) and bool(
        _ENOUGH.search(text)
    )
    rule = _OF_RULE.search(text) or _PRESUMES.search(text)
    return asked and not rule and bool(own_figures_of(text))


@lru_cache(maxsize=1024)
def own_figures_of(text: str) -> tuple[Quantity, ...]:
    """The figures told; a year, "一家" and "两个" tell of no size."""
    return tuple(
        q
        for q in quantities(text)
        if q.kind not in (Kind.BARE, Kind.RANK)
        and not text[: q.start].endswith("几")
        and not (q.kind is Kind.DAYS and _YEAR.search(q.text))
        and not _OF_BENEFIT.search(text[: q.start])
        and not _NOT_HAD.search(text[: q.start])
        and not _GRANTED.match(text, q.end)
        and not _OF_A_RULE.search(q.text)
        and not (q.kind is Kind.DAYS and _RUN_OF.search(text[: q.start]))
        and not (q.kind is Kind.DAYS and _A_YEAR.search(text[max(0, q.start - 1) : q.end]))
        and not (q.kind is Kind.THINGS and not q.text[0].isdigit() and q.value <= _FEW)
    )


def names_bounded(concept: Concept) -> bool:
    """Whether a word of the question names what a bound on the asker's figure would be of."""
    return concept.term and not NO_THING.fullmatch(concept.said)


def of_another_bound(
    missing: Sequence[Concept], statement: Statement, named: Sequence[Concept] = ()
) -> bool:
    """Whether any word that a statement lacks names what such a bound would be of; a thing of a
    class is none where it bounds a class ("发明专利" of "4项以上……Ⅰ类知识产权"), nor what the
    document is about, where the section is headed by another thing that is named ("孵化器……还能收
    作在孵企业吗")."""
    of_class = "类知识产权" in statement.text
    source, headed = statement.passage.source, " ".join(statement.passage.heading_path)
    about = " ".join((source.title, *source.topics))
    own = any(c.term and c not in missing and c.match(headed) >= _NAMED for c in named)
    return any(
        names_bounded(c)
        and not (of_class and _OF_CLASS.search(" ".join(c.forms)))
        and not (own and c.match(about) >= _NAMED)
        for c in missing
    )


def measured(question: Question, found: Sequence[Concept]) -> tuple[Concept, ...]:
    """What stands with the asker's figures in their clauses: what the figures are of."""
    starts = [q.start for q in own_figures_of(question.text)]
    spans = (m for m in CLAUSES.finditer(question.text))
    told = [m[0] for m in spans if any(m.start() <= at < m.end() for at in starts)]
    return tuple(
        c
        for c in found
        if c.known and not NO_THING.fullmatch(c.said) and any(c.said in clause for clause in told)
    )


def bounded_alike(question: Question, statement: Statement) -> bool:
    """Whether a statement sets a bound for such a figure as the asker has."""
    return any(alike(q, b) for q in own_figures_of(question.text) for b in conditions(statement))


def conditions(statement: Statement) -> tuple[Bound, ...]:
    """The bounds that can be conditions: what a plan counts are its targets, how long a loss is
    carried on is what a rule grants."""
    stated = tuple(b for b in bounds(statement.text) if not _CARRIED_ON.search(b.clause))
    if statement.passage.source.year is None:
        return stated
    return tuple(b for b in stated if b.kind not in (Kind.THINGS, Kind.PEOPLE))


def asks_for_bound(question: Question) -> bool:
    """ "面积门槛够不够": only a bound on such figures, or on their share, answers."""
    return bool(_MEASURED.search(question.text)) and asks_of_own_figure(question)


def sets_bound(question: Question, statement: Statement) -> bool:
    """Whether a statement does, or at least gives such a figure ("任期两年")."""
    shares = any(b.kind is Kind.SHARE for b in conditions(statement))
    if (shares and len(own_figures_of(question.text)) > 1) or bounded_alike(question, statement):
        return True
    counted = (Kind.THINGS, Kind.PEOPLE)  # beside them much else is counted
    kinds = {q.kind for q in own_figures_of(question.text) if q.kind not in counted}
    return any(kind_of(figure) in kinds for figure in statement.figures)


def alike(quantity: Quantity, bound: Bound) -> bool:
    """Whether a figure is counted as a bound is."""
    if quantity.kind is not bound.kind:
        return False
    if quantity.kind is not Kind.THINGS:
        return True
    counter = next((c for c in reversed(quantity.text) if c in "家个项件款条"), "")
    return counter == bound.unit or any(counter in g and bound.unit in g for g in _ALIKE)
