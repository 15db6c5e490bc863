"""A chat message read back: the question as typed, the answer as plain text, what it cites.

Messages come from the browser, so nothing here is trusted beyond being text.
"""

import html
import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

from assistant.answer import AnswerStatus, Turn

_MARKUP = re.compile(r"[!-/:-@\[-`{-~]")  # ASCII punctuation: all that Markdown acts on
_MAX_ANSWER_CHARS = 4000
_MAX_SHOWN_CHARS = 40_000  # of a message, markup included
_MOST_MESSAGES = 20
_TALK_BYTES = 32 * 1024  # half of what a request may have


def question_message(question: str) -> str:
    """A question as Markdown that shows exactly what was typed (see plain_question)."""
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", question)


def plain_question(shown: str) -> str:
    """The inverse of question_message."""
    return html.unescape(shown)


def plain_answer(shown: str) -> str:
    """The answer text of a message, citation marks included; the rest of the message is left.

    A draft that was stopped has not been checked: it counts as no answer.
    """
    if shown.startswith('<div class="answer draft">'):
        return ""
    reader = _AnswerReader()
    reader.feed(shown)
    reader.close()
    return "".join(reader.text).strip()[:_MAX_ANSWER_CHARS]


def references(shown: str) -> tuple[str, ...]:
    """The references in a message, in the order of its list of sources."""
    return tuple(re.findall(r'href="#source/\d{1,3}/([\w-]+)"', shown))


def record_in(shown: str) -> str:
    """What names a message in the log of questions; "" where nothing does."""
    found = re.match(r'<div class="answer" data-record="([\w.-]+)">', shown)
    return found[1] if found else ""


def status_of(shown: str) -> AnswerStatus:
    """The status a message shows."""
    found = re.search(r'class="status status-(\w+)"', shown)
    known = found is not None and found[1] in set(AnswerStatus)
    return AnswerStatus(found[1]) if found and known else AnswerStatus.ANSWERED


def latest(messages: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The last questions and answers, as many as a request has room for beside a new one."""
    room, kept = _TALK_BYTES, len(messages)
    for at in range(len(messages) - 1, -1, -1):
        room -= len(content_text(messages[at].get("content")).encode("utf-8", "replace")) + 100
        if room < 0:
            break
        if messages[at].get("role") == "user":
            kept = at
    return list(messages[kept:])


def turns(messages: Sequence[Mapping[str, Any]]) -> tuple[Turn, ...]:
    """The last chat messages as turns of plain text."""
    paired: list[Turn] = []
    for item in messages[-_MOST_MESSAGES:]:
        shown = content_text(item.get("content"))[:_MAX_SHOWN_CHARS]
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
