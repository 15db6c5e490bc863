"""Every passage that is shipped can be cited and read, whole and in its place."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from fastapi.testclient import TestClient

from assistant.answer import Citation
from assistant.web.citation_link import reference
from assistant.web.source_panel import SourcePanel, document_key


@pytest.fixture(scope="module")
def panel(policies) -> SourcePanel:
    return SourcePanel(policies, date(2026, 1, 15))


def text_of(fragment: str | None) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", fragment or ""))


def test_every_passage_can_be_opened_with_each_of_its_sentences_quoted(panel, policies):
    for passage in policies.passages:
        quotes = tuple(sentence.strip() for sentence in passage.sentences)
        fragment = panel.passage(reference(Citation(1, passage, quotes)))
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


def test_every_document_can_be_read_in_order(panel, policies):
    for source in policies.sources:
        text = text_of(panel.document(document_key(source.id)))
        at = 0
        for passage in policies.passages:
            if passage.source.id == source.id:
                at = text.index(passage.text, at) + len(passage.text)
