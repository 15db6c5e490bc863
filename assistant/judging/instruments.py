"""Names that no text found has ("创新券", "黄海实验室", “拨投结合”): what is near is no other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.judging.topic import asking_clauses
from assistant.reading.concepts import Concept, pairs
from corpus.passage import Passage

# Known by what such names end in, so that those of any city or year are known.
_INSTRUMENT = re.compile(
    r"[\u3400-\u9fff]{2,6}(?:券|贷|保险|贴息|质押融资|公寓|津贴|租房补|安家费|特派员|镇长团|小院|基金|冠军|后补助)|"
    r"首台套|首批次|首版次|概念验证(?:中心)?|中试基地|产业教授|双创人才|双创团队|安家费|人才公寓"
)
# What the name of a body ends in; what stands before it tells it from others of the kind.
_BODY = re.compile(r"实验室|中心|研究院|研究所|科技园|产业园|联盟|基地|集团")
_OF_ANY = re.compile(
    r"国家|省级?|市级?|重点|企业|公司|科技|创新|研发|技术|新型|联合|建设|今年|我们?|大型|全市|[一二两三四五六七八九十\d]+[个家所]"
)
_WHOLE = re.compile(rf"([\u3400-\u9fff]{{2,}}?)({_BODY.pattern})")
_BETWEEN = r"[^，,。；;、：:]{0,14}?"
_QUOTED = re.compile(
    r"[“\"]([\u3400-\u9fff]{3,10})[”\"][^，。,?“”]{0,4}(?:资金|基金|计划|项目|政策|贷|券|行动|工程|专项|试点|补贴|奖)"
)
LIKE_IT = 0.5  # of the character pairs of a name: a text may mean it by another wording


def names_unheld(text: str, concepts: Sequence[Concept], passages: Iterable[Passage]) -> bool:
    """Whether the question names an instrument, a body, or a thing in quotation marks that none
    of the passages found names."""
    text = "，".join(asking_clauses(text))
    found = " ".join(f"{p.headed} {p.source.title} {p.text}" for p in passages)
    named = [c for c in concepts if _INSTRUMENT.fullmatch(c.said)]
    if any(not any(form in found for form in c.forms) for c in named):
        return True
    quoted = _QUOTED.findall(text)
    return any(_coverage(name, found) < LIKE_IT for name in quoted) or _body_unheld(
        text, concepts, found
    )


def _coverage(name: str, text: str) -> float:
    held = pairs(name)
    return sum(pair in text for pair in held) / len(held)


def _body_unheld(text: str, concepts: Sequence[Concept], found: str) -> bool:
    """Whether a body is named by what it is and what stands right before ("黄海" + "实验室"), and
    both are spoken of, but not as one name."""
    bodies = [c for c in concepts if _BODY.fullmatch(c.said)]
    told = [c for c in concepts if c.known and not _OF_ANY.fullmatch(c.said)]
    cut = [
        (before.forms, body.forms)
        for body in bodies
        for before in told
        if before.said + body.said in text
    ]
    words = (_WHOLE.fullmatch(c.said) for c in concepts if not c.term and len(c.forms) == 1)
    cut += [((word[1],), (word[2],)) for word in words if word and not _OF_ANY.fullmatch(word[1])]
    return any(not _as_one(before, body, found) for before, body in cut)


def _as_one(before: Sequence[str], body: Sequence[str], found: str) -> bool:
    """Whether a text has both in the words of one name, in this order."""
    return any(
        re.search(f"{re.escape(one)}{_BETWEEN}{re.escape(other)}", found)
        for one in before
        for other in body
    )
