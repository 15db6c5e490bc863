"""Every section pointer of the eligibility rules names passages that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import corpus
from corpus.library import load_passages

HOME = Path(corpus.__file__).parent
RULES = yaml.safe_load((HOME / "eligibility" / "programmes.yaml").read_text(encoding="utf-8"))
LIBRARY = load_passages(HOME / "documents")
IDS = {passage.id for passage in LIBRARY.passages}
HEADINGS = {f"{p.source.id}#{'/'.join(p.heading_path)}" for p in LIBRARY.passages}
_RANGE = re.compile(r"(.*)/(\d+)-(\d+)")


def pointers(node: Any) -> Iterator[str]:
    """The value of every "section", however deep."""
    if isinstance(node, dict):
        if "section" in node:
            yield node["section"]
        for value in node.values():
            yield from pointers(value)
    elif isinstance(node, list):
        for value in node:
            yield from pointers(value)


def passage_ids(pointer: str) -> list[str]:
    """ "甲#一/1-2; 乙#二" -> the ids it names; a heading alone stands for all under it."""
    found = []
    for part in map(str.strip, pointer.split(";")):
        span = _RANGE.fullmatch(part)
        if span:
            found += [f"{span[1]}/{n}" for n in range(int(span[2]), int(span[3]) + 1)]
        elif part in HEADINGS:
            found += sorted(i for i in IDS if i == part or i.startswith(f"{part}/"))
        else:
            found.append(part)
    return found


POINTERS = sorted(set(pointers(RULES)))


@pytest.mark.parametrize("pointer", POINTERS)
def test_a_section_pointer_resolves(pointer: str) -> None:
    ids = passage_ids(pointer)
    assert ids
    assert set(ids) <= IDS, sorted(set(ids) - IDS)


def test_every_condition_and_benefit_has_a_pointer() -> None:
    assert len(POINTERS) > 70
    for programme in RULES["programs"]:
        groups = programme.get("groups", {"": programme})
        stated = [c for group in groups.values() for c in group["conditions"]]
        for entry in [*stated, *programme["benefit"]]:
            assert entry.get("section"), f"{programme['id']}: {entry}"


def test_every_programme_names_documents_that_are_shipped() -> None:
    shipped = {source.id for source in LIBRARY.sources}
    for programme in RULES["programs"]:
        assert {programme["policy"], *programme.get("related", [])} <= shipped, programme["id"]
