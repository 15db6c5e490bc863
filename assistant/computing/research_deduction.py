"""What an own research expense may deduct in addition, and the tax that saves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.composing.line import Line
from assistant.computing.rule_sources import (
    by_formula,
    equation,
    holds_then,
    in_force,
    matching,
    rests_on,
    saying,
    worked_out,
)
from assistant.computing.worked import Worked, plain, rate
from assistant.library import Library
from assistant.reading.amounts import amounts
from assistant.reading.own_figures import by_role
from corpus.figures import Figure, Measure, figures

if TYPE_CHECKING:  # pydantic models: imported once a deduction is asked for
    from corpus.programmes import Programme

_TOPIC = re.compile(
    r"加计|加扣|税前扣|翻倍扣|费用化|(?:省|少[交缴])[下了]?[^,。?]{0,3}多少[^,。?]{0,3}税"
)
_RESEARCH = re.compile(r"研发|研究开发|科研投入")
_SAVED_ASKED = re.compile(r"(?:省|少[交缴]|抵|减[掉少]?)[^,。?]{0,8}(?:多少|几)|多少[^,。?]{0,4}税")
_EXTRA_ASKED = re.compile(
    r"(?:加计|加扣|扣除?)[^,。?]{0,8}(?:多少|几)|多少[^,。?]{0,6}(?:加计|加扣|扣)"
)
_ALTOGETHER = re.compile(r"(?:总共|一共|合计|共|总计)[^,。?]{0,6}扣")
# Cases in which the formula does not hold, or not alone: the documents' own words answer them.
_OTHER_CASE = re.compile(
    r"基础研究|设备|仪器|资本化|无形资产|摊销|核定|境外|国外|海外|外国|合作|财政|不征税|其他相关|其他费用|差旅|"
    r"季度|小微|小型微利|亏损|亏了|没有?(?:设|建|做)[^,。?]{0,4}(?:辅助)?账|个体"
)
_ENTRUSTED = re.compile(r"委托|外包|请[^,。?]{1,10}(?:研发|开发)")
_AT_HOME = re.compile(r"境内|国内")
_CHOSEN_INDUSTRY = re.compile(r"集成电路|芯片|工业母机|机床")
_HIGH_TECH = re.compile(r"(?<!不是)(?<!没有)(?<!非)(?:高企|高新技术企业|高新企业)")
_PLAIN_FIRM = re.compile(
    r"(?:普通|一般)(?:的)?(?:公司|企业)|(?:不是|没有?|非|没评上)(?:高企|高新技术企业|高新企业)"
)
# "税率25的"
_OWN_RATE = re.compile(r"税率(?:是|为|按|才|就|只有)*(\d+(?:\.\d+)?)(?![\d.]|个?[%％])")
_STATED_RATE = re.compile(r"按(\d+(?:\.\d+)?)%税率")
_ROLES = {
    "研发费用": re.compile(r"研发|研究开发|科研|投入|费用化|当期费用"),
    "其他": re.compile(r"营收|销售|收入|利润|资产|注册资本|补助|补贴|奖励|成本"),
}


@dataclass(frozen=True, slots=True)
class _Base:
    """What of the spending counts (万元), how that comes, and what says so."""

    amount: float
    told: str = ""
    lines: tuple[Line, ...] = ()


def research_deduction(
    text: str, said: str, own: Sequence[Figure], library: Library
) -> Worked | None:
    """300万元 of 研发费用 -> 300 × 100% = 300万元; None where that is not asked."""
    if not (_TOPIC.search(said) and _RESEARCH.search(said)) or _OTHER_CASE.search(said):
        return None
    saved = bool(_SAVED_ASKED.search(said))
    if not (saved or _EXTRA_ASKED.search(said)):
        return None
    programme = library.programmes.find("rd-super-deduction")
    if programme is None or not in_force(programme, said, library):
        return None
    if _barred_industries(programme).search(said):
        return None
    spent = by_role(text, own, _ROLES, "研发费用").get("研发费用")
    base = _base(spent, said, programme) if spent is not None else None
    if spent is None or base is None:
        return None
    chosen = bool(_CHOSEN_INDUSTRY.search(said))
    rule = programme.calculators_by_id["extra_deduction"]
    values = {"rd_expense_expensed": base.amount, "is_ic_or_machine_tool_listed": chosen}
    step = by_formula(programme, rule, values)
    extra = float(step.value)
    stated = rests_on(programme, rule, step, (base.amount, extra), library)
    if not stated or not holds_then(stated, said):
        return None
    told = f"{base.told}{rule.name}{plain(extra)}万元：{equation(step)}"
    if chosen:
        told += "（按国家鼓励的集成电路企业、清单内工业母机企业计）"
    if _ALTOGETHER.search(said) and not base.told:
        working = f"{plain(spent)} + {plain(extra)}"
        told += f"，连同据实扣除共{plain(spent + extra)}万元（{working}）"
    lines = (*base.lines, *stated)
    if saved:
        tax, rates = _saved(programme, extra, said, library)
        told, lines = f"{tax}{told}", (*lines, *rates)
    return worked_out(told, "", lines)


def _barred_industries(programme: Programme) -> re.Pattern[str]:
    """ "批发和零售业" -> 批发, 零售: nothing is computed for firms of these industries."""
    from corpus.programme_shares import left_out

    names = [re.sub(r"(?:制造)?业$", "", name) for name in left_out(programme)]
    words = [word for name in names for word in name.split("和")]
    return re.compile("|".join(map(re.escape, words)) or r"(?!)")


def _base(spent: float, said: str, programme: Programme) -> _Base | None:
    """80% of the spending where research at home is entrusted; None where it is not clear."""
    if not _ENTRUSTED.search(said):
        return _Base(spent)
    limit = programme.limits_by_id["entrusted_domestic_rate"]
    share = float(limit.value)
    lines = saying(limit.section.passages, share)
    if not lines or not _AT_HOME.search(said):
        return None
    counted = spent * share
    told = f"可计入的费用 = {plain(spent)} × {rate(share)} = {plain(counted)}万元，"
    return _Base(counted, told, lines)


def _saved(
    programme: Programme, extra: float, said: str, library: Library
) -> tuple[str, tuple[Line, ...]]:
    """The tax saved at the asker's own rate, or at each rate that the document reckons with."""
    rule = programme.calculators_by_id["tax_saved"]
    stated = matching(library, programme.policy, _STATED_RATE.pattern)[:1]
    known = [float(n) / 100 for line in stated for n in _STATED_RATE.findall(line.quote)]
    told = []
    for share in _own_rates(said, known, library) or known:
        step = by_formula(programme, rule, {"extra_deduction": extra, "tax_rate": share})
        tax = f"{rule.name}{plain(float(step.value))}万元"
        told.append(f"按{rate(share)}税率{tax}（{step.working}）")
    given = f"，{rule.given}" if rule.given else ""
    return ("；".join(told) + given + "。" if told else ""), stated


def _own_rates(said: str, known: Sequence[float], library: Library) -> list[float]:
    """The rate that the asker names, or that of a 高新技术企业 where it is one or is none."""
    told = [f.value for f in amounts(said) if f.measure is Measure.PERCENT]
    told += [float(bare) / 100 for bare in _OWN_RATE.findall(said)]
    named = [share for share in told if share in known]
    high_tech, plain_firm = _HIGH_TECH.search(said), _PLAIN_FIRM.search(said)
    if named or not (high_tech or plain_firm):
        return named
    recognised = library.programmes.find("hnte")
    sections = [p for b in recognised.benefit for p in b.section.passages] if recognised else []
    theirs = {f.value for p in sections for f in figures(p.text) if f.measure is Measure.PERCENT}
    shared = [share for share in known if share in theirs][-1:]
    return shared if high_tech else [share for share in known if share not in shared]
