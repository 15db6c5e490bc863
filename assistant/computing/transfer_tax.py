"""What is paid in enterprise income tax on an own 技术转让所得."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.computing.rule_sources import (
    LARGEST_RATE,
    by_formula,
    equation,
    in_force,
    matching,
    rests_on,
    worked_out,
)
from assistant.computing.worked import Worked, plain
from assistant.library import Library
from assistant.reading.own_figures import by_role
from corpus.figures import Figure
from corpus.programme_formula import Step

_TOPIC = re.compile(
    r"技术转让|(?:转让|卖)[^,。?]{0,10}(?:专利|技术|软著|著作权|成果|新品种|布图)|"
    r"(?:专利|技术|软著|著作权|成果|新品种|布图)[^,。?]{0,8}(?:转让|卖)"
)
_ASKED = re.compile(
    r"税[^,。?]{0,12}(?:多少|几)|(?:[交缴纳]|免|减|省)[^,。?]{0,8}(?:多少|几)(?!材料|份|项|次|天|年)|多少[^,。?]{0,4}税|"
    r"(?:要不要|用不用|需不需要|要|用|需要?)[交缴][^,。?]{0,6}税|"
    r"一分钱?(?:税)?(?:都|也)?不(?:用|要|必)?[交缴]|(?:全|都)免(?:了|税)?[吗吧咯喽么]|"
    r"税[^,。?]{0,6}(?:怎么|咋)(?:[交缴算]|计算)|(?:怎么|咋)[交缴算][^,。?]{0,8}税"
)
_RELIEF_ASKED = re.compile(r"(?:免|减|省)[^,。?]{0,8}(?:多少|几)")
# Cases in which the formula does not hold, or not alone: the documents' own words answer them.
_OTHER_CASE = re.compile(
    r"子公司|母公司|关联|控股|持股|许可|授权|出口|境外|国外|外国|海外|外商|设备|增值税|个税|个人|自然人|老师|教授|"
    r"高校|大学|学校|研究所|研究院|印花税|奖励|核定|外观|分红|技术(?:服务|咨询|开发|培训)|材料|登记费"
)
_ROLES = {
    "收入": re.compile(
        r"收入|卖[了得到]?|价款|合同[额价]?|转让(?:费|价|款|金额)|作价|到账|进账|成交"
    ),
    "所得": re.compile(r"所得(?!税)|净[赚落挣收得]|赚|挣|利润|净额|净收益|落[了下]?"),
    "成本": re.compile(r"成本|摊销"),
    "税费": re.compile(r"税费|税金|附加"),
}
_OF_INCOME = re.compile("技术转让所得(?!税)")
_INCOME_IS = r"所得等于.*收入减"


def transfer_tax(text: str, said: str, own: Sequence[Figure], library: Library) -> Worked | None:
    """800万元 of 所得 -> (800 − 500) × 25% × 50% = 37.5万元; None where that is not asked."""
    if not (_TOPIC.search(said) and _ASKED.search(said)) or _OTHER_CASE.search(said):
        return None
    unsaid = "所得" if _OF_INCOME.search(said) and not _ROLES["收入"].search(said) else "收入"
    income, assumed = _income(by_role(text, own, _ROLES, unsaid))
    if income is None or income <= 0:
        return None
    programme = library.programmes.find("tech-transfer")
    if programme is None or not in_force(programme, said, library):
        return None
    rule = programme.calculators_by_id["tax_payable"]
    step = by_formula(programme, rule, {"transfer_income": income})
    tax = float(step.value)
    lines = rests_on(programme, rule, step, (income, tax), library)
    if not lines:
        return None
    if assumed:
        lines += matching(library, programme.policy, _INCOME_IS)[:1]
    told = _relief(income, step) if _RELIEF_ASKED.search(said) else ""
    told += "" if tax else "这部分所得不用缴企业所得税。"
    told += f"{rule.name}{plain(tax)}万元：{equation(step)}"
    return worked_out(told, f"，{assumed}" if assumed else "", lines)


def _relief(income: float, step: Step) -> str:
    """How much of the income is free and how much is halved, by the formula's own threshold."""
    threshold = float(next(c for c in step.constants if c > LARGEST_RATE))
    halved = max(income - threshold, 0)
    told = f"{plain(income)}万元所得中{plain(min(income, threshold))}万元免征"
    return f"{told}，{plain(halved)}万元减半征收；" if halved else f"{told}；"


def _income(given: dict[str, float]) -> tuple[float | None, str]:
    """What is taxed, and what was assumed for it where only the receipts are given."""
    costs = {name: given[name] for name in ("成本", "税费") if name in given}
    if "所得" in given:
        return (None, "") if costs or "收入" in given else (given["所得"], "")
    if "收入" not in given:
        return None, ""
    income = given["收入"] - sum(costs.values())
    less = " − ".join(map(plain, (given["收入"], *costs.values())))
    if len(costs) == 2:
        return income, f"其中所得 = {less} = {plain(income)}万元"
    lacking = "和".join(name for name in ("成本", "相关税费") if name[-2:] not in costs)
    shown = f"{less} = {plain(income)}万元" if costs else f"收入{plain(income)}万元"
    return income, f"这里以{shown}作为所得，减去{lacking}后应缴更少"
