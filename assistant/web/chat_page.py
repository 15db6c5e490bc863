"""The public pages: the chat, the targets of the plans, the library of the documents held."""

import html
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import gradio as gr
from gradio.components import Navbar
from gradio.components.chatbot import ExampleMessage

from assistant.allowances import Allowances, Crowded, Kind
from assistant.answer import Answer, AnswerStatus
from assistant.client_address import network_of
from assistant.pipeline import Assistant
from assistant.records.open_records import Records
from assistant.records.question_log import Record, record_of
from assistant.tables.suggesting import further
from assistant.web import answer_view, message_text
from assistant.web.answer_link import AnswerLinks
from assistant.web.feedback_form import FeedbackForm
from assistant.web.message_text import Message, talk_of
from assistant.web.page_filter import keep_fresh, plain_html
from assistant.web.request_log import name_the_request
from assistant.web.source_panel import SourcePanel

TITLE = "政策问答助手"
PURPOSE = "用平常的话提问，回答注明出处，点编号可核对原文。"
NO_ANSWER = "抱歉，服务出了点问题，这个问题没能回答。请稍后再试。"
_KEPT = "服务端的问答隐去证件号、电话等后保留 {} 天。"
_NOT_KEPT = "问答不作记录。"
_IN_BROWSER = "对话存在本机浏览器，可随时删除。"
_REFUSED = '<p class="refused">{}</p>'
_JOINS = "window.policyExchange = {props, trigger, watch}; window.policyTalk?.join()"
_VIEW = (
    '<div class="view"><button type="button" data-view="dark">深色</button>'
    '<button type="button" data-view="larger">大字</button></div>'
)
STATIC = Path(__file__).parent / "static"

_log = logging.getLogger(__name__)


COUNTED = {"ask": Kind.QUESTION, "_judge": Kind.FEEDBACK, "_explain": Kind.FEEDBACK}
"""What the functions of the pages count as; the others are plain events."""


class Page(Protocol):
    """A page beside the chat: its name in the navigation, its path, its parts."""

    name: str
    path: str

    def build(self) -> None:
        """Place the page's parts."""


@dataclass(frozen=True)
class PublicPages:
    """Builds the pages over an assistant and answers their events."""

    assistant: Assistant
    panel: SourcePanel
    pages: Sequence[Page]
    records: Records
    links: AnswerLinks
    today: Callable[[], date]
    limit: int
    allowed: Allowances
    at_once: int

    def build(self) -> gr.Blocks:
        """The chat at /, the further pages at their paths, the library at /library."""
        pages = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
        with pages:
            Navbar(main_page_name="对话")
            self._header()
            self._chat()
        for page in self.pages:
            with pages.route(page.name, page.path):
                Navbar(main_page_name="对话")
                self._header()
                page.build()
        with pages.route("文件库", "/library"):
            Navbar(main_page_name="对话")
            self._header()
            plain_html(lambda: self.panel.library(), "library-page")
        return pages

    def ask(self, sent: Any, request: gr.Request) -> Iterator[str]:
        """回答一个政策问题，返回带引用的 HTML。"""
        client = request.client
        try:
            with self.allowed.one(network_of(client.host if client else "")):
                yield from self._answered(sent, request)
        except Crowded as fault:
            yield _REFUSED.format(fault)

    def _answered(self, sent: Any, request: gr.Request) -> Iterator[str]:
        # The page sends {"question": …, "messages": the last ones before it}.
        # The stop button closes this generator, and closing the answers hangs up on the model.
        told = sent if isinstance(sent, dict) else {}
        question, talk = str(told.get("question", "")), talk_of(told.get("messages"))
        record, start = self._record(talk), time.perf_counter()
        answer = Answer(question, question, AnswerStatus.UNAVAILABLE, NO_ANSWER)
        try:
            with closing(self.assistant.stream(question, message_text.turns(talk))) as answers:
                for answer in answers:
                    yield self._shown(answer, record, talk)
        except Exception:  # one that leaves this function freezes the page
            name_the_request(request)
            _log.exception("no answer to a question of %d characters", len(question))
            answer = Answer(question, question, AnswerStatus.UNAVAILABLE, NO_ANSWER)
            yield answer_view.message(answer, str(record))
        spent = (time.perf_counter() - start) * 1000
        name_the_request(request)
        self.records.questions.keep(record, answer, "网页", spent)

    def _shown(self, answer: Answer, record: Record, talk: Sequence[Message]) -> str:
        asked = [answer.question, *(one.content for one in talk if one.role == "user")]
        study, general = self.assistant.study, self.assistant.suggestions
        questions = further(answer, asked, study.questions if study else {}, general)
        link = self.links.link(answer, self.today()) if answer.verified is not False else ""
        return answer_view.message(answer, str(record), link=link, further=questions)

    def _record(self, talk: Sequence[Message]) -> Record:
        """Of the conversation that the page sends along, or of a new one."""
        said = [message_text.record_in(one.content) for one in reversed(talk[-2:])]
        return self.records.questions.new_record(record_of(next(filter(None, said), "")))

    def _header(self) -> None:
        plain_html(self._head, "portal-header")

    def _head(self) -> str:
        notice = html.escape(self.assistant.notice)
        return (
            f'<header class="portal"><h1>{TITLE}</h1><p class="purpose">{PURPOSE}</p>'
            f'<p class="notice">{notice}</p>{_VIEW}</header>'
        )

    def _kept(self) -> str:
        if not self.records.questions.keeps:
            return _NOT_KEPT
        return _KEPT.format(self.records.questions.days)

    def _examples(self) -> list[ExampleMessage]:
        """The questions suggested by now."""
        return [ExampleMessage(text=question) for question in self.assistant.suggestions]

    def _chat(self) -> None:
        """The talk is kept by static/conversations.js: what is shown comes from there, and
        through one part that is not seen go its questions and their answers."""
        chatbot = gr.Chatbot(
            elem_id="conversation",
            label="对话",
            show_label=False,
            placeholder="## 您好，想了解哪项科技政策？\n输入问题，或从下面的常见问题开始。",
            buttons=["copy"],
            latex_delimiters=[],
            allow_tags=False,
            layout="bubble",
            autoscroll=False,  # static/access.js: an answer opens at its beginning
            examples=self._examples(),
        )
        keep_fresh(chatbot, examples=self._examples)
        with gr.Group():
            question = gr.Textbox(
                elem_id="question",
                label="请输入问题",
                show_label=False,
                placeholder="请输入问题，按 Enter 发送",
                max_lines=5,
                autofocus=True,
                submit_btn=True,
                stop_btn=False,
            )
        exchange = gr.HTML(html_template="", js_on_load=_JOINS, visible="hidden")
        self._events(chatbot, question, exchange)
        FeedbackForm(self.records.feedback, self.records.questions, self.assistant).build(
            chatbot, exchange
        )
        with gr.Row(elem_id="chat-tools"):
            plain_html(
                f'<p class="hint"><span class="keys">Enter 发送，Shift+Enter 换行。</span>'
                f'<span id="talk-kept">{_IN_BROWSER}</span>'
                f'<span id="questions-kept">{self._kept()}</span> '
                f'<span id="question-length" data-limit="{self.limit}" role="status"></span></p>'
            )
            listed = gr.Button("对话记录", elem_id="list-conversations", size="sm", scale=0)
            restart = gr.Button("新对话", elem_id="new-conversation", size="sm", scale=0)
        listed.click(None, js="() => policyTalk.list()")
        restart.click(None, js="() => policyTalk.renew()")

    def _events(self, chatbot: gr.Chatbot, question: gr.Textbox, exchange: gr.HTML) -> None:
        """Those without a function happen in the browser alone."""
        shown = [chatbot, question]
        question.submit(None, [question], [question], js="said => policyTalk.typed(said)")
        exchange.input(None, None, shown, js="() => policyTalk.shown()")
        asking = exchange.submit(
            self.ask,
            [exchange],
            [exchange],
            concurrency_limit=self.at_once,
            show_progress="hidden",
            api_name="chat",
        )
        asking.then(None, None, shown, js="() => policyTalk.ended()")
        asking.failure(None, None, shown, js="() => policyTalk.lost()")
        stopped = question.stop(None, cancels=[asking])
        stopped.then(None, None, shown, js="() => policyTalk.ended()")
        chatbot.retry(None, js="() => policyTalk.retry()")
        chatbot.undo(None, None, shown, js="() => policyTalk.undo()")
        chatbot.example_select(
            _asked_by_example, None, [exchange], api_visibility="undocumented", queue=False
        )


def _asked_by_example(chosen: gr.SelectData) -> dict[str, str]:
    """The page asks it."""
    return {"ask": str(chosen.value.get("text", ""))}
