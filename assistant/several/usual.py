"""What is asked first as it is for all, then of some kinds of enterprise by their names alone."""

from __future__ import annotations

import re

from assistant.several.clauses import ASK, left
from assistant.several.things import is_kind, kinds, listed

# "亏损结转一般几年": what holds for all
_USUALLY = re.compile(
    r"^(?P<topic>[^,，。?？]{2,12}?)(?:一般|普通|通常)(?:的?(?:企业|公司))?[，,是]*(?P<ask>[^,，?？]{2,6})[,，?？\s]*$"
)
_LEAD = re.compile(r"^(?:还有|另外|那么?|以及|而|再|和)+[,，]?|(?:又|要|得|是|应|该|需|能|有)+$")


def usual_and_kinds(before: str, piece: str) -> tuple[str, str] | None:
    """Two questions, where one asks what is so of all, and the next names kinds with the same
    asking word alone ("亏损结转一般几年，高企和科小几年"); None where these are others."""
    asks, usual = ASK.search(piece), _USUALLY.match(before)
    if asks is None or usual is None or asks[0] not in usual["ask"] or kinds(before):
        return None
    said, topic = _LEAD.sub("", piece[: asks.start()]), usual["topic"]
    if not all(map(is_kind, listed(said))) or left(piece[asks.end() :]):
        return None
    return f"一般企业{topic}{usual['ask']}", f"{said}{topic}{asks[0]}"
