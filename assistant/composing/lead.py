"""What opens an answer: yes or no where the text plainly says so, or that a premise is wrong."""

from __future__ import annotations

import re

from assistant.reading.asking import Asked
from assistant.reading.question import Question
from corpus.figures import Figure, Measure, figures

PLAIN = 0.5  # share of the question in the statement's own words from which yes or no is said
YES, NO = "可以。", "不可以。"
OTHERWISE = "文件所列与您说的不同。"
_MAY_WE = re.compile(
    r"能不能|能否|可否|可不可以|可以不可以|行不行|是否(?:可以|能够?|允许|享受|适用|属于|符合)|(?:可以|能|能够|适用|享受|(?:算|属于)(?!吗|么))[^，,。?]{0,24}(?:吗|么)[?？]?$|还?让[^，,。?]{0,12}吗"
)
_NO = re.compile(
    r"(?:不能|不得)(?![超低高少多大小])|不可|不予|不适用|不属于|不在|不享受|没有列入|不算|不再|无法|不允许|不计入"
)  # "不能超过10%" is a limit and no refusal
_AGAIN = re.compile(r"^(?:再|直接|同时|据此|重复|一并)+")
_ALL_OF_IT = re.compile(r"享受|适用|认定|受理|计入|参加|申[报请]|登记|免税|其列|范围|本政策|\W|$")
_YES = re.compile(r"可以|均可|也能|能够|适用于|可享受|都适用|都可|允许|可以享受")
_EXEMPT = re.compile(r"免征|减免")  # says yes only to what asks if a tax is due
_EXEMPT_ASKED = re.compile(r"[免减税]")
_OF_SOME = re.compile(
    r"单独签订|无关的|没有[^，,。；]{1,14}的(?=[，,])|未[^，,。；]{1,14}的(?=[，,])"
)
# "范围包括……" says yes only to what asks if a thing is within it
_WITHIN = re.compile(r"包括|包含|计入|算在|属于|范围")
# "现在还能……吗" is not answered by what held in a year that is named
_STILL = re.compile(
    r"(?:现在|如今|目前|眼下|今年|明年)[^,，。?]{0,8}(?:能|可以|让|算)|还(?:能|可以|让)"
)
_IN_YEAR = re.compile(r"20\d\d年")
_ASKED_NEGATIVELY = re.compile(
    r"不(?:能|用|需|必|可|得|让|算)[^不，,。?]{0,16}吗|是不是(?:不|只|必须|非得)|只能|非得|必须|(?<!有)[没未](?!来)"
)
_PRESUMES = re.compile(
    r"不是[^，,。]{0,14}吗|为什么|为啥|怎么这么|这么(?:高|低|多|少)|既然|对吧|是吧|是不是|是吗|对吗|没错吧|提出|说是|听说|据说|说的是"
)
_HEARSAY = re.compile(r"既然|听说|据说|说是")


def lead(question: Question, quote: str, met: float) -> str:
    """The opening of an answer whose first line rests on quote, which has the share met of the
    question in its own words; "" where nothing is certain."""
    wrong = wrong_premise(question, quote)
    if wrong:
        # a wrong figure is not said again, where it is plain which one is meant
        one = len(question.amounts) == 1
        return OTHERWISE if one else f"文件所列不是“{wrong}”。"
    own = question.own_case or question.amounts  # a case of their own is for the self-test
    if (
        question.asked is Asked.YES_NO
        and not own
        and met >= PLAIN
        and _MAY_WE.search(question.text)
    ):
        return _yes_or_no(question, quote)
    return ""


def _yes_or_no(question: Question, quote: str) -> str:
    """Only where the text has one polarity and the question is put the plain way."""
    rest = _NO.sub("", quote)
    within = _WITHIN.search(question.text) and "包括" in rest
    exempt = _EXEMPT_ASKED.search(question.text) and _EXEMPT.search(rest)
    no, yes = _denies(question, quote), bool(_YES.search(rest) or within or exempt)
    if no and _OF_SOME.search(quote):  # what is not for some may be for the asker
        return ""
    past = _STILL.search(question.text) and _IN_YEAR.search(quote)
    if (
        no is yes
        or (yes and (past or _NO.search(quote)))
        or _ASKED_NEGATIVELY.search(question.text)
    ):
        return ""
    return NO if no else YES


def _denies(question: Question, quote: str) -> bool:
    """Whether the text bars what is asked, or all of it, and not something else ("不能引用本公告")."""
    barred = (_AGAIN.sub("", quote[m.end() :]) for m in _NO.finditer(quote))
    return any(_ALL_OF_IT.match(what) or what[:2] in question.text for what in barred)


def _presumed(question: Question) -> list[Figure]:
    """The amounts that are taken for granted: of hearsay, what is told behind it ("一共4个人，
    听说会被上门查" says nothing of 4)."""
    told = list(question.amounts)
    hearsay = _HEARSAY.search(question.text)
    if hearsay is None or _PRESUMES.search(_HEARSAY.sub("", question.text)):
        return told
    return [a for a in told if a.end > hearsay.start()]


def wrong_premise(question: Question, quote: str) -> str:
    """The figure that the question takes for granted, where the text has another one for it."""
    if question.own_case or not _PRESUMES.search(question.text):
        return ""
    stated = figures(quote)
    for amount in _presumed(question):
        same = [f for f in stated if f.measure is amount.measure and f.unit == amount.unit]
        countable = amount.measure in (Measure.COUNT, Measure.PERCENT, Measure.MONEY)
        if len([a for a in question.amounts if a.measure is amount.measure]) > 1:
            continue  # of several it is not plain which one the text is of
        if countable and same and not any(f.value == amount.value for f in same):
            return amount.text
    return ""
