"""The asker's own figures put through the formulas of the rules, working shown and cited."""

from __future__ import annotations

from assistant.computing.research_deduction import research_deduction
from assistant.computing.research_share import research_share
from assistant.computing.transfer_tax import transfer_tax
from assistant.computing.worked import Worked
from assistant.library import Library
from assistant.reading.amounts import amounts
from assistant.reading.normalising import normalise
from assistant.reading.own_figures import own_amounts
from assistant.reading.question import Question
from corpus.figures import Measure

_WAYS = (transfer_tax, research_deduction, research_share)


def computed(question: Question, said: str, library: Library) -> Worked | None:
    """The result where a message asks what its own figures come to under a rule of the library.

    said is the standalone question: what an elliptic one is about stands there, its figures in
    the question itself.
    """
    said = normalise(said)
    own_text = own_amounts(question.text, question.amounts)
    text = question.text if own_text else said
    spoken_of = amounts(question.text)
    own = own_text or own_amounts(said, amounts(said))
    if not own or (spoken_of and not own_text):  # "这500万": of the rule, whatever was asked before
        return None
    if question.measure is Measure.PERCENT and not spoken_of:  # a rate, not the sum again
        return research_share(text, said, own, library)
    return next(filter(None, (way(text, said, own, library) for way in _WAYS)), None)
