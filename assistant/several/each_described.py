"""What is asked of several that are only described, one question for each ("一家做机械配件的，一家
做芯片封装的，分别能加计多少")."""

from __future__ import annotations

import re

from assistant.several.clauses import asks_at_all
from assistant.several.each_table import CLAUSE, OfOne
from assistant.several.things import named

MOST = 3
_ONE = re.compile(
    r"(?:另外?|又|还有)?一(?:家|个|种|类)(?:则)?(?P<told>(?:是|做|搞|开|干|卖|属于|生产)[^?？]{2,24}?)的?[,，:：。;；]*$"
)
_IS = re.compile(r"^(?:是|属于)")
_TOGETHER = re.compile(
    r"(?:[这那]?[两三](?:家|个|种|类|者)(?:企业|公司)?的?|分别|各自|各)(?:都|又|应该?)?"
)


def of_each_described(sentence: str) -> list[OfOne]:
    """One question for each of those described; [] where fewer than two are, or nothing is asked
    of them together."""
    clauses = CLAUSE.findall(sentence)
    found = [_ONE.search(clause) for clause in clauses]
    places = [n for n, one in enumerate(found) if one and not asks_at_all(clauses[n])]
    if not 2 <= len(places) <= MOST:
        return []
    behind = clauses[places[-1] + 1 :]
    first = next((n for n, clause in enumerate(behind) if _TOGETHER.search(clause)), len(behind))
    asked = [*(clause for clause in behind[:first] if named(clause)), *behind[first:]]
    rest = _TOGETHER.sub("", "".join(asked))
    if first == len(behind) or not asks_at_all(rest):
        return []
    told = [_IS.sub("", one["told"]) for n in places if (one := found[n])]
    return [OfOne(f"{thing}的，{rest}", thing) for thing in told]
