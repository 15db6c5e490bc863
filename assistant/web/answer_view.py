"""An Answer as one chat message.

The message is HTML made here from escaped text, because Markdown would act on what documents
and questions hold: "3~5家，10~20家" would be struck through, <img> fetched.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence

from assistant.answer import Answer, AnswerStatus, Citation
from assistant.web.citation_link import reference

STATUS_LABELS: Mapping[AnswerStatus, str] = {
    AnswerStatus.PARTLY_ANSWERED: "部分载明",
    AnswerStatus.NOT_STATED: "文件未载明",
    AnswerStatus.NOT_FOUND: "未找到依据",
    AnswerStatus.OUT_OF_SCOPE: "不在服务范围",
    AnswerStatus.BLOCKED: "无法受理",
    AnswerStatus.INVALID: "请修改问题",
    AnswerStatus.UNAVAILABLE: "暂不可用",
}
"""What is shown above an answer; a full answer needs no label."""

_MARK = re.compile(r"\[(\d{1,3})\]")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_BULLET = re.compile(r"\s*[-*•]\s+(?P<item>.+)")
_NUMBERED = re.compile(r"\s*(?P<start>\d{1,3})[.)]\s+(?P<item>.+)")
_HEADING = re.compile(r"#{1,6}\s+(?P<title>.+)")


def message(answer: Answer) -> str:
    """The answer as HTML on one line (Gradio's Markdown leaves such a block untouched)."""
    label = STATUS_LABELS.get(answer.status)
    parts = [
        f'<p class="status status-{answer.status.value}">{label}</p>' if label else "",
        f'<div class="answer-text">{_blocks(answer.text, answer.citations)}</div>',
        "".join(f'<p class="answer-note">{html.escape(note)}</p>' for note in answer.notes),
        _source_list(answer.citations),
    ]
    return f'<div class="answer">{"".join(parts)}</div>'.replace("\n", " ")


def _source_list(citations: Sequence[Citation]) -> str:
    """Each document once, each place in it once, with the numbers that cite it."""
    documents: dict[str, dict[str, list[Citation]]] = {}
    for citation in citations:
        passage = citation.passage
        place = " › ".join(passage.heading_path) or "正文"
        documents.setdefault(passage.source.title, {}).setdefault(place, []).append(citation)
    items = "".join(
        f'<li><span class="title">{html.escape(title)}</span>'
        f"{''.join(_place(place, cited) for place, cited in places.items())}</li>"
        for title, places in documents.items()
    )
    return f'<div class="answer-sources"><p>依据</p><ul>{items}</ul></div>' if items else ""


def _place(place: str, citations: Sequence[Citation]) -> str:
    name = f'<span class="place">{html.escape(place)}</span>'
    if len(citations) == 1:
        return f'<span class="where">{_source_link(citations[0], name)}</span>'
    return f'<span class="where">{"".join(map(_source_link, citations))}{name}</span>'


def _source_link(citation: Citation, name: str = "") -> str:
    return (
        f'<a class="source-link" href="#source/{citation.number}/{reference(citation)}"'
        f' title="查看引用{citation.number}的原文">'
        f'<span class="number">{citation.number}</span>{name}</a>'
    )


def _blocks(text: str, citations: Sequence[Citation]) -> str:
    """Paragraphs and lists; everything else of Markdown stays the characters it is."""
    known = {citation.number: citation for citation in citations}
    out: list[str] = []
    kind = ""
    for line in text.splitlines():
        opening, line_kind, content = _line(line)
        if line_kind != kind:
            out += [f"</{kind}>"] if kind else []
            out += [opening] if line_kind else []
            kind = line_kind
        if content:
            out.append(content.replace("\0", _inline(_content(line), known)))
    return "".join(out) + (f"</{kind}>" if kind else "")


def _line(line: str) -> tuple[str, str, str]:
    """The tag that opens the block a line belongs to, the tag's name, the line's own frame."""
    if _BULLET.match(line):
        return "<ul>", "ul", "<li>\0</li>"
    if numbered := _NUMBERED.match(line):
        return f'<ol start="{int(numbered["start"])}">', "ol", "<li>\0</li>"
    if _HEADING.match(line):
        return "", "", "<p><strong>\0</strong></p>"
    return "", "", "<p>\0</p>" if line.strip() else ""


def _content(line: str) -> str:
    for pattern, group in ((_BULLET, "item"), (_NUMBERED, "item"), (_HEADING, "title")):
        if found := pattern.match(line):
            return found[group].strip()
    return line.strip()


def _inline(text: str, known: Mapping[int, Citation]) -> str:
    shown = _BOLD.sub(r"<strong>\1</strong>", html.escape(text))
    return _MARK.sub(lambda found: _mark(found, known), shown)


def _mark(found: re.Match[str], known: Mapping[int, Citation]) -> str:
    citation = known.get(int(found[1]))
    if citation is None:
        return found[0]
    where = html.escape(f"引用{citation.number}：{citation.passage.source.title}")
    return f'<a class="cite" href="#cite/{citation.number}" title="{where}">[{citation.number}]</a>'
