"""What a message says of an enterprise: figures by input, percentages, yes and no.

Nothing is inferred from what is usual: an input is filled only by words that name it.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from assistant.reading.question_signs import SAID_TO_BE
from assistant.self_test.claims import claims
from assistant.self_test.clauses import Clause, clauses, term_of
from assistant.self_test.founding import without_founding
from assistant.self_test.language import ANY, Term, spoken
from assistant.self_test.quantity import Kind, Quantity
from assistant.self_test.said import Facts, Pair, Said, less, summed

_RULE_TOLD = re.compile(
    r"要求|规定|标准(?!人)|门槛|听说|必须|须|需要?(?!求)|应当|得(?=占|有|达)|要(?=占|达|有|求|满|超)|"
    r"不低于|不少于|不能低于|才(?:能|可以|行)|(?:以上|以下|以内)的?(?:企业|公司|单位)"
)
_HEADS = re.compile(
    r"\s*(?:现在|目前|现有|共有?|有|是|应该|其实|大概|差不多|约)*\s*[\d零一二两三四五六七八九十百千]+"
    r"[来多几]?(?:号人|口人|个人|人)(?:左右|上下)?\s*"
)
_WHAT_IF = re.compile(r"如果|假如|要是|假设|假定|万一|倘若")
# "每千平米2.5家" is no area, and no number of firms.
_DENSITY = re.compile(
    r"每(?:1000|一?千)个?平(?:方米|米|方)?[^,，。；;\d]{0,6}(?:\d+(?:\.\d+)?|[一二两三四五六七八九])[多来]?家(?:企业)?"
)
# "研发费每年120万，占营收2.8%": a share of what the clause before tells
_SHARE_OF_THAT = re.compile(r"\s*(?:大概|大约|大致|约|差不多|也就|只|才)?占(?![比地])")
_ONLY_SHARE = re.compile(
    r"\s*(?:大概|大约|差不多|也就|就|约|估计)*\s*[\d.一二两三四五六七八九十百分之成半%多来]+(?:左右|上下)?\s*"
)
_AMONG_THEM = re.compile(r"\s*(?:里头|里面|里边|当中|之中|里|中)(?!层|级|心|专|高)")
_BARE_YEAR = 8  # characters of a clause that says no more than a year
REGISTERED = "days_since_registration"


def read(text: str, day: date, *, headcount: bool = True) -> Facts:
    """The facts of a normalised message told on a day; sentences that quote a rule tell none.

    headcount: whether people counted without a word of who they are ("一百来号人") are all.
    """
    reading = _Reading(day, headcount=headcount)
    text, founded = without_founding(_DENSITY.sub(" ", text), day)
    for clause in clauses(text, day.year):
        reading.take(clause)
    values = reading.totals(text)
    if founded is not None:
        values[REGISTERED] = founded
    return Facts({**values, **claims(text)}, reading.shares)


def is_hypothetical(text: str) -> bool:
    """ "如果研发投到500万": holds for this question, not for the next."""
    return bool(_WHAT_IF.search(text))


class _Reading:
    """Clauses taken one by one; a year or a name holds on until another is said."""

    def __init__(self, day: date, *, headcount: bool) -> None:
        self._day = day
        self._headcount = headcount
        self._year = ""
        self._last: Term | None = None
        self._open: Term | None = None
        self._by_year: dict[tuple[str, str], Said] = {}
        self.values: dict[str, Said] = {}
        self.shares: dict[Pair, Said] = {}

    def take(self, clause: Clause) -> None:
        if clause.opens:
            self._year = ""
        if _RULE_TOLD.search(clause.text) or SAID_TO_BE.match(clause.text):
            self._leave_open(clause)  # "说是研发要1000万，我们1100万"
            return
        told = 0
        for n, quantity in enumerate(clause.quantities):
            term = (
                self._among(clause, quantity)
                or term_of(clause, quantity, clause.quantities[:n])
                or self._of_next_year(clause, n)
                or self._carried(clause, quantity)
            )
            year = self._year_at(clause, quantity)
            if term is None or term is spoken().other:
                continue
            self._put(term, year, quantity, bool(spoken().each.search(clause.text)))
            self._last, told = term, told + 1
        if clause.years and (
            told or clause.years[-1][0] != "other" or len(clause.text) <= _BARE_YEAR
        ):
            self._year = clause.years[-1][0]  # "2027年到期" dates no figure that follows
        self._open = None
        if not told:
            self._leave_open(clause)

    def _leave_open(self, clause: Clause) -> None:
        """What a clause names last, for a figure that the next one tells."""
        terms = clause.names[-1].terms if clause.names else ()
        self._open = terms[0] if terms and terms[0] is not spoken().other else None

    def _among(self, clause: Clause, quantity: Quantity) -> Term | None:
        """ "二十八个人里头写代码的十九个": those among whom others are counted are all."""
        people = self._headcount and quantity.kind is Kind.PEOPLE
        among = people and _AMONG_THEM.match(clause.text, quantity.end)
        return spoken().everyone if among else None

    def _of_next_year(self, clause: Clause, n: int) -> Term | None:
        """ "研发去年160万前年150万": the name of the figure before it, for another year."""
        if n == 0 or self._last is None or self._last.kind is not clause.quantities[n].kind:
            return None
        start, end = clause.quantities[n - 1].end, clause.quantities[n].start
        named = any(start <= name.start < end for name in clause.names)
        return self._last if not named and any(start <= y < end for _, y in clause.years) else None

    def _carried(self, clause: Clause, quantity: Quantity) -> Term | None:
        """ "去年400万，前年350万": the name said before, where a clause has only a year."""
        of_that = quantity.kind is Kind.SHARE and _SHARE_OF_THAT.match(clause.text)
        if of_that and self._last is not None and self._last.share:
            return self._last
        if clause.names:
            return None
        if self._last is not None and self._last.kind is quantity.kind:
            part = (t for t in spoken().terms if t.within and t.within == self._last.id)
            if elsewhere := next((t for t in part if t.where.search(clause.text)), None):
                return elsewhere
        if self._headcount and quantity.kind is Kind.PEOPLE and _HEADS.fullmatch(clause.text):
            return spoken().everyone
        if quantity.kind is Kind.SHARE and _ONLY_SHARE.fullmatch(clause.text):
            return self._last if self._last is not None and self._last.share else None
        if self._open is not None and self._open.kind is quantity.kind:
            return self._open
        if clause.years and self._last is not None and self._last.kind is quantity.kind:
            return self._last
        return None

    def _year_at(self, clause: Clause, quantity: Quantity) -> str:
        before = [year for year, start in clause.years if start <= quantity.start]
        after = [year for year, start in clause.years if start > quantity.start]
        return (before[-1:] or after[:1] or [self._year])[0]

    def _put(self, term: Term, year: str, quantity: Quantity, each: bool) -> None:
        said = _said(quantity, term)
        if quantity.kind is Kind.SHARE and term.kind is not Kind.SHARE:
            pair = term.share.get(ANY) or term.share.get(year or "last")
            if pair:
                self.shares[pair] = said
            return
        if not term.by_year:
            for name in term.of.get(ANY, ()):
                self._set(name, said, term)
            return
        if each and year in ("two", "three"):
            for single in ("last", "before", "third")[: 2 if year == "two" else 3]:
                self._year_told(term, single, said)
            return
        self._year_told(term, year or _default(term), said)

    def _year_told(self, term: Term, year: str, said: Said) -> None:
        if term.id:
            self._by_year[term.id, year] = said
        for name in term.of.get(year, ()):
            self._set(name, said, term)

    def _set(self, name: str, said: Said, term: Term) -> None:
        adds = term.adds_up and name in self.values
        self.values[name] = summed(self.values[name], said) if adds else said

    def totals(self, text: str) -> dict[str, Said]:
        """The values, with totals of years that were all told one by one, and what is left of a
        figure without another."""
        values = dict(self.values)
        for name, (term, years) in spoken().totals.items():
            told = [self._by_year.get((term, year)) for year in years]
            if name not in values and all(told):
                values[name] = summed(*(t for t in told if t is not None))
        for name, (whole, part) in spoken().differences.items():
            if whole in self._by_year and part in self._by_year:
                values.setdefault(name, less(self._by_year[whole], self._by_year[part]))
        for name, (whole, words) in spoken().wholes.items():
            if whole in self._by_year and words.search(text):
                values.setdefault(name, self._by_year[whole])
        return values


def _default(term: Term) -> str:
    """A flow without a year is last year's; what has no yearly input is left alone."""
    return "last" if "last" in term.of else ""


def _said(quantity: Quantity, term: Term) -> Said:
    value, low, high = quantity.value, quantity.low, quantity.high
    if quantity.kind is Kind.DAYS and term.of.get(ANY, ("",))[0] != REGISTERED:
        value, low, high = (years_of(n) for n in (value, low, high))
    return Said(value, quantity.text, low, high, term.proviso)


def years_of(days: Decimal) -> Decimal:
    """Days as years."""
    return (days / 365).quantize(Decimal("0.01")).normalize() + 0
