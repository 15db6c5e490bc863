"""A follow-up that goes back to an earlier turn: "回到最开始那个需求的事", "我开头报的那个数"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Turn
from assistant.reading.amounts import amounts
from assistant.reading.normalising import normalise
from assistant.several.things import kinds, named

_FIRST = r"(?:最|一)?开[头始](?:的时候)?|最初|起初|最(?:早|先|前面?)|第一[个次条]问题|头一个问题"
_EARLIER = r"前面|前头|上面|刚才|刚刚|之前|先前|早先|方才"
_SAID = (
    r"(?:我|咱们?|你|您)?们?(?:[问说报提讲聊谈答]到?(?:过)?(?:的)?)?(?:那|这)?"
    r"(?:[个条些件块项]|一[个条件块项])?(?:的)?"
)
# "回到最开始那个需求的事，": only says of what, and asks nothing
_BACK = re.compile(
    rf"^\W*(?:那|好|嗯)?[,，]?(?:再|还是|咱们?|我)?(?:想)?(?:回到?|说回|回头说|回过头(?:来)?(?:问|说|看)?|接着)"
    rf"(?:我们?|你们?)?(?:{_FIRST}|{_EARLIER})?{_SAID}(?P<of>[^,，。;；?？]{{2,14}}?)"
    r"(?:的?(?:事情?|问题|话题|那[块边]|上头|上面|上))?[,，。;；]\s*(?=.{3})"
)
_THERE = re.compile(
    rf"(?:我|咱们?|你|您)?(?P<when>{_FIRST}|{_EARLIER})(?P<said>{_SAID})(?P<of>[\u3400-\u9fff]{{2,10}})"
)


def returned(question: str, turns: Sequence[Turn]) -> tuple[str, Sequence[Turn]]:
    """The question without the words that lead back, and the talk up to the turn that they lead
    to; both as they are where they lead to none but the last."""
    back = _BACK.match(question)
    there = back or _THERE.search(question)
    if there is None or len(turns) < 2:
        return question, turns
    if not back and not there["said"]:  # "前面加扣除": a word of the matter
        return question, turns
    first = bool(re.search(_FIRST, there[0]))
    shared = [_shared(there["of"], turn) for turn in turns]
    best = max(shared)
    if not best and back and (kinds(there["of"]) or named(there["of"])):
        return f"{there['of']}，{question[there.end() :]}", ()  # the turn is no longer kept
    if not best and not first:
        return question, turns
    meant = [n for n, share in enumerate(shared) if share == best]
    at = meant[0] if first else meant[-1]
    if at == len(turns) - 1:
        return question, turns
    rest = question[there.end() :] if back else question.replace(there[0], there["of"], 1)
    return rest, [*turns[:at], _narrowed(turns[at], there["of"])]


def _narrowed(turn: Turn, of: str) -> Turn:
    """A turn that told several figures of one's own, with those only that are led back to."""
    clauses = re.split(r"(?<=[,，。;；])", turn.question)
    figures = [clause for clause in clauses if amounts(normalise(clause))]
    meant = [clause for clause in figures if _pairs(of) & _pairs(clause)]
    if not meant or len(figures) < 2:
        return turn
    kept = "".join(clause for clause in clauses if clause in meant or clause not in figures)
    return replace(turn, question=kept)


def _pairs(text: str) -> set[str]:
    return {text[n : n + 2] for n in range(len(text) - 1)}


def _shared(of: str, turn: Turn) -> int:
    """How many of the words that lead back a turn has, by character pairs."""
    told = normalise(f"{turn.question}\n{turn.answer}")
    return len(_pairs(of) & _pairs(told))
