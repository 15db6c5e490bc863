"""What a part of a message asks, with what it takes over from what was asked before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.inquiry import Finding
from assistant.judging.of_kind import names_kind
from assistant.reading.asking import Asked
from assistant.reading.concepts import Concept, concepts, official_wording, rarity_of_pairs
from assistant.reading.lexicon import lexicon
from assistant.reading.oneself import without_oneself
from assistant.reading.question import understand
from assistant.reading.vocabulary import Vocabulary
from assistant.several.parts import Part, Stands
from assistant.several.said_beside import weighed_by_asking
from assistant.talk.inheriting import MANNER, inherit
from assistant.talk.pointed_at import at_item

RICH = 3.5  # weight of known concepts from which a question says itself what it is about
CARRIED_BY_RICH = 0.2
LEANT_ON = 0.8  # weight of the question that one without a subject stands beside
CARRIED = 0.45  # weight of what an earlier question said, beside what this one says

AS_SUBJECT = 0.9

# What is done with a thing, or a side of it: a heading may say so, and it is no thing.
_SIDE = re.compile(
    r"(?:资格|直接)?(?:认定|评价|评分|打分|评定|申报|申请|备案|登记|入库|确认|办理|公示|复核|年报|填报|免税|减税|减免|优惠|通过)"
    r"(?:条件|标准|要求|程序|流程|办法|管理办法|时间|结果|材料|政策)?|"
    r"门槛|条件|资格|期满|到期|有效期|税收优惠|(?:年度|目标|重点)(?:任务|目标|工作)|工作计划|费用归集|归集口径"
)
# What the rules of each kind of enterprise set a bound to
_BOUNDED = re.compile(
    r"研发(?:费用?|投入|经费)|科技人员|研发人员|职工|知识产权|专利|发明专利|营业收入|营收|主营业务|资产负债率|场地|面积|在孵企业|毕业企业"
)
_LONGEST = 16  # characters of a thing that is only named
ASKS = re.compile(r"多少|[几哪谁啥吗吧不没]|什么|怎么|如何|多[久大高长]|为何")
_ENDING = re.compile(r"(?:[这那][块边头])?的?(?:呢|的话)?[\s?？。!！]*$")
_SAYS_MORE = re.compile(rf"[,，。;；?？]|{ASKS.pattern}")


def understood(
    part: Part,
    day: date,
    vocabulary: Vocabulary,
    is_subject: Callable[[Concept], bool],
    first: Finding | None = None,
) -> Finding:
    """The question of a part; the concepts of its context weigh less, the less it needs them.

    One subject takes the place of another ("换成众创空间呢"): that is not carried over. first is
    the first question of the message, whose subjects those that name none of their own share.
    """
    question = understand(part.text, day)
    found = weighed_by_asking(question, concepts(question.text, vocabulary))
    others = without_oneself(question.text)
    subjects = tuple(c for c in found if is_subject(c) and c.said in others)
    shared = first.subjects if first and part.follows and not subjects else ()
    own_kind = question.asked is not Asked.OPEN or bool(MANNER.search(question.text))
    carried: list[Concept] = []
    replaced: list[Concept] = []
    if part.context:
        earlier = understand(part.context)
        said = {c.said for c in found}
        before = [c for c in concepts(earlier.text, vocabulary) if c.said not in said]
        if found and not part.follows and part.stands is not Stands.ELLIPTIC:
            before = [of for c in before for of in _without_side(c, vocabulary)]
        if own_kind and part.pointed:  # "利息多少" was asked then, not now
            before = [c for c in before if not ASKS.search(c.said)]
        if subjects and (part.answer or part.stands is Stands.ELLIPTIC):
            sides = _are_sides(subjects, before)
            replaced = [] if sides else [c for c in before if is_subject(c)]
            if any(map(names_kind, subjects)) and any(map(names_kind, replaced)):
                replaced = [c for c in replaced if not _is_side(c)]  # the same asked of a kind
            if not replaced and _ENDING.sub("", part.text) in {c.said for c in subjects}:
                replaced = [c for c in _first_in(before, vocabulary) if is_subject(c)]
        elif shared:
            kept = {c.said for c in shared}
            replaced = [c for c in before if is_subject(c) and c.said not in kept]
        only_named = part.pointed and swapped_in(part.text, part.context, replaced)
        share = LEANT_ON if only_named else _share(part, found)
        stays = not part.follows and not any(map(names_kind, subjects))
        carried = [
            replace(c, weight=c.weight * (LEANT_ON if stays and names_kind(c) else share))
            for c in before  # who asks as a 高企 does so to the end of the message
            if c not in replaced
        ]
        asks = not part.follows and part.stands is not Stands.ELLIPTIC and ASKS.search(part.text)
        question = inherit(question, earlier, part.answer, part.pointed and not asks)
        if part.follows and question.asked is Asked.LIST and at_item(question.text):
            question = replace(question, asked=Asked.OPEN)
    wording = official_wording(question.text, [*found, *carried])
    return Finding(
        question,
        (*found, *carried),
        rarity_of_pairs(wording, vocabulary),
        carried=tuple(carried),
        subjects=subjects or shared,
        replaced=tuple(replaced),
        own_kind=own_kind,
    )


def spoken_of(part: Part, finding: Finding, before: Sequence[tuple[Part, Finding]]) -> Part:
    """A part without a subject with the question of its message that last named one."""
    if finding.subjects or part.stands in (Stands.APART, Stands.ELLIPTIC):
        return part
    named = (p.text for p, f in reversed(before) if any(c.said in p.text for c in f.subjects))
    last = next(named, "")
    return part if last in part.context else replace(part, context=f"{last}{part.context}")


def is_subject(concept: Concept, headings: Sequence[str]) -> bool:
    """Whether it names what a document or a part of one is about, and not what is done with it."""
    if not concept.term or any(_SIDE.fullmatch(form) for form in concept.forms):
        return False
    return any(concept.match(heading) >= AS_SUBJECT for heading in headings)


def names_within(concept: Concept) -> tuple[Concept, ...]:
    """The names of the field that a longer word is made of: 加计扣除 in "加计扣除比例"."""
    held = (t for t in lexicon().terms if len(t) > 3 and t != concept.said and t in concept.said)
    return tuple(replace(concept, said=term, forms=(term,), term=True) for term in held)


def _without_side(concept: Concept, vocabulary: Vocabulary) -> list[Concept]:
    """The kind in a name that is of a kind and a side of it: what one question of a message asks
    of 高企 ("高企有效期"), the next does not."""
    opened = _first_in([concept], vocabulary) if concept.term else []
    kind = [c for c in opened if names_kind(c) and c.said != concept.said]
    return kind[:1] if kind and _SIDE.fullmatch(concept.said[len(kind[0].said) :]) else [concept]


def _are_sides(subjects: Sequence[Concept], before: Sequence[Concept]) -> bool:
    """Whether what is named is a side of the kind of enterprise that was asked about, and takes
    the place of none ("研发费用那一条呢")."""
    return all(map(_is_side, subjects)) and any(map(names_kind, before))


def _is_side(concept: Concept) -> bool:
    """Whether it is what the rules of each kind of enterprise set a bound to."""
    return any(map(_BOUNDED.fullmatch, concept.forms))


def _first_in(words: Sequence[Concept], vocabulary: Vocabulary) -> list[Concept]:
    """The names that longer words open with: 高企 in "高企年报"."""
    found: list[Concept] = []
    for word in words:
        openings = (word.said[:end] for end in range(len(word.said) - 1, 1, -1))
        opening = next(filter(_is_name, openings), "")
        found += concepts(opening, vocabulary)
    return found


def _is_name(text: str) -> bool:
    known = lexicon()
    return text in known.terms or any(term in known.terms for term in known.official.get(text, ()))


def _share(part: Part, found: tuple[Concept, ...]) -> float:
    """What an earlier concept weighs beside one of this question."""
    if sum(c.weight for c in found if c.known) >= RICH or any(c.term for c in found):
        return CARRIED_BY_RICH
    return LEANT_ON if part.stands is Stands.LEANING else CARRIED


def swapped_in(own: str, before: str, replaced: Sequence[Concept]) -> str:
    """The question before with the thing that is only named now in the place of its one subject;
    "" where there is none, or more than one."""
    own = _ENDING.sub("", own)
    if not own or len(own) > _LONGEST or _SAYS_MORE.search(own):
        return ""
    named = outermost([c.said for c in replaced if c.said in before])
    return before.replace(named[0], own, 1) if len(named) == 1 else ""


def outermost(said: Sequence[str]) -> list[str]:
    """The names that are no part of another."""
    return [s for s in said if not any(s != other and s in other for other in said)]
