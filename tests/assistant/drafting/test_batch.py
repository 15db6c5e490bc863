"""A sheet of questions comes back with its answers, whatever happens on the way."""

import csv
import io
import json
from functools import partial

import pytest
from openpyxl import Workbook, load_workbook

from assistant.answer import Answer, AnswerStatus
from assistant.drafting.batch import Journal, answered
from assistant.drafting.sheet import COLUMNS, Sheet, SheetFault

DOCUMENT = """---
title: 科技创新券管理办法
document_number: 苏科规〔2030〕8号
---
第一条 科技创新券每年4月1日至5月31日集中兑付。
第二条 申领企业上年度研发费用不低于60万元。
"""


def xlsx(path, rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def ask(text: str) -> Answer:
    if "坏" in text:
        raise RuntimeError(text)
    return Answer(text, text, AnswerStatus.ANSWERED, f"=答{text}")


@pytest.mark.parametrize(
    ("rows", "questions"),
    [
        ([["编号", "咨询内容"], [1, "甲？"], [2, None], [3, "乙？"]], {1: "甲？", 3: "乙？"}),
        ([["工单汇总"], ["Question", "date"], ["甲？", "1"]], {2: "甲？"}),
        ([["问题类型", "来信人", "问题"], ["x", "y", "甲"]], {1: "甲"}),
        ([["事项", "备注"], ["甲", ""]], {1: "甲"}),
        ([["创新券什么时候兑付？"], ["乙？"]], {0: "创新券什么时候兑付？", 1: "乙？"}),
        ([], {}),
    ],
)
@pytest.mark.parametrize("kind", ["xlsx", "utf-8-sig", "gb18030"])
def test_the_column_of_questions_is_found(rows, questions, kind, tmp_path):
    path = tmp_path / ("a.xlsx" if kind == "xlsx" else "a.csv")
    if kind == "xlsx":
        xlsx(path, rows)
    else:
        out = io.StringIO()
        csv.writer(out).writerows(rows)
        path.write_bytes(out.getvalue().encode(kind))
    assert Sheet(path).questions == questions


@pytest.mark.parametrize("headed", [True, False])
@pytest.mark.parametrize("out", ["b.xlsx", "b.csv"])
def test_the_same_sheet_comes_out_with_four_columns(headed, out, tmp_path):
    rows = [["问题", "来源"], ["甲？", "电话"]] if headed else [["甲是什么？", "电话"]]
    sheet = Sheet(xlsx(tmp_path / "a.xlsx", rows))
    (at,) = sheet.questions
    sheet.write(tmp_path / out, {at: ("=答", "已答复", "[1]《某办法》", "否")})
    if out.endswith("xlsx"):
        book = load_workbook(tmp_path / out).active
        written = [[c or "" for c in row] for row in book.iter_rows(values_only=True)]
        assert book.cell(2, 3).data_type == "s"
    else:
        text = (tmp_path / out).read_text(encoding="utf-8-sig")
        written = list(csv.reader(io.StringIO(text)))
    assert written[0][0] == "问题"
    assert written[0][2:] == list(COLUMNS)
    assert written[1][:2] == rows[-1]
    assert [cell.lstrip("'") for cell in written[1][2:]] == ["=答", "已答复", "[1]《某办法》", "否"]


def test_one_bad_row_does_not_stop_the_rest_and_what_is_done_is_not_done_again(tmp_path):
    journal, asked = Journal(tmp_path / "b.xlsx"), []

    def killed(text):
        asked.append(text)
        if text == "丙":
            raise KeyboardInterrupt
        return ask(text)

    questions = {1: "甲", 2: "坏", 3: "丙"}
    with pytest.raises(KeyboardInterrupt):
        answered(questions, killed, journal, lambda n: None)
    with journal.path.open("ab") as file:
        file.write(b'\n{"row": 3, "quest')  # the machine went down in the middle of a line
    told: list[int] = []
    found = answered(questions, ask, journal, told.append)
    assert asked == ["甲", "坏", "丙"]
    assert [found[n][:2] for n in (1, 2, 3)] == [
        ("=答甲", "已答复"),
        ("", "暂不可用"),
        ("=答丙", "已答复"),
    ]
    assert [found[n][3] for n in (1, 2)] == ["否", "是"]
    assert told == [2, 1]
    assert journal.done({1: "别的", 2: "坏"}) == {2: found[2]}  # the sheet was changed


def test_what_is_no_sheet_is_refused_in_one_line(tmp_path):
    for name, raw in {"a.xls": b"x", "a.xlsx": b"PK\x03\x04broken", "none.csv": None}.items():
        if raw is not None:
            (tmp_path / name).write_bytes(raw)
        with pytest.raises(SheetFault, match=name):
            Sheet(tmp_path / name)


@pytest.fixture
def commanded(command, tmp_path):
    """The command over one small document."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.md").write_text(DOCUMENT, encoding="utf-8")
    return partial(command, POLICY_DOCUMENTS_DIR=tmp_path / "documents")


def test_a_letter_is_drafted_from_the_command_line(commanded, tmp_path):
    (tmp_path / "信.txt").write_text("科技创新券什么时候集中兑付？谢谢！", encoding="gb18030")
    done = commanded("draft", "信.txt", "--out", "复.docx", "--json")
    told = json.loads(done.out)
    assert (tmp_path / "复.docx").read_bytes().startswith(b"PK")
    assert [p["status"] for p in told["parts"]] == ["answered"]
    assert "4月1日至5月31日" in told["parts"][0]["answer"]
    assert told["parts"][0]["citations"][0]["document_number"] == "苏科规〔2030〕8号"
    assert told["open"] == []
    (tmp_path / "信.pdf").write_bytes(b"%PDF-1.4 broken")
    for letter, options, said in (
        ("信.pdf", [], "信.pdf"),
        ("没有.txt", [], "没有.txt"),
        ("信.txt", ["--template", "没有的"], "可用的有"),
    ):
        done = commanded("draft", letter, *options)
        assert done.code == 1
        assert said in done.err
        assert len(done.err.splitlines()) == 1


def test_a_sheet_is_answered_from_the_command_line(commanded, tmp_path):
    xlsx(tmp_path / "a.xlsx", [["问题"], ["科技创新券什么时候集中兑付？"], ["天气怎么样？"]])
    (tmp_path / "b.xlsx.journal").write_text("", encoding="utf-8")
    assert "加 --resume" in commanded("batch", "a.xlsx", "b.xlsx").err
    done = commanded("batch", "a.xlsx", "b.xlsx", "--resume")
    assert done.code == 0
    assert "2/2" in done.err
    rows = list(load_workbook(tmp_path / "b.xlsx").active.iter_rows(values_only=True))
    assert rows[0] == ("问题", *COLUMNS)
    assert "4月1日" in rows[1][1]
    assert [row[4] for row in rows[1:]] == ["否", "是"]
    assert not (tmp_path / "b.xlsx.journal").exists()
    assert commanded("batch", "a.xlsx", "a.xlsx").code == 1
