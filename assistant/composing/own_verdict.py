"""The verdict on a figure of the asker's own, by the bound that a statement sets for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.composing.line import unmarked
from assistant.finding.statement import Statement
from assistant.judging.own_bound import (
    NO_THING,
    alike,
    asks_of_own_figure,
    conditions,
    own_figures_of,
)
from assistant.reading.bounds import CLAUSES, Bound
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from assistant.self_test.quantity import Kind, Quantity

# Where what is bounded bars or lifts the rule, its figure says nothing of who qualifies.
_TURNED = re.compile(
    r"不能(?!低于|少于|超过|[是为]0)|不得(?!低于|少于|超过)|没有[^，]{1,12}的，|不可|不予|不适用|不享受|取消|不考察|除外|免于|按不适用"
)
_COMMON = {"企业", "公司", "项目", "以上", "以下", "以内", "可以", "不能", "要求", "规定", "政策"}
_NOT_A_WORD = re.compile(r"[^\u4e00-\u9fff]|[的了是在有和与及或不我们这那个家人年月万亿]")
_NAMES_PART = 3  # words shared with the clause of a bound, from which it is the one meant
_EITHER = re.compile(r"或者?")
_PLAIN = re.compile(
    r"^(?:不[少低多高]于|不得[少低]于|不超过|至少|最[少低多高长]|超过|高于|低于|少于|大于|达到?|满)|(?:及|\(含\))?以[上下内]$|之内$|起$"
)
_PART = re.compile(r"占|其中|里面?有|当中")
# "销售收入在5000万元以下的企业，……": whom a rule is for, and no demand of it
_FOR_WHOM = re.compile(r"的(?:企业|单位|公司|机构)$")
_OF_SEVERAL = re.compile(r"一条|一项|之一|任[意何]|[二三]选一|或者?")
_LETS_OFF = re.compile(r"不足[^，。；]{1,12}的|放宽|降低")  # what else will do is told behind
_SPOKEN_OF, _NAMED = 0.5, 0.9  # of a concept
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
    question: Question, statement: Statement, concepts: Sequence[Concept] = ()
) -> OwnVerdict | None:
    """ "就这一项看，不符合：25万低于30万元。"; None unless each figure compared has one bound."""
    quote = statement.text
    if not asks_of_own_figure(question) or _TURNED.search(quote):
        return None
    stated = conditions(statement)
    named = _Named(question.text, statement, stated, concepts)
    pairs = [pair for pair in _pairs(question.text, stated) if named.is_of(*pair)]
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


@dataclass(frozen=True)
class _Named:
    """What the words around a figure name, beside what the bounds of a statement are on."""

    text: str
    statement: Statement
    stated: Sequence[Bound]
    concepts: Sequence[Concept]

    def is_of(self, own: Quantity, bound: Bound) -> bool:
        """Whether they speak of what the bound is on; of the statement where nothing else could
        be meant."""
        found = next(m for m in CLAUSES.finditer(self.text) if m.start() <= own.start < m.end())
        clause = found[0]
        if self._of_another_clause(self.text[found.start() : own.start], bound):
            return False
        if own.kind is Kind.SCORE:
            return _of_score(clause, self.stated, bound)
        wanted = 3 if own.kind in (Kind.THINGS, Kind.PEOPLE) else 1  # counters tell little
        if len(self._words_of(clause) & _words(bound.clause)) >= wanted:
            return True
        alone = len([b for b in self.stated if b.kind is bound.kind]) == 1
        spoken = _words(self.text) & _words(self.statement.text)
        return alone and bool(spoken) and not self._is_of_another_thing(clause)

    def _of_another_clause(self, before: str, bound: Bound) -> bool:
        """Whether what is named last before a figure is what another clause of the statement is
        of: "科技人员得了0分" is not below "综合得分不低于60分，其中科技人员……不能是0分"."""
        named = [c for c in self.concepts if c.known and c.said in before]
        nearest = max(named, key=lambda c: before.rfind(c.said) + len(c.said), default=None)
        if nearest is None or nearest.match(bound.clause) >= _SPOKEN_OF:
            return False
        others = (m[0] for m in CLAUSES.finditer(self.statement.text) if m[0] != bound.clause)
        return any(nearest.match(clause) >= _NAMED for clause in others)

    def _words_of(self, clause: str) -> set[str]:
        """Its words, and those in which documents write what it names."""
        forms = (f for c in self.concepts if c.said in clause for f in c.forms)
        return _words("，".join((clause, *forms)))

    def _is_of_another_thing(self, clause: str) -> bool:
        """Whether it names things of the library, and none that the statement has."""
        around = f"{self.statement.passage.headed} {self.statement.text}"
        named = [
            c
            for c in self.concepts
            if c.known and c.said in clause and not NO_THING.fullmatch(c.said)
        ]
        return bool(named) and all(c.match(around) < _SPOKEN_OF for c in named)


def _pairs(text: str, stated: Sequence[Bound]) -> Iterator[tuple[Quantity, Bound]]:
    own = own_figures_of(text)
    yield from ((q, b) for q in own for b in stated if alike(q, b))
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
