"""A message as it is read: simplified characters, half width, years in four figures."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_SPACES = re.compile(
    r"(?<=[\u4e00-\u9fff，。？！；：、“”（）])[ \t\u3000]+(?=[\u4e00-\u9fff，。？！；：、“”（）])"
)
_SHORT_YEAR = re.compile(
    r"(?<![\d.了满足过有近约超共])(2\d)年(?=度|底|初|版|那版|的?(?:目标|计划|要点)|全|要|新)"
)
_UNWANTED = re.compile(
    r"[，,。;；?？(（](?:可|都|我|[^，,。?？;；()（）]{0,4}问的)?"
    r"(?:不是|不要|不用|别(?!的)|不含|不算)[^，,。?？;；()（）]{2,24}"
    r"(?:[)）]|(?<![吗么吧呢])(?=[。！!]?$))"
)
_LEAST = 4  # characters that a question must keep


def normalised(text: str) -> str:
    """NFKC, traditional characters made simplified, no spaces between Chinese characters, "23年"
    written 2023年."""
    plain = unicodedata.normalize("NFKC", text)
    plain = _SPACES.sub("", _converter().convert(plain))
    return _SHORT_YEAR.sub(r"20\1年", plain).strip()


def simplified_each(text: str) -> str:
    """Traditional characters made simplified, each by itself: as many characters as before."""
    told: str = _converter().convert("\n".join(text))
    return told.replace("\n", "")


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def without_unwanted(text: str) -> str:
    """A question without the clause, behind it or in brackets, that says what is not asked
    ("不是去年的那个"); as it is where little would be left."""
    left = _UNWANTED.sub("", text)
    return left if len(left) >= _LEAST else text
