"""Whether a question leaves to be understood what it goes on from."""

from __future__ import annotations

import re

from assistant.talk.meant import is_correction
from assistant.talk.named_in_talk import ASKING, names_subject
from assistant.talk.ordinals import counts, named

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
_OPENS_BACK = re.compile(
    r"^\s*(?:那么?|那要是|要是|如果|换成|改成|还有|还|然后|所以|最后|最终|总共|一共|那总共|具体|为什么|为啥|可是?(?=我|咱)|但是?(?=我|咱|如果|要是)|不过(?=我|咱)|and\b|what about)",
    re.I,
)
ENDS_BACK = re.compile(r"呢\s*(?:[?？。,，]|$)")
_CLAUSE_BACK = re.compile(
    r"[,，?？。]\s*(?:那|给|又|也)|^\s*(?:就|我就|不|比|只|若|假如|反过来)|也(?:一样|是|要|得)"
)


def is_bare(question: str, own: str) -> bool:
    """Whether a question only names, supposes or tells something, and asks nothing itself."""
    return bool(ENDS_BACK.search(question) or len(own) <= 8) and not ASKING.search(own)


def is_elliptic(question: str, answer: str) -> bool:
    """Whether it goes on from the question before, or counts what that one's answer lists."""
    if points_back(question) or _OPENS_BACK.match(question) or is_correction(question):
        return True
    if counts(question) or named(question, answer):
        return True
    before = re.sub(r"[,，][^,，]*$", "", question)  # "高企税率多少，小巨人呢": on from itself
    own_head = before != question and ASKING.search(before) and names_subject(before)
    ends = ENDS_BACK.search(question) and not own_head
    if (ends or _CLAUSE_BACK.search(question)) and len(question) <= 30:
        return True
    return len(re.sub(r"\W", "", question)) <= 6 and not ASKING.search(question)


def points_back(question: str) -> bool:
    """Whether a word of it points to what was asked before, and not to what it names itself."""
    return bool(_POINTS_BACK.search(_CLOSES.sub("", question)))


def begins_back(question: str) -> bool:
    """Whether its very first word points to what was asked before."""
    return bool(_POINTS_BACK.match(question))
