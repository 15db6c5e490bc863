"""A figure of the asker's own beside the bound that a statement sets for such figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from assistant.asking import Asked
from assistant.bounds import CLAUSES, Bound, bounds, kind_of
from assistant.concepts import Concept
from assistant.question import Question
from assistant.self_test.quantity import Kind, Quantity, quantities
from assistant.statement import Statement

_ALIKE = ("家个", "项件个", "人名位")  # counters that stand for each other
# Where what is bounded bars or lifts the rule, its figure says nothing of who qualifies.
_TURNED = re.compile(
    r"不能(?!低于|少于|超过|[是为]0)|不得(?!低于|少于|超过)|没有[^，]{1,12}的，|不可|不予|不适用|不享受|取消|不考察|除外|免于|按不适用"
)
_COMMON = {"企业", "公司", "项目", "以上", "以下", "以内", "可以", "不能", "要求", "规定", "政策"}
_NOT_A_WORD = re.compile(r"[^\u4e00-\u9fff]|[的了是在有和与及或不我们这那个家人年月万亿]")
_ENOUGH = re.compile(
    r"够不够|够格|够了?[吗没么]|达不达标|达标|达到(?:了)?(?:没|吗|要求)|合规|适用|过关|算不算|行不行|收不收|成不成|"
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
_NAMES_PART = 3  # words shared with the clause of a bound, from which it is the one meant
_EITHER = re.compile(r"或者?")
# "自评58分能入库吗": how a figure was come by and what it is to lead to are no thing bounded
_NO_THING = re.compile(r"自.*|.*(?:打分|评分|得分)|入库|认定|评上|通过|过关|达标")
_PLAIN = re.compile(
    r"^(?:不[少低多高]于|不得[少低]于|不超过|至少|最[少低多高长]|超过|高于|低于|少于|大于|达到?|满)|(?:及|\(含\))?以[上下内]$|之内$|起$"
)
_A_YEAR = re.compile(r"(?<!满)(?<!立)(?<!册)(?<!营)(?<!办)[一每]年$")
# "也能结转10年吗": what a rule grants, no figure of the asker's
_OF_BENEFIT = re.compile(
    r"(?:结转|延长|弥补|免征?|享受|有效期?|减半|加计)(?:到|至|期)?(?:是|为|了)?$"
)
_RUN_OF = re.compile(r"(?:连续|接连|一连)$")  # "连续两年亏损": when, and no length of one's own
_CARRIED_ON = re.compile(r"结转|弥补")
_GRANTED = re.compile(r"(?:元|块)?的?(?:补[助贴]|奖[励金补]|资助|津贴|专项经费)")
_PART = re.compile(r"占|其中|里面?有|当中")


def asks_of_own_figure(question: Question) -> bool:
    """Whether it asks if a figure of the asker's own will do; what is presumed of a rule, or
    asked of it, is no such thing."""
    text = question.text
    asked = question.asked in (Asked.YES_NO, Asked.OPEN, Asked.FIGURE) and bool(
        _ENOUGH.search(text)
    )
    rule = _OF_RULE.search(text) or _PRESUMES.search(text)
    return asked and not rule and bool(_own(text))


@lru_cache(maxsize=1024)
def _own(text: str) -> tuple[Quantity, ...]:
    """The figures told; a year, "一家" and "两个" tell of no size."""
    return tuple(
        q
        for q in quantities(text)
        if q.kind not in (Kind.BARE, Kind.RANK)
        and not text[: q.start].endswith("几")
        and not (q.kind is Kind.DAYS and _YEAR.search(q.text))
        and not _OF_BENEFIT.search(text[: q.start])
        and not _GRANTED.match(text, q.end)
        and not (q.kind is Kind.DAYS and _RUN_OF.search(text[: q.start]))
        and not (q.kind is Kind.DAYS and _A_YEAR.search(text[max(0, q.start - 1) : q.end]))
        and not (q.kind is Kind.THINGS and not q.text[0].isdigit() and q.value <= _FEW)
    )


def names_bounded(concept: Concept) -> bool:
    """Whether a word of the question names what a bound on the asker's figure would be of."""
    return concept.term and not _NO_THING.fullmatch(concept.said)


def bounded_alike(question: Question, statement: Statement) -> bool:
    """Whether a statement sets a bound for such a figure as the asker has."""
    return any(_alike(q, b) for q in _own(question.text) for b in _conditions(statement))


def _conditions(statement: Statement) -> tuple[Bound, ...]:
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
    shares = any(b.kind is Kind.SHARE for b in _conditions(statement))
    if (shares and len(_own(question.text)) > 1) or bounded_alike(question, statement):
        return True
    counted = (Kind.THINGS, Kind.PEOPLE)  # beside them much else is counted
    kinds = {q.kind for q in _own(question.text) if q.kind not in counted}
    return any(kind_of(figure) in kinds for figure in statement.figures)


def _alike(quantity: Quantity, bound: Bound) -> bool:
    if quantity.kind is not bound.kind:
        return False
    if quantity.kind is not Kind.THINGS:
        return True
    counter = next((c for c in reversed(quantity.text) if c in "家个项件款条"), "")
    return counter == bound.unit or any(counter in g and bound.unit in g for g in _ALIKE)


def own_verdict(question: Question, statement: Statement) -> str:
    """ "就这一项看，不符合：25万低于30万元。"; "" unless each figure compared has one bound."""
    quote = statement.text
    if not asks_of_own_figure(question) or _TURNED.search(quote):
        return ""
    stated = _conditions(statement)
    pairs = [
        p for p in _pairs(question.text, stated) if _about_one(question.text, quote, stated, *p)
    ]
    owns, used = {q.start for q, _ in pairs}, {b.text for _, b in pairs}
    if not pairs or not len(owns) == len(used) == len(pairs):
        return ""
    held = [bound.met(own.low, own.high) for own, bound in pairs]
    if None in held:
        return ""
    enough = any(held) if _EITHER.search(quote) else all(held)
    told = "，".join(
        f"{own.text}{_stands(bound, met=bool(met))}{_PLAIN.sub('', bound.text)}"
        for (own, bound), met in zip(pairs, held, strict=True)
    )
    return f"就这一项看，{'符合' if enough else '不符合'}：{told}。"


def _pairs(text: str, stated: Sequence[Bound]) -> Iterator[tuple[Quantity, Bound]]:
    own = _own(text)
    yield from ((q, b) for q in own for b in stated if _alike(q, b))
    shares = [b for b in stated if b.kind is Kind.SHARE]
    if len(shares) == 1 and len(own) == 2 and _PART.search(text[own[0].end : own[1].end]):
        share = _quotient(own[1], own[0])
        if share is not None:
            yield share, shares[0]


def _quotient(part: Quantity, whole: Quantity) -> Quantity | None:
    """Two things of a kind counted, the one among the other, as a share with its working."""
    if part.kind is not whole.kind or not (part.exact and whole.exact):
        return None
    if not 0 < part.value <= whole.value:
        return None
    value = part.value / whole.value
    shown = f"{(value * 100).quantize(Decimal('0.01')).normalize():f}%"
    text = f"{part.text} ÷ {whole.text} = {shown}，"
    return Quantity(Kind.SHARE, value, value, value, text, part.start, part.end)


def _about_one(text: str, quote: str, stated: Sequence[Bound], own: Quantity, bound: Bound) -> bool:
    """Whether the words around the figure speak of what the bound is on; of the statement where
    nothing else could be meant."""
    clause = next(m[0] for m in CLAUSES.finditer(text) if m.start() <= own.start < m.end())
    alone = len([b for b in stated if b.kind is bound.kind]) == 1
    wanted = 3 if own.kind in (Kind.THINGS, Kind.PEOPLE) else 1  # counters tell little
    said = len(_words(clause) & _words(bound.clause))
    if own.kind is Kind.SCORE:
        return _of_score(clause, stated, bound)
    return said >= wanted or (alone and bool(_words(text) & _words(quote)))


def _of_score(clause: str, stated: Sequence[Bound], bound: Bound) -> bool:
    """Whether a score is of this bound: of a part where its name is told, else of the highest,
    which is the whole."""
    scores = [b for b in stated if b.kind is Kind.SCORE]
    shared = [len(_words(clause) & _words(b.clause)) for b in scores]
    if max(shared) >= _NAMES_PART:
        return bound is scores[shared.index(max(shared))]
    return bound is max(scores, key=lambda b: b.value)


def _words(text: str) -> set[str]:
    runs = _NOT_A_WORD.sub(" ", text).split()
    return {run[i : i + 2] for run in runs for i in range(len(run) - 1)} - _COMMON


def _stands(bound: Bound, *, met: bool) -> str:
    if bound.open:  # "高于70分" leaves 70 out
        return ("" if met else "不") + ("高于" if bound.at_least else "低于")
    if bound.at_least:
        return "不低于" if met else "低于"
    return "不超过" if met else "超过"


def in_common(question: Question, quote: str) -> int:
    """How many words, in pairs of characters, a statement has of the question."""
    return len(_words(question.text) & _words(quote))
