"""The eligibility rules: what is read, and every fault told in one Chinese line."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

import corpus
from corpus.__main__ import app
from corpus.library import load_passages
from corpus.programme_reading import RULES_FILE, ProgrammesBroken, load_programmes, read_programmes
from corpus.programme_sections import Sections

LIBRARY = load_passages(Path(corpus.__file__).parent / "documents")
RULES = load_programmes(LIBRARY.passages)
DATA: dict[str, Any] = yaml.safe_load(RULES_FILE.read_text(encoding="utf-8"))
run = CliRunner()

# One small programme, in which everything is right.
SMALL = """\
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
      - {id: g-1, label: 分档, kind: auto, section: hnte-recognition#三、研发费用占比的分档标准/1-4,
         predicate: {op: tiered_ratio_gte, name: 占比, numerator: rd, denominator: sales,
           tier_field: sales, tiers: [{max: 5000, min_ratio: 0.05}, {max: null, min_ratio: 0.03}]}}
    direct:
      logic: any_of
      conditions:
      - {id: g-2, label: 称号, kind: auto, section: hnte-recognition#二、认定条件/1,
         predicate: {op: any_of, of: [
           {op: is_true, field: titled}, {op: in, field: kind, values: [甲, 乙]}]}}
    score:
      logic: all_of
      conditions:
      - {id: g-3, label: 评分, kind: auto, section: hnte-recognition#二、认定条件,
         predicate: {op: score_gte, table: points, value: 60, min_parts: {size: 10}}}
  scoring:
    points:
      full: 100
      parts:
      - {id: size, label: 规模, full: 40, rules: [
          {when: {op: gte, field: staff, value: 50}, score: 40}, {when: default, score: 0}]}
      - {id: effort, label: 投入, full: 60, measure: {op: ratio, numerator: rd, denominator: sales},
         bands: [{min: 0.05, score: 60}, {min: 0, score: 0}]}
  benefit: [{text: 奖补, section: hnte-recognition#四、优惠内容/3}]
  calculators: [{id: sum, label: 金额, formula: 'max(rd - 500, 0) * 0.25'}]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_the_file_says_is_what_the_rules_hold():
    for raw, read in zip(DATA["programs"], RULES, strict=True):
        stated = raw.get("conditions") or [
            c for group in raw["groups"].values() for c in group["conditions"]
        ]
        assert [c["id"] for c in stated] == [c.id for c in read.all_conditions]
        assert [c["section"] for c in stated] == [c.section.pointer for c in read.all_conditions]
        assert [i["name"] for i in raw["inputs"]] == [i.name for i in read.inputs]
        assert [b["text"] for b in raw["benefit"]] == [b.text for b in read.benefit]


def test_a_programme_is_found_by_its_id_and_by_its_name():
    assert RULES.find("hnte") is RULES.find(" 高新技术企业认定 ")
    assert RULES.find("hnte") is not None
    assert RULES.find("高新") is None


def test_the_small_programme_has_no_fault(tmp_path):
    rules, faults = read_programmes(LIBRARY.passages, written(tmp_path, SMALL))
    assert faults == ()
    assert rules.programmes[0].clauses == (("basic",), ("direct", "score"))


# what is changed in it, and the fault
FAULTS = [
    ("  inputs:\n", "  inputs:\n  - {name: spare, label: 多余, unit: 人, type: number}\n",
     "grant：填报项 spare 没有用到"),
    ("max: 5000", "max: null", "grant：g-1：tiers 的 max 应从小到大，最后一档为 null"),
    ("table: points", "table: score", "grant：g-3：没有评分表 score"),
    ("0.05, score: 60", "0.05, score: 50", "grant：points › effort：最高得分 50，不是满分 60"),
    ("tiered_ratio_gte", "ratio_gt", "grant › g-1：没有这种谓词 op：ratio_gt"),
    ("numerator: rd,", "numerator: rnd,", "grant：g-1：没有填报项 rnd"),
    ("label: 分档, ", "", "grant › g-1：缺少 label"),
    ("id: g-1,", "id: g-1, sectoin: x,", "grant › g-1：多了不认识的 sectoin"),
    ("标准/1-4", "标准/5-6",
     "grant › g-1：依据 hnte-recognition#三、研发费用占比的分档标准/6 找不到"),
    ("min_ratio: 0.05", "min_ratio: 百分之五", "grant › g-1：min_ratio 的值不对：百分之五"),
    ("id: g-2", "id: g-1", "编号 g-1 用了 2 次"),
    ("value: 60", "value: 101", "grant：g-3：要求的分数超过满分"),
    ("min: 0,", "min: 1,", "grant：points › effort：bands 的 min 应从大到小"),
    (", {when: default, score: 0}", "", "grant：points › size：rules 应有一条 default"),
    ("max(rd - 500, 0) * 0.25", "rnd * 2", "grant：sum：算式里的 rnd 没有定义"),
    ("'max(rd - 500, 0) * 0.25'", "open(1)",
     "grant：sum：算式 open(1) 只能用加减乘除、max、min 和“甲 if 是否 else 乙”"),
    ("basic 全部满足，且 direct 任一满足或 score 满足", "都要满足才行",
     "grant：logic 读不懂：都要满足才行"),
    ("或 score 满足", "", "grant：logic 没有提到 score"),
    ("  groups:", "  conditions: [{id: g-4, label: 甲, kind: manual, predicate: {op: manual},"
     " section: hnte-recognition#二、认定条件}]\n  groups:",
     "grant：conditions 和 groups 应有且只有一个"),
    ("  inputs:", "  related: [nowhere]\n  inputs:", "grant：没有编号为 nowhere 的文件"),
    ("{op: score_gte, table: points, value: 60, min_parts: {size: 10}}", "{op: manual}",
     "grant：g-3：kind: auto 的条件不能用 manual 谓词"),
    ("programs:", "fields: {none: {help: x}}\nprograms:", "fields › none：没有这个填报项"),
    ("programs:", "fields: {rd: {part_of: [total]}}\nprograms:", "填报项 rd：没有填报项 total"),
    ("[{text: 奖补, section: hnte-recognition#四、优惠内容/3}]", "[]", "grant：benefit 不能为空"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "line"), FAULTS)
def test_a_fault_is_one_line_that_says_where_and_what(right, wrong, line, tmp_path):
    path = written(tmp_path, SMALL.replace(right, wrong, 1))
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
def test_a_file_of_another_shape_is_refused_in_one_line(content, words, tmp_path):
    _, faults = read_programmes(LIBRARY.passages, written(tmp_path, content))
    assert any(words in fault for fault in faults), faults


def test_a_clause_that_left_the_library_stops_the_load_and_names_the_place():
    gone = "hnte-recognition#二、认定条件/4"
    rest = [passage for passage in LIBRARY.passages if passage.id != gone]
    with pytest.raises(ProgrammesBroken) as error:
        load_programmes(rest)
    assert str(error.value) == f"资格预判规则有误，hnte › hnte-4-staff：依据 {gone} 找不到"


HNTE = "hnte-recognition#二、认定条件"


@pytest.mark.parametrize(
    ("pointer", "ids", "lost"),
    [
        (f"{HNTE}/4", [f"{HNTE}/4"], []),
        (f"{HNTE}/2-3", [f"{HNTE}/2", f"{HNTE}/3"], []),
        (f"{HNTE}/8-9; {HNTE}/1", [f"{HNTE}/8", f"{HNTE}/1"], [f"{HNTE}/9"]),
        (
            "rd-super-deduction#二、不适用的行业和活动",
            [f"rd-super-deduction#二、不适用的行业和活动/{n}" for n in (1, 2, 3)],
            [],
        ),
        (HNTE[:-2], [], [HNTE[:-2]]),
        (f"{HNTE}/3-1", [], [f"{HNTE}/3-1"]),
        (f"{HNTE}/1-99999999", [], [f"{HNTE}/1-99999999"]),
        (" ; ", [], [" ; "]),
    ],
)
def test_a_pointer_names_its_passages_in_order_and_what_it_misses(pointer, ids, lost):
    sections = Sections(LIBRARY.passages)
    assert [passage.id for passage in sections.passages(pointer)] == ids
    assert sections.unresolved(pointer) == lost


def test_the_checker_passes_what_is_shipped():
    done = run.invoke(app, ["programmes", "--check"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "没有问题：9 个项目，62 条条件\n"


def test_the_command_lists_programmes_and_conditions_with_their_clauses():
    done = run.invoke(app, ["programmes"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert "hnte\t高新技术企业认定" in done.stdout
    line = "  hnte-4-staff\t科技人员占职工总数不低于10%\t自动核对\thnte-recognition#二、认定条件/4"
    assert line in done.stdout.splitlines()
    rows = json.loads(run.invoke(app, ["programmes", "--json"]).stdout)
    assert sum(len(row["conditions"]) for row in rows) == 62
    assert all(c["passage_ids"] for row in rows for c in row["conditions"])


def test_the_checker_prints_every_fault_and_exits_with_one(tmp_path):
    data = SMALL
    for right, wrong, _ in FAULTS[:4]:
        data = data.replace(right, wrong, 1)
    for options in ([], ["--check"], ["--json"]):
        done = run.invoke(app, ["programmes", *options, str(written(tmp_path, data))])
        assert (done.exit_code, done.stdout) == (1, "")
        assert len(done.stderr.splitlines()) == 5
        assert done.stderr.splitlines()[-1] == "共 4 处问题"
