"""Follow-ups: history and an elliptic question become one standalone question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Turn
from assistant.reading.amounts import amounts
from assistant.reading.lexicon import lexicon
from assistant.reading.normalising import normalise
from assistant.reading.oneself import without_oneself
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
)
from assistant.talk.ordinals import counts, named
from assistant.talk.other_year import of_other_year
from index.tokenizer import words

_MAX_TURNS = 6
_SHORT = 7  # characters in which what is asked leaves no room for a name
_POINTS_BACK = re.compile(
    r"这个|那个|这些|那些|这种|那种|这项|该项|此项|该(?:政策|项目|办法|企业|目标|指标|机构|平台|活动|计划)|它们?|其中|上述|上面|前面|刚才|前者|后者|同一(?:部分|段|条|节)|这(?:几|两|三|四|五)[个家项条种座]|"
    r"该怎么|此外呢|这样的|那边|那里|这里|除此|除了(?:这|新建|上)|(?<!其)他们|那(?:部分|块|边|头)|\b(?:it|this|that|they|these)\b|"
    # "这政策", "这证", "这钱"; "我们这", "这么", "这次", "这份计划" point to no earlier question
    r"(?<![我咱们])这(?!么|会|阵|年|[一两几]年|些年|次|回|月|周|份|边|样|种?情况|条件|[,，。?？]|$)[\u3400-\u9fff]",
    re.I,
)
# "差旅、会议这些能算多少": closes what was just named
_CLOSES = re.compile(
    r"(?<=[\u3400-\u9fff])(?<![足合备到有对上下和跟把给按照据是了除])(?:这|那)(?:些|几[样项])(?=[能算要都可也还属不会有归])"
)
# "小巨人这个比重呢": which share is meant was said before, not here.
_POINTED_AT = re.compile(r"这个?(?:比重|比例|占比|数字?|指标|金额|额度)(?=[也都呢会是要])")
_OPENS_BACK = re.compile(
    r"^\s*(?:那么?|那要是|要是|如果|换成|改成|还有|还|然后|所以|最后|最终|总共|一共|那总共|具体|为什么|为啥|可是?(?=我|咱)|但是?(?=我|咱|如果|要是)|不过(?=我|咱)|and\b|what about)",
    re.I,
)
_ENDS_BACK = re.compile(r"呢\s*(?:[?？。,，]|$)")
_CLAUSE_BACK = re.compile(
    r"[,，?？。]\s*(?:那|给|又|也)|^\s*(?:就|我就|不|比|只|若|假如|反过来)|也(?:一样|是|要|得)"
)
_FILLER = re.compile(
    r"^\s*(?:那么?|那要是|要是|换成|改成|如果(?:是|换成)?|还有|可是?(?=[我咱])|但是?(?=[我咱])|不过(?=[我咱])|and|what about)[,，\s]*",
    re.I,
)
_TAIL = re.compile(r"\s*(?:的话)?呢?\s*[?？。]*\s*$")
_TWO = re.compile(r"[?？]\s*\w")  # "……签多少？校企联盟呢？": the second is a question too
_YEAR = re.compile(r"[去今明前上本]一?年度?")
_SUPPOSES = re.compile(r"^\s*(?:那么?)?(?:要是|如果|假如|假设|若是|万一)")
_TELLS_FIGURE = re.compile(
    r"(?:那么?)?(?:我|咱|本?公司|去年|上年|今年|近[两三]年)[^,，。;；?？]*(?:\d|[一二两三四五六七八九十百千]+[万亿])[^,，。;；?？]*呢?(?=[,，。;；?？]|$)"
)
_ASKING = re.compile(r"多少|[几哪谁啥吗]|什么|怎么|如何|能否|是否|不能")
_DEFINES = re.compile(r"[^,，。;；?？]{3,}(?:是|叫)(?:个?啥|什么|什么意思|指什么)\W*$")
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
    turns = [turn for turn in history[-_MAX_TURNS:] if turn.question.strip()]
    asked = (turns and TAKEN_IN.sub("", f"{question}。").removesuffix("。")) or question
    if asked == question and TAKEN_IN.fullmatch(f"{question}。"):
        return Condensed(question, question)
    changed = CHANGE.sub("", asked)
    if changed != asked and changed.strip() and not _POINTS_BACK.match(changed):
        return Condensed(changed, changed)
    closed = (turns and ASIDE.sub("", asked)) or asked
    closes, asked = closed != asked, named_alone(closed) if turns else asked
    asked = BESIDES.sub(r"？\1呢？", asked) if turns else asked
    if not turns or not _is_elliptic(asked, turns[-1].answer):
        if not turns:
            return Condensed(asked, asked)
        before = _before(turns)
        leaning = Condensed(_joined(asked, before), asked, before, pointed=False, closes=closes)
        return Condensed(asked, asked, beside=leaning) if _names_subject(asked) else leaning
    own = _FILLER.sub("", CORRECTS.sub("", meant(asked)))
    own = (own if _TWO.search(own) else _TAIL.sub("", own)) or asked
    back = _points_back(asked)
    before = _subject(turns) if back else _before(turns, own if _is_bare(asked, own) else "")
    own = stepped(own, before)
    item = named(asked, listing(turns), _spoken_of(turns)) or of_other_year(own, before)
    if item:
        return Condensed(item, item, before)
    corrects = is_correction(asked)
    own_words = _POINTED_AT.sub("", own) or own
    whole = _filled(asked, own, before)
    return Condensed(whole, own_words, before, corrects=corrects, closes=closes)


def listing(turns: Sequence[Turn]) -> str:
    """The answer that lists what an ordinal counts: that of which another item was asked about
    before, else the last."""
    earlier = (t for n, t in reversed([*enumerate(turns)]) if not n or not counts(t.question))
    return next(earlier).answer


def _before(turns: Sequence[Turn], bare: str = "") -> str:
    """The last question with its own gaps filled: with the one before it where it is elliptic,
    and with the last one that named something where it names nothing but goes on.

    bare is a next question that only names another thing or amount: it takes the place of one
    that was named so before ("那孵化器呢" "众创空间呢")."""
    question, earlier = turns[-1].question, turns[:-1]
    last = condense(question, earlier)
    if bare and last.context and _is_bare(question, last.own):
        both_amounts = bool(amounts(bare) and amounts(last.own))
        if both_amounts or _names_one(last.context):
            return last.context
    if counts(question) and _names_subject(last.own):
        return last.own  # the item that it pointed to is named
    if last.context and (last.pointed or _goes_on(question) or _says_no_thing(question)):
        return f"{last.own}，{last.context}"
    return last.own


def _is_bare(question: str, own: str) -> bool:
    """Whether a question only names, supposes or tells something, and asks nothing itself."""
    return bool(_ENDS_BACK.search(question) or len(own) <= 8) and not _ASKING.search(own)


def _names_one(text: str) -> bool:
    """Whether an earlier question names no more than one thing that another could replace."""
    known = lexicon()
    spoken = [form for form, official in known.found_in(text) if set(official) & known.terms]
    official = [term for term in known.terms if term in text]
    longest = [t for t in official if not any(t != o and t in o for o in official)]
    return len({*longest, *(f for f in spoken if not any(f in t for t in longest))}) <= 1


def _spoken_of(turns: Sequence[Turn]) -> list[str]:
    """The names of the field in what was asked so far, as they came up."""
    known = lexicon()
    found: dict[str, None] = {}
    for turn in turns:
        text = normalise(turn.question)
        said = {form for form, official in known.found_in(text) if set(official) & known.terms}
        said |= {term for term in known.terms if term in text}
        whole = [s for s in said if not any(s != other and s in other for other in said)]
        for name in sorted(whole, key=text.find):
            found.pop(name, None)
            found[name] = None
    return list(found)


def _says_no_thing(question: str) -> bool:
    """ "多少天出结果": too short to name a thing, known or unknown."""
    short = len(re.sub(r"\W", "", question)) <= _SHORT and not _DEFINES.match(question)
    return short and not _names_subject(question)


def _goes_on(question: str) -> bool:
    """Whether a question that could stand alone keeps to the running subject."""
    if CHANGE.match(question) or not _GOES_ON.search(question):
        return False
    return not _names_subject(question)


def _subject(turns: Sequence[Turn]) -> str:
    """What "这政策", "它" stand for: the last question, or where that only supposes or tells of
    oneself, the one that named what both are about."""
    question, earlier = turns[-1].question, turns[:-1]
    last = condense(question, earlier)
    passed_over = last.context and last.pointed and not _names_subject(question)
    if passed_over and _before(earlier) and any(_names_subject(t.question) for t in earlier):
        return _subject(earlier)
    return _before(turns)


def _names_subject(text: str) -> bool:
    """Whether the text has the name of something in this field, official or spoken."""
    text = _YEAR.sub("", without_oneself(_told_apart(normalise(text))))
    known = lexicon()
    spoken = (term for _, official in known.found_in(text) for term in official)
    if any(term in text for term in known.terms) or any(t in known.terms for t in spoken):
        return True
    return any(len(w) > 3 and any(t.startswith(w) for t in known.terms) for w in words(text))


def _is_elliptic(question: str, answer: str) -> bool:
    if _points_back(question) or _OPENS_BACK.match(question) or is_correction(question):
        return True
    if counts(question) or named(question, answer):
        return True
    before = re.sub(r"[,，][^,，]*$", "", question)  # "高企税率多少，小巨人呢": on from itself
    own_head = before != question and _ASKING.search(before) and _names_subject(before)
    ends = _ENDS_BACK.search(question) and not own_head
    if (ends or _CLAUSE_BACK.search(question)) and len(question) <= 30:
        return True
    return len(re.sub(r"\W", "", question)) <= 6 and not _ASKING.search(question)


def _points_back(question: str) -> bool:
    """Whether a word of it points to what was asked before, and not to what it names itself."""
    return bool(_POINTS_BACK.search(_CLOSES.sub("", question)))


def _told_apart(text: str) -> str:
    """A question without the clauses that suppose something or tell a figure of one's own."""
    clauses = re.split(r"(?<=[,，。;；?？])", text)
    return "".join(
        clause
        for clause in clauses
        if not _SUPPOSES.match(clause)
        and (_ASKING.search(clause) or not _TELLS_FIGURE.fullmatch(clause.rstrip(",，。;；?？")))
    )


def _filled(question: str, own: str, before: str) -> str:
    """ "那小巨人呢?" after "高企税率是多少?" -> "小巨人：高企税率是多少?" (shown to the user)."""
    if _ENDS_BACK.search(question) or len(own) <= 12:
        return _joined(own, before)
    return _joined(question, before)


def _joined(question: str, before: str) -> str:
    return f"{question}（接上问：{before.rstrip('?？。')}）"
