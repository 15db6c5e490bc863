"""Citation links carry what they cite, and nothing from the net is believed unchecked."""

import base64
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Citation
from assistant.web.citation_link import quoted_spans, reference, resolve
from corpus.document import Source
from corpus.passage import Passage

PASSAGE = Passage(
    Source("plan", "工作要点"), ("一、总体",), "p1", "年内新增300家。成交额突破350亿元。"
)
HELD = {PASSAGE.id: PASSAGE}


def forged(*fields: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(fields).encode()).decode().rstrip("=")


def test_a_link_leads_back_to_its_passage_and_quotes():
    cited = resolve(reference(Citation(1, PASSAGE, ("成交额突破350亿元。",))), HELD)
    assert cited.passage is PASSAGE
    assert [PASSAGE.text[a:b] for a, b in cited.spans] == ["成交额突破350亿元。"]


def test_a_passage_that_changed_is_shown_without_quotes():
    link = reference(Citation(1, PASSAGE, ("年内新增300家。",)))
    newer = replace(PASSAGE, text="年内新增400家。")
    cited = resolve(link, {newer.id: newer})
    assert cited.changed
    assert cited.spans == ()


def test_quotes_that_touch_are_one_highlight_and_unknown_ones_none():
    text = "甲。乙。丙。"
    assert quoted_spans(text, ("乙。", "甲。", "没有", "", "丁")) == ((0, 4),)
    assert quoted_spans(text, ("丙。", "甲。")) == ((0, 2), (4, 6))


NONE = ["", "!", "abc", "é", "x" * 5000, forged(), forged("plan"), forged("other", "x")]


@pytest.mark.parametrize("link", [*NONE, forged({}, [])])
def test_what_is_no_link_resolves_to_nothing(link):
    assert resolve(link, HELD) is None


@pytest.mark.parametrize(
    "numbers", [(1,), (3, 2), (0, 999), (-1, 2), (0, "2"), (True, 2), (0, 1.5)]
)
def test_impossible_spans_highlight_nothing(numbers):
    cited = resolve(forged(PASSAGE.id, PASSAGE.digest[:8], *numbers), HELD)
    assert cited.spans == ()


@given(st.text())
def test_any_text_from_the_net_is_survived(link):
    resolve(link, HELD)
