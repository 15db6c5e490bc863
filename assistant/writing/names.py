"""Document numbers, quoted titles and names of organisations: each must stand in a source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.writing.source_text import SourceText

_NUMBER = re.compile(
    r"(?P<of>[\u3400-\u9fff]{0,12})[〔\[(【]\s*(?P<year>(?:19|20)\d\d)\s*[〕\])】]\s*第?(?P<no>\d+)号"
)
_TITLE = re.compile(r"[《<](?P<name>[^《》<>\n]{2,80})[》>]")
# The last characters of an organisation's name; what follows or precedes makes them plain words.
_BODY = re.compile(
    r"(?P<stem>[\u3400-\u9fff]{2,14}?)(?P<kind>委员会|办公室|研究院|研究所|基金会|公司|集团|大学(?!生)|"
    r"学院|银行|协会|中心(?![城任务])|政府(?!性)|法院|部门|机关(?!作)|局(?![限部面势])|厅(?!市)|"
    r"(?<![全内外总干各本局])部(?![门分委署级件位])|(?<!常)委(?![托员])|"
    r"(?<![举申承主协开创督可])办(?![理公法学事证好完结成妥])|院(?![士校所]))"
)


def check_names(text: str, cited: Sequence[SourceText]) -> tuple[str, list[str]]:
    """The folded sentence with document numbers and titles blanked, and the faults."""
    missing: list[str] = []
    held = "\n".join(source.text for source in cited)
    numbers = {(m["year"], m["no"]): m["of"] for m in _NUMBER.finditer(held)}
    for match in _NUMBER.finditer(text):
        of = numbers.get((match["year"], match["no"]))
        if of is None or not _same_issuer(match["of"], of):
            missing.append(match[0])
    text = _NUMBER.sub(_blank, text)
    for match in _TITLE.finditer(text):
        if _flat(match["name"]) not in _flat(held):
            missing.append(match["name"])
    text = _TITLE.sub(_blank, text)
    for match in _BODY.finditer(text):
        if not _stands(match["stem"], match["kind"], held):
            missing.append(match[0])
    return text, [f"所引段落没有“{name}”" for name in missing]


def _stands(stem: str, kind: str, held: str) -> bool:
    """Whether the name stands there, shorn of the words before it as far as need be."""
    shortest = 1 if stem[-1] in "省市县区" else 2
    return any(stem[cut:] + kind in held for cut in range(len(stem) - shortest + 1))


def _same_issuer(said: str, stated: str) -> bool:
    """Whether the words before a number end alike, if there are any."""
    if not said or not stated:
        return True
    return said[-2:] == stated[-2:] or stated.endswith(said) or said.endswith(stated)


def _blank(match: re.Match[str]) -> str:
    return "　" * len(match[0])


def _flat(text: str) -> str:
    return re.sub(r"\s|[\"'·]", "", text)
