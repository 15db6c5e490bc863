"""What is asked again of a title that is named alone, and what beside a name tells nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.several.clauses import ASK, left
from assistant.several.things import kinds

FEW = 2  # characters beside a name that say what is asked: less leaves that to the one before
ENDS = re.compile(r"[\s,，、;；?？。!！]+$")
# what stands beside a name and tells nothing of what is asked
OF_NAME = re.compile(
    r"国家级?|[省市]级|称号|资格|证书?|牌子|企业|公司|的话|那边|这边|口径|标准|办法|"
    r"将来|以后|下一?步|再往上|普通|一般|升级?|冲刺?|申?报|评|认定|拿|想|做|当|时候?"
)
_AGAIN = re.compile(r"又[是要得需能有该]?")
IDLE = re.compile(r"^(?:还有|另外|那么?|以及|而|再|和)+[,，]?|(?:又|要|得|是|应|该|需|能|有)+$")


def again(found: Sequence[str], piece: str) -> tuple[str, str] | None:
    """ "普通专精特新又是多少分" behind "评价得分要够多少分", which is asked of the kind that the
    message named last: each with its kind; None where these are others."""
    before, own = found[-1], kinds(piece)
    of = next((kinds(p)[-1] for p in reversed(found) if kinds(p)), "")
    asks, asked = ASK.search(piece), ASK.search(before)
    if not (asks and asked and _AGAIN.search(piece)) or kinds(before) or not of or len(own) != 1:
        return None
    said = IDLE.sub("", piece[: asks.start()])
    only = len(left(OF_NAME.sub("", said.replace(own[0], "")))) < FEW
    only = only and len(left(piece[asks.end() :])) < FEW
    counted = piece[asks.start() : asks.end() + 1] == before[asked.start() : asked.end() + 1]
    asked_so = ENDS.sub("", before)
    return (f"{of}{before}", f"{said}{asked_so}") if only and counted and own != [of] else None
