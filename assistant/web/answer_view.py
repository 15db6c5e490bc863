"""An Answer as one chat message, and a chat message read back as plain text.

The message is HTML made here from escaped text, because Markdown would act on what documents
and questions hold: "3~5家，10~20家" would be struck through, <img> fetched.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

from assistant.answer import Answer, AnswerStatus, Citation, Turn
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
_MARKUP = re.compile(r"[!-/:-@\[-`{-~]")  # ASCII punctuation: all that Markdown acts on
_MAX_HISTORY_CHARS = 4000


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


def question_message(question: str) -> str:
    """A question as Markdown that shows exactly what was typed (see plain_question)."""
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", question)


def plain_question(shown: str) -> str:
    """The inverse of question_message."""
    return html.unescape(shown)


def plain_answer(shown: str) -> str:
    """The answer text of a message, citation marks included; the rest of the message is left."""
    reader = _AnswerReader()
    reader.feed(shown)
    reader.close()
    return "".join(reader.text).strip()[:_MAX_HISTORY_CHARS]


def references(shown: str) -> tuple[str, ...]:
    """The references in a message, in the order of its list of sources."""
    return tuple(re.findall(r'href="#source/\d{1,3}/([\w-]+)"', shown))


def status_of(shown: str) -> AnswerStatus:
    """The status a message shows."""
    found = re.search(r'class="status status-(\w+)"', shown)
    known = found is not None and found[1] in set(AnswerStatus)
    return AnswerStatus(found[1]) if found and known else AnswerStatus.ANSWERED


def turns(messages: Sequence[Mapping[str, Any]]) -> tuple[Turn, ...]:
    """Chat messages as turns of plain text."""
    paired: list[Turn] = []
    for item in messages:
        shown = content_text(item.get("content"))
        if item.get("role") == "user":
            paired.append(Turn(plain_question(shown), ""))
        elif item.get("role") == "assistant" and paired:
            paired[-1] = Turn(paired[-1].question, plain_answer(shown))
    return tuple(paired)


def content_text(content: object) -> str:
    """The text of a message, which Gradio sends as a string or as a list of parts."""
    if isinstance(content, str):
        return content
    if isinstance(content, Sequence):
        return "".join(content_text(part) for part in content)
    if isinstance(content, Mapping):
        return content_text(content.get("text", ""))
    return ""


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


class _AnswerReader(HTMLParser):
    """Collects the text of div.answer-text."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._depth:
            self._depth += tag == "div"
            self.text += ["\n"] if tag in ("p", "li") and self.text else []
        elif tag == "div" and ("class", "answer-text") in attrs:
            self._depth = 1

    def handle_endtag(self, tag: str) -> None:
        if self._depth and tag == "div":
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.text.append(data)
