"""A passage that a person found, added to a draft as one more basis."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Citation
from assistant.drafting.draft import Draft, named, place_in
from corpus.passage import Passage

_ANNEX = re.compile(r"^(?:附件|引用原文)$", re.M)
_LISTED = re.compile(r"^　　(\d+)\. 《[^\n]*\n(?!　　\d+\. )", re.M)  # the last of the list
_BRIEF = re.compile(r"^依据：.*?(?=。?$)", re.M)


def with_basis(text: str, at: int, draft: Draft, passage: Passage) -> tuple[str, Draft]:
    """The text with a mark at a place, and the passage where the text lists what it rests on; the
    draft that has it among its citations. One that is cited already keeps its number."""
    known = next((c for c in draft.citations if c.passage.digest == passage.digest), None)
    number = known.number if known else len(draft.citations) + 1
    mark, source = f"[{number}]", passage.source
    text = f"{text[:at]}{mark}{text[at:]}"
    if known:
        return text, draft
    title = f"《{source.title}》"
    place = place_in(passage)
    if listed := list(_LISTED.finditer(text)):
        end, order = listed[-1].end(), int(listed[-1][1]) + 1
        line = f"　　{order}. {named(source)}：{place or '全文'}。\n"
        text = f"{text[:end]}{line}{text[end:]}"
    elif brief := _BRIEF.search(text):
        text = f"{text[: brief.end()]}{mark}{title}{text[brief.end() :]}"
    if _ANNEX.search(text):
        said = passage.evidence.strip().replace("\n", "\n　　")
        text = f"{text.rstrip()}\n　　{mark}{title}{place}\n　　“{said}”"
    return text, replace(draft, citations=(*draft.citations, Citation(number, passage)))
