"""Messages of the chat read back: the question as typed, the answer as plain text, what it cites.

Messages come from the browser, so nothing here is trusted beyond being text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from assistant.answer import AnswerStatus, Turn

_MAX_ANSWER_CHARS = 4000
_MAX_SHOWN_CHARS = 40_000  # of a message, markup included
_MOST_MESSAGES = 20


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a talk: a question as typed, or an answer as shown."""

    role: str
    content: str


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
    known = found and found[1] in set(AnswerStatus)
    return AnswerStatus(found[1]) if found and known else AnswerStatus.ANSWERED


def talk_of(sent: object) -> tuple[Message, ...]:
    """The messages that the page sends along, the last ones."""
    listed = sent if isinstance(sent, list) else []
    messages = [one for one in listed[-_MOST_MESSAGES:] if isinstance(one, dict)]
    return tuple(
        Message(one["role"], one["content"][:_MAX_SHOWN_CHARS])
        for one in messages
        if one.get("role") in ("user", "assistant") and isinstance(one.get("content"), str)
    )


def turns(messages: Sequence[Message]) -> tuple[Turn, ...]:
    """Messages as turns of plain text; a question without answer keeps ""."""
    paired: list[Turn] = []
    for message in messages:
        if message.role == "user":
            paired.append(Turn(message.content, ""))
        elif paired:
            paired[-1] = Turn(paired[-1].question, plain_answer(message.content))
    return tuple(paired)


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
