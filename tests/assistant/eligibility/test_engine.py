"""资格自测: cases worked by hand (eligibility_cases.yaml), what is entered, what always holds."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import corpus
from assistant.__main__ import app
from assistant.eligibility import Assessment, PartScore, Verdict, assess, read_profile
from assistant.eligibility.wording import percent
from corpus.library import load_passages
from corpus.programme_reading import load_programmes
from corpus.programmes import Programmes

TABLE = yaml.safe_load((Path(__file__).parent.parent / "eligibility_cases.yaml").read_text("utf-8"))
CASES = TABLE["cases"]
BASE = TABLE["base"]
LIBRARY = load_passages(Path(corpus.__file__).parent / "documents")
PROGRAMMES: Programmes = load_programmes(LIBRARY.passages)
MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN


def judged(programme: str, entered: Mapping[str, Any]) -> Assessment:
    rules = PROGRAMMES.find(programme)
    return assess(rules, read_profile(entered, PROGRAMMES))


def entered(case: Mapping[str, Any]) -> dict[str, Any]:
    whole = {**BASE[case["programme"]], **case.get("change", {})}
    return {name: value for name, value in whole.items() if value is not None}


def points(found: Assessment) -> dict[str, Decimal]:
    """Points that are certain, by part, alternative and item."""
    told = {}
    for card in found.scores:
        told["total"] = card.low if card.low == card.high else None
        for part in every_part(card.parts):
            told[part.id] = part.low if part.low == part.high else None
    return told


def every_part(parts: tuple[PartScore, ...]) -> Iterator[PartScore]:
    for part in parts:
        yield part
        yield from every_part(part.parts)


def check_other_expectations(case: Mapping[str, Any], found: Assessment) -> None:
    conditions = {condition.id: condition for condition in found.conditions}
    for condition_id, verdict in case.get("conditions", {}).items():
        assert conditions[condition_id].verdict == verdict
    for condition_id, words in case.get("working", {}).items():
        assert words in conditions[condition_id].working
    for words in case.get("steps", ()):
        assert words in "\n".join(found.changes)
    if "missing" in case:
        assert [item.name for item in found.missing] == case["missing"]
    got = points(found)
    assert {name: got[name] for name in case.get("points", {})} == case.get("points", {})
    computed = {line.id: line.value for line in found.computed}
    for name, value in case.get("computed", {}).items():
        assert computed[name] == (None if value is None else Decimal(str(value)))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_case_worked_by_hand(case):
    found = judged(case["programme"], entered(case))
    assert found.verdict == case["verdict"], found.to_json()
    check_other_expectations(case, found)
    assert sorted(p.field for p in found.problems) == sorted(case.get("problems", []))


def test_the_contract_is_kept_and_a_citation_is_the_one_of_an_answer():
    for case in CASES:
        told = json.loads(json.dumps(judged(case["programme"], entered(case)).to_json()))
        assert told["verdict"] in ("符合", "不符合", "待补充")
        assert told["programme"] == case["programme"]
        assert told["disclaimer"]
        assert all(isinstance(name, str) for name in told["missing"])
        for condition in told["conditions"]:
            assert {"id", "label", "value"} <= condition.keys()
            assert condition["verdict"] in ("符合", "不符合", "待补充", "需人工核实")
            assert condition["required"]
            assert condition["working"]
        for line in (*told["conditions"], *told["benefits_if_met"], *told["limits"]):
            assert line["citation"].keys() == {
                *("number", "passage_id", "source_id", "title", "document_number"),
                *("heading_path", "text", "quotes"),
            }
            assert all(quote in line["citation"]["text"] for quote in line["citation"]["quotes"])


def test_benefits_follow_only_from_a_met_programme():
    told = judged("hnte", BASE["hnte"]).to_json()
    assert told["benefits"][0]["text"] == "减按15%税率缴纳企业所得税"
    assert told["benefits"][0]["citation"]["passage_id"] == "hnte-income-tax#二、15%税率/1"
    assert "当年通知" in told["benefits"][2]["text"]
    told = judged("hnte", {**BASE["hnte"], "has_core_ip": "否"}).to_json()
    assert told["benefits"] == []
    assert len(told["benefits_if_met"]) == 3


def test_what_only_people_can_judge_is_listed_and_never_decides():
    found = judged("specialized-sme-2026", BASE["specialized-sme-2026"])
    assert found.verdict is MET
    assert found.notes[0] == "另有 1 项需人工核实：主导产品细分市场占有率较为靠前"
    found = judged("little-giant-2026", {**BASE["little-giant-2026"], "in_key_field": "否"})
    assert found.verdict is MET
    (field,) = [c for c in found.conditions if c.verdict is Verdict.MANUAL]
    assert field.value is False
    assert field.working.startswith("自评：")
    assert field.change == ""


@pytest.mark.parametrize(
    "case", [c for c in CASES if c["verdict"] == "不符合"], ids=lambda case: str(case["id"])
)
def test_doing_what_is_said_to_be_lacking_in_a_ratio_suffices(case):
    """ "还差 80 万元" is never too little: the figure named, added, meets the condition."""
    whole = entered(case)
    for before in judged(case["programme"], whole).conditions:
        item, amount = _named_gap(case["programme"], before.change)
        if item is None:
            continue
        raised = Decimal(str(read_profile(whole, PROGRAMMES).values[item])) + amount
        after = judged(case["programme"], {**whole, item: raised})
        (same,) = [c for c in after.conditions if c.id == before.id]
        assert same.verdict is MET, (before.change, same.working)


def _named_gap(programme: str, change: str) -> tuple[str | None, Decimal]:
    rules = PROGRAMMES.find(programme)
    assert rules is not None
    if any(mark in change for mark in ("，且", "；", " 分")) or "还差 " not in change:
        return None, Decimal(0)
    label, _, rest = change.partition("还差 ")
    (name,) = [i.name for i in rules.inputs if i.short_label == label]
    if any(name in (i.name, *i.sum_of) for i in rules.inputs if i.sum_of):
        return None, Decimal(0)  # the sum has to be raised with its parts
    number, unit = (rest.split("（")[0].replace("%", " %") + " ").split(" ")[:2]
    scale = {"%": Decimal("0.01"), "亿元": Decimal(10000)}.get(unit, Decimal(1))
    return name, Decimal(number) * scale


MONEY, SHARE, COUNT, YES = "fund", "market_share", "incubatees", "has_core_ip"
GROWTH = "main_revenue_growth"
MEANT: list[tuple[str, Any, list[Any]]] = [
    (MONEY, Decimal("400"), [400, "400万", "４００万元", "4,000,000元", "¥4000000元"]),
    (MONEY, Decimal("400"), ["0.04亿", "四百万元", "4e2"]),
    (MONEY, Decimal("12000"), ["一亿二", "1亿2千万"]),
    (MONEY, Decimal("5000.0001"), ["50000001元"]),
    (MONEY, Decimal("0.30000000000000004"), [Decimal("0.30000000000000004")]),
    (SHARE, Decimal("0.12"), [0.12, "12%", "百分之十二"]),
    (SHARE, Decimal("1"), [1]),
    (GROWTH, Decimal("-0.035"), ["-3.5%"]),
    (COUNT, Decimal("60"), ["六十家", 60.0]),
    ("total_staff", Decimal("180.5"), ["180.5人"]),
    ("area_total", Decimal("12000"), ["1.2万平方米"]),
    (YES, True, [True, "是"]),
    (YES, False, ["否", "False"]),
    ("industry", "批发和零售业", ["批发业"]),
    ("tech_kind", "实用新型专利", ["实用新型"]),
    ("transfer_mode", "非独占许可", ["非独占许可"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "meant"),
    [(field, value, meant) for field, meant, values in MEANT for value in values],
)
def test_a_value_is_understood_however_it_is_written(field, value, meant):
    profile = read_profile({field: value}, PROGRAMMES)
    assert profile.problems == ()
    assert profile.values[field] == meant


@pytest.mark.parametrize("nothing", [None, "", "  ", "不清楚", "不知道", "-", "未知", "N/A"])
@pytest.mark.parametrize("field", [MONEY, SHARE, COUNT, YES, "industry"])
def test_what_says_nothing_is_unknown_and_no_fault(field, nothing):
    profile = read_profile({field: nothing}, PROGRAMMES)
    assert (profile.get(field), profile.problems) == (None, ())


IMPOSSIBLE: list[tuple[str, str, list[Any]]] = [
    (MONEY, "不能是负数", [-1]),
    (MONEY, "不是一个数", [float("nan")]),
    (MONEY, "不是数", [True, {"万元": 400}]),
    (MONEY, "看不懂", ["很多", "4,00万"]),
    (MONEY, "不是确切的数", ["400多万", "300万至400万"]),
    (MONEY, "单位不对", ["400美元", "12%"]),
    (MONEY, "数值过大", [10**30]),
    (MONEY, "小数位数过多", ["1e-99"]),
    (SHARE, "不能超过 100%", [1.2, "120%"]),
    (GROWTH, "看不出是不是百分数", [12]),
    (GROWTH, "不能小于 -100%", ["-120%"]),
    (COUNT, "应为整数", [60.5]),
    ("days_since_registration", "单位不对", ["2年"]),
    ("platform_score", "不能超过 100 分", [101]),
    ("market_rank_domestic", "不能小于 1 名", [0]),
    (YES, "请填“是”或“否”", [1, "大概有"]),
    ("industry", "看不懂", [5]),
    ("industry", "国民经济行业分类", ["商贸业"]),
    ("industry", "不够明确", ["烟草制品业"]),
]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [(field, value, words) for field, words, values in IMPOSSIBLE for value in values],
)
def test_what_cannot_be_gets_a_clear_message_and_no_value(field, value, words):
    profile = read_profile({field: value}, PROGRAMMES)
    assert profile.get(field) is None
    (problem,) = profile.problems
    assert (problem.field, problem.label) == (field, PROGRAMMES.inputs[field].label)
    assert words in problem.message
    assert "\n" not in problem.message
    assert len(problem.message) < 200


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        ({"tech_staff": 60, "total_staff": 50}, "（60 人）不能超过当年职工总数（50 人）"),
        ({"main_revenue": "1.1亿", "revenue": "1亿"}, "（1.1 亿元）不能超过上年度营业收入"),
        ({"rd_expense_y1": 700, "rd_expense_2y": 600}, "对不上"),
    ],
)  # fmt: skip
def test_values_at_odds_are_both_named_and_neither_is_used(pair, words):
    profile = read_profile(pair, PROGRAMMES)
    assert dict(profile.values) == {}
    assert {problem.field for problem in profile.problems} == set(pair)
    assert all(words in problem.message for problem in profile.problems)


@given(st.fractions(0, 2), st.decimals(0, 2, places=6).map(Fraction))
def test_a_percentage_stays_on_its_side_of_the_bound(value, bound):
    told = Fraction(percent(value, [bound]).removesuffix("%")) / 100
    assert (told > bound, told < bound) == (value > bound, value < bound)


AMOUNTS = st.one_of(
    st.integers(0, 60000),
    st.sampled_from(["4999.9999", "5000", "5000.0001", "20000", "20000.0001", "500", "1200"]),
    st.decimals(0, 50000, places=4).map(str),
)
VALUES = {
    "boolean": st.sampled_from([True, False, "是", "否"]),
    "integer": st.integers(0, 80),
    "enum": st.sampled_from(["发明专利", "商标权", "制造业", "零售业", "所有权转让", "非独占许可"]),
}


@st.composite
def situations(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A programme and figures for it, some left out, some at odds with each other."""
    programme = draw(st.sampled_from(PROGRAMMES.programmes))
    near = dict(BASE[programme.id])
    for item in programme.inputs:
        if draw(st.integers(0, 3)):
            continue
        share = st.decimals(0, 1, places=3).map(str)
        number = VALUES.get(item.type, share if item.is_share else AMOUNTS)
        near[item.name] = draw(number)
    for name in draw(st.lists(st.sampled_from(sorted(near)), max_size=4)):
        near.pop(name, None)
    return programme.id, near


BOUNDED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# what research is entered as, where it is not under one name
RD = {
    "hnte": ("rd_expense_3y", "rd_expense_domestic_3y"),
    "specialized-sme-2026": ("rd_expense_y1",),
    "little-giant-2026": ("rd_expense_y1", "rd_expense_2y"),
}


@BOUNDED
@given(situations(), st.decimals(0, 100000, places=4))
def test_more_rd_never_turns_met_into_not_met(situation, more):
    programme, whole = situation
    names = RD.get(programme, ("rd_expense",))
    profile = read_profile(whole, PROGRAMMES)
    raised = {n: Decimal(profile.values[n]) + more for n in names if profile.get(n) is not None}
    before, after = judged(programme, whole), judged(programme, {**whole, **raised})
    if before.verdict is MET:
        assert after.verdict is not NOT_MET
    order = {NOT_MET: 0, UNKNOWN: 1, MET: 2}
    if len(raised) == len(names):
        assert order[after.verdict] >= order[before.verdict]


@BOUNDED
@given(situations(), st.data())
def test_a_verdict_reached_without_an_input_holds_whatever_that_input_is(situation, data):
    """An unknown input never yields 符合: where one is met without it, no value undoes that."""
    programme, whole = situation
    name = data.draw(st.sampled_from(sorted(whole)))
    rest = {other: value for other, value in whole.items() if other != name}
    full = read_profile(whole, PROGRAMMES)
    if full.problems:
        return
    before, after = judged(programme, rest), judged(programme, whole)
    if before.verdict is not UNKNOWN:
        assert after.verdict is before.verdict
    for one, same in zip(before.conditions, after.conditions, strict=True):
        if one.verdict is not UNKNOWN:
            assert same.verdict is one.verdict


@pytest.mark.parametrize("programme", [p.id for p in PROGRAMMES])
def test_nothing_known_is_never_a_verdict(programme):
    found = judged(programme, {})
    assert found.verdict is UNKNOWN
    assert not [c for c in found.conditions if c.verdict in (MET, NOT_MET)]
    decides = {i.name for i in found.missing}
    assert decides
    for name in decides & BASE[programme].keys():
        assert judged(programme, {name: BASE[programme][name]}).verdict is not MET


@BOUNDED
@given(
    st.dictionaries(
        st.sampled_from(sorted(PROGRAMMES.inputs)),
        st.one_of(
            *(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30)),
            st.lists(st.integers(), max_size=2),
            st.from_regex(r"-?\d{1,9}(\.\d{1,6})?(%|万|亿元|元|家|人)?", fullmatch=True),
        ),
        max_size=20,
    ),
    st.sampled_from([p.id for p in PROGRAMMES]),
)
def test_whatever_is_entered_comes_back_as_a_verdict_or_a_message(raw, programme):
    found = judged(programme, raw)
    json.dumps(found.to_json(), allow_nan=False)
    profile = read_profile(raw, PROGRAMMES)
    assert not {problem.field for problem in profile.problems} & profile.values.keys()


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, inputs: bytes | None = None) -> Any:
        if inputs is not None:
            (tmp_path / "inputs.json").write_bytes(inputs)
            arguments = (*arguments, "--inputs", "inputs.json")
        return CliRunner().invoke(app, ["eligibility", *arguments])

    return call


@pytest.mark.parametrize("named", ["hnte", "高新技术企业认定"])
def test_the_command_prints_one_json_object(command, named):
    done = command(named, "--json", inputs=json.dumps(BASE["hnte"]).encode())
    assert (done.exit_code, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert list(told)[:4] == ["programme", "name", "verdict", "conditions"]
    assert told["verdict"] == "符合"


def test_people_read_every_condition_with_its_clause_and_the_disclaimer(command):
    whole = {**BASE["hnte"], "rd_expense_3y": 400}
    done = command("hnte", inputs=json.dumps(whole).encode())
    assert done.exit_code == 0
    for words in (
        *("【不符合】高新技术企业认定", "✗ 不符合\t近三年研发费用占销售收入比例达到分档要求"),
        *("三、研发费用占比的分档标准 › 1", "还差 100 万元"),
        "预判结果仅供参考，以主管部门审核和官方原文为准",
    ):
        assert words in done.stdout


@pytest.mark.parametrize(
    ("arguments", "inputs"),
    [
        *((words, None) for words in (["nope"], [], ["hnte", "--inputs", "没有.json"])),
        *((["hnte"], text) for text in (b"[1, 2]", "{没有写完".encode(), b"\xff\xfe\x00")),
        (["hnte", "--nope"], None),
    ],
)
def test_bad_usage_is_exit_code_two(command, arguments, inputs):
    done = command(*arguments, inputs=inputs)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_documents_without_the_clauses_are_a_fault_of_set_up(command, tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "通知.txt").write_text("通知\n正文。", encoding="utf-8")
    done = command("hnte", "--documents", str(folder))
    assert (done.exit_code, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert "hnte-recognition" in line
