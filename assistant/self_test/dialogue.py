"""A talk read as one self-test: what was said in it, of which programmes.

The history is the only memory, and it is read again each time. Of earlier messages only those
count that answered a self-test or speak of the asker's own enterprise.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Turn
from assistant.reading.normalising import normalise
from assistant.self_test.asked import asked_in
from assistant.self_test.phrases import MORE, OPENING, STILL_OPEN
from assistant.self_test.reading import is_hypothetical, read
from assistant.self_test.recognise import (
    asks_anything,
    asks_for_all,
    asks_for_test,
    asks_result,
    asks_rule,
    asks_whether,
    is_bare,
    names_another,
    programmes_asked,
    tells_of_own,
)
from assistant.self_test.replied import replied
from assistant.self_test.said import Facts, completed
from corpus.programme_rules import Input

ALL = "*"
_MOST_TURNS = 20


@dataclass(frozen=True)
class Wanted:
    """What a message wants tested: programme ids (ALL for every one) on these facts.

    fresh are the facts of the message itself; going_on says that it goes on with a self-test,
    own that it speaks of the asker's enterprise, unread that it answers in a way that says
    nothing.
    """

    programmes: tuple[str, ...]
    facts: Facts
    fresh: Facts
    going_on: bool
    asked_for: bool
    own: bool
    unread: bool


def wanted(
    question: str,
    history: Sequence[Turn],
    known: Collection[str],
    inputs: Mapping[str, Input],
    day: date,
) -> Wanted | None:
    """The self-test that a message begins or goes on with; None where it is another question."""
    text = normalise(question)
    turns = [turn for turn in history[-_MOST_TURNS:] if turn.question.strip()]
    last = _last_test(turns)
    of_result = bool(last) and OPENING in turns[-1].answer and asks_result(text)
    going_on = bool(last) and (of_result or not asks_rule(text))
    if going_on and OPENING not in turns[-1].answer:  # another question came between
        going_on = not asks_anything(text)
    fresh = _said(text, last if going_on else "", inputs, day)
    unread = MORE in last and going_on and not fresh and not fresh.unknown and is_bare(text)
    told = bool(fresh) or bool(fresh.unknown) or unread or of_result
    programmes = _programmes(text, known, going_on=going_on)
    if programmes != (ALL,) and going_on and (told or asks_whether(text)):
        # an answer may mention a programme without asking about it
        asked = programmes if asks_whether(text) or names_another(text) else ()
        programmes = asked or _earlier(turns, known) or programmes
    if not programmes or not _begins_or_goes_on(text, told=told, going_on=going_on):
        return None
    facts = Facts()
    for n, turn in enumerate(turns):
        facts = facts.then(_earlier_facts(turn, _last_test(turns[:n]), inputs, day))
    facts = completed(facts.then(fresh))
    return Wanted(
        programmes, facts, fresh, going_on, asks_for_test(text), tells_of_own(text), unread
    )


def _last_test(turns: Sequence[Turn]) -> str:
    """The last answer of a self-test, as long as it can still be answered; rather one that asks."""
    recent = [turn.answer for turn in reversed(turns[-STILL_OPEN:]) if OPENING in turn.answer]
    return next((answer for answer in recent if MORE in answer), "".join(recent[:1]))


def _programmes(text: str, known: Collection[str], *, going_on: bool = False) -> tuple[str, ...]:
    return (ALL,) if asks_for_all(text, known=going_on) else programmes_asked(text, known)


def _begins_or_goes_on(text: str, *, told: bool, going_on: bool) -> bool:
    if asks_for_all(text, known=going_on):
        return True
    if going_on:
        return told or names_another(text) or asks_whether(text)
    return asks_whether(text)


def _said(text: str, asking: str, inputs: Mapping[str, Input], day: date) -> Facts:
    """What a message says, by itself and as the answer to what was asked before it."""
    asked = asked_in(asking, inputs) if asking else ()
    own = read(text, day, headcount=not asked)
    return replied(text, asked, inputs, day).then(own) if asked else own


def _earlier_facts(turn: Turn, asking: str, inputs: Mapping[str, Input], day: date) -> Facts:
    text = normalise(turn.question)
    tested = OPENING in turn.answer
    if is_hypothetical(text) or not (tested or tells_of_own(text)):
        return Facts()
    return _said(text, asking if tested else "", inputs, day)


def _earlier(turns: Sequence[Turn], known: Collection[str]) -> tuple[str, ...]:
    """The programmes of the last self-test that named any."""
    for turn in reversed(turns):
        tested = OPENING in turn.answer
        programmes = _programmes(normalise(turn.question), known, going_on=tested)
        if programmes and tested:
            return programmes
    return ()
