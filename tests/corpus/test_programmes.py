"""The eligibility rules: what is read, and every fault told in one Chinese line."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

import corpus
from corpus.__main__ import app
from corpus.library import load_passages
from corpus.programme_reading import RULES_FILE, ProgrammesBroken, load_programmes, read_programmes

LIBRARY = load_passages(Path(corpus.__file__).parent / "documents")
RULES = load_programmes(LIBRARY.passages)
DATA: dict[str, Any] = yaml.safe_load(RULES_FILE.read_text(encoding="utf-8"))
run = CliRunner()
Change = Callable[[dict[str, Any]], Any]

# One small programme, in which everything is right.
SMALL: dict[str, Any] = yaml.safe_load("""
disclaimer: 仅供参考
programs:
- id: grant
  name: 某项奖补
  policy: hnte-recognition
  logic: basic 全部满足，且 direct 任一满足或 score 满足
  inputs:
  - {name: staff, label: 职工, unit: 人, type: number}
  - {name: rd, label: 研发费用, unit: 万元, type: number}
  - {name: sales, label: 销售收入, unit: 万元, type: number}
  - {name: titled, label: 有称号, unit: 是/否, type: boolean}
  - {name: kind, label: 类型, unit: 文本, type: enum}
  groups:
    basic:
      logic: all_of
      conditions:
      - id: g-1
        label: 分档
        kind: auto
        predicate:
          op: tiered_ratio_gte
          name: 占比
          numerator: rd
          denominator: sales
          tier_field: sales
          tiers:
          - {max: 5000, min_ratio: 0.05}
          - {max: null, min_ratio: 0.03}
        section: hnte-recognition#三、研发费用占比的分档标准/1-4
    direct:
      logic: any_of
      conditions:
      - id: g-2
        label: 称号
        kind: auto
        predicate:
          op: any_of
          of:
          - {op: is_true, field: titled}
          - op: in
            field: kind
            values: [甲, 乙]
        section: hnte-recognition#二、认定条件/1
    score:
      logic: all_of
      conditions:
      - id: g-3
        label: 评分
        kind: auto
        predicate:
          op: score_gte
          table: points
          value: 60
          min_parts: {size: 10}
        section: hnte-recognition#二、认定条件
  scoring:
    points:
      full: 100
      parts:
      - id: size
        label: 规模
        full: 40
        rules:
        - when: {op: gte, field: staff, value: 50}
          score: 40
        - {when: default, score: 0}
      - id: effort
        label: 投入
        full: 60
        measure: {op: ratio, numerator: rd, denominator: sales}
        bands:
        - {min: 0.05, score: 60}
        - {min: 0, score: 0}
  benefit:
  - {text: 奖补, section: hnte-recognition#四、优惠内容/3}
  calculators:
  - {id: sum, label: 金额, formula: 'max(rd - 500, 0) * 0.25'}
""")


def written(folder: Path, data: Any) -> Path:
    path = folder / "rules.yaml"
    text = json.dumps(data, ensure_ascii=False, default=str)  # YAML too, and without aliases
    path.write_text(text, encoding="utf-8")
    return path


def programme(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data["programs"][0]
    return found


def condition(data: dict[str, Any], number: int) -> dict[str, Any]:
    groups = list(programme(data)["groups"].values())
    found: dict[str, Any] = groups[number]["conditions"][0]
    return found


def part(data: dict[str, Any], number: int) -> dict[str, Any]:
    found: dict[str, Any] = programme(data)["scoring"]["points"]["parts"][number]
    return found


# ---- what is read ------------------------------------------------------------------------------


def test_the_shipped_rules_are_nine_programmes_with_62_conditions_and_two_tables() -> None:
    assert len(RULES.programmes) == 9
    assert sum(len(p.all_conditions) for p in RULES) == 62
    assert sum(len(p.scoring) for p in RULES) == 2
    assert RULES.disclaimer == "预判结果仅供参考，以主管部门审核和官方原文为准"
    assert all(p.disclaimer == RULES.disclaimer for p in RULES)
    assert RULES.as_of == "2026-11"


def test_what_the_file_says_is_what_the_rules_hold() -> None:
    for raw, read in zip(DATA["programs"], RULES, strict=True):
        stated = raw.get("conditions") or [
            c for group in raw["groups"].values() for c in group["conditions"]
        ]
        assert [c["id"] for c in stated] == [c.id for c in read.all_conditions]
        assert [c["section"] for c in stated] == [c.section.pointer for c in read.all_conditions]
        assert [i["name"] for i in raw["inputs"]] == [i.name for i in read.inputs]
        assert [b["text"] for b in raw["benefit"]] == [b.text for b in read.benefit]


def test_a_programme_is_found_by_its_id_and_by_its_name() -> None:
    assert RULES.find("hnte") is RULES.find(" 高新技术企业认定 ")
    assert RULES.find("hnte") is not None
    assert RULES.find("高新") is None


# ---- faults ------------------------------------------------------------------------------------


def test_the_small_programme_has_no_fault(tmp_path: Path) -> None:
    rules, faults = read_programmes(LIBRARY.passages, written(tmp_path, SMALL))
    assert faults == ()
    assert rules is not None
    assert rules.programmes[0].clauses == (("basic",), ("direct", "score"))


FAULTS: dict[str, tuple[Change, str]] = {
    "unknown op": (
        lambda d: condition(d, 0)["predicate"].update(op="ratio_gt"),
        "grant › g-1：没有这种谓词 op：ratio_gt",
    ),
    "unknown field": (
        lambda d: condition(d, 0)["predicate"].update(numerator="rnd"),
        "grant：g-1：没有填报项 rnd",
    ),
    "no label": (lambda d: condition(d, 0).pop("label"), "grant › g-1：缺少 label"),
    "unknown key": (
        lambda d: condition(d, 0).update(sectoin="x"),
        "grant › g-1：多了不认识的 sectoin",
    ),
    "lost section": (
        lambda d: condition(d, 0).update(section="hnte-recognition#三、研发费用占比的分档标准/5-6"),
        "grant › g-1：依据 hnte-recognition#三、研发费用占比的分档标准/6 找不到",
    ),
    "tier order": (
        lambda d: condition(d, 0)["predicate"]["tiers"].reverse(),
        "grant：g-1：tiers 的 max 应从小到大，最后一档为 null",
    ),
    "text for a number": (
        lambda d: condition(d, 0)["predicate"]["tiers"][0].update(min_ratio="百分之五"),
        "grant › g-1：min_ratio 的值不对：百分之五",
    ),
    "unused input": (
        lambda d: programme(d)["inputs"].append(
            {"name": "spare", "label": "多余", "unit": "人", "type": "number"}
        ),
        "grant：填报项 spare 没有用到",
    ),
    "condition twice": (lambda d: condition(d, 1).update(id="g-1"), "编号 g-1 用了 2 次"),
    "unknown table": (
        lambda d: condition(d, 2)["predicate"].update(table="score"),
        "grant：g-3：没有评分表 score",
    ),
    "more than full": (
        lambda d: condition(d, 2)["predicate"].update(value=101),
        "grant：g-3：要求的分数超过满分",
    ),
    "band order": (
        lambda d: part(d, 1)["bands"].reverse(),
        "grant：points › effort：bands 的 min 应从大到小",
    ),
    "no default": (
        lambda d: part(d, 0)["rules"].pop(),
        "grant：points › size：rules 应有一条 default",
    ),
    "full of a part": (
        lambda d: part(d, 1)["bands"][0].update(score=50),
        "grant：points › effort：最高得分 50，不是满分 60",
    ),
    "formula with an unknown name": (
        lambda d: programme(d)["calculators"][0].update(formula="rnd * 2"),
        "grant：sum：算式里的 rnd 没有定义",
    ),
    "formula that is a program": (
        lambda d: programme(d)["calculators"][0].update(formula="open('x')"),
        "grant：sum：算式 open('x') 只能用加减乘除、max、min 和“甲 if 是否 else 乙”",
    ),
    "unreadable logic": (
        lambda d: programme(d).update(logic="都要满足才行"),
        "grant：logic 读不懂：都要满足才行",
    ),
    "a group left out": (
        lambda d: programme(d).update(logic="basic 全部满足，且 direct 任一满足"),
        "grant：logic 没有提到 score",
    ),
    "conditions beside groups": (
        lambda d: programme(d).update(conditions=[dict(condition(d, 0))]),
        "grant：conditions 和 groups 应有且只有一个",
    ),
    "unknown document": (
        lambda d: programme(d).update(related=["nowhere"]),
        "grant：没有编号为 nowhere 的文件",
    ),
    "auto without a predicate": (
        lambda d: condition(d, 0).update(predicate={"op": "manual"}),
        "grant：g-1：kind: auto 的条件不能用 manual 谓词",
    ),
    "fields of no input": (
        lambda d: d.update(fields={"none": {"help": "x"}}),
        "fields › none：没有这个填报项",
    ),
    "relation with no input": (
        lambda d: d.update(fields={"rd": {"part_of": ["total"]}}),
        "填报项 rd：没有填报项 total",
    ),
    "no benefit": (lambda d: programme(d).update(benefit=[]), "grant：benefit 不能为空"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_one_line_that_says_where_and_what(name: str, tmp_path: Path) -> None:
    change, line = FAULTS[name]
    data = copy.deepcopy(SMALL)
    change(data)
    path = written(tmp_path, data)
    _, faults = read_programmes(LIBRARY.passages, path)
    assert line in faults
    assert all("\n" not in fault for fault in faults)
    with pytest.raises(ProgrammesBroken, match="资格预判规则有误"):
        load_programmes(LIBRARY.passages, path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("programs: [", "不是正确的 YAML（第"),
        ("", "缺少 programs（项目列表）"),
        ("programs: []\ndisclaimer: 仅供参考", "缺少 项目"),
        ("programs: [{id: a}]", "缺少 disclaimer（声明）"),
        ("programs: [{id: a}]\ndisclaimer: x\nfields: [1]", "fields 应是"),
        ("programs: [{id: a, inputs: 5, groups: 3}]\ndisclaimer: x", "a：inputs 的值不对：5"),
    ],
)
def test_a_file_of_another_shape_is_refused_in_one_line(
    content: str, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(content, encoding="utf-8")
    _, faults = read_programmes(LIBRARY.passages, path)
    assert any(words in fault for fault in faults), faults


def test_a_clause_that_left_the_library_stops_the_load_and_names_the_place() -> None:
    gone = "hnte-recognition#二、认定条件/4"
    rest = [passage for passage in LIBRARY.passages if passage.id != gone]
    with pytest.raises(ProgrammesBroken) as error:
        load_programmes(rest)
    assert str(error.value) == f"资格预判规则有误，hnte › hnte-4-staff：依据 {gone} 找不到"


# ---- formulas ----------------------------------------------------------------------------------


# ---- the command -------------------------------------------------------------------------------


def test_the_checker_passes_what_is_shipped() -> None:
    done = run.invoke(app, ["programmes", "--check"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "没有问题：9 个项目，62 条条件\n"


def test_the_command_lists_programmes_and_conditions_with_their_clauses() -> None:
    done = run.invoke(app, ["programmes"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert "hnte\t高新技术企业认定" in done.stdout
    line = "  hnte-4-staff\t科技人员占职工总数不低于10%\t自动核对\thnte-recognition#二、认定条件/4"
    assert line in done.stdout.splitlines()
    rows = json.loads(run.invoke(app, ["programmes", "--json"]).stdout)
    assert sum(len(row["conditions"]) for row in rows) == 62
    assert all(c["passage_ids"] for row in rows for c in row["conditions"])


def test_the_checker_prints_every_fault_and_exits_with_one(tmp_path: Path) -> None:
    data = copy.deepcopy(SMALL)
    for name in ("unused input", "tier order", "unknown table", "full of a part"):
        FAULTS[name][0](data)
    for options in ([], ["--check"], ["--json"]):
        done = run.invoke(app, ["programmes", *options, str(written(tmp_path, data))])
        assert (done.exit_code, done.stdout) == (1, "")
        assert len(done.stderr.splitlines()) == 5
        assert done.stderr.splitlines()[-1] == "共 4 处问题"
