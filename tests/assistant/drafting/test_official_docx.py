"""The Word file: the layout of GB/T 9704, and a page that a word processor renders."""

import io
import shutil
import subprocess
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn

from assistant.drafting.official_docx import BODY, HEADING, SUBHEADING, TITLE, to_docx

TEXT = """关于某事的答复

某公司：
　　来信收悉。\x0b
　　一、关于“甲”的问题
　　不低于4%。[1]
　　（一）分项。后面是正文。
　　【待补充】“乙”，请补充依据后答复。

　　　　　　　　　　　　　　　　（单位名称）
　　　　　　　　　　　　　　　　年　　月　　日

附件
引用原文

　　[1]《某办法》“不低于4%。”"""


@pytest.fixture(scope="module")
def word():
    return Document(io.BytesIO(to_docx(TEXT)))


def fonts(paragraph) -> list[str]:
    found = [run._r.find(f".//{qn('w:rFonts')}") for run in paragraph.runs]
    return [f.get(qn("w:eastAsia")) if f is not None else BODY for f in found]


def test_paper_margins_lines_and_fonts_are_those_of_the_standard(word):
    section = word.sections[0]
    assert [round(x.mm) for x in (section.page_width, section.page_height)] == [210, 297]
    assert [round(x.mm) for x in (section.top_margin, section.left_margin)] == [37, 28]
    assert [round(x.mm) for x in (section.right_margin, section.bottom_margin)] == [26, 35]
    normal, title = word.styles["Normal"], word.styles["Title"]
    assert (normal.font.size.pt, title.font.size.pt) == (16, 22)
    assert 28 <= normal.paragraph_format.line_spacing.pt <= 29
    eastern = [s.element.rPr.rFonts.get(qn("w:eastAsia")) for s in (normal, title)]
    assert eastern == [BODY, TITLE]
    table = next(p for p in word.part.package.iter_parts() if "fontTable" in p.partname)
    assert all(f'w:name="{f}"><w:altName' in table.blob.decode() for f in (TITLE, BODY))


def test_each_line_has_its_place(word):
    by_text = {p.text: p for p in word.paragraphs}
    assert [p.text for p in word.paragraphs if p.style.name == "Title"] == [
        "关于某事的答复",
        "引用原文",
    ]
    together = [by_text[t].paragraph_format.keep_with_next for t in ("一、关于“甲”的问题", "附件")]
    assert together == [True, None]
    assert set(fonts(by_text["一、关于“甲”的问题"])) == {HEADING}
    assert fonts(by_text["（一）分项。后面是正文。"]) == [SUBHEADING, BODY]
    assert by_text["不低于4%。[1]"].runs[-1].font.superscript
    assert by_text["【待补充】“乙”，请补充依据后答复。"].runs[0].font.highlight_color
    assert by_text["附件"].paragraph_format.page_break_before
    assert by_text["（单位名称）"].alignment == 2  # right
    assert by_text["来信收悉。"].paragraph_format.first_line_indent.pt == 32
    footer = word.sections[0].footer.paragraphs[0]._p.xml
    places = [footer.find(s) for s in (">— <", '"begin"', "PAGE", '"end"', "> —<")]
    assert all(a < b for a, b in pairwise(places))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_word_processor_renders_it_on_two_pages(tmp_path):
    (tmp_path / "a.docx").write_bytes(to_docx(TEXT))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    subprocess.run([*command, tmp_path / "a.docx"], capture_output=True, timeout=180, check=True)
    pdf = (tmp_path / "a.pdf").read_bytes()
    assert b"/Count 2" in pdf
