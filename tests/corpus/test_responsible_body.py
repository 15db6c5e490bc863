"""Who answers for a target, as plans say it; nobody where they name nobody."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from corpus.__main__ import app
from corpus.document import Source
from corpus.passage import Passage
from corpus.targets import targets

SOURCE = Source(id="t", title="2024年全市工作要点", year=2024)


def bodies(*texts: str, path: tuple[str, ...] = ("一、重点",)) -> list[str]:
    passages = [Passage(SOURCE, path, f"p{n}", text) for n, text in enumerate(texts)]
    return [row.body for row in targets(passages)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新增高企300家（市科技局）。", ["市科技局"]),
        ("新增高企300家（市科技局牵头，市财政局配合）。", ["市科技局"]),
        ("新增高企300家（责任单位：市科技局，各县（市、区））。", ["市科技局、各县（市、区）"]),
        ("新增高企300家（牵头单位：市科技局；配合单位：市教育局）。", ["市科技局"]),
        ("新增高企300家。（市科技局）", ["市科技局"]),
        ("新增高企300家。新建平台5个。（市科技局）组织活动8场。", ["市科技局", "市科技局", ""]),
        ("新增高企300家（市科技局），培育小巨人15家（市工信局）。", ["市科技局", "市工信局"]),
        ("由市科技局负责，新增高企300家，新建平台5个。", ["市科技局", "市科技局"]),
        ("市科技局牵头新增高企300家，市工信局负责培育小巨人15家。", ["市科技局", "市工信局"]),
        ("新增高企300家，由市科技局牵头；新建平台5个，由教育局牵头。", ["市科技局", "教育局"]),
        ("市科技局会同市财政局负责，新增高企300家。", ["市科技局、市财政局"]),
        ("新增高企300家（各县（市、区）人民政府）。", ["各县（市、区）人民政府"]),
    ],
)
def test_the_body_that_is_named(sentence, expected):
    assert bodies(sentence) == expected


OF_NOBODY = """
    新增高企300家。 市、县（市、区）本级企业研发项目立项超300项。
    新增研发机构35家（省工程技术研究中心）。 形成新的发展格局，新增高企300家。
    推动项目负责人培训300人次。 组织市科技局帮扶的企业，新增高企300家。
    推动市科技局负责的项目建设，新增高企300家。
"""


@pytest.mark.parametrize("sentence", OF_NOBODY.split())
def test_nobody_is_named(sentence):
    assert set(bodies(sentence)) == {""}


def test_a_line_of_its_own_answers_for_the_numbered_item_before_it_alone():
    written = (("1", "1.新增高企300家。"), ("2", "2.新建平台5个。"), ("p1", "责任单位：市科技局"))
    rest = (("3", "3.组织活动8场。"),)
    passages = [Passage(SOURCE, ("一、重点",), n, text) for n, text in (*written, *rest)]
    assert [row.body for row in targets(passages)] == ["", "市科技局", ""]


def test_the_table_has_the_column_only_where_a_body_is_named(tmp_path):
    file = tmp_path / "2024年全市工作要点.txt"
    told = "2024年全市工作要点\n\n一、重点\n年内新增高企300家{}。新建平台5个。\n"
    for named, expected in (("（市科技局）", True), ("", False)):
        file.write_text(told.format(named), encoding="utf-8")
        plain = CliRunner().invoke(app, ["targets", str(file)]).stdout
        assert ("责任单位" in plain) is expected
        rows = json.loads(CliRunner().invoke(app, ["targets", str(file), "--json"]).stdout)
        assert [row["body"] for row in rows] == [named.strip("（）"), ""]


@given(
    st.text("由市科技局财政负责牵头单位责任：会同新增300家企业，、；。（）()各县区“”", max_size=50)
)
def test_any_text_names_a_body_that_stands_in_it(text):
    for row in targets([Passage(SOURCE, ("一、重点",), "p1", text)]):
        assert all(name in text for name in row.body.split("、"))
