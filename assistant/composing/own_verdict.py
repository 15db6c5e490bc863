"""The verdict on a figure of the asker's own, by the bound that a statement sets for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.composing.line import unmarked
from assistant.composing.own_pairs import Named, pairs_of
from assistant.finding.standing import eased_for_others
from assistant.finding.statement import Statement
from assistant.judging.own_bound import asks_of_own_figure, conditions, own_figures_of
from assistant.reading.bounds import Bound
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from assistant.self_test.quantity import Kind, Quantity

# Where what is bounded bars or lifts the rule, its figure says nothing of who qualifies.
_TURNED = re.compile(
    r"不能(?!低于|少于|超过|[是为]0)|不得(?!低于|少于|超过)|没有[^，]{1,12}的，|不可|不予|不适用|不享受|取消|不考察|除外|免于|按不适用|没有[^，]{1,14}(?:上限|限制)"
)
# "比例在50%以上，即按不适用行业处理": what meets the bound is barred
_BARS = re.compile(
    r"，(?:即|就|则)?(?:[^，；。]{0,10}不能享受|(?:按)?不适用|不得享受|不予)(?![低少超高])"
)
_OF_SUCH = re.compile(r"该类|这类|上述|前述")  # of things that a statement beside it names
_EITHER = re.compile(r"或者?")
_PLAIN = re.compile(
    r"^(?:不[少低多高]于|不得[少低]于|不超过|至少|最[少低多高长]|超过|高于|低于|少于|大于|达到?|满)|(?:及|\(含\))?以[上下内]$|之内$|起$"
)
# "销售收入在5000万元以下的企业，……": whom a rule is for, and no demand of it
_FOR_WHOM = re.compile(r"的(?:企业|单位|公司|机构)$")
_OF_SEVERAL = re.compile(r"一条|一项|之一|任[意何]|[二三]选一|或者?")
_LETS_OFF = re.compile(r"不足[^，。；]{1,12}的|放宽|降低")  # what else will do is told behind
_SPOKEN_OF = 0.5  # of a concept
_PIECE = re.compile(r"[^；;。：:]+")
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class OwnVerdict:
    """What is told of the asker's figures; the words of the statement that set their bounds, and
    as they are shown."""

    text: str
    quote: str
    shown: str


def own_verdict(
    question: Question, statement: Statement, concepts: Sequence[Concept] = (), beside: str = ""
) -> OwnVerdict | None:
    """ "就这一项看，不符合：25万低于30万元。"; None unless each figure compared has one bound.
    beside is what its section says beside it."""
    quote = statement.text
    if not asks_of_own_figure(question) or eased_for_others(question, statement, concepts):
        return None
    if _TURNED.search(quote):
        return _barred(question, statement, concepts, beside)
    stated = conditions(statement)
    named = Named(question.text, statement, stated, concepts)
    pairs = [pair for pair in pairs_of(question.text, stated) if named.is_of(*pair)]
    own = {q.start for q, _ in pairs}
    if len(own) == 1 < len(pairs):
        closest = named.closest(pairs[0][0], [bound for _, bound in pairs])
        pairs = [(q, bound) for q, bound in pairs if bound is closest]
    if _others_alike(question.text, pairs):
        return None
    owns, used = {q.start for q, _ in pairs}, {b.text for _, b in pairs}
    if not pairs or not len(owns) == len(used) == len(pairs):
        return None
    held = [bound.met(own.low, own.high) for own, bound in pairs]
    whom = [bool(_FOR_WHOM.search(bound.clause)) for _, bound in pairs]
    if None in held or all(whom) or any(w and not h for w, h in zip(whom, held, strict=True)):
        return None
    judged = [n for n, w in enumerate(whom) if not w]
    met = [bool(held[n]) for n in judged]
    enough = any(met) if _EITHER.search(quote) else all(met)
    if not enough and _LETS_OFF.search(quote):
        return None
    told = "，".join(_compared(*pairs[n], met=bool(held[n])) for n in judged)
    text = f"就这一项看，{'符合' if enough else '不符合'}：{told}。"
    open_still = not enough and _OF_SEVERAL.search(quote)
    part = quote.strip() if open_still else _setting(quote, stated, [b for _, b in pairs])
    return OwnVerdict(text, part, _announcing(quote, part) + unmarked(part))


def _others_alike(text: str, pairs: Sequence[tuple[Quantity, Bound]]) -> bool:
    """Whether of the figures told in one unit some are compared and some are not: "3个每年干200天，
    2个各干100天" has no one verdict."""
    compared = {q.start for q, _ in pairs}
    units = {q.text[-1] for q, _ in pairs if q.kind is Kind.DAYS}
    rest = (q for q in own_figures_of(text) if q.kind is Kind.DAYS and q.start not in compared)
    return any(q.text[-1] in units for q in rest)


def _barred(
    question: Question, statement: Statement, concepts: Sequence[Concept], beside: str
) -> OwnVerdict | None:
    """ "就这一项看，受这条限制：53%高于50%。" of a bound that bars; None where the figure is not of
    what the bound is on."""
    quote, stated = statement.text, conditions(statement)
    if len(stated) != 1 or not _BARS.match(
        quote, quote.find(stated[0].clause) + len(stated[0].clause)
    ):
        return None
    if _OF_SUCH.search(quote):
        said = [c for c in concepts if c.known and c.said in question.text]
        if not any(c.match(beside) >= _SPOKEN_OF > c.match(quote) for c in said):
            return None
    named = Named(question.text, statement, stated, concepts)
    pairs = [pair for pair in pairs_of(question.text, stated) if named.is_said_of(*pair)]
    held = pairs[0][1].met(pairs[0][0].low, pairs[0][0].high) if len(pairs) == 1 else None
    if held is None:
        return None
    told = _compared(*pairs[0], met=held)
    text = f"就这一项看，{'受' if held else '不受'}这条限制：{told}。"
    return OwnVerdict(text, quote.strip(), unmarked(quote))


def _compared(own: Quantity, bound: Bound, *, met: bool) -> str:
    return f"{own.text}{_stands(bound, met=met)}{_PLAIN.sub('', bound.text)}"


def _setting(quote: str, stated: Sequence[Bound], used: Sequence[Bound]) -> str:
    """The part of a statement that sets the bounds used, without those of other things before it
    and the figures behind it; whole where they stand apart."""
    parts = [m[0] for m in _PIECE.finditer(quote) if any(b.clause in m[0] for b in used)]
    if len(parts) != 1:
        return quote.strip()
    places = [(parts[0].find(b.clause), b.clause) for b in used]
    first, last = min(places)[0], max(start + len(clause) for start, clause in places)
    before = [b.clause for b in stated if b.clause in parts[0][:first]]
    apart = before and not any(map(_FOR_WHOM.search, before))
    begin = first if apart else 0
    return (parts[0][begin:last] if _FIGURE.search(parts[0][last:]) else parts[0][begin:]).strip()


def _announcing(quote: str, part: str) -> str:
    """What stands before a list that a part of it is of ("毕业企业至少符合一条：")."""
    before, colon, _ = quote[: quote.find(part)].partition("：")
    return unmarked(before) + colon if colon else ""


def _stands(bound: Bound, *, met: bool) -> str:
    if bound.open:  # "高于70分" leaves 70 out
        return ("" if met else "不") + ("高于" if bound.at_least else "低于")
    if bound.at_least:
        return "不低于" if met else "低于"
    return "不超过" if met else "超过"
