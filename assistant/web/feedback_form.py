"""The form that asks why, once a reader has given an answer a thumb."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import gradio as gr

from assistant.pipeline import Assistant
from assistant.records.database import RecordsUnavailable
from assistant.records.feedback import MAX_REASON_CHARS, FeedbackStore
from assistant.records.question_log import QuestionLog, record_of
from assistant.records.tables import Verdict
from assistant.web import message_text
from assistant.web.citation_link import resolve
from assistant.web.message_text import Message, talk_of
from assistant.web.page_filter import plain_html

REASONS = ("数字或事实不对", "答非所问", "不完整", "引用有误", "看不懂", "其他")
_VERDICTS: Mapping[str, Verdict] = {"True": "up", "False": "down"}
_MAX_QUESTION_CHARS = 2000
_NOT_KEPT = "反馈暂时记不下来，请稍后再试"

_log = logging.getLogger(__name__)


class FeedbackForm:
    """Keeps verdicts and their reasons. What comes from the browser is only text."""

    def __init__(self, store: FeedbackStore, questions: QuestionLog, assistant: Assistant) -> None:
        self._store = store
        self._questions = questions
        self._assistant = assistant

    def build(self, chatbot: gr.Chatbot, exchange: gr.HTML) -> None:
        """Place the form, hidden until a thumb of the chatbot is pressed; in place of exchange
        the page sends the last messages, and how many there are before them."""
        given = gr.State(0)
        with gr.Group(visible=False, elem_id="feedback") as form:
            thanks = plain_html(elem_id="feedback-thanks")
            causes = gr.CheckboxGroup(list(REASONS), label="哪里有问题（可多选）")
            reason = gr.Textbox(
                label="补充说明（选填）",
                placeholder="例如：应为 300 家",
                max_lines=3,
                max_length=MAX_REASON_CHARS,
                elem_id="feedback-reason",
            )
            with gr.Row():
                close = gr.Button("不填了", size="sm")
                send = gr.Button("提交", size="sm", variant="primary", elem_id="feedback-send")
        chatbot.like(
            self._judge,
            [exchange],
            [given, form, thanks, causes, reason],
            api_visibility="undocumented",
            show_progress="hidden",
            js="() => [policyTalk.latest()]",
        )
        explained = send.click(
            self._explain,
            [given, causes, reason],
            form,
            api_visibility="undocumented",
            show_progress="hidden",
        )
        explained.then(None, js="() => policyPage.say('已收到，谢谢您的反馈')")
        close.click(lambda: gr.update(visible=False), outputs=form, api_visibility="undocumented")

    def _judge(self, sent: Any, like: gr.LikeData) -> tuple[Any, ...]:
        """Keep the verdict at once, then ask why."""
        told = sent if isinstance(sent, dict) else {}
        talk, before = talk_of(told.get("messages")), told.get("before")
        at = like.index if isinstance(like.index, int) else like.index[0]
        at -= before if isinstance(before, int) else 0
        verdict = _VERDICTS.get(str(like.liked))
        if verdict is None or not 0 < at < len(talk):
            return _closed()
        shown = talk[at].content
        cited = (resolve(link, self._assistant.by_id) for link in message_text.references(shown))
        try:
            number = self._store.add(
                verdict,
                question=_question(talk[:at]),
                answer=message_text.plain_answer(shown),
                status=message_text.status_of(shown).value,
                citation_ids=[held.passage.id for held in cited if held],
            )
        except RecordsUnavailable:
            _log.exception("a verdict could not be kept")
            gr.Warning(_NOT_KEPT)
            return _closed()
        self._questions.judged(record_of(message_text.record_in(shown)), number)
        said = "已记下“有帮助”。" if verdict == "up" else "已记下“没有帮助”。"
        thanks = f'<p role="status">{said}愿意的话，请说说原因。</p>'
        wrong = gr.update(value=[], visible=verdict == "down")
        return number, gr.update(visible=True), thanks, wrong, ""

    def _explain(self, given: int, causes: list[str], reason: str) -> Any:
        if given:
            told = [*(cause for cause in causes if cause in REASONS), reason.strip()]
            try:
                self._store.explain(given, "；".join(part for part in told if part))
            except RecordsUnavailable:
                raise gr.Error(_NOT_KEPT, print_exception=False) from None
        return gr.update(visible=False)


def _closed() -> tuple[Any, ...]:
    """No verdict to explain."""
    return 0, gr.update(visible=False), "", [], ""


def _question(before: Sequence[Message]) -> str:
    """The last thing asked."""
    asked = (one.content for one in reversed(before) if one.role == "user")
    return next(asked, "")[:_MAX_QUESTION_CHARS]
