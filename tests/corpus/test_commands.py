"""The command line of the library: what it prints, and how it ends."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

import corpus.__main__
from corpus.__main__ import app

run = CliRunner()
PLAN = "2023年全市科技创新工作要点"


class _Today(date):
    @classmethod
    def today(cls) -> date:
        return date(2026, 11, 1)


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus.__main__, "date", _Today)


def test_list_shows_every_document_with_its_status_of_today():
    lines = run.invoke(app, ["list"]).stdout.splitlines()
    assert len(lines) == 17
    assert lines[0] == f"{PLAN}\t{PLAN}\t市科技局\t有效\t41 条"
    assert next(line for line in lines if "2022q4" in line).split("\t")[3] == "已失效"
    cards = json.loads(run.invoke(app, ["list", "--json"]).stdout)
    assert [card["id"] for card in cards] == [line.split("\t")[0] for line in lines]
    assert [card["status"] for card in cards] == [line.split("\t")[3] for line in lines]
    assert cards[0]["index_number"] == "11320900014354918R/2023-24714"


def test_show_gives_the_passages_in_order():
    rows = json.loads(run.invoke(app, ["show", PLAN, "--json"]).stdout)
    assert len(rows) == 41
    assert rows[0].keys() == {"passage_id", "heading_path", "text"}
    section, item = "二、抓好科技企业培育,厚植创新发展优势", "加强科技型企业招引"
    assert rows[6]["passage_id"] == f"{PLAN}#{section}/{item}"
    assert f"# {section} › {item}\n" in run.invoke(app, ["show", PLAN]).stdout


@pytest.mark.parametrize(
    ("arguments", "exit_code", "message"),
    [
        (["show", "没有这个"], 2, "没有编号为 没有这个 的文件"),
        (["list", "--documents", "/nowhere"], 1, "找不到文件目录：/nowhere"),
        (["show", PLAN, "--documents", "/nowhere"], 1, "找不到文件目录：/nowhere"),
        (["targets", "/nowhere.txt"], 1, "找不到文件：/nowhere.txt"),
    ],
)
def test_a_wrong_argument_ends_with_one_chinese_line(arguments, exit_code, message):
    result = run.invoke(app, arguments)
    assert result.exit_code == exit_code
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert message in result.stderr


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["show"], ["list", "--nonsense"]])
def test_bad_usage_ends_with_two(arguments):
    assert run.invoke(app, arguments).exit_code == 2


def test_an_empty_folder_is_a_fault_of_set_up(tmp_path):
    result = run.invoke(app, ["list", "--documents", str(tmp_path)])
    assert (result.exit_code, result.stderr) == (1, f"{tmp_path} 里没有可用的文件\n")


def test_problems_go_to_stderr_and_leave_the_json_alone(tmp_path):
    (tmp_path / "空.md").write_text("", encoding="utf-8")
    (tmp_path / "通知.txt").write_text(
        "发布机构 市科技局 发文日期 2024-01-01\n时效 有效\n\n通知\n正文。", encoding="utf-8"
    )
    result = run.invoke(app, ["list", "--json", "--documents", str(tmp_path)])
    assert result.exit_code == 0
    assert [card["id"] for card in json.loads(result.stdout)] == ["通知"]
    assert result.stderr == "空.md：文件是空的，已跳过\n"


def test_a_file_comes_in_goes_and_comes_back(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "ok.md").write_text("# 甲市办法\n\n第一条 补助5万元。\n", encoding="utf-8")
    (tmp_path / "bad.md").write_text("\n", encoding="utf-8")
    folder = ["--documents", str(tmp_path / "in")]
    done = run.invoke(app, ["add", str(tmp_path / "ok.md"), str(tmp_path / "bad.md"), *folder])
    assert (done.exit_code, done.stdout) == (1, "ok.md：已收入，《甲市办法》，1 条\n")
    assert "bad.md：未收入，文件是空的\n" in done.stderr
    assert run.invoke(app, ["remove", "nowhere", *folder]).exit_code == 2
    assert run.invoke(app, ["remove", "ok", *folder]).stdout.startswith("已删除：ok.md")
    state = json.loads(run.invoke(app, ["status", "--json", *folder]).stdout)
    assert (state["documents"], state["set_aside"][0]["why"]) == (0, "删除")
    key = state["set_aside"][0]["key"]
    assert run.invoke(app, ["restore", key, *folder]).stdout == "已恢复：ok.md\n"
    assert run.invoke(app, ["status", *folder]).stdout.startswith("在用 1 份文件，1 条\n")
