"""Follow-ups: history and an elliptic question become one standalone question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Turn

_MAX_TURNS = 6
_CHANGE = re.compile(
    r"^\s*(?:换(?:个|一个)?(?:话题|问题)|另外(?:再)?问(?:一下|个)?|再问(?:一|个)?(?:个)?(?:别的|其他)?(?:问题)?|问(?:个|点)?别的|顺便问(?:一下|个)?|"
    r"(?:说|聊)点?别的|不说这个了|下一个问题)[,，。.:：\s]*"
)
_POINTS_BACK = re.compile(
    r"这个|那个|这些|那些|这种|那种|这项|该项|此项|该(?:政策|项目|办法|企业|目标|指标|机构|平台|活动|计划)|它们?|其中|上述|上面|前面|刚才|前者|后者|同一(?:部分|段|条|节)|这(?:几|两|三|四|五)[个家项条种座]|"
    r"该怎么|此外呢|这样的|这钱|这笔|这事|这块|这条|那边|那里|这里|除此|除了(?:这|新建|上)|\b(?:it|this|that|they|these)\b",
    re.I,
)
_OPENS_BACK = re.compile(
    r"^\s*(?:那么?|那要是|要是|如果|换成|改成|还有|还|然后|所以|最后|最终|总共|一共|那总共|具体|为什么|为啥|and\b|what about)",
    re.I,
)
_ENDS_BACK = re.compile(r"呢\s*(?:[?？。,，]|$)")
_CLAUSE_BACK = re.compile(
    r"[,，?？。]\s*(?:那|给|又|也)|^\s*(?:就|我就|不|比|只|若|假如|反过来)|也(?:一样|是|要|得)"
)
_ORDINAL = re.compile(
    r"(?:第([一二三四五六七八九十\d])(?:个|项|条|点|家|种|类|款|步|部分)|(最后)一(?:个|项|条|点|家|种))"
)
_ITEM = re.compile(
    r"(?:^|[\n；;：:。])\s*(?:\d{1,2}[.、．)）]|[（(]\d{1,2}[)）]|[①-⑩]|[一二三四五六七八九十]+、)\s*([^\n；;]+)"
)
_FILLER = re.compile(
    r"^\s*(?:那么?|那要是|要是|换成|改成|如果(?:是|换成)?|还有|and|what about)[,，\s]*", re.I
)
_TAIL = re.compile(r"\s*(?:的话)?呢?\s*[?？。]*\s*$")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九十")}


@dataclass(frozen=True, slots=True)
class Condensed:
    """standalone is shown and understood; own is what the last message itself says, and
    context the earlier question that its gaps are filled from ("" where it stands alone)."""

    standalone: str
    own: str
    context: str = ""


def condense(question: str, history: Sequence[Turn]) -> Condensed:
    """Fill the gaps of an elliptic question from the user's own earlier ones."""
    changed = _CHANGE.sub("", question)
    if changed != question and changed.strip():
        return Condensed(changed, changed)
    turns = [turn for turn in history[-_MAX_TURNS:] if turn.question.strip()]
    if not turns or not _is_elliptic(question):
        return Condensed(question, question)
    before = condense(turns[-1].question, turns[:-1])
    named = _named_item(question, turns[-1].answer)
    if named:
        own = _ORDINAL.sub(named, question, count=1)
        return Condensed(own, own, before.standalone)
    own = _TAIL.sub("", _FILLER.sub("", question)) or question
    return Condensed(_filled(question, own, before.standalone), own, before.standalone)


def _is_elliptic(question: str) -> bool:
    if _POINTS_BACK.search(question) or _OPENS_BACK.match(question) or _ORDINAL.search(question):
        return True
    if (_ENDS_BACK.search(question) or _CLAUSE_BACK.search(question)) and len(question) <= 30:
        return True
    return len(re.sub(r"\W", "", question)) <= 6


def _named_item(question: str, answer: str) -> str:
    """The list item of the last answer that an ordinal points to, its citation mark removed."""
    ordinal = _ORDINAL.search(question)
    if ordinal is None:
        return ""
    answer = re.sub(r"\s*\[\d+\]", "", answer)
    items = [m.group(1).strip() for m in _ITEM.finditer(answer)]
    if len(items) < 2:
        listed = re.search(r"(?:[：:]|有|是|包括|为|在)([^。：:]*、[^。]*)", answer)
        items = re.split(r"[、和]|以及", listed.group(1)) if listed else []
    if not items:
        return ""
    number = _DIGITS.get(ordinal[1] or "") or int(ordinal[1]) if ordinal[1] else len(items)
    return items[number - 1].strip(" ,，。") if 1 <= number <= len(items) else ""


def _filled(question: str, own: str, before: str) -> str:
    """ "那小巨人呢?" after "高企税率是多少?" -> "小巨人：高企税率是多少?" (shown to the user)."""
    if _ENDS_BACK.search(question) or len(own) <= 12:
        return f"{own}（接上问：{before.rstrip('?？。')}）"
    return f"{question}（接上问：{before.rstrip('?？。')}）"
