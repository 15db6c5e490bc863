"""What is not read says so in one line: locked, scanned, damaged, dangerous and too large files."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from corpus.converting import ocr, pdf
from corpus.converting.convert import MAX_BYTES, convert
from corpus.errors import CorpusError
from corpus.library import load_passages
from tests.corpus.test_converting import zipped
from tests.growth import grows_in_step

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
ENTITIES = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def ole(stream: str) -> bytes:
    """A container by the directory entry of one stream, with nothing in it."""
    coded = stream.encode("utf-16-le")
    return OLE + coded.ljust(64, b"\0") + (len(coded) + 2).to_bytes(2, "little") + b"\0" * 512


REFUSED = [
    (zipped({"word/document.xml": "<a/>", "word/vbaProject.bin": b"x"}), "含有宏"),
    (ole("_VBA_PROJECT"), "含有宏"),
    (ole("EncryptedPackage"), "有密码保护"),
    (ole("PowerPoint Document"), "演示文稿"),
    (ole("WordDocument"), "旧格式无法读取，请另存为 .docx"),
    (b"{\\rtf1 x}", "旧格式无法读取，请另存为 .docx"),
    (zipped({"word/document.xml": ENTITIES}), "实体声明"),
    (zipped({"../../evil.xml": "<a/>", "word/document.xml": "<a/>"}), "路径"),
    (zipped({"C:\\evil.xml": "<a/>", "word/document.xml": "<a/>"}), "路径"),
    (zipped({"a.txt": "正文"}), "压缩包"),
    (zipped({"word/document.xml": "<broken"}), "内容已损坏，不能作为Word 文档读取"),
    (zipped({"word/document.xml": "<a/>"})[:-30], "压缩结构已损坏"),
    (b"%PDF-1.7\nnothing", "PDF 已损坏"),
    (b"<html><body><script>x</script></body></html>", "网页里没有找到正文"),
    (b"<html><body>" + b"<div>" * 50_000 + b"x", "嵌套过深"),
    (b"\x89PNG\r\n\x1a\n\0\0", "是图片"),
    (b"Rar!\x1a\x07\0", "压缩包"),
    (b"\0\x01\x02" * 100, "不是可读的文本"),
    (("标题\n" + "正文\ue100" * 40).encode(), "没有编码"),
    ("正文".encode() + b"\xff\xfe\x9d" * 40, "不是可读的文本"),
]


@pytest.fixture(autouse=True)
def _no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)


@pytest.mark.parametrize(("raw", "reason"), REFUSED)
def test_what_is_not_read_is_refused_with_its_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(CorpusError) as refused:
        convert("坏.txt", raw)
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_bad_file_leaves_the_rest(tmp_path: Path) -> None:
    for i, (raw, _) in enumerate(REFUSED):
        (tmp_path / f"{i}.docx").write_bytes(raw)
    (tmp_path / "~$通知.docx").write_bytes(b"x")
    (tmp_path / "好.md").write_text("通知\n正文。", encoding="utf-8")
    report = load_passages(tmp_path)
    assert [source.id for source in report.sources] == ["好"]
    refused = {problem.file for problem in report.problems if problem.skipped}
    assert refused == {f"{i}.docx" for i in range(len(REFUSED))}


def test_a_huge_file_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "大.pdf").open("wb") as file:
        os.truncate(file.fileno(), 10 * MAX_BYTES)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("was read"))
    (problem,) = load_passages(tmp_path).problems
    assert str(problem) == "大.pdf：文件有 500 MB，超过 50 MB 的上限，已跳过"


def test_cells_far_apart_make_no_huge_table() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"], book.active["XFD1048576"] = "甲", "乙"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(CorpusError, match="表格过大"):
        convert("a.xlsx", out.getvalue())


@pytest.mark.parametrize("name", ["notes.json", "run.py"])
def test_text_is_a_document_only_under_the_name_of_one(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("通知\n正文。", encoding="utf-8")
    (problem,) = load_passages(tmp_path).problems
    assert "暂不支持" in str(problem)


# ---- PDF ----------------------------------------------------------------------------------------


def a_pdf(password: str = "", scanned: bool = False) -> bytes:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    out = io.BytesIO()
    page = canvas.Canvas(out, encrypt=password or None)
    if scanned:
        page.drawImage(ImageReader(Image.new("RGB", (300, 400), "white")), 0, 0, 595, 842)
    else:
        page.drawString(100, 700, "A notice of the bureau")
    page.showPage()
    page.save()
    return out.getvalue()


def test_a_locked_pdf_is_refused() -> None:
    with pytest.raises(CorpusError, match="有密码保护"):
        convert("a.pdf", a_pdf(password="secret"))


def test_a_scan_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "recogniser", lambda: None)
    with pytest.raises(CorpusError, match=r"扫描件.*pip install '\.\[ocr\]'"):
        convert("a.pdf", a_pdf(scanned=True))


def test_a_scan_is_read_where_something_reads_pictures() -> None:
    def recogniser(image: object) -> list[tuple[str, ocr.Box]]:
        assert image.shape[2] == 3  # type: ignore[attr-defined]
        return [
            ("关于申报创新券的通知", (500, 200, 1100, 260)),
            (
                "各县区科技局要在三月底前组织辖区内的企业通过市科技局网站提交申",
                (300, 400, 1500, 442),
            ),
            ("请材料。", (200, 460, 370, 500)),
        ]

    text = pdf.convert(a_pdf(scanned=True), recogniser).text
    assert text.split("\n")[0] == "关于申报创新券的通知"
    assert text.endswith("提交申请材料。")


# ---- time ---------------------------------------------------------------------------------------


def a_long_page(times: int) -> bytes:
    paragraphs = "<p>第一条 企业申请补贴的，应当提交材料。</p>" * times
    return f"<html><body>{paragraphs}</body></html>".encode()


def a_long_document(times: int) -> bytes:
    document = docx.Document()
    for _ in range(times):
        document.add_paragraph("第一条 企业申请补贴的，应当提交材料。")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("make", [a_long_page, a_long_document])
def test_time_grows_with_length_alone(make: Callable[[int], bytes]) -> None:
    convert("a", make(10))  # its libraries are there
    assert grows_in_step(lambda raw: convert("a", raw), make, 2000)
