"""The public pages: the chat, the targets of the plans, the library of the documents held."""

import html
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Literal, Protocol

import gradio as gr
from gradio.components import Navbar
from gradio.components.chatbot import ExampleMessage

from assistant.answer import Answer, AnswerStatus
from assistant.pipeline import Assistant
from assistant.records.feedback import FeedbackStore
from assistant.records.question_log import QuestionLog, Record, record_of
from assistant.web import answer_view, message_text
from assistant.web.feedback_form import FeedbackForm
from assistant.web.page_filter import keep_fresh, plain_html
from assistant.web.source_panel import SourcePanel

TITLE = "政策问答助手"
PURPOSE = "用平常的话提问，回答注明出处，点编号可核对原文。"
NO_ANSWER = "抱歉，服务出了点问题，这个问题没能回答。请稍后再试。"
_KEPT = "问答隐去证件号、电话等后保留 {} 天。"
_NOT_KEPT = "问答不作记录。"
STATIC = Path(__file__).parent / "static"

_log = logging.getLogger(__name__)
_QUESTIONS_AT_ONCE = 16  # with a model they mostly wait for it


class Conversation(gr.ChatInterface):
    """A ChatInterface that shows a question exactly as typed, not as Markdown or HTML."""

    def _message_as_message_dict(self, message: Any, role: Any) -> Any:
        if role == "user" and isinstance(message, Mapping):  # an example card
            message = message.get("text", "")
        if role == "user" and isinstance(message, str):
            message = message_text.question_message(message)
        return super()._message_as_message_dict(message, role)

    def _append_message_to_history(
        self, message: Any, history: Any, role: Literal["user", "assistant"] = "user"
    ) -> Any:
        """The page sends the whole talk with every question: its beginning is let go in time."""
        if role == "user":
            history = message_text.latest(history)
        return super()._append_message_to_history(message, history, role)

    def _pop_last_user_message(self, history: Any) -> Any:
        rest, shown = super()._pop_last_user_message(history)
        return rest, message_text.plain_question(str(shown))


class Page(Protocol):
    """A page beside the chat: its name in the navigation, its path, its parts."""

    name: str
    path: str

    def build(self) -> None:
        """Place the page's parts."""


class PublicPages:
    """Builds the pages over an assistant and answers their events."""

    def __init__(
        self,
        assistant: Assistant,
        panel: SourcePanel,
        pages: Sequence[Page],
        feedback: FeedbackStore,
        questions: QuestionLog,
        limit: int,
    ) -> None:
        self._assistant = assistant
        self._panel = panel
        self._pages = pages
        self._feedback = feedback
        self._questions = questions
        self._limit = limit

    def build(self) -> gr.Blocks:
        """The chat at /, the further pages at their paths, the library at /library."""
        pages = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
        with pages:
            Navbar(main_page_name="对话")
            self._header()
            self._chat()
        for page in self._pages:
            with pages.route(page.name, page.path):
                Navbar(main_page_name="对话")
                self._header()
                page.build()
        with pages.route("文件库", "/library"):
            Navbar(main_page_name="对话")
            self._header()
            plain_html(lambda: self._panel.library(), "library-page")
        return pages

    def ask(self, question: str, history: Sequence[Mapping[str, Any]]) -> Iterator[str]:
        """回答一个政策问题，返回带引用的 HTML。"""
        # An exception that leaves this function freezes the page: Gradio skips what follows.
        # The stop button closes this generator, and closing the answers hangs up on the model.
        record, start = self._record(history), time.perf_counter()
        answer = Answer(question, question, AnswerStatus.UNAVAILABLE, NO_ANSWER)
        try:
            answers = self._assistant.stream(question, message_text.turns(history))
            with closing(answers):
                for answer in answers:
                    yield answer_view.message(answer, str(record))
        except Exception:
            _log.exception("no answer to a question of %d characters", len(question))
            answer = Answer(question, question, AnswerStatus.UNAVAILABLE, NO_ANSWER)
            yield answer_view.message(answer, str(record))
        spent = (time.perf_counter() - start) * 1000
        self._questions.keep(record, answer, "网页", spent)

    def _record(self, history: Sequence[Mapping[str, Any]]) -> Record:
        """Of the conversation that the page sends along, or of a new one."""
        said = [message_text.content_text(item.get("content")) for item in history[-2:]]
        named = next(filter(None, map(message_text.record_in, reversed(said))), "")
        return self._questions.new_record(record_of(named))

    def _header(self) -> None:
        plain_html(self._head, "portal-header")

    def _head(self) -> str:
        notice = html.escape(self._assistant.notice)
        return (
            f'<header class="portal"><h1>{TITLE}</h1><p class="purpose">{PURPOSE}</p>'
            f'<p class="notice">{notice}</p></header>'
        )

    def _kept(self) -> str:
        if not self._questions.keeps:
            return _NOT_KEPT
        return _KEPT.format(self._questions.days)

    def _examples(self) -> list[ExampleMessage]:
        """The questions suggested by now."""
        return [ExampleMessage(text=question) for question in self._assistant.suggestions]

    def _chat(self) -> None:
        chatbot = gr.Chatbot(
            elem_id="conversation",
            label="对话",
            show_label=False,
            placeholder="### 您好，想了解哪项科技政策？\n输入问题，或从下面的常见问题开始。",
            buttons=["copy"],
            latex_delimiters=[],
            allow_tags=False,
            layout="bubble",
            render=False,
        )
        question = gr.Textbox(
            elem_id="question",
            label="请输入问题",
            placeholder="请输入问题，按 Enter 发送",
            max_lines=5,
            autofocus=True,
            submit_btn=True,
            stop_btn=True,
            render=False,
        )
        chat = Conversation(
            self.ask,
            chatbot=chatbot,
            textbox=question,
            examples=[PURPOSE],  # so that a click on one is wired; those shown follow
            validator=self._fits,
            concurrency_limit=_QUESTIONS_AT_ONCE,
            show_progress="hidden",
            api_name="chat",
            analytics_enabled=False,
        )
        chatbot.examples = self._examples()
        keep_fresh(chatbot, examples=self._examples)
        FeedbackForm(self._feedback, self._questions, self._assistant).build(chatbot)
        with gr.Row(elem_id="chat-tools"):
            plain_html(
                f'<p class="hint"><span class="keys">Enter 发送，Shift+Enter 换行。</span>'
                f'<span id="questions-kept">{self._kept()}</span> '
                f'<span id="question-length" data-limit="{self._limit}" role="status"></span></p>'
            )
            restart = gr.Button("新对话", elem_id="new-conversation", size="sm", scale=0)
        restart.click(
            lambda: ([], [], []),
            outputs=[chatbot, chat.chatbot_state, chat.chatbot_value],
            js="() => policyPage.newConversation()",
            api_visibility="undocumented",
            queue=False,
        )

    def _fits(self, question: str) -> dict[str, Any]:
        over = len(question) > self._limit
        told = f"问题最多 {self._limit} 字，现在有 {len(question)} 字，请缩短后再发送"
        return gr.validate(not over, told)  # type: ignore[no-any-return]  # gradio: untyped
