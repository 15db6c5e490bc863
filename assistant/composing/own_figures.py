"""The asker's own figure beside the bound that a statement sets."""

import re

from assistant.understanding.question import Question
from corpus.figures import Comparator, Figure, Measure, figures

_ALIKE = {"名": "人", "位": "人", "户": "家", "万元": "元", "亿元": "元", "周年": "年", "岁": "岁"}
_LOWER = (Comparator.AT_LEAST, Comparator.MORE)
_UPPER = (Comparator.AT_MOST, Comparator.LESS)
_BESIDE = {Comparator.MORE: 1.0001, Comparator.LESS: 0.9999}  # "超过2亿" is not in "至2亿"
_SAID = {
    (True, True): "达到",
    (True, False): "没有达到",
    (False, True): "没有超出",
    (False, False): "超出",
}
_ASKS = re.compile(
    r"能|可以|够|行不行|(?<![计核结预决换清测概])算|符合|合格|达标|享受|申[请报]|领|拿|有没有|补|要不要|用不用"
)
_PER_ONE = re.compile(r"[^，,。；;?？了内后]{0,6}(?:多少|几)")  # "一年补多少": a rate
_CHOICE = re.compile(r"还是[^，,。；;?？]*$")  # what is put to choice is not told
_PRESUMES = re.compile(
    r"不是[^，,。?？]{1,20}[吗么]|听说|据说|说是|对[吧吗么]|没错吧|是吧|是不是|既然|为[啥什]么?"
)


def compared(question: Question, quote: str) -> str | None:
    """A sentence that sets the one figure the asker tells beside the one bound of its kind in the
    quote: arithmetic, no verdict, for it may be of another thing. None where there are not just one
    of each."""
    if not _ASKS.search(question.text):
        return None
    told = figures(quote)
    bounds = [f for f in told if f.comparator in (*_LOWER, *_UPPER)]
    pairs = [
        (own, bound)
        for own in question.figures
        if own.comparator is Comparator.EQUAL and not _CHOICE.search(question.text[: own.start])
        if own.value != 1 or not _PER_ONE.match(question.text, own.end)
        for bound in bounds
        if _kind(own) == _kind(bound)
    ]
    if len(pairs) != 1 or pairs[0][0].measure is Measure.DATE:
        return None
    own, bound = pairs[0]
    if sum(_kind(f) == _kind(bound) for f in told) > 1:  # bands, of which another may apply
        return None
    kept = _keeps(own.value, bound)
    said = _SAID[bound.comparator in _LOWER, kept]
    return f"您说的{own.text}{said}“{bound.text}”。"


def differs(question: Question, quote: str) -> str:
    """A sentence before a quote that has another figure than the one which the asker takes for
    granted; "" where it has the same, or none of its kind."""
    told = figures(quote)
    for own in question.figures if _PRESUMES.search(question.text) else ():
        alike = [f for f in told if _kind(f) == _kind(own)]
        if alike and not any(f.value == own.value for f in alike):
            return "文件所列与您说的不同。"
    return ""


def in_band(question: Question, text: str) -> bool | None:
    """Whether the asker's last figure lies in a band that a text sets; None where it sets none of
    its kind."""
    bands = [f for f in figures(text) if f.upper or f.comparator in (*_LOWER, *_UPPER)]
    for own in reversed(question.figures):
        alike = [band for band in bands if _kind(band) == _kind(own)]
        if alike:
            value = own.value * _BESIDE.get(own.comparator, 1.0)
            return any(_keeps(value, band) for band in alike)
    return None


def has_own(question: Question, text: str) -> bool:
    """Whether a text has the very figure that the asker told last."""
    return any(
        _kind(f) == _kind(own) and f.value == own.value and f.comparator is own.comparator
        for own in question.figures[-1:]
        for f in figures(text)
        if not f.upper
    )


def _keeps(value: float, bound: Figure) -> bool:
    if bound.upper and bound.comparator is Comparator.EQUAL:
        return bound.value <= value <= bound.upper
    if bound.comparator is Comparator.AT_LEAST:
        return value >= bound.value
    if bound.comparator is Comparator.MORE:
        return value > bound.value
    if bound.comparator is Comparator.AT_MOST:
        return value <= (bound.upper or bound.value)
    return value < bound.value


def _kind(figure: Figure) -> tuple[Measure, str]:
    return figure.measure, _ALIKE.get(figure.unit, figure.unit)
