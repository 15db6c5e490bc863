"""A change of subject that no word announces: what is asked is known, and of another document."""

from __future__ import annotations

import re

from assistant.finding.expected import Hints
from assistant.talk.condense import Condensed
from assistant.talk.place import Place

# Read off 379 follow-ups of dev: of those that stay with the talk none comes so far.
KNOWN = 0.33  # likeness from which a question by itself is like one of the documents'
STAYS = 0.7  # of that likeness: what the talk is about answers it as well
WHOLE = 20  # characters from which a question may say it all, whatever word in it points back
_POINTS_FIRST = re.compile(r"^\W*(?:那|这|它|他们|该|其(?![他它余])|前者|后者|上述|刚才)")
_ALSO = re.compile(r"也(?:能|可以|算|要|得|是|有)")


def leaves_talk(condensed: Condensed, place: Place, known: Hints) -> bool:
    """Whether a follow-up stands alone after all: by its own words it is like questions of other
    documents, and like none of those that the last answer was quoted from."""
    if not place.passages or not known.alike or condensed.corrects:
        return False
    goes_on = condensed.pointed or _ALSO.search(condensed.own)
    if _POINTS_FIRST.match(condensed.own) or (
        goes_on and not condensed.closes and len(re.sub(r"\W", "", condensed.own)) < WHOLE
    ):
        return False
    best = known.alike[0].score
    return best >= KNOWN and known.likest_in(place.sources) <= STAYS * best


def known_here(place: Place, known: Hints) -> bool:
    """Whether a question is like one of the documents that the last answer was quoted from, and
    as much like none of others."""
    best = known.alike[0].score if known.alike else 0.0
    return bool(place.passages) and best >= KNOWN and known.likest_in(place.sources) >= best
