"""The lexicon as data: it loads, it is large enough, and no form can match by accident."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import assistant.reading.lexicon
from assistant.reading.lexicon import lexicon


@pytest.fixture(scope="module")
def data() -> dict[str, list[dict[str, object]]]:
    path = Path(assistant.reading.lexicon.__file__).with_name("lexicon.yaml")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_it_has_at_least_two_hundred_entries(data):
    assert sum(len(entries) for entries in data.values()) >= 200
    assert len(data["terms"]) >= 200


def test_every_entry_has_the_fields_of_its_kind(data):
    for entry in [*data["terms"], *data["places"]]:
        assert set(entry) <= {"term", "also", "en"}
        assert entry["term"]
        assert entry.get("also") or entry.get("en") or entry in data["terms"]
    for entry in data["phrases"]:
        assert set(entry) == {"say", "means"}
        assert entry["say"]
        assert entry["means"]


def test_every_form_and_wording_is_text_without_blanks_around_it(data):
    said = [f for e in data["phrases"] for f in (*e["say"], *e["means"])]
    said += [
        f
        for e in (*data["terms"], *data["places"])
        for f in (e["term"], *e.get("also", ()), *e.get("en", ()))
    ]
    assert [f for f in said if not isinstance(f, str) or f != f.strip()] == []


def test_no_form_is_a_single_character():
    assert [form for form in lexicon().official if len(form) < 2] == []


def test_no_official_wording_is_a_single_character():
    assert [t for terms in lexicon().official.values() for t in terms if len(t) < 2] == []


def test_no_form_leads_only_to_itself():
    assert [form for form, terms in lexicon().official.items() if terms == (form,)] == []


@pytest.mark.parametrize(
    ("text", "form", "official"),
    [
        ("高企要多少家", "高企", "高新技术企业"),
        ("我们在YANCHENG办厂", "YANCHENG", "盐城"),
    ],
)
def test_a_form_is_found_as_it_stands_with_its_official_wording(text, form, official):
    assert official in dict(lexicon().found_in(text))[form]


def test_a_latin_form_is_not_found_inside_a_longer_word():
    assert lexicon().found_in("xyanchengx") == []


def test_the_longest_form_wins():
    found = lexicon().found_in("常盐科创飞地")
    assert all(len(form) >= 2 for form, _ in found)
    forms = sorted(lexicon().official, key=len)
    nested = [(a, b) for b in forms[-40:] for a in forms[:40] if a in b]
    for _short, longer in nested:
        assert lexicon().found_in(longer)[0][0].lower() == longer


@pytest.mark.parametrize("text", ["", "？", "今天天气不错", "abc"])
def test_text_without_a_form_finds_nothing(text):
    assert lexicon().found_in(text) == []
