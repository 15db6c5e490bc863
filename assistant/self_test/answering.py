"""From a message that is a self-test to its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.answer import Answer, AnswerStatus
from assistant.composing.notes import notes
from assistant.eligibility import Verdict, read_profile
from assistant.inquiry import Inquiry
from assistant.reading.normalising import normalise
from assistant.self_test.dialogue import ALL, Wanted, wanted
from assistant.self_test.judged import Judged, judged
from assistant.self_test.language import spoken
from assistant.self_test.phrases import LONGEST, OPENING
from assistant.self_test.quantity import Kind, quantities
from assistant.self_test.ranking import written_ranking
from assistant.self_test.recognise import asks_of_one, asks_of_programme, asks_what_lacks
from assistant.self_test.said import Facts
from assistant.self_test.single import Single, hangs, is_decided
from assistant.self_test.singled_out import singled_out, touches_one, written_singled_out
from assistant.self_test.writing import written
from corpus.programmes import Programmes

# Where it is and what it wants: no description of an enterprise by themselves.
_SAYS_LITTLE = frozenset(
    ("is_resident_enterprise", "registered_in_yancheng", "plan_to_apply_hnte", "is_professional")
)
_FEW = 2


def answered_test(inquiry: Inquiry, programmes: Programmes, day: date) -> Answer | None:
    """The answer to a self-test; None where the message, looked at closely, is none."""
    assert inquiry.guarded is not None
    known = [programme.id for programme in programmes]
    want = wanted(inquiry.guarded.question, inquiry.history, known, programmes.inputs, day)
    if want is None or _is_ruled_apart(inquiry, want):
        return None
    facts, faults = _consistent(want, programmes)
    every = want.programmes == (ALL,)
    tested = [
        judged(programme, facts)
        for programme in programmes
        if every or programme.id in want.programmes
    ]
    if not faults and not _enough(want, tested):
        return None
    return _answer(inquiry, want, tested, facts, faults, programmes, day)


def _is_ruled_apart(inquiry: Inquiry, want: Wanted) -> bool:
    """Whether a case is told for which a programme has bounds that no rule here judges by."""
    told = normalise(" ".join((*(t.question for t in inquiry.history), inquiry.question)))
    apart = spoken().ruled_apart
    return any(n in apart and apart[n].search(told) for n in want.programmes)


def _enough(want: Wanted, tested: list[Judged]) -> bool:
    """A message that begins a self-test must tell a figure, or what decides by itself."""
    if want.going_on or want.asked_for:
        return True
    told = {name for j in tested for name in set(j.used) - _by_hand(j)}
    if any(j.verdict is Verdict.NOT_MET for j in tested) and told:
        return True
    if want.programmes == (ALL,):
        return len(told) > 1
    figures = any(isinstance(s.value, Decimal) for j in tested for s in j.used.values())
    alone = want.own and not (len(told) == 1 and any(map(hangs, tested)))
    telling = told - _SAYS_LITTLE and (figures or alone or len(told) > _FEW)
    return bool(telling and want.fresh)


def _by_hand(judged: Judged) -> set[str]:
    """The inputs that only conditions judged by hand read: they decide nothing here."""
    reads: dict[bool, set[str]] = {True: set(), False: set()}
    for condition in judged.conditions:
        reads[condition.verdict is Verdict.MANUAL] |= judged.reads[condition.id]
    return reads[True] - reads[False]


def _answer(
    inquiry: Inquiry,
    want: Wanted,
    tested: list[Judged],
    facts: Facts,
    faults: tuple[str, ...],
    programmes: Programmes,
    day: date,
) -> Answer | None:
    assert inquiry.guarded is not None
    text_asked = normalise(inquiry.guarded.question)
    alone = len(tested) == 1 and not want.unread
    begins = not (want.going_on or want.asked_for)
    asked = singled_out(text_asked, tested[0], day, begins=begins) if alone else ()
    of_one = asks_of_one(text_asked) or (
        alone and touches_one(text_asked, tested[0], begins=begins)
    )
    hanging = asks_of_programme(text_asked) and any(s.hangs(tested[0]) for s in asked)
    if of_one and not (want.going_on or is_decided(asked) or hanging):
        return None  # what the rule says of that condition is then the better answer
    if begins and asked and _passes(asked) and _leaves_share(text_asked, tested[0]):
        return None
    said = "".join(f"{fault}。" for fault in faults)
    if want.unread:
        said = f"没有看懂“{inquiry.question.strip()[:20]}”，请按序号回答下面的问题。{said}"
    if asked:
        text, marks = written_singled_out(tested[0], asked, facts, programmes)
    elif len(tested) == 1:
        lacks = asks_what_lacks(text_asked)
        text, marks = written(tested[0], facts, programmes, LONGEST - len(said), lacks=lacks)
    else:
        text, marks = written_ranking(tested, facts, programmes, LONGEST - len(said))
    title = tested[0].programme.name if len(tested) == 1 else f"{len(tested)} 个项目"
    decided = all(judged.verdict is not Verdict.UNKNOWN for judged in tested)
    if asked:
        decided = is_decided(asked)
    text = text.replace(OPENING, OPENING + said, 1)
    citations = marks.citations()
    return Answer(
        question=inquiry.question,
        standalone=f"资格自测：{title}" if inquiry.history else inquiry.question,
        status=AnswerStatus.ANSWERED if decided else AnswerStatus.PARTLY_ANSWERED,
        text=text,
        citations=citations,
        notes=(*_cautions(tested), *notes(citations, day)),
    )


def _passes(asked: Sequence[Single]) -> bool:
    return all(single.result.verdict is Verdict.MET for single in asked)


def _leaves_share(text: str, judged: Judged) -> bool:
    """Whether a share is told that nothing was judged by ("其中一年只占2.8%"): what passes without
    it may fail by it."""
    read = [said.text for said in judged.used.values()]
    told = (q.text for q in quantities(text) if q.kind is Kind.SHARE)
    return any(not any(share in words or words in share for words in read) for share in told)


def _cautions(tested: list[Judged]) -> tuple[str, ...]:
    """What a programme itself says of its rules: that they are of the past."""
    told = [j for j in tested if j.programme.note and (len(tested) == 1 or j.used)]
    return tuple(f"{j.programme.name}：{j.programme.note}。" for j in told)


def _consistent(want: Wanted, programmes: Programmes) -> tuple[Facts, tuple[str, ...]]:
    """The facts without those that cannot be, and what is wrong with them, one line each.

    Of figures at odds with each other the one said last must be checked."""
    values = dict(want.facts.values)
    faults: list[str] = []
    while True:
        entered = {n: said.value for n, said in values.items() if n in programmes.inputs}
        problems = read_profile(entered, programmes).problems
        if not problems:
            return replace(want.facts, values=values), tuple(dict.fromkeys(faults))
        faults.append(problems[0].message)
        wrong = {p.field for p in problems if p.message == problems[0].message}
        del values[[name for name in values if name in wrong][-1]]
