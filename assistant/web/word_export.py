"""The result of a self-test, or a talk, as a Word document."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from assistant.drafting.official_docx import font
from assistant.web.citation_link import CitedMark
from assistant.web.eligibility_page import Report
from assistant.web.eligibility_result import DISCLAIMER, CitedLine, ResultCard, score_lines
from assistant.web.xlsx_file import storable

_BODY, _HEAD = "宋体", "黑体"
_HEADS = ("结果", "条件", "您的情况", "要求", "依据")
_WIDTHS = (2.3, 4.2, 5.2, 3.6, 1.7)  # cm; together the width between the margins
_EXTRACTS = "以下内容由政策问答助手根据收录的文件摘录，办事以官方原文和主管部门答复为准。"
_INK = RGBColor(0x17, 0x45, 0x7B)


def result_docx(report: Report) -> bytes:
    """One section for each programme, then what was filled in and the sources."""
    word = Document()
    _dress(word)
    word.add_heading("资格自测结果", 0)
    _paragraph(word, f"自测日期：{report.day.isoformat()}")
    _paragraph(word, f"{DISCLAIMER}。{report.cards[0].assessment.disclaimer}。", bold=True)
    for card in report.cards:
        _programme(word, card)
    _answers(word, report)
    _sources(word, report)
    return _saved(word)


def talk_docx(turns: Sequence[tuple[str, str]]) -> bytes:
    """Each question as a heading, below it the lines of its answer; turns are (role, text)."""
    word = Document()
    _dress(word)
    word.add_heading("政策问答记录", 0)
    word.add_paragraph(_EXTRACTS)
    for role, text in turns:
        if role == "user":
            word.add_heading(storable(" ".join(text.split())), 1)
            continue
        for line in filter(None, map(str.strip, storable(text).splitlines())):
            item = line.removeprefix("· ")
            word.add_paragraph(item, style="List Bullet" if item != line else None)
    return _saved(word)


def _saved(word: Any) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _programme(word: Any, card: ResultCard) -> None:
    a = card.assessment
    word.add_heading(storable(a.programme.name), 1)
    line = word.add_paragraph()
    line.add_run(f"总体结果：{card.symbol} {card.ranked.standing.value}").bold = True
    line.add_run("（" + "，".join(f"{s} {name} {n} 项" for s, name, n in card.counts) + "）")
    if a.programme.note:
        _paragraph(word, a.programme.note, bold=True)
    _bullets(word, "还差什么", a.changes)
    if a.manual:
        _paragraph(word, f"另有 {len(a.manual)} 项需人工核实，程序不作判断。")
    _table(word, card)
    for score in a.scores:
        _bullets(word, f"评分明细（{score.label}）", score_lines(score))
    _bullets(word, "还缺的资料", [item.label for item in a.missing])
    _cited(word, "测算", card.computed)
    _cited(word, "符合后的好处", card.benefits)
    _cited(word, "限额", card.limits)
    _bullets(word, "说明", a.notes)


def _table(word: Any, card: ResultCard) -> None:
    table = word.add_table(rows=1, cols=len(_HEADS), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _fill(table.rows[0].cells, _HEADS, bold=True)
    _repeat(table.rows[0])
    for group in card.groups:
        if group.heading:
            cells = table.add_row().cells
            _fill([cells[0].merge(cells[-1])], [group.heading], bold=True)
        for row in group.rows:
            r = row.result
            verdict = f"{row.symbol} {r.verdict.value}"
            said = (verdict, r.label, r.working, r.required, _numbers(row.marks))
            _fill(table.add_row().cells, said)
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = Cm(width)


def _answers(word: Any, report: Report) -> None:
    word.add_heading("填写的资料", 1)
    _paragraph(word, "由填写人自行提供，未经核实。")
    table = word.add_table(rows=1, cols=2, style="Table Grid")
    _fill(table.rows[0].cells, ("项目", "填写内容"), bold=True)
    for label, value in report.answers:
        _fill(table.add_row().cells, (label, value))
    _bullets(word, "没有采用的内容", [f"{p.label}：{p.message}" for p in report.problems])


def _sources(word: Any, report: Report) -> None:
    word.add_heading("依据的原文", 1)
    for source, citations in report.sources:
        about = (source.issuer, source.document_number, source.issued_on)
        word.add_heading(storable(f"《{source.title}》"), 2)
        held = f"时效：{source.status_on(report.day)}；{source.kind.value}"
        _paragraph(word, "；".join((*filter(None, about), held)))
        for citation in citations:
            place = " › ".join(citation.passage.heading_path)
            line = word.add_paragraph()
            line.add_run(storable(f"[{citation.number}] {place}\n")).bold = True
            line.add_run(storable(citation.passage.text))


def _bullets(word: Any, name: str, lines: Sequence[str]) -> None:
    if lines:
        word.add_heading(name, 2)
        for line in lines:
            word.add_paragraph(storable(line), style="List Bullet")


def _cited(word: Any, name: str, lines: Sequence[CitedLine]) -> None:
    said = [" ".join(filter(None, (x.text, x.working, _numbers(x.marks)))) for x in lines]
    _bullets(word, name, said)


def _numbers(marks: Iterable[CitedMark]) -> str:
    return "".join(f"[{mark.number}]" for mark in marks)


def _paragraph(word: Any, text: str, *, bold: bool | None = None) -> None:
    word.add_paragraph().add_run(storable(text)).bold = bold


def _fill(cells: Sequence[Any], texts: Sequence[str], *, bold: bool = False) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.text = ""
        run = cell.paragraphs[0].add_run(storable(text))
        run.bold = bold
        run.font.size = Pt(9.5)
        cell.paragraphs[0].paragraph_format.space_after = Pt(0)


def _repeat(row: Any) -> None:
    """The heading row again at the top of every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _dress(word: Any) -> None:
    """Paper, margins, and fonts: Word takes Chinese from w:eastAsia, not from the font's name."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    for name in ("Normal", "List Bullet", "Table Grid"):
        font(word.styles[name], _BODY)
    word.styles["Normal"].font.size = Pt(11)
    for name in ("Title", "Heading 1", "Heading 2"):
        font(word.styles[name], _HEAD)
        word.styles[name].font.color.rgb = _INK
