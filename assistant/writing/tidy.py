"""What a model wrote, before it is verified: tidied, and refused where it is no answer at all."""

from __future__ import annotations

import re

from assistant.writing.failure import Failure, ModelFailed
from corpus.disguise import visible

MOST = 2000  # characters; an answer is asked to have 700 at most
_MOST_THOUGHT = 40_000  # with the thoughts that some models write before it
_REPEATED = 4  # times the same sentence: the model runs in a circle
_CHINESE = 0.5  # of all letters; names and abbreviations may be Latin

_ASIDE = re.compile(r"(?s:<(think|thinking|reasoning)>.*?(?:</\1>|\Z))|^\s*```\w*\s*$", re.I | re.M)
_OPENING = re.compile(r"^\s*(?:答案?|回答|答复)\s*[：:]\s*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_OTHER = re.compile(r"[A-Za-z\u00c0-\u052f\u3040-\u30ff\uac00-\ud7af]")


def tidy(text: str) -> str:
    """The answer without thoughts, code fences and "回答："; unfinished thoughts are left out."""
    return _OPENING.sub("", _ASIDE.sub("", visible(text))).strip()


def check_going_on(text: str) -> None:
    """Raises ModelFailed where the answer does not come to an end."""
    last = re.findall(r"[^。！？!?\n]{6,}", text[-MOST:])[-_REPEATED:]
    circling = len(last) == _REPEATED and len(set(last)) == 1
    long = len(text) > MOST and len(tidy(text)) > MOST
    if circling or long or len(text) > _MOST_THOUGHT:
        raise ModelFailed(Failure.ENDLESS)


def check_whole(text: str) -> None:
    """Raises ModelFailed where a whole answer is none, or is not Chinese."""
    if not re.search(r"\w", text):
        raise ModelFailed(Failure.EMPTY)
    chinese, other = len(_HAN.findall(text)), len(_OTHER.findall(text))
    if chinese < _CHINESE * (chinese + other):
        raise ModelFailed(Failure.FOREIGN)
