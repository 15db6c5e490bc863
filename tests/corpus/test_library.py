"""Whatever lies in the documents folder: one clear Chinese line each, and the others load."""

import re
from pathlib import Path

import pytest

from corpus.errors import LibraryMissing
from corpus.library import CARD, load_passages

GOOD = "---\ntitle: 好文件\nissuer: 科技部\nissued: 2024-01-01\nstatus: 有效\n---\n\n1. 条件。\n"
HEADER = "索引号 11320900014354918R/2024-00001\n发布机构 市科技局 发文日期 2024-03-05\n时效 有效\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    return tmp_path


NO_TEXT = "a.txt：不是可读的文本（既非 UTF-8 也非 GB18030），已跳过"
NO_TITLE, NO_BODY = "（标题）：缺少标题，已跳过", "a.txt：只有标题，没有正文，已跳过"
NO_YAML = "a.md（文件头）：第 2 行不是合法的 YAML，已跳过"
BAD_FILES: list[tuple[str, bytes | str, str]] = [
    ("a.md", "", "a.md：文件是空的，已跳过"),
    ("a.txt", " \n　\n", "a.txt：文件是空的，已跳过"),
    ("a.txt", "\x00\x00", NO_TEXT),
    ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00",
     "a.txt：是图片，没有可读的文字，请换成带文字的文件，已跳过"),
    ("a.txt", "为了规范管理，制定本办法。\n正文。", f"a.txt{NO_TITLE}"),
    ("a.txt", "一、总体要求\n正文。", f"a.txt{NO_TITLE}"),
    ("a.txt", "长" * 300_000, f"a.txt{NO_TITLE}"),
    ("a.txt", f"{HEADER}\n关于申报的通知\n\n打印 关闭\n", NO_BODY),
    ("a.txt", "关于申报的通知", NO_BODY),
    ("a.md", "---\ntitle: 甲\n\n正文。", "a.md（文件头）：没有以 --- 结束，已跳过"),
    ("a.md", "---\ntitle: [甲\n---\n正文。", NO_YAML),
    ("a.md", "---\ntitle: 甲: 乙\n---\n正文。", NO_YAML),
    ("a.md", "---\ntitle: 甲\nissued: 2022-09-31\n---\n正文。",
     "a.md（文件头）：有不存在的日期或写错的数字，已跳过"),
    ("a.md", f"---\na: {'[' * 1000}\n---\n正文。", "a.md（文件头）：嵌套过深，已跳过"),
    ("a.md", "---\n- 甲\n---\n正文。", "a.md（文件头）：应写成“字段: 值”的形式，已跳过"),
    ("a.md", "---\nissuer: 甲\n---\n正文。", f"a.md{NO_TITLE}"),
    ("a.md", "---\ntitle: 甲\n---\n", "a.md：只有文件头，没有正文，已跳过"),
    ("a.pdf", "x", "a.pdf：只有标题，没有正文，已跳过"),
    ("a.json", "x", "a.json：暂不支持 .json 格式，请转为 .txt 或 .md，已跳过"),
]  # fmt: skip


def check(folder: Path, line: str) -> None:
    """This line and no other is told, and the good file is loaded."""
    report = load_passages(folder)
    assert [str(problem) for problem in report.problems] == [line]
    assert [passage.id for passage in report.passages] == ["good#1"]
    assert [source.title for source in report.sources] == ["好文件"]


@pytest.mark.parametrize(("name", "content", "line"), BAD_FILES)
def test_a_bad_file_gets_one_line_and_the_others_load(name, content, line, folder):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    check(folder, line)


def two_files_with_one_stem(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "good.txt").write_text("通知\n正文。", encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (lambda folder: (folder / "a.md").mkdir(), "a.md：是文件夹，不是文件，已跳过"),
        (
            lambda folder: (folder / "a.md").symlink_to("nowhere.md"),
            "a.md：文件不存在（失效的链接），已跳过",
        ),
        (two_files_with_one_stem, "good.txt：与 good.md 重名，来源编号会冲突，已跳过"),
    ],
)
def test_what_is_no_proper_file_gets_one_line(spoil, line, folder):
    spoil(folder)
    check(folder, line)


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (PermissionError(13, "Permission denied"), "bad.md：没有读取权限，已跳过"),
        (OSError(5, "Input/output error"), "bad.md：读取失败，已跳过"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_line(error, line, folder, monkeypatch):
    (folder / "bad.md").write_text(GOOD, encoding="utf-8")
    whole = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == "bad.md":
            raise error
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    check(folder, line)


@pytest.mark.parametrize(
    "name", ["README.md", ".hidden.md", "~$文件.md", ".git/a.md", "__MACOSX/good.md"]
)
def test_what_is_no_document_is_passed_over_in_silence(name, folder):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("# 说明\n\n正文。", encoding="utf-8")
    report = load_passages(folder)
    assert report.problems == ()
    assert [source.id for source in report.sources] == ["good"]


def test_missing_fields_are_reported_with_file_and_field_and_the_document_is_kept(tmp_path):
    (tmp_path / "通知.txt").write_text("关于申报的通知\n正文。", encoding="utf-8")
    report = load_passages(tmp_path)
    assert [str(problem) for problem in report.problems] == [
        "通知.txt（发布机构）：没有填写",
        "通知.txt（发文日期）：没有填写",
        "通知.txt（时效）：没有填写",
    ]
    assert [passage.id for passage in report.passages] == ["通知#p1"]


def test_a_very_long_line_is_read(tmp_path):
    body = "各地要抓好落实,确保完成。推进创新平台建设。" * 5_000
    (tmp_path / "长.txt").write_text(f"关于申报的通知\n{body}", encoding="utf-8")
    report = load_passages(tmp_path)
    assert "".join(passage.text for passage in report.passages) == body
    assert len({passage.id for passage in report.passages}) == len(report.passages)


def test_a_missing_folder_says_so_and_what_to_do(tmp_path):
    with pytest.raises(LibraryMissing, match=r"找不到文件目录.*--documents"):
        load_passages(tmp_path / "nowhere")


def test_every_document_has_a_card_to_be_cited_beside_its_passages(folder):
    (card,) = load_passages(folder).cards
    assert card.id == f"good#{CARD}"
    assert re.search(r"issued: 2024-01-01", card.text)
