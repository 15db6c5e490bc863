"""The source beside the answer: everything of the passage, escaped, with its quotes marked."""

import html
import re
from dataclasses import replace
from datetime import date

import pytest
from fastapi.testclient import TestClient

from assistant.answer import Citation
from assistant.web.citation_link import reference
from assistant.web.link_text import document_key
from assistant.web.source_panel import SourcePanel
from corpus.passage import Passage


@pytest.fixture
def panel(assistant) -> SourcePanel:
    return SourcePanel(assistant, date(2026, 1, 15))


def shown(panel: SourcePanel, citation: Citation) -> str:
    fragment = panel.passage(reference(citation))
    return fragment


def test_a_passage_is_shown_with_its_card_its_place_and_its_neighbours(panel, assistant):
    passage = assistant.passages[5]
    fragment = shown(panel, Citation(1, passage, ("占当年职工总数的比例不低于10%。",)))
    for part in (
        "高新技术企业认定管理办法", "国科发火〔2016〕32号", "科技部、财政部、国家税务总局",
        "2016-01-29", ">有效<", ">摘编<", ">国家<", "<li>二、认定条件</li>",
        "<mark>占当年职工总数的比例不低于10%。</mark>",
    ):  # fmt: skip
        assert part in fragment
    assert assistant.passages[4].text in fragment.partition("<mark>")[0]
    assert assistant.passages[6].text in fragment.partition("<mark>")[2]
    first = shown(panel, Citation(1, assistant.passages[4]))  # neighbours are of one document
    assert "上一段" not in first
    assert "下一段" in first


def test_the_status_is_that_of_today(panel, assistant):
    for at, badge in ((0, "in_force"), (7, "repealed"), (8, "expired")):
        assert f"badge-{badge}" in shown(panel, Citation(1, assistant.passages[at]))


def test_a_hostile_document_stays_text(panel, assistant):
    passage = assistant.passages[8]
    for fragment in (
        shown(panel, Citation(1, passage, (passage.text,))),
        panel.document(document_key(passage.source.id)),
        panel.library(),
    ):
        assert not re.search(r"<(script|img|b)\b", fragment)
        assert "javascript:" not in fragment
        assert passage.source.title in html.unescape(fragment)


def test_the_whole_document_marks_the_cited_passage(panel, assistant):
    passage = assistant.passages[3]
    fragment = panel.document_of(reference(Citation(1, passage, ("确保年内新增高企300家。",))))
    assert fragment.count('id="cited-passage"') == 1
    cited = fragment.partition('id="cited-passage"')[2]
    assert "<mark>确保年内新增高企300家。</mark>" in cited
    assert "<strong>培育壮大创新型企业集群</strong>" in cited
    text = text_of(fragment)
    places = [text.index(p.text) for p in assistant.passages if p.source is passage.source]
    assert places == sorted(places)


def test_the_card_of_a_document_stands_before_its_first_paragraph(assistant):
    first, other = assistant.passages[4], assistant.passages[3]
    card = Passage(first.source, ("文件信息",), "", "文号：国科发火〔2016〕32号", -1)
    panel = SourcePanel(replace(assistant, cards=(card,)), date(2026, 1, 15))
    fragment = shown(panel, Citation(1, card, (card.text,)))
    assert f"<mark>{card.text}</mark>" in fragment
    assert "上一段" not in fragment
    assert first.text in fragment.partition("下一段")[2]
    whole = panel.document_of(reference(Citation(1, card, (card.text,))))
    assert whole.count('id="cited-passage"') == 1
    assert whole.index(card.text) < whole.index(first.text)
    elsewhere = panel.document_of(reference(Citation(1, other)))
    assert card.text not in elsewhere


def test_the_library_lists_every_document_with_its_count(panel, assistant):
    fragment = panel.library()
    assert "共 4 份文件、9 条段落" in fragment
    for source in assistant.sources:
        assert f"library#document/{document_key(source.id)}" in fragment


@pytest.mark.parametrize("key", ["", "x", "é", document_key("missing"), "a" * 9999])
def test_unknown_keys_lead_nowhere(panel, key):
    assert panel.document(key) is None
    assert panel.passage(key) is None
    assert panel.document_of(key) is None


@pytest.fixture(scope="module")
def shipped(policies) -> SourcePanel:
    return SourcePanel(policies, date(2026, 1, 15))


def text_of(fragment: str | None) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", fragment or ""))


def test_every_passage_can_be_opened_with_each_of_its_sentences_quoted(shipped, policies):
    for passage in policies.passages:
        quotes = tuple(sentence.strip() for sentence in passage.sentences)
        fragment = shipped.passage(reference(Citation(1, passage, quotes)))
        assert passage.text in text_of(fragment)
        marked = "".join(re.findall(r"<mark>(.*?)</mark>", fragment, re.DOTALL))
        assert all(quote in html.unescape(marked) for quote in quotes)


def test_the_card_of_every_document_can_be_opened_too(policy_site, policies):
    assert len(policies.cards) == len(policies.sources)
    client = TestClient(policy_site.app)
    for card in policies.cards:
        address = f"/source/{reference(Citation(1, card, card.sentences))}"
        for page in (client.get(address), client.get(f"{address}/document")):
            assert page.status_code == 200
            assert card.text in text_of(page.text)


def test_every_document_can_be_read_in_order(shipped, policies):
    for source in policies.sources:
        text = text_of(shipped.document(document_key(source.id)))
        at = 0
        for passage in policies.passages:
            if passage.source.id == source.id:
                at = text.index(passage.text, at) + len(passage.text)
