"""Every section pointer of the eligibility rules names passages that exist."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import corpus
from corpus.library import load_passages
from corpus.programme_sections import Sections

HOME = Path(corpus.__file__).parent
RULES = yaml.safe_load((HOME / "eligibility" / "programmes.yaml").read_text(encoding="utf-8"))
LIBRARY = load_passages(HOME / "documents")
SECTIONS = Sections(LIBRARY.passages)


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


POINTERS = sorted(set(pointers(RULES)))


@pytest.mark.parametrize("pointer", POINTERS)
def test_a_section_pointer_resolves(pointer: str) -> None:
    assert SECTIONS.unresolved(pointer) == []
    assert SECTIONS.passages(pointer)


@pytest.mark.parametrize(
    ("pointer", "ids"),
    [
        ("hnte-recognition#二、认定条件/4", ["hnte-recognition#二、认定条件/4"]),
        (
            "tech-transfer-income#三、享受条件/2-3",
            ["tech-transfer-income#三、享受条件/2", "tech-transfer-income#三、享受条件/3"],
        ),
        (
            "hnte-recognition#二、认定条件/1; hnte-work-guideline#二、指标口径/1",
            ["hnte-recognition#二、认定条件/1", "hnte-work-guideline#二、指标口径/1"],
        ),
        (
            "rd-super-deduction#二、不适用的行业和活动",
            [f"rd-super-deduction#二、不适用的行业和活动/{n}" for n in (1, 2, 3)],
        ),
    ],
    ids=["an item", "a range", "two places", "a whole section"],
)
def test_a_pointer_names_its_passages_in_order(pointer: str, ids: list[str]) -> None:
    assert [passage.id for passage in SECTIONS.passages(pointer)] == ids


@pytest.mark.parametrize(
    ("pointer", "lost"),
    [
        ("hnte-recognition#二、认定条件/8-9", ["hnte-recognition#二、认定条件/9"]),
        ("hnte-recognition#二、认定", ["hnte-recognition#二、认定"]),
        ("nothing#一; hnte-recognition#一、适用对象", ["nothing#一"]),
        (
            "hnte-recognition#二、认定条件/3-1",
            ["hnte-recognition#二、认定条件/3-1"],
        ),
        (
            "hnte-recognition#二、认定条件/1-99999999",
            ["hnte-recognition#二、认定条件/1-99999999"],
        ),
        ("", [""]),
        (" ; ", [" ; "]),
    ],
)
def test_what_a_pointer_misses_is_named(pointer: str, lost: list[str]) -> None:
    assert SECTIONS.unresolved(pointer) == lost
