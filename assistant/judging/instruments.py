"""Named instruments of support ("创新券", "科创贷"): one that no text found has is no other one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.reading.concepts import Concept
from corpus.passage import Passage

# Known by what such names end in, so that those of any city or year are known.
_INSTRUMENT = re.compile(
    r"[\u3400-\u9fff]{2,6}(?:券|贷|保险|贴息|质押融资|公寓|津贴|租房补|安家费|特派员|镇长团|小院|基金|冠军|后补助)|"
    r"首台套|首批次|首版次|概念验证(?:中心)?|中试基地|产业教授|双创人才|双创团队|安家费|人才公寓"
)


def names_unheld(concepts: Sequence[Concept], passages: Iterable[Passage]) -> bool:
    """Whether the question names an instrument that none of the passages found does."""
    named = [c for c in concepts if _INSTRUMENT.fullmatch(c.said)]
    if not named:
        return False
    found = " ".join(f"{p.headed} {p.source.title} {p.text}" for p in passages)
    return any(not any(form in found for form in c.forms) for c in named)
