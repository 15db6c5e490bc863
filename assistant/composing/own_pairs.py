"""Which figure of the asker's own a statement sets a bound for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.finding.statement import Statement
from assistant.judging.own_bound import NO_THING, alike, own_figures_of
from assistant.reading.bounds import CLAUSES, Bound
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from assistant.self_test.quantity import Kind, Quantity

_COMMON = {"企业", "公司", "项目", "以上", "以下", "以内", "可以", "不能", "要求", "规定", "政策"}
_NOT_A_WORD = re.compile(r"[^\u4e00-\u9fff]|[的了是在有和与及或不我们这那个家人年月万亿]")
_NAMES_PART = 3  # words shared with the clause of a bound, from which it is the one meant
_PART = re.compile(r"占|其中|里面?有|当中")
_SPOKEN_OF, _NAMED = 0.5, 0.9  # of a concept


@dataclass(frozen=True)
class Named:
    """What the words around a figure name, beside what the bounds of a statement are on."""

    text: str
    statement: Statement
    stated: Sequence[Bound]
    concepts: Sequence[Concept]

    def is_said_of(self, own: Quantity, bound: Bound) -> bool:
        """Whether the very clause of the figure has a word of what the bound is on."""
        found = next(m for m in CLAUSES.finditer(self.text) if m.start() <= own.start < m.end())
        return self.is_of(own, bound) and bool(self._words_of(found[0]) & _words(bound.clause))

    def is_of(self, own: Quantity, bound: Bound) -> bool:
        """Whether they speak of what the bound is on; of the statement where nothing else could
        be meant."""
        found = next(m for m in CLAUSES.finditer(self.text) if m.start() <= own.start < m.end())
        clause = found[0]
        if self._of_another_clause(self.text[found.start() : own.start], bound):
            return False
        if self._is_figure_of_another_thing(own):
            return False
        if own.kind is Kind.SCORE:
            return _of_score(clause, self.stated, bound)
        wanted = 3 if own.kind in (Kind.THINGS, Kind.PEOPLE) else 1  # counters tell little
        if len(self._words_of(clause) & _words(bound.clause)) >= wanted:
            return True
        alone = len([b for b in self.stated if b.kind is bound.kind]) == 1
        spoken = _words(self.text) & _words(self.statement.text)
        return alone and bool(spoken) and not self._is_of_another_thing(clause)

    def closest(self, own: Quantity, stated: Sequence[Bound]) -> Bound:
        """Of several bounds the one whose words stand closest to a figure: "成立已经30个月的企业想
        搬进孵化器" is of "成立不超过24个月", not of "孵化时限不超过48个月"."""
        found = next(m for m in CLAUSES.finditer(self.text) if m.start() <= own.start < m.end())

        def apart(bound: Bound) -> int:
            shared = self._words_of(found[0]) & _words(bound.clause)
            places = [m.start() for w in shared for m in re.finditer(w, found[0])]
            start = own.start - found.start()
            return min((abs(place - start) for place in places), default=len(self.text))

        return min(stated, key=apart)

    def _of_another_clause(self, before: str, bound: Bound) -> bool:
        """Whether what is named last before a figure is what another clause of the statement is
        of: "科技人员得了0分" is not below "综合得分不低于60分，其中科技人员……不能是0分"."""
        named = [c for c in self.concepts if c.known and c.said in before]
        nearest = max(named, key=lambda c: before.rfind(c.said) + len(c.said), default=None)
        if nearest is None or nearest.match(bound.clause) >= _SPOKEN_OF:
            return False
        others = (m[0] for m in CLAUSES.finditer(self.statement.text) if m[0] != bound.clause)
        return any(nearest.match(clause) >= _NAMED for clause in others)

    def _is_figure_of_another_thing(self, own: Quantity) -> bool:
        """Whether the things named right before and behind a figure are none of the statement's:
        "作价五百万入股" is no income below "技术转让所得在500万元以内"."""
        before, behind = self.text[: own.start].rstrip("了是有"), self.text[own.end :].lstrip("的")
        touching = [
            c
            for c in self.concepts
            if c.known and (before.endswith(c.said) or behind.startswith(c.said))
        ]
        return len(touching) > 1 and self._has_none(touching)

    def _words_of(self, clause: str) -> set[str]:
        """Its words, and those in which documents write what it names."""
        forms = (f for c in self.concepts if c.said in clause for f in c.forms)
        return _words("，".join((clause, *forms)))

    def _is_of_another_thing(self, clause: str) -> bool:
        """Whether it names things of the library, and none that the statement has."""
        named = [
            c
            for c in self.concepts
            if c.known and c.said in clause and not NO_THING.fullmatch(c.said)
        ]
        return bool(named) and self._has_none(named)

    def _has_none(self, named: Sequence[Concept]) -> bool:
        around = f"{self.statement.passage.headed} {self.statement.text}"
        return all(c.match(around) < _SPOKEN_OF for c in named)


def pairs_of(text: str, stated: Sequence[Bound]) -> Iterator[tuple[Quantity, Bound]]:
    """Each figure of the asker's with each bound that is counted alike; of two that tell a share
    their quotient."""
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


def in_common(question: Question, quote: str) -> int:
    """How many words, in pairs of characters, a statement has of the question."""
    return len(_words(question.text) & _words(quote))
