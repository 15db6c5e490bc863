"""A reply as a Word document in the layout of official documents (GB/T 9704-2012)."""

from __future__ import annotations

import io
import re
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from assistant.drafting.draft import CHECK, OPEN

TITLE, BODY, HEADING, SUBHEADING = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
_LATIN = "Times New Roman"
_ELSE = {  # what stands in where a font is not installed
    TITLE: "FZXiaoBiaoSong-B05S,小标宋,宋体,SimSun,Noto Serif CJK SC",
    BODY: "仿宋,FangSong,STFangsong,宋体,Noto Serif CJK SC",
    HEADING: "SimHei,Noto Sans CJK SC",
    SUBHEADING: "楷体,KaiTi,STKaiti,Noto Serif CJK SC",
}
SECOND, THIRD, FOURTH = Pt(22), Pt(16), Pt(14)  # 二号, 三号, 四号
LINE = Pt(28.95)  # 22 lines in 225 mm
_CHARACTER = -849  # 28 in 156 mm: by how much (1/4096 pt) one is narrower than 三号
_TITLE_LINE = Pt(36)
_FIRST = re.compile(r"(?P<number>[一二三四五六七八九十]{1,3}、)")
_SECOND = re.compile(r"(?P<number>（[一二三四五六七八九十]{1,3}）)")
_MARK = re.compile(r"(\[\d+\])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not allowed in XML
_ANNEX = re.compile(r"附件\d*$")
_RIGHT, _INDENT = "　" * 8, "　　"
_RUN_IN = 60  # characters of a line that is nothing but a heading


def to_docx(text: str) -> bytes:
    """A rendered reply: its first line is the title, lines that open with many blanks stand at the
    right, "附件" alone begins a page whose next line is a title."""
    word = Document()
    _dress(word)
    lines = _CONTROL.sub("", text).strip("\n").split("\n")
    titled = True
    for line, following in zip(lines, [*lines[1:], "—"], strict=True):
        if titled and line.strip():
            word.add_paragraph(line.strip(), style="Title")
            titled = False
        elif _ANNEX.match(line):
            _annex(word, line)
            titled = True
        elif not titled:
            _line(word, line, following)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _annex(word: Any, text: str) -> None:
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.page_break_before = True
    _run(paragraph, text, HEADING)
    word.add_paragraph()


def _line(word: Any, line: str, following: str) -> None:
    text = line.lstrip("　 ")
    paragraph = word.add_paragraph()
    heading = _heading(text)
    alone = heading is not None and heading[0] == text
    signs = any(
        not x.strip() or x.startswith((_RIGHT, f"{_INDENT}附件")) for x in (text, following)
    )
    paragraph.paragraph_format.keep_with_next = alone or (signs and not _ANNEX.match(following))
    if line.startswith(_RIGHT) and text:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = 4 * THIRD
        _run(paragraph, text)
        return
    if line.startswith(_INDENT):
        paragraph.paragraph_format.first_line_indent = 2 * THIRD
        indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), "200")  # in characters, as Word measures it in Chinese
    name = heading[1] if heading else BODY
    cut = len(heading[0]) if heading else 0
    _run(paragraph, text[:cut], name)
    rest = text[cut:]
    to_do = OPEN in rest or CHECK in rest or rest.startswith("【")
    for piece in _MARK.split(rest):
        run = _run(paragraph, piece)
        if run and to_do:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        elif run and _MARK.fullmatch(piece) and rest.index(piece) > 0:
            run.font.superscript = True


def _heading(text: str) -> tuple[str, str] | None:
    """The words of a line that are a heading, and their font; a long line begins with one."""
    for pattern, font in ((_FIRST, HEADING), (_SECOND, SUBHEADING)):
        if pattern.match(text):
            whole = len(text) <= _RUN_IN and not text.endswith("。")
            return (text if whole else text.partition("。")[0] + "。"), font
    return None


def _run(paragraph: Any, text: str, name: str = BODY) -> Any:
    if not text:
        return None
    run = paragraph.add_run(text)
    if name != BODY:
        font(run, name)
    return run


def _dress(word: Any) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(24)  # 7 mm under the text
    grid = section._sectPr.find(qn("w:docGrid"))
    grid = section._sectPr._add_docGrid() if grid is None else grid
    for name, value in (
        ("type", "linesAndChars"),
        ("linePitch", round(LINE.pt * 20)),
        ("charSpace", _CHARACTER),
    ):
        grid.set(qn(f"w:{name}"), str(value))
    _style(word.styles["Normal"], BODY, THIRD, LINE)
    word.styles["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    title = word.styles["Title"]
    _style(title, TITLE, SECOND, _TITLE_LINE)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for border in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(border)
    for lang in word.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:eastAsia"), "zh-CN")  # marks stand low, as on the mainland
    _page_number(section)
    _stand_ins(word)


def _style(style: Any, name: str, size: Any, line: Any) -> None:
    font(style, name)
    style.font.size, style.font.bold = size, False
    style.font.color.rgb = None
    layout = style.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, line
    layout.space_before = layout.space_after = Pt(0)


def font(one: Any, chinese: str) -> None:
    """Of a run or a style: Word takes Chinese from w:eastAsia, not from the font's name."""
    one.font.name = _LATIN
    fonts = one.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme's font would win over ours
    fonts.set(qn("w:eastAsia"), chinese)


def _page_number(section: Any) -> None:
    """ "— 1 —" at the foot, 四号 宋体, in the middle."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("", "— "), ("begin", ""), ("instr", "PAGE"), ("end", ""), ("", " —")):
        run = paragraph.add_run(text if not kind else "")
        font(run, "宋体")
        run.font.name, run.font.size = "宋体", FOURTH
        if kind:
            mark = OxmlElement("w:instrText" if kind == "instr" else "w:fldChar")
            if kind == "instr":
                mark.text = text
            else:
                mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _stand_ins(word: Any) -> None:
    """The table of fonts names for each what is taken in its place."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in _ELSE.items()
    )
    table = word.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table._blob = f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()
