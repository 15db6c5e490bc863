"""The text of a message as it would be written: simplified, half-width, without spoken forms."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from assistant.reading.amounts import with_units

if TYPE_CHECKING:
    from opencc import OpenCC

# Words of talk that hide what is asked for: the kind of thing listed, a threshold.
_SPOKEN = {
    "几多": "多少",
    "多少现金": "多少补助",
    "行当": "行业",
    "够得着": "够",
    "工资关系": "人事关系",
    "几加几": "怎样",
    "票子": "补助",
    "现钱": "补助",
    "现大洋": "补助",
    "几个税": "几种税",
}

_HOW_MUCH = re.compile(r"(?<=[\u3400-\u9fff])几何(?=[^\w]|$)")  # "满分几何"


def normalise(text: str) -> str:
    """NFKC, traditional to simplified, "2o23" to "2023", words of talk as written; half-width."""
    text = unicodedata.normalize("NFKC", _converter().convert(text))
    for said, written in _SPOKEN.items():
        text = text.replace(said, written)
    text = _HOW_MUCH.sub("多少", text)
    return with_units(re.sub(r"(?<=\d)[oO](?=\d)", "0", text)).strip()


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")
