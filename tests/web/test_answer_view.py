"""An answer becomes one inert line of HTML, and can be read back."""

import html
import re
from dataclasses import replace

import pytest

from assistant.answer import Answer, AnswerStatus, Citation, Turn
from assistant.web import answer_view, message_text
from corpus.document import Source
from corpus.passage import Passage

PASSAGE = Passage(Source("plan", "工作要点<b>"), ("一、总体",), "p1", "年内新增300家。")
CITATION = Citation(1, PASSAGE, ("年内新增300家。",))


def message(text: str, *citations: Citation, status: AnswerStatus = AnswerStatus.ANSWERED) -> str:
    return answer_view.message(Answer("问", "问", status, text, citations, ("提示<i>",)))


def test_marks_of_known_citations_are_links_and_others_stay_text():
    shown = message("300家[1]，另见[2]。", CITATION)
    assert '300家<a class="cite" href="#cite/1"' in shown
    assert "另见[2]。" in shown
    assert len(message_text.references(shown)) == 1
    assert "工作要点&lt;b&gt;" in shown
    assert "提示&lt;i&gt;" in shown


def test_the_form_is_a_button_beside_the_text_and_never_part_of_it():
    answer = Answer("问", "问", AnswerStatus.ANSWERED, "符合。", form='eligibility#a?b=1&c="2')
    shown = answer_view.message(answer)
    assert '<a href="eligibility#a?b=1&amp;c=&quot;2">打开已填好的自测表</a>' in shown
    assert message_text.plain_answer(shown) == "符合。"
    assert "自测表" not in message("符合。/eligibility#a")


@pytest.mark.parametrize(
    "hostile",
    [
        *("<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "![x](http://evil/a.png)"),
        *("[点此](javascript:alert(1))", "</div><iframe src=//evil>"),
    ],
)
def test_markup_in_an_answer_is_only_text(hostile):
    shown = message(hostile)
    assert html.escape(hostile) in shown
    assert set(re.findall(r"<(\w+)", shown)) <= {"div", "p"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甲\n\n乙", "<p>甲</p><p>乙</p>"),
        ("- 甲\n- 乙\n丙", "<ul><li>甲</li><li>乙</li></ul><p>丙</p>"),
        ("2. 甲\n3. 乙", '<ol start="2"><li>甲</li><li>乙</li></ol>'),
        ("## 题\n**甲**：3~5家", "<p><strong>题</strong></p><p><strong>甲</strong>：3~5家</p>"),
        (
            "甲。\n乙：\n1. 丁\n2. 戊",
            '<p>甲。</p><p>乙：</p><ol start="1"><li>丁</li><li>戊</li></ol>',
        ),
        ("1.5倍和2*3*4、a_b_c", "<p>1.5倍和2*3*4、a_b_c</p>"),
    ],
)
def test_paragraphs_and_lists_are_shown_and_nothing_else_is_interpreted(text, shown):
    assert f'<div class="answer-text">{shown}</div>' in message(text)


def test_only_an_answer_that_is_not_complete_has_a_label():
    assert 'class="status' not in message("答")
    for status in AnswerStatus:
        shown = message("答", status=status)
        assert message_text.status_of(shown) is status


def test_sources_name_each_document_and_place_once():
    other = replace(PASSAGE, ordinal="p2")
    elsewhere = replace(PASSAGE, heading_path=("二、措施",))
    cited = [Citation(n, p) for n, p in enumerate((PASSAGE, elsewhere, other), start=1)]
    shown = message("答[1][2][3]", *cited).partition("answer-sources")[2]
    assert shown.count('class="title"') == 1
    assert re.findall(r'class="(?:number|place)">([^<]*)', shown) == [
        "1", "3", "一、总体", "2", "二、措施",
    ]  # fmt: skip


def test_messages_of_the_page_become_turns():
    said = message("甲[1]\n- 乙 & <丙>", CITATION, status=AnswerStatus.PARTLY_ANSWERED)
    talk = [("user", "a<b"), ("assistant", said), ("user", "再问"), ("system", None)]
    messages = message_text.talk_of([{"role": role, "content": text} for role, text in talk])
    assert message_text.turns(messages) == (Turn("a<b", "甲[1]\n乙 & <丙>"), Turn("再问", ""))
    assert message_text.talk_of({"role": "user"}) == message_text.talk_of([7, {}]) == ()


def test_a_greeting_is_answered_without_sources():
    shown = answer_view.message(Answer("你好", "你好", AnswerStatus.ANSWERED, "您好。"))
    assert shown == '<div class="answer"><div class="answer-text"><p>您好。</p></div></div>'
