"""An own research expense over own sales, against the share that a programme asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.computing.rule_sources import holds_then, in_force, line_of, saying, worked_out
from assistant.computing.worked import Worked, plain, rate
from assistant.library import Library
from assistant.reading.own_figures import by_role
from corpus.figures import Figure

if TYPE_CHECKING:  # pydantic models: imported once a share is asked for
    from corpus.programme_shares import LeastShare
    from corpus.programmes import Programme

_RESEARCH = re.compile(r"研发|研究开发")
_ASKED = re.compile(r"占比|比例|比重|占(?:了|到)?(?:百分之)?(?:多少|几)")
_ENOUGH = re.compile(
    r"够|达标|达到|合格|满足|符合|多少|几|行吗|可以吗|行不行|过关|能不能|能[^,。?]{0,8}[吗不]"
)
_SEVERAL_YEARS = re.compile(r"[三两3]年|合计|累计|加起来|年均|平均")
_MORE_CONDITIONS = re.compile(r"科技人员|职工|知识产权|专利|员工|人数|高新(?:技术)?(?:产品|收入)")
_ROLES = {
    "研发费用": re.compile(r"研发|研究开发|科研"),
    "收入": re.compile(r"销售|营收|营业|收入|卖[了得]?|产值"),
}
# the words that name a programme, the most telling first
_NAMED = (
    (re.compile(r"小巨人"), "little-giant-2026"),
    (re.compile(r"专精特新"), "specialized-sme-2026"),
    (re.compile(r"高企|高新技术企业|高新企业"), "hnte"),
)
_ADDED_UP = re.compile(r"合计数?计算")
_TOLERANCE = 1e-9


def research_share(text: str, said: str, own: Sequence[Figure], library: Library) -> Worked | None:
    """250 ÷ 6000 = 4.17%, against the 4% of its tier; None where that is not asked."""
    if not (_RESEARCH.search(said) and _ASKED.search(said) and _ENOUGH.search(said)):
        return None
    if _MORE_CONDITIONS.search(said) or _SEVERAL_YEARS.search(said):
        return None
    given = by_role(text, own, _ROLES, "")
    if set(given) != set(_ROLES):
        return None
    programme = _programme(said, library)
    rule = _rule(programme) if programme and in_force(programme, said, library) else None
    spent, sales = given["研发费用"], given["收入"]
    if rule is None or not 0 < spent <= sales:
        return None
    wanted, passages = rule.least(sales), rule.section.passages
    lines = saying(passages, wanted)[:1]
    if not lines or not holds_then(lines, said):
        return None
    if len(rule.tiers) > 1:
        lines += tuple(line_of(p, p.sentences[0]) for p in passages if _ADDED_UP.search(p.text))
    years = f"；规定看“{rule.part}”，这里按题中数字计" if "三" in rule.part else ""
    return worked_out(_told(spent, sales, wanted), years, lines)


def _programme(said: str, library: Library) -> Programme | None:
    named = next((name for word, name in _NAMED if word.search(said)), None)
    return library.programmes.find(named) if named else None


def _rule(programme: Programme) -> LeastShare | None:
    from corpus.programme_shares import least_shares

    shares = least_shares(programme)
    return next((r for r in shares if "研发费用" in r.part and "收入" in r.whole), None)


def _told(spent: float, sales: float, wanted: float) -> str:
    """The share with its working, and what is lacking where it falls short."""
    lacking = wanted * sales - spent
    enough = lacking <= _TOLERANCE
    working = f"{plain(spent)} ÷ {plain(sales)}"
    shown = f"研发费用占比{working} = {_percent(spent / sales, wanted, enough)}"
    if enough:
        return f"{shown}，不低于{rate(wanted)}，达到要求"
    short = f"{plain(sales)} × {rate(wanted)} − {plain(spent)}"
    return f"{shown}，低于{rate(wanted)}，还差{plain(lacking)}万元（{short}）"


def _percent(share: float, wanted: float, enough: bool) -> str:
    """Two digits, or as many as show on which side of the threshold it lies."""
    for digits in (2, 4, 6):
        rounded = round(share * 100, digits)
        if enough or rounded < round(wanted * 100, digits):
            return f"{plain(rounded)}%"
    return f"{share * 100}%"
