"""Statements: the unit of evidence, a sentence or one of the parts it sets apart by "；"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from corpus.figures import Figure, figures
from corpus.passage import Passage

_UNSTATED = re.compile(
    r"没有(?:写明|载明|收录|公布)|未(?:写明|载明|公布|收录)|以(?:当年|年度|省级|合作|主管)[^，。；]{0,14}(?:通知|公布|规定|答复)[^，。；]{0,6}为准|"
    r"由[^，。；]{0,14}当年通知确定|应核对"
)
_STOPS = ",，；;。\n"  # behind each another clause begins
_WHOLE = 90  # characters: a shorter sentence is one statement, a longer one may be several
_WHOLE_WITH_LEAD = 140  # one that opens with "……：" loses its sense when cut
_PART = re.compile(r"[^；;]+[；;]*")
_ANNOUNCED = re.compile(
    r"(?:[：:]|包括|分为|限于)[^、；;。：:]+[、；;][^、；;。]+(?:[、；;]|以及|或者|和)[^、；;。]+"
)
# "“众创空间—孵化器—加速器—产业园”": the links of a chain, quoted as one
_CHAIN = re.compile(r"“(?P<links>[^”\d]{2,}?(?:[-—–]+[^”\d]{2,}?){2,})”")
_LINK = re.compile(r"[-—–]+")
_HEAD = re.compile(r"[：:]|包括|分为|限于")
_MARK = re.compile(
    r"^(?:\d{1,3}[.．、](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]+、|[①-⑳])\s*"
)


@dataclass(frozen=True)
class Statement:
    """A verbatim piece of a passage. lead is what opens its sentence ("分三档：") when it
    is a later part; index is its place in the passage."""

    passage: Passage
    text: str
    index: int
    lead: str = ""

    @cached_property
    def shown(self) -> str:
        """The text without its list mark and closing stop, for composing."""
        return _MARK.sub("", self.text.strip()).rstrip("。；;")

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Figures stated here, list mark excluded."""
        return figures(_MARK.sub("", self.text.strip()))

    @cached_property
    def says_unstated(self) -> bool:
        """Whether it says that a value is not given here but set or published elsewhere."""
        return bool(_UNSTATED.search(self.text))

    @cached_property
    def given(self) -> str:
        """What it does state: its parts that do not say that a value is not given."""
        parts = _PART.findall(self.text) if self.says_unstated else [self.text]
        return "".join(part for part in parts if not _UNSTATED.search(part))

    @cached_property
    def enumerates(self) -> bool:
        """Whether it lists things: several "、", or a colon with parts after it."""
        named = self.text.count("、") >= 2 or re.search(r"[：:][^，,]+[，,、；;]", self.text)
        return bool(named or self.links)

    @cached_property
    def is_list(self) -> bool:
        """Whether it is a list with its own heading: what is listed, then three things or more."""
        return bool(_ANNOUNCED.search(self.text))

    @cached_property
    def listed(self) -> str:
        """What a list with its own heading says that it lists ("不适用的行业"); "" of any other."""
        return _HEAD.split(self.text, maxsplit=1)[0] if self.is_list else ""

    @cached_property
    def counts(self) -> frozenset[int]:
        """How many things it names side by side: in a run with "、", in book-title marks, or as
        the links of a chain."""
        runs = re.findall(r"[^，,。；;：:]+、[^，,。；;：:]+", self.text)
        signs = [(run.count("、") + 1, bool(re.search(r"、[^、]+[和及与]", run))) for run in runs]
        named = {n + joined for n, joined in signs} | {n for n, _ in signs}
        return frozenset(named | {len(self.links), self.text.count("《")})

    @cached_property
    def links(self) -> tuple[str, ...]:
        """The links of the chain that it quotes; () where it quotes none."""
        chain = _CHAIN.search(self.text)
        return tuple(_LINK.split(chain["links"])) if chain else ()

    @cached_property
    def is_intro(self) -> bool:
        """Whether it only announces the items that follow it ("须同时满足以下条件。")."""
        return bool(
            re.search(
                r"以下|下列|如下|缺一不可|任意一项|分为?[一二三四五六七八九十两]+[类项种]",
                self.text,
            )
            and len(self.text) <= 60
            and not self.passage.ordinal.isdigit()
        )


@lru_cache(maxsize=65536)
def statements(passage: Passage) -> tuple[Statement, ...]:
    """The statements of a passage in order."""
    found: list[Statement] = []
    for sentence in passage.sentences:
        parts = _parts(sentence.strip())
        lead = ""
        for number, part in enumerate(parts):
            if number == 0 and len(parts) > 1:
                head, colon, _ = part.partition("：")
                lead = _MARK.sub("", head.strip()) + colon if colon else ""
            found.append(Statement(passage, part, len(found), lead if number else ""))
    return tuple(found)


def _parts(sentence: str) -> list[str]:
    limit = _WHOLE_WITH_LEAD if "：" in sentence.partition("；")[0] else _WHOLE
    if len(sentence) <= limit:
        return [sentence]
    return [part for part in _PART.findall(sentence) if part.strip()]


def clauses_with(text: str, quote: str, opening: str = "") -> str:
    """The clauses of a text over which a quote runs; one also begins behind each opening mark."""
    start = max(text.find(quote), 0)
    first = max(text.rfind(mark, 0, start) for mark in _STOPS + opening) + 1
    stops = (text.find(mark, start + len(quote) - 1) for mark in _STOPS)
    last = min((stop for stop in stops if stop >= 0), default=len(text)) + 1
    return text[first:last].rstrip(",，；;\n")
