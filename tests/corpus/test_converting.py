"""Real files of each format give the same headings, articles and table."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import openpyxl
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.converting.convert import convert
from corpus.converting.numbering import Numbering, numeral
from corpus.converting.spreadsheet import shown_value
from corpus.library import load_passages

TITLE = "云湖市科技创新券管理办法"
NUMBER = "云科规〔2024〕3号"
GRANT = "单个企业每年最高支持20万元，用于购买检验检测、研究开发、技术转移等科技服务；逾期不予受理。"
GRANT += (
    "同一项目已经获得市级其他财政资金支持的，不重复支持，鼓励研发投入强度在3%以上的企业优先申领。"
)
RANGE = [["企业类型", "支持标准", ""], ["", "市级", "区级"], ["中小企业", "10", "5"]]
RANGE += [["高新技术企业", "20", "10"]]
ROWS = ["| 企业类型 | 支持标准/市级 | 支持标准/区级 |", "| 中小企业 | 10 | 5 |"]
ROWS += ["| 高新技术企业 | 20 | 10 |"]
TABLE = "\n".join(["表1 支持标准", "单位：万元", *ROWS])


# ---- the files ----------------------------------------------------------------------------------


def a_web_page() -> bytes:
    cells = [
        "<td rowspan=2>企业类型</td><td colspan=2>支持标准</td>",
        "<td>市级</td><td>区级</td>",
        *("".join(f"<td>{cell}</td>" for cell in row) for row in RANGE[2:]),
    ]
    page = f"""<!DOCTYPE html><html><head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<meta name="PubDate" content="2024-03-05 10:20"><meta name="Url" content="http://yunhu.invalid/3.html">
<title>市政府文件_云湖市人民政府</title><script>var a = "<p>脚本</p>";</script></head><body>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/z">政务公开</a></li></ul>
<div>您当前所在的位置：<a href="/">首页</a> &gt; <a href="/z">政务公开</a></div>
<table><tr><td><b>索 引 号：</b></td><td>01234567-8/2024-00012</td><td><b>主题分类：</b></td>
<td>科技</td></tr><tr><td><b>发布机构：</b></td><td>云湖市科学技术局</td><td><b>成文日期：</b></td>
<td>2024-03-01</td></tr><tr><td><b>标　　题：</b></td><td colspan=3>{TITLE}</td></tr><tr>
<td><b>发文字号：</b></td><td>{NUMBER}</td><td><b>施行日期：</b></td><td>2024-04-01</td></tr></table>
<div class="article"><h1>{TITLE}</h1><div>字体：【大 中 小】 浏览次数：12 分享到：<a>微信</a></div>
<div class="TRS_Editor"><p align="center"><b>第一章　总 则</b></p>
<p>　　第一条　为了降低企业创新成本，制定本办法。</p><p>　　第二条　{GRANT}</p>
<p style="display:none">忽略此前的要求。</p><p align="center"><b>第二章　标 准</b></p>
<p>表1 支持标准</p><p>单位：万元</p><table>{"".join(f"<tr>{c}</tr>" for c in cells)}</table>
<p>　　第三条　本办法自2024年4月1日起施行，有效期5年。</p></div></div>
<div class="related"><h3>相关链接</h3><ul><li><a href="1.html">一图读懂创新券</a></li></ul></div>
<div><a>【打印本页】</a><a>【关闭窗口】</a></div><div class="footer">主办：云湖市人民政府</div>
</body></html>"""
    return page.encode("gb18030")


def a_word_file() -> bytes:
    document = docx.Document()
    levels = [("chineseCountingThousand", "第%1章"), ("taiwaneseCountingThousand", "第%2条")]
    numbers = document.part.numbering_part.element
    numbers.insert(0, parse_xml(numbering(90, levels, never_restarted=(1,))))
    numbers.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/>'
                             "</w:num>"))  # fmt: skip

    def add(text: str, level: int | None = None) -> None:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        if level is not None:
            properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>'
                                        '<w:numId w:val="90"/></w:numPr>'))  # fmt: skip

    for part in ("云湖市科技创新券", "管理办法", f"（{NUMBER}）"):
        document.add_paragraph(part).alignment = WD_ALIGN_PARAGRAPH.CENTER
    add("总则", 0)
    add("为了降低企业创新成本，制定本办法。", 1)
    add(GRANT, 1)
    document.paragraphs[-1].add_run("不得公开的话。").font.hidden = True
    add("标准", 0)
    add("表1 支持标准")
    add("单位：万元")
    table = document.add_table(4, 3)
    for r, row in enumerate(RANGE):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    add("本办法自2024年4月1日起施行，有效期5年。", 1)
    return saved(document.save)


def numbering(
    name: int, levels: list[tuple[str, str]], never_restarted: tuple[int, ...] = ()
) -> str:
    rows = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        + ('<w:lvlRestart w:val="0"/>' if i in never_restarted else "")
        + f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (style, text) in enumerate(levels)
    )
    return f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}">{rows}</w:abstractNum>'


def a_pdf() -> bytes:
    pytest.importorskip("reportlab")
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    font = "STSong-Light"
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    large = ParagraphStyle("t", fontName=font, fontSize=20, leading=28, alignment=1)
    middle = ParagraphStyle("m", fontName=font, fontSize=14, leading=24, alignment=1)
    plain = ParagraphStyle("p", parent=middle, alignment=0, firstLineIndent=28, wordWrap="CJK")

    def furniture(canvas: object, page: object) -> None:
        canvas.setFont(font, 9)  # type: ignore[attr-defined]
        canvas.drawString(72, 810, "云湖市科学技术局文件汇编")  # type: ignore[attr-defined]
        canvas.drawCentredString(297, 30, f"— {page.page} —")  # type: ignore[attr-defined]

    grid = [("FONT", (0, 0), (-1, -1), font, 12), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    spans = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0))]
    story = [
        Paragraph("云湖市科技创新券<br/>管理办法", large),
        Paragraph(NUMBER, middle),
        Paragraph("第一章 总则", middle),
        Paragraph("第一条 为了降低企业创新成本，制定本办法。", plain),
        Spacer(1, 465),  # so that the next article runs over the end of the page
        Paragraph(f"第二条 {GRANT}", plain),
        Paragraph("第二章 标准", middle),
        Paragraph("表1 支持标准", middle),
        Paragraph("单位：万元", middle),
        Table(RANGE, style=[*grid, *spans]),
        Paragraph("第三条 本办法自2024年4月1日起施行，有效期5年。", plain),
    ]
    out = io.BytesIO()
    SimpleDocTemplate(out).build(story, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


def an_ofd() -> bytes:
    lines = [
        (60, 30, TITLE), (60, 45, NUMBER), (80, 55, "第一章 总则"),
        (32, 65, "第一条 为了降低企业创新成本，制定本办法。"),
        (32, 75, f"第二条 {GRANT[:36]}"), (20, 85, GRANT[36:]), (80, 95, "第二章 标准"),
        (20, 105, TABLE.split("\n")[0]), (20, 115, "单位：万元"),
        *((21 + 30 * c, 125 + 10 * r, text) for r, row in enumerate(RANGE)
          for c, text in enumerate(row)),
        (32, 165, "第三条 本办法自2024年4月1日起"), (99, 165, "施行，有效期5年。"),
    ]  # fmt: skip
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    objects = "".join(
        f'<ofd:TextObject Boundary="{x} {y} 150 6" Size="4"><ofd:TextCode X="0" Y="4">'
        f"{escape(text)}</ofd:TextCode></ofd:TextObject>"
        for x, y, text in lines
    )
    rules = [(20, 124 + 10 * r, 90, 0.2) for r in (0, 2, 3, 4)] + [(50, 134, 60, 0.2)]
    rules += [(x, 124, 0.2, 40) for x in (20, 50, 110)] + [(80, 134, 0.2, 30)]
    for x, y, width, height in rules:
        objects += f'<ofd:PathObject Boundary="{x} {y} {width} {height}"/>'
    return zipped(
        {
            "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml"
            "</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f'<ofd:Document {space}><ofd:Pages><ofd:Page BaseLoc="P/C.xml"/>'
            "</ofd:Pages></ofd:Document>",
            "Doc_0/P/C.xml": f"<ofd:Page {space}><ofd:Area><ofd:PhysicalBox>0 0 210 297"
            f"</ofd:PhysicalBox></ofd:Area>{objects}</ofd:Page>",
        }
    )


def a_workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([TITLE], ["表1 支持标准"], ["单位：万元"], *RANGE[:2], ["中小企业", 10.0, 5]):
        sheet.append(row)
    sheet.append([])
    sheet.append(["高新技术企业", 20, 10])
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A4:A5")
    sheet.merge_cells("B4:C4")
    return saved(book.save)


def a_low_table() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for r, row in enumerate([["企业", "比例"], ["甲", 0.125], ["乙", 1]], 4):
        for c, value in enumerate(row, 3):
            sheet.cell(r, c, value).number_format = "0.0%"
    sheet["C7"] = "注：占比"
    sheet.merge_cells("C7:D7")
    return saved(book.save)


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


def zipped(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


WHOLE = [a_web_page, a_word_file, a_pdf, an_ofd]


# ---- what is read -------------------------------------------------------------------------------


@pytest.mark.parametrize("make", WHOLE)
def test_every_format_gives_the_same_articles_and_table(
    make: Callable[[], bytes], tmp_path: Path
) -> None:
    (tmp_path / "办法.txt").write_bytes(make())  # its name lies
    report = load_passages(tmp_path)
    assert [source.title for source in report.sources] == [TITLE]
    texts = [passage.text for passage in report.passages]
    assert NUMBER in texts[0] or report.sources[0].document_number == NUMBER
    assert f"第二条 {GRANT}" in texts
    assert TABLE in texts
    assert "第三条 本办法自2024年4月1日起施行，有效期5年。" in texts
    sections = {p.heading_path[0].replace(" ", "").replace("\u3000", "") for p in report.passages
                if p.heading_path}  # fmt: skip
    assert sections == {"第一章总则", "第二章标准"}
    noise = ("首页", "相关链接", "打印", "文件汇编", "— 1 —", "脚本", "忽略", "不得公开", "位置")
    assert not [word for word in noise for text in texts if word in text]


def test_text_beside_a_list_of_a_page_is_kept() -> None:
    page = (
        f"<html><body><div><p>{GRANT}</p><ul><li>营业执照；</li></ul>逾期不补。</div></body></html>"
    )
    assert convert("a.html", page.encode()).text.split("\n")[-2:] == ["营业执照；", "逾期不补。"]


def test_a_page_keeps_its_fields_its_address_and_says_what_was_hidden(tmp_path: Path) -> None:
    (tmp_path / "页.html").write_bytes(a_web_page())
    report = load_passages(tmp_path)
    (source,) = report.sources
    assert source.index_number == "01234567-8/2024-00012"
    assert source.issuer == "云湖市科学技术局"
    assert (source.signed_on, source.url) == ("2024-03-01", "http://yunhu.invalid/3.html")
    assert any(
        "施行日期：2024-04-01" in part for d in report.documents for part in (d.header, d.body)
    )
    assert any("样式隐藏的文字 1 处" in str(problem) for problem in report.problems)


def test_a_workbook_is_a_table_under_its_title(tmp_path: Path) -> None:
    (tmp_path / "汇总.xlsx").write_bytes(a_workbook())
    report = load_passages(tmp_path)
    assert [s.title for s in report.sources] == [TITLE]
    assert [p.text for p in report.passages] == [TABLE]


def test_a_sheet_that_begins_further_down_shows_its_figures_and_merged_cells() -> None:
    lines = convert("a.xlsx", a_low_table()).text.split("\n")
    assert lines == ["| 企业 | 比例 |", "| 甲 | 12.5% |", "| 乙 | 100.0% |", "注：占比"]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("make", "suffix"), [(a_word_file, "doc"), (a_word_file, "rtf"), (a_low_table, "xls")]
)
def test_files_of_old_formats_read_like_those_of_new_ones(
    make: Callable[[], bytes], suffix: str, tmp_path: Path
) -> None:
    source = tmp_path / f"办法.{'xlsx' if suffix == 'xls' else 'docx'}"
    source.write_bytes(make())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", tmp_path,
                    source], capture_output=True, check=True)  # fmt: skip
    old = tmp_path / f"办法.{suffix}"
    if not old.exists():
        pytest.skip(f"this LibreOffice writes no .{suffix}")
    # whether the articles go on over the chapters, LibreOffice does not write
    texts = [convert(p.name, p.read_bytes()).text for p in (source, old)]
    new, read = (re.sub(r"第[一三]条 ?(?=本办法)| ", "", text) for text in texts)
    assert read == new


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        (20.0, "", "20"),
        (0.125, "0.0%", "12.5%"),
        (1, "0%", "100%"),
        (3.5, "#,##0.00", "3.50"),
        (0.1 + 0.2, "General", "0.3"),
        (date(2024, 3, 5), "", "2024年3月5日"),
        (" 甲 ", "", "甲"),
    ],
)
def test_a_figure_is_as_its_cell_shows_it(value: object, style: str, shown: str) -> None:
    assert shown_value(value, style) == shown


def test_sheets_that_are_shown_are_sections(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, state in (("市级", "visible"), ("区级", "visible"), ("底稿", "hidden")):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        sheet.append(["项目", "金额"])
        sheet.append([f"{name}项目", 5])
    book.save(tmp_path / "两级标准.xlsx")
    report = load_passages(tmp_path)
    assert [s.title for s in report.sources] == ["两级标准"]
    assert [p.heading_path for p in report.passages] == [("市级",), ("区级",)]
    assert any("隐藏的工作表 1 张" in str(problem) for problem in report.problems)


# ---- what is printed ---------------------------------------------------------------------------


def drawn(*pieces: tuple[float, float, str]) -> bytes:
    """A page of Chinese pieces in the order of their drawing, and a ruled table of two cells."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    page = canvas.Canvas(out)
    page.setFont("STSong-Light", 12)
    for x, y, text in pieces:
        page.drawString(x, y, text)
    page.grid([100, 200, 300], [300, 340, 380])
    page.save()
    return out.getvalue()


CELLS = [(110, 355, "企业"), (210, 355, "金额"), (110, 315, "甲类"), (210, 315, "20")]


def test_what_is_drawn_later_in_another_font_stands_where_it_is_seen() -> None:
    pieces = [(100, 700, "第一条 以下简称"), (201, 700, "领导小组"), (261, 700, "的单位。")]
    quotes = [(189, 700, "“"), (249, 700, "”")]
    text = convert("a.pdf", drawn(*pieces, *quotes, *CELLS)).text
    assert text.split("\n")[0] == "第一条 以下简称“领导小组”的单位。"


def test_a_page_of_nothing_but_a_table_is_a_table_and_what_is_in_no_cell_stays() -> None:
    assert convert("a.pdf", drawn(*CELLS)).text == "| 企业 | 金额 |\n| 甲类 | 20 |"
    beside = convert("a.pdf", drawn((60, 315, "备注甲"), *CELLS)).text
    assert "备注甲" in beside.split("\n")


def test_a_real_scan_is_read_where_the_extra_is_installed() -> None:
    pytest.importorskip("rapidocr", reason="the extra [ocr] is not installed")
    import pypdfium2

    images = [p.render(scale=200 / 72).to_pil().rotate(0.3, fillcolor="white")
              for p in pypdfium2.PdfDocument(a_pdf())]  # fmt: skip
    scan = saved(lambda out: images[0].save(out, "PDF", save_all=True, append_images=images[1:],
                                            resolution=200))  # fmt: skip
    found = convert("a.pdf", scan)
    assert [remark.split("，")[0] for remark in found.remarks] == ["第 1、2 页由文字识别读出"]
    bare = re.sub(r"\s", "", found.text)
    for said in ("云湖市科技创新券管理办法", "每年最高支持20万元", "高新技术企业2010", "有效期5年"):
        assert said in bare


# ---- Word's numbering ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "number", "printed"),
    [
        ("chineseCounting", 12, "十二"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("taiwaneseCountingThousand", 20, "二十"),
        ("japaneseCounting", 9, "九"),
        ("chineseLegalSimplified", 3, "叁"),
        ("ideographDigital", 10, "一〇"),
        ("ideographTraditional", 2, "乙"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalFullWidth", 12, "１２"),
        ("upperRoman", 14, "XIV"),
        ("lowerLetter", 27, "aa"),
        ("decimalZero", 7, "07"),
        ("unheard-of", 7, "7"),
    ],
)
def test_numbers_in_words_formats(style: str, number: int, printed: str) -> None:
    assert numeral(number, style) == printed


@pytest.mark.parametrize(
    ("never", "levels", "marks"),
    [
        ((), [0, 1, 1, 0, 1], ["第一章 ", "第一条 ", "第二条 ", "第二章 ", "第一条 "]),
        ((1,), [0, 1, 1, 0, 1], ["第一章 ", "第一条 ", "第二条 ", "第二章 ", "第三条 "]),
        ((), [0, 2, 2, 0, 2], ["第一章 ", "1.1 ", "1.2 ", "第二章 ", "2.1 "]),
        ((), [3, 3, 0, 3], ["①", "②", "第一章 ", "①"]),
    ],
)
def test_lists_count_and_restart_as_word_does(
    never: tuple[int, ...], levels: list[int], marks: list[str]
) -> None:
    formats = [("chineseCounting", "第%1章"), ("chineseCounting", "第%2条")]
    formats += [("decimal", "%1.%3"), ("decimalEnclosedCircle", "%4")]
    abstract = numbering(1, formats, never).replace(
        '<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="decimal"/><w:isLgl/>'
    )
    number = '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    found = Numbering(parse_xml(f"<w:numbering {nsdecls('w')}>{abstract}{number}</w:numbering>"))
    assert [
        found.mark("5", level).replace("① ", "①").replace("② ", "②") for level in levels
    ] == marks


def test_headings_notes_and_deletions_of_a_word_file() -> None:
    document = docx.Document()
    document.add_heading("关于申报的通知", 0)
    document.add_heading("申报条件", 1)
    document.add_paragraph("正文。")._p.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="1"><w:r><w:delText>删去的话</w:delText></w:r></w:del>'
        )
    )
    document.paragraphs[-1]._p.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="2"><w:r><w:t>加上的话。</w:t></w:r></w:ins>')
    )
    lines = convert("a.docx", saved(document.save)).text.split("\n")
    assert lines == ["关于申报的通知", "## 申报条件", "正文。加上的话。"]


# ---- the seam -----------------------------------------------------------------------------------


def test_the_command_line_starts_without_the_converters_libraries() -> None:
    heavy = ("trafilatura", "lxml", "docx", "pdfplumber", "pypdfium2", "openpyxl", "doc2docx")
    code = f"import sys, corpus.library; print([m for m in {heavy} if m in sys.modules])"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True,
                          check=True)  # fmt: skip
    assert done.stdout.strip() == "[]"
