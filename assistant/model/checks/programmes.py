"""Names of programmes, kinds of enterprises and taxes, and which passages speak of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.model.checks.longest import Longest
from assistant.model.checks.source_text import SourceText, clauses
from assistant.model.checks.wording import coverage, fold, same_thing, units
from assistant.reading.lexicon import lexicon
from index.tokenizer import policy_terms

_PROGRAMME = re.compile(
    r"(?:企业|基地|平台|计划|行动|基金|专项|示范区|孵化器|空间|工作站|飞地|联盟|库|园区?|贷|券|奖|副总|制度|"
    r"大赛|特派员|实验室|中心|联合体|专利|税|工作室|小巨人|著作权|(?:加计|一次性|据实|税前)扣除|站点|专家|费用|评价|认定)$"
)
_OF_WORK = re.compile(r"(?:费用|评价|认定)$|^[a-z]+$")
_OF_ANY = ("普通", "一般")  # "普通企业": whoever has no title, and no kind by name
_NEARLY = 0.8  # of a name's words that may stand for the name


@cache
def programmes() -> Longest:
    """The programmes, kinds of enterprises and taxes that policies name."""
    listed = {fold(t) for t in (*lexicon().terms, *policy_terms())}
    spoken = {form for form in lexicon().official if not _OF_WORK.search(form)}
    names = (t for t in listed | spoken if _PROGRAMME.search(t) and len(t) > 2)
    return Longest(t for t in names if not t.startswith(_OF_ANY))


def named(name: str, context: str) -> bool:
    """Whether a text has a name, one of its wordings or nearly all of its words."""
    if any(form in context for form in same_thing(name)):
        return True
    return coverage(units(name), context) >= _NEARLY


def is_said(name: str, text: str) -> bool:
    """Whether a text has a name, or what sets a kind of enterprise apart ("算毕业")."""
    kind = name.removesuffix("企业")
    return named(name, text) or (1 < len(kind) < len(name) and kind in text)


def speaking(text: str, at: int, sources: Sequence[SourceText]) -> list[SourceText]:
    """The sources with a name of the clause at an offset, where not all sources have it."""
    clause = next((c for c in clauses(text) if c.start <= at < c.end), None)
    found: list[SourceText] = []
    for name in programmes().find(clause.text if clause else ""):
        having = [s for s in sources if named(name.form, s.body)]
        if 0 < len(having) < len(sources):
            found += having
    return found
