"""What a follow-up points at in the last answer: a thing of it, one of its items, one of two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.finding.standing import NAMED
from assistant.finding.statement import Statement
from assistant.reading.concepts import Concept
from assistant.talk.place import Place

if TYPE_CHECKING:
    from assistant.finding.evidence import Evidence
    from assistant.inquiry import Finding

MET = 0.5  # of a thing that is pointed at: a statement speaks of it

# "有啥情况可以不看这条": the very item, and none of those beside it
_ITEM = re.compile(r"[这那]一?[条项款](?!件|目|路|政策)|这个(?:条件|要求|门槛)")
# "这个要求是省级还是市级以上的"
_EITHER = re.compile(
    r"(?:这|那|它|该|你说的)[^,，。?？]*?(?:是|算|按|指|看)(?P<one>[^,，。?？是算按]{1,8})还是(?:按|算)?"
    r"(?P<other>[^,，。?？]{1,8}?)(?:的|算|来|呢)*[\s?？。]*$"
)
# "只看比例行不行": whether a part of what was told is enough
_PART_ENOUGH = re.compile(
    r"^\W*(?:那|我们?|咱们?)*(?:光|只|单|就)(?:看|要|有|满足|达到|算|凭|占|够)[^,，。?？]{1,12}?(?:行不行|行吗|可以吗|可不可以|够吗|够不够|能行吗|算吗|行不)"
)
# "要是没到这个数，有别的办法不": what holds of those who fall short of what was told
_SHORT_OF = re.compile(
    r"(?:没到|没达到|达不到|不到|够不上|没够|不够|不足|差(?:一)?点|没有?(?:这|那)么[多高大])[^,，。?？]{0,6}(?:[,，]|的话|就|还|怎|咋|有|能|呢|行)"
)
_OF_THOSE = re.compile(r"不足[^，。；]{1,12}的|[未不]到[^，。；]{0,12}的，|放宽|可以降低|不考察")
# "这个条例什么时候出台": what has a name of its own
_THING = re.compile(
    r"[这该](?:[个项部份家座种]|几[个项部份家座])?"
    r"(?P<thing>[\u3400-\u9fff]{0,6}?(?:条例|办法|方案|行动|意见|中心|平台|基地|基金|集团|联盟|实验室|"
    r"研究院|飞地|工作站|园区|大会|活动|大赛|专班|培训班|街区|市场))"
)


def at_item(question: str) -> bool:
    """Whether a question points at one item of what was told."""
    return bool(_ITEM.search(question))


def chosen(question: str, statement: Statement, place: Place) -> bool:
    """Whether a question offers two things of which what was told of a statement has one, asks
    whether a part of that is enough, or what holds where one falls short of it."""
    either = _EITHER.search(question)
    told = "".join(clause for clause in place.clauses(statement) if place.has_told(clause))
    here = statement.passage in place.passages
    if _PART_ENOUGH.search(question):
        return bool(told) and here
    if _SHORT_OF.search(question):
        return here and bool(_OF_THOSE.search(statement.text))
    if either is None:
        return False
    return (either["one"] in told) is not (either["other"] in told)


def lacks_thing(question: str, own: Sequence[Concept], statement: Statement, place: Place) -> bool:
    """Whether a question points at a thing by its kind, which was told of, and a statement does
    not speak of one."""
    pointed = _THING.search(question)
    if pointed is None:
        return False
    named = [c for c in own if c.said in pointed["thing"] and place.has_told(c.said)]
    around = " ".join((statement.lead, statement.text, *statement.passage.heading_path))
    return any(c.match(around) < MET for c in named)


def asked_again(
    finding: Finding, weighed: Sequence[Evidence], place: Place, own: Sequence[Concept]
) -> list[Evidence]:
    """What was told already of which more is asked that is no value ("场地够大行吗"): it alone
    has all that the message names."""
    known = [c for c in own if c.known]
    if not known or finding.question.asks_value:
        return []
    here = [e for e in weighed if e.statement.passage.source in place.sources]
    told = [e for e in here if not place.untold(e.statement)]
    having = [e for e in told if all(c.match(e.statement.text) >= NAMED for c in known)]
    others = [e for e in here if e not in told]
    rival = any(all(c.match(e.statement.text) >= MET for c in known) for e in others)
    return [] if rival else having
