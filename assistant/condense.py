"""Follow-ups: history and an elliptic question become one standalone question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Turn
from assistant.lexicon import lexicon

_MAX_TURNS = 6
_CHANGE = re.compile(
    r"^\s*(?:换(?:个|一个)?(?:话题|问题)|另外(?:再)?问(?:一下|个)?|再问(?:一|个)?(?:个)?(?:别的|其他)?(?:问题)?|问(?:个|点)?别的|顺便问(?:一下|个)?|"
    r"(?:说|聊)点?别的|不说这个了|下一个问题)[,，。.:：\s]*"
)
_POINTS_BACK = re.compile(
    r"这个|那个|这些|那些|这种|那种|这项|该项|此项|该(?:政策|项目|办法|企业|目标|指标|机构|平台|活动|计划)|它们?|其中|上述|上面|前面|刚才|前者|后者|同一(?:部分|段|条|节)|这(?:几|两|三|四|五)[个家项条种座]|"
    r"该怎么|此外呢|这样的|那边|那里|这里|除此|除了(?:这|新建|上)|\b(?:it|this|that|they|these)\b|"
    # "这政策", "这证", "这钱"; "我们这", "这么", "这次", "这份计划" point to no earlier question
    r"(?<![我咱们])这(?!么|会|阵|年|[一两几]年|些年|次|回|月|周|份|边|样|种?情况|条件|[,，。?？]|$)[\u3400-\u9fff]",
    re.I,
)
# "小巨人这个比重呢": which share is meant was said before, not here.
_POINTED_AT = re.compile(r"这个?(?:比重|比例|占比|数字?|指标|金额|额度)(?=[也都呢会是要])")
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
# What is said of oneself ("我们是高企") names no other subject to talk about.
_OF_ONESELF = re.compile(
    r"(?:我们?|咱们?|本公司|我司|公司)(?:公司|厂|企业|这)?(?:现在|目前|已经?|也|都|还|就)*"
    r"(?:不?是|没?有|属于|拿[了到过])[^,，。;；?？]*"
)
_SUPPOSES = re.compile(r"^\s*(?:那么?)?(?:要是|如果|假如|假设|若是|万一)")
_TELLS_FIGURE = re.compile(
    r"(?:那么?)?(?:我|咱|本?公司|去年|上年|今年|近[两三]年)[^,，。;；?？]*(?:\d|[一二两三四五六七八九十百千]+[万亿])[^,，。;；?？]*呢?(?=[,，。;；?？]|$)"
)
_ASKING = re.compile(r"多少|[几哪谁啥吗]|什么|怎么|如何|能否|是否|不能")
_GOES_ON = re.compile(r"我们|我公司|我司|咱|本公司|我厂|我家|[再也还又]")
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
    before = _subject(turns) if _POINTS_BACK.search(question) else _before(turns)
    named = _named_item(question, turns[-1].answer)
    if named:
        own = _ORDINAL.sub(named, question, count=1)
        return Condensed(own, own, before)
    own = _TAIL.sub("", _FILLER.sub("", question)) or question
    return Condensed(_filled(question, own, before), _POINTED_AT.sub("", own) or own, before)


def _before(turns: Sequence[Turn]) -> str:
    """The last question with its own gaps filled: with the one before it where it is elliptic,
    and with the last one that named something where it names nothing but goes on."""
    question, earlier = turns[-1].question, turns[:-1]
    last = condense(question, earlier)
    if last.context or not earlier or not _goes_on(question):
        return last.standalone
    return _joined(last.standalone, _before(earlier))


def _goes_on(question: str) -> bool:
    """Whether a question that could stand alone keeps to the running subject."""
    if _CHANGE.match(question) or not _GOES_ON.search(question):
        return False
    return not _names_subject(question)


def _subject(turns: Sequence[Turn]) -> str:
    """What "这政策", "它" stand for: the last question, or where that only supposes or tells of
    oneself, the one that named what both are about."""
    question, earlier = turns[-1].question, turns[:-1]
    passed_over = earlier and condense(question, earlier).context and not _names_subject(question)
    if passed_over and _before(earlier) and any(_names_subject(t.question) for t in earlier):
        return _subject(earlier)
    return _before(turns)


def _names_subject(text: str) -> bool:
    """Whether the text has the name of something in this field, official or spoken."""
    text = _OF_ONESELF.sub("", _told_apart(text))
    known = lexicon()
    spoken = (term for _, official in known.found_in(text) for term in official)
    return any(term in text for term in known.terms) or any(t in known.terms for t in spoken)


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
