"""What a message takes for granted before it asks of something else ("小巨人国家直接奖50万，审计
报告找谁赋码"), as questions by which it is looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.reading.amounts import amounts
from assistant.reading.question_signs import OWN_CASE, SAID_TO_BE
from assistant.several.clauses import asks_at_all
from assistant.several.things import kinds, named
from corpus.figures import Measure

MOST = 3  # claims of one message that are looked up

CLAUSE = re.compile(r"[^,，、。;；?？!！]+")
_OPENS = re.compile(r"^(?:那么?|反正|因为|如果)+")
_OF_ASKER = re.compile(r"[我咱俺]")  # "单位说要奖我20万"
_SUM = r"\d+(?:\.\d+)?(?:个?[百千]?万|元|块)"
_AWARDS = re.compile(
    rf"[奖补]\w{{0,4}}?(?P<sum>{_SUM})|[给发拨领](?:到|每家|\w{{0,4}}?)?(?P<sent>{_SUM})的?\w{{0,4}}?[奖补]"
)
# "给大学老师发转化奖金20万": what a firm gives its people is no award of the state
_TO_PEOPLE = re.compile(
    r"给[^,，]{0,10}?(?:老师|教授|人员|员工|职工|骨干|团队|发明人|完成人|工程师|博士|个人)"
)
# What asserts a rule: a term, a bound, a goal of a year
_RULES = re.compile(
    r"(?:管|有效期?|就是)[^,，]{0,4}[一二两三四五六七八九十\d]+个?年|"
    r"(?:只?限|上限|不超过|不能超过|必须|至少)[^,，]{0,8}\d|"
    r"要(?:建|新建|引|引进|招|招引|新增|做到|达到?|完成|培育|办|举办|签|搞|突破|超|入驻|培训|备案|转化|征集|摸排|推荐|支持|立项)[^,，]{0,12}\d"
)
_RECOGNISES = re.compile(
    r"(?P<thing>[^,，]{2,16}?)(?:都|就|是)*由(?P<body>[^,，]{2,10}?)"
    r"(?P<does>认定|评价|评定|审批|受理|发证|审核)"
)


@dataclass(frozen=True)
class Claim:
    """One thing that is taken for granted: the question it is looked up by; the body that it
    names, where it says who does a thing; whether it is of an award."""

    text: str
    body: str = ""
    award: bool = False


def granted(message: str) -> list[Claim]:
    """What is asserted before the first clause that asks; of the asker's own case nothing is."""
    found: list[Claim] = []
    kind = ""
    for match in CLAUSE.finditer(message):
        clause = _OPENS.sub("", match[0].strip())
        said = SAID_TO_BE.match(clause)
        clause = clause[said.end() :] if said else clause
        if asks_at_all(clause):
            break
        if OWN_CASE.search(clause) or _OF_ASKER.search(clause):
            continue
        of = kinds(clause)
        clause = clause if of else kind + clause
        kind = of[-1] if of else kind
        if who := _RECOGNISES.match(clause):
            found.append(Claim(f"{who['thing']}由谁{who['does']}？", body=who["body"]))
        elif _TO_PEOPLE.search(clause):
            continue
        elif (award := _AWARDS.search(clause)) and (thing := _thing(clause[: award.start()])):
            found.append(Claim(f"{thing}有没有财政直接奖补？", award=True))
        elif said or _RULES.search(clause):
            found += _of_figure(clause)
    return list(dict.fromkeys(found))[:MOST]


def _thing(text: str) -> str:
    """The thing that an award is claimed for; "" where none is named."""
    return next(iter((*kinds(text), *named(text))), "")


def _of_figure(clause: str) -> list[Claim]:
    """A claim of one figure, looked up by asking for it."""
    told = [f for f in amounts(clause) if f.measure is not Measure.DATE]
    if len(told) != 1:
        return []
    figure = told[0]
    asked = f"{clause[: figure.start]}多少{figure.unit}{clause[figure.end :]}"
    return [Claim(f"{asked}，{figure.text}对吧？")]
