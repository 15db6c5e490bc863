"""An Answer as one chat message.

The message is HTML made here from escaped text, because Markdown would act on what documents
and questions hold: "3~5家，10~20家" would be struck through, <img> fetched.
"""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from assistant.answer import Answer, AnswerStatus, CheckedFigure, Citation
from assistant.web.citation_link import reference
from assistant.writing.failure import stands_above

STATUS_LABELS: Mapping[AnswerStatus, str] = {
    AnswerStatus.PARTLY_ANSWERED: "部分载明",
    AnswerStatus.NOT_STATED: "文件未载明",
    AnswerStatus.NOT_FOUND: "未找到依据",
    AnswerStatus.OUT_OF_SCOPE: "不在服务范围",
    AnswerStatus.BLOCKED: "无法受理",
    AnswerStatus.INVALID: "请修改问题",
    AnswerStatus.UNAVAILABLE: "暂不可用",
    AnswerStatus.OUT_OF_TIME: "超时未答",
}
"""What is shown above an answer; a full answer needs no label."""

_MARK = re.compile(r"\[(\d{1,3})\]")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_BULLET = re.compile(r"\s*[-*•]\s+(?P<item>.+)")
_NUMBERED = re.compile(r"\s*(?P<start>\d{1,3})[.)]\s+(?P<item>.+)")
_HEADING = re.compile(r"#{1,6}\s+(?P<title>.+)")


# A draft that is still there when nothing comes any more was stopped (portal.css shows which).
_CHECKING = (
    '<p class="draft-label"><span class="going">{going}</span>'
    '<span class="stopped">{stopped}</span></p>'
)
_FORM = '<p class="answer-form"><a href="{}">打开已填好的自测表</a></p>'
_LINK = '<p class="answer-link"><a class="copy-link" href="#answer/{}">复制链接</a></p>'
_VERIFIED = (
    '<p class="verified" title="回答由模型撰写，已逐句与所引原文核对；指着数字可看原文">{said}</p>'
)
# Stand for the tags of a figure while the text is escaped; _pointed_out keeps them out of texts.
_OPEN, _CLOSE, _NEVER = "\ue000", "\ue001", re.compile("[\ue000-\ue0ff]")
_FIRST = 0xE010  # and on: the number of a figure


def message(
    answer: Answer, record: str = "", *, link: str = "", further: Sequence[str] = ()
) -> str:
    """The answer as HTML on one line (Gradio's Markdown leaves such a block untouched); record
    names it in the log of questions, link is what its own link holds (see answer_link), further
    are questions to go on with."""
    if answer.verified is False:
        return _draft(answer).replace("\n", " ")
    named = f' data-record="{record}"' if record else ""
    parts = f"{_final(answer)}{_LINK.format(link) if link else ''}{_further(answer, further)}"
    return f'<div class="answer"{named}>{parts}</div>'.replace("\n", " ")


def _draft(answer: Answer) -> str:
    """A model's words while they come: marked so, and their citation marks lead nowhere yet."""
    going, stopped = "正在组织回答…", "已停止"
    if answer.text.strip():
        going, stopped = "正在核对数字…", "已停止，以下内容未经核对"
    label = _CHECKING.format(going=going, stopped=stopped)
    text = f'<div class="answer-text">{_blocks(answer.text, ())}</div>'
    return f'<div class="answer draft">{label}{text}</div>'


def _further(answer: Answer, questions: Sequence[str]) -> str:
    """Links that ask, also where they are opened in a page of their own."""
    items = "".join(
        f'<li><a class="ask" href="?{html.escape(urlencode({"q": question}))}">'
        f"{html.escape(question)}</a></li>"
        for question in questions
    )
    name = "接着可以问" if answer.citations else "可以这样问"
    return f'<div class="further"><p>{name}</p><ul>{items}</ul></div>' if items else ""


def _final(answer: Answer) -> str:
    label = STATUS_LABELS.get(answer.status)
    said = "数字已核对" if answer.figures else "已与原文核对"
    text = _blocks(_pointed_out(answer.text, answer.figures), answer.citations)
    parts = [
        f'<p class="status status-{answer.status.value}">{label}</p>' if label else "",
        _notes(n for n in answer.notes if stands_above(n)),
        f'<div class="answer-text">{_tagged(text, answer.figures)}</div>',
        _VERIFIED.format(said=said) if answer.verified else "",
        _FORM.format(html.escape(answer.form)) if answer.form else "",
        _notes(n for n in answer.notes if not stands_above(n)),
        _source_list(answer.citations),
    ]
    return "".join(parts)


def _notes(notes: Iterable[str]) -> str:
    return "".join(f'<p class="answer-note">{html.escape(note)}</p>' for note in notes)


def _pointed_out(text: str, figures: Sequence[CheckedFigure]) -> str:
    """Marks around the figures, which survive escaping and the making of lists."""
    shown, at = "", 0
    text = _NEVER.sub("\ufffd", text)
    for number, figure in enumerate(figures[: 0xF0 - 0x10]):
        inside = text[figure.start : figure.end]
        if figure.start < at or not inside.strip() or "\n" in inside:
            continue
        shown += f"{text[at : figure.start]}{_OPEN}{chr(_FIRST + number)}{inside}{_CLOSE}"
        at = figure.end
    return shown + text[at:]


def _tagged(shown: str, figures: Sequence[CheckedFigure]) -> str:
    def opening(mark: re.Match[str]) -> str:
        found = html.escape(figures[ord(mark[1]) - _FIRST].found)
        return f'<mark class="figure" title="原文：{found}">'

    return re.sub(f"{_OPEN}(.)", opening, shown).replace(_CLOSE, "</mark>")


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
        opening, line_kind, frame, content = _line(line)
        if line_kind != kind:
            out += [f"</{kind}>"] if kind else []
            out += [opening] if line_kind else []
            kind = line_kind
        if frame:
            out.append(frame.replace("\0", _inline(content, known)))
    return "".join(out) + (f"</{kind}>" if kind else "")


def _line(line: str) -> tuple[str, str, str, str]:
    """The tag that opens the block a line belongs to, the tag's name, the line's own frame, and
    its text."""
    if bullet := _BULLET.match(line):
        return "<ul>", "ul", "<li>\0</li>", bullet["item"].strip()
    if numbered := _NUMBERED.match(line):
        opening = f'<ol start="{int(numbered["start"])}">'
        return opening, "ol", "<li>\0</li>", numbered["item"].strip()
    if heading := _HEADING.match(line):
        return "", "", "<p><strong>\0</strong></p>", heading["title"].strip()
    return "", "", "<p>\0</p>" if line.strip() else "", line.strip()


def _inline(text: str, known: Mapping[int, Citation]) -> str:
    shown = _BOLD.sub(r"<strong>\1</strong>", html.escape(text))
    return _MARK.sub(lambda found: _mark(found, known), shown)


def _mark(found: re.Match[str], known: Mapping[int, Citation]) -> str:
    citation = known.get(int(found[1]))
    if citation is None:
        return found[0]
    where = html.escape(f"引用{citation.number}：{citation.passage.source.title}")
    return f'<a class="cite" href="#cite/{citation.number}" title="{where}">[{citation.number}]</a>'
