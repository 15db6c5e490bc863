"""Rules to ask about: the shipped ones, and two invented programmes over an invented document."""

from pathlib import Path

import pytest
import yaml

from corpus.library import load_passages
from corpus.programme_reading import RULES_FILE, load_programmes
from corpus.programmes import Programmes

NOTICE = """发布机构 明州市科技局 发文日期 2025-01-01
时效 有效

明州市青苗企业培育办法

一、申报条件

1. 成立时间不超过5年。
2. 上年度营业收入不低于800万元。
3. 研发人员占职工总数的比例不低于20%。
4. 厂房面积不低于600平方米，且无失信记录。

二、奖补

1. 入选的一次性奖励10万元。
"""
RULES = """
disclaimer: 预判结果仅供参考
fields:
  sales: {aliases: [营收, 销售额]}
  rd_staff: {aliases: [研发人员, 搞研发的], part_of: [staff]}
  staff: {aliases: [职工, 员工]}
  age: {aliases: [成立, 开了]}
  floor: {aliases: [厂房, 面积]}
programs:
  - id: seedling
    name: 青苗企业
    aliases: [青苗企业培育, 青苗]
    policy: notice
    logic: all_of
    inputs:
      - {name: age, label: 成立年数, unit: 年, type: number}
      - {name: sales, label: 上年度营业收入, unit: 万元, type: number}
      - {name: rd_staff, label: 研发人员数, unit: 人, type: number}
      - {name: staff, label: 职工总数, unit: 人, type: number}
      - {name: floor, label: 厂房面积, unit: 平方米, type: number}
      - {name: clean, label: 是否无失信记录, unit: 是/否, type: boolean}
    conditions:
      - {id: s-1, label: 成立时间, kind: auto, predicate: {op: lte, field: age, value: 5},
         section: notice#一、申报条件/1}
      - {id: s-2, label: 营业收入, kind: auto, predicate: {op: gte, field: sales, value: 800},
         section: notice#一、申报条件/2}
      - {id: s-3, label: 研发人员占比, kind: auto, predicate: {op: ratio_gte, numerator: rd_staff,
         denominator: staff, name: 研发人员占比, value: 0.2}, section: notice#一、申报条件/3}
      - {id: s-4, label: 厂房和信用, kind: auto, predicate: {op: all_of, of: [
         {op: gte, field: floor, value: 600}, {op: is_true, field: clean}]},
         section: notice#一、申报条件/4}
    benefit:
      - {text: 一次性奖励10万元, section: notice#二、奖补/1}
  - id: sapling
    name: 青苗之星
    policy: notice
    logic: all_of
    inputs:
      - {name: sales, label: 上年度营业收入, unit: 万元, type: number}
    conditions:
      - {id: t-1, label: 营业收入, kind: auto, predicate: {op: gte, field: sales, value: 2000},
         section: notice#一、申报条件/2}
    benefit:
      - {text: 一次性奖励10万元, section: notice#二、奖补/1}
"""


@pytest.fixture(scope="session")
def shipped() -> Programmes:
    return load_programmes(load_passages(RULES_FILE.parent.parent / "documents").passages)


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Programmes:
    folder: Path = tmp_path_factory.mktemp("invented")
    (folder / "documents").mkdir()
    (folder / "documents" / "notice.txt").write_text(NOTICE, encoding="utf-8")
    (folder / "rules.yaml").write_text(yaml.dump(yaml.safe_load(RULES)), encoding="utf-8")
    passages = load_passages(folder / "documents").passages
    return load_programmes(passages, folder / "rules.yaml")
