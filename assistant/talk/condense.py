"""Follow-ups: history and an elliptic question become one standalone question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Turn
from assistant.reading.amounts import amounts
from assistant.talk.elliptic import ENDS_BACK, begins_back, is_bare, is_elliptic, points_back
from assistant.talk.ladders import stepped
from assistant.talk.meant import (
    ASIDE,
    BESIDES,
    CHANGE,
    CORRECTS,
    TAKEN_IN,
    is_correction,
    meant,
    named_alone,
    only_takes_in,
    set_aside,
)
from assistant.talk.named_in_talk import (
    enumerated,
    names_one,
    names_subject,
    says_no_thing,
    spoken_of,
)
from assistant.talk.ordinals import counts, named
from assistant.talk.other_year import of_other_year

_MAX_TURNS = 6

# "小巨人这个比重呢": which share is meant was said before, not here.
_POINTED_AT = re.compile(r"这个?(?:比重|比例|占比|数字?|指标|金额|额度)(?=[也都呢会是要])")
_FILLER = re.compile(
    r"^\s*(?:那么?|那要是|要是|换成|改成|如果(?:是|换成)?|还有|可是?(?=[我咱])|但是?(?=[我咱])|不过(?=[我咱])|and|what about)[,，\s]*",
    re.I,
)
_TAIL = re.compile(r"\s*(?:的话)?呢?\s*[?？。]*\s*$")
_TWO = re.compile(r"[?？]\s*\w")  # "……签多少？校企联盟呢？": the second is a question too
_GOES_ON = re.compile(r"我们|我公司|我司|咱|本公司|我厂|我家|[再也还又]")


@dataclass(frozen=True, slots=True)
class Condensed:
    """standalone is shown and understood; own is what the last message itself says, and
    context the earlier question that its gaps are filled from ("" where it stands alone).
    pointed says that its words point back; without, it only names nothing of its own.
    corrects says that what was answered is not what was meant, closes that the message begins
    by leaving what was talked of; beside is how a question that names something stands if that is
    no subject to talk about."""

    standalone: str
    own: str
    context: str = ""
    pointed: bool = True
    corrects: bool = False
    closes: bool = False
    beside: Condensed | None = None


def condense(question: str, history: Sequence[Turn]) -> Condensed:
    """Fill the gaps of an elliptic question from the user's own earlier ones."""
    turns = asking(history[-_MAX_TURNS:])
    question = set_aside(question) if turns else question
    asked = (turns and TAKEN_IN.sub("", f"{question}。").removesuffix("。")) or question
    if asked == question and only_takes_in(question):
        return Condensed(question, question)
    changed = CHANGE.sub("", asked)
    if changed != asked and changed.strip() and not begins_back(changed):
        return Condensed(changed, changed)
    closed = (turns and ASIDE.sub("", asked)) or asked
    closes, asked = closed != asked, named_alone(closed) if turns else asked
    asked = BESIDES.sub(r"？\1呢？", asked) if turns else asked
    if not turns or not is_elliptic(asked, turns[-1].answer):
        if not turns:
            return Condensed(asked, asked)
        before = _before(turns)
        leaning = Condensed(_joined(asked, before), asked, before, pointed=False, closes=closes)
        return Condensed(asked, asked, beside=leaning) if names_subject(asked) else leaning
    own = _FILLER.sub("", CORRECTS.sub("", meant(asked)))
    own = (own if _TWO.search(own) else _TAIL.sub("", own)) or asked
    back = points_back(asked)
    before = _subject(turns) if back else _before(turns, own if is_bare(asked, own) else "")
    own = stepped(own, before)
    of_list = listing(turns)
    listed = enumerated(of_list.question)
    item = named(asked, of_list.answer, spoken_of(turns), listed) or of_other_year(own, before)
    if item:
        return Condensed(item, item, before)
    corrects = is_correction(asked)
    own_words = _POINTED_AT.sub("", own) or own
    whole = _filled(asked, own, before)
    return Condensed(whole, own_words, before, corrects=corrects, closes=closes)


def asking(turns: Sequence[Turn]) -> list[Turn]:
    """The turns that asked something: "好的" leads nowhere."""
    said = [turn for turn in turns if turn.question.strip()]
    return [turn for turn in said if not only_takes_in(turn.question)] or said


def listing(turns: Sequence[Turn]) -> Turn:
    """The turn that lists what an ordinal counts: that of which another item was asked about
    before, else the last."""
    earlier = (t for n, t in reversed([*enumerate(turns)]) if not n or not counts(t.question))
    return next(earlier)


def _before(turns: Sequence[Turn], bare: str = "") -> str:
    """The last question with its own gaps filled: with the one before it where it is elliptic,
    and with the last one that named something where it names nothing but goes on.

    bare is a next question that only names another thing or amount: it takes the place of one
    that was named so before ("那孵化器呢" "众创空间呢")."""
    question, earlier = turns[-1].question, turns[:-1]
    last = condense(question, earlier)
    if bare and last.context and is_bare(question, last.own):
        both_amounts = bool(amounts(bare) and amounts(last.own))
        if both_amounts or names_one(last.context):
            return last.context
    if counts(question) and names_subject(last.own):
        return last.own  # the item that it pointed to is named
    if last.context and (last.pointed or _goes_on(question) or says_no_thing(question)):
        return f"{last.own}，{last.context}"
    return last.own


def _goes_on(question: str) -> bool:
    """Whether a question that could stand alone keeps to the running subject."""
    if CHANGE.match(question) or not _GOES_ON.search(question):
        return False
    return not names_subject(question)


def _subject(turns: Sequence[Turn]) -> str:
    """What "这政策", "它" stand for: the last question, or where that only supposes or tells of
    oneself, the one that named what both are about."""
    question, earlier = turns[-1].question, turns[:-1]
    last = condense(question, earlier)
    passed_over = last.context and last.pointed and not names_subject(question)
    if passed_over and _before(earlier) and any(names_subject(t.question) for t in earlier):
        return _subject(earlier)
    return _before(turns)


def _filled(question: str, own: str, before: str) -> str:
    """ "那小巨人呢?" after "高企税率是多少?" -> "小巨人：高企税率是多少?" (shown to the user)."""
    if ENDS_BACK.search(question) or len(own) <= 12:
        return _joined(own, before)
    return _joined(question, before)


def _joined(question: str, before: str) -> str:
    return f"{question}（接上问：{before.rstrip('?？。')}）"
