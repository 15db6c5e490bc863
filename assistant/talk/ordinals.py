"""Ordinals into the assistant's own list: "第二个", "最后那级", "后一个", "前两个"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.lexicon import lexicon
from assistant.several.things import kinds

_COUNTED = "个|项|条|点|家|种|类|款|步|部分"
_RANKED = "级|档|批|层|样|块|所|座|位|名"
_ONE = rf"(?:{_COUNTED}|{_RANKED})"
_SAID = "问题|话题|回答|答案|说法|数"  # "前面那个问题" is no item
ORDINAL = re.compile(
    rf"倒数第(?P<back>[一二三四五\d])(?:{_ONE})|第(?P<nth>[一二三四五六七八九十\d]+)(?P<great>大)?(?P<of>{_ONE})|"
    rf"(?P<first>[前头]一{_ONE}|前者|头[一]?个|[前头][面边头](?:那|这)一?个(?!{_SAID}))|"
    rf"(?P<last>(?:最后|最末)(?:一|那|这|那一|这一){_ONE}|后一{_ONE}|后者|后[面边头](?:那|这)一?个(?!{_SAID}))|"
    rf"前(?P<some>[两二三四五])(?:{_COUNTED})(?!年|月)"
)
_ITEM = re.compile(
    r"(?:^|[\n；;：:。])\s*(?:\d{1,2}[.、．)）]|[（(]\d{1,2}[)）]|[①-⑩]|[一二三四五六七八九十]+、)\s*([^\n；;]+)"
)
# "提到A和B", "分三个梯度:A、B、C": what stands before the first item
_OPENING = re.compile(
    r"^.*(?:[：:]|包括|包含|提到|涉及|分为|提出|明确|(?<![没国])有|是(?!否)|为|在)"
)
_AND = re.compile(r"以及|[和与及](?![谐平解其时])")
# "研究生工作站25家以上" is named without its count
_COUNT = re.compile(r"(?<=[\u3400-\u9fff])\d+(?:家|个|名|项|场|人|件)(?:以上|以下|左右)?$")
# "分标准级和卓越级两类": what is told apart, whatever else the sentence lists
_DIVIDED = re.compile(
    r"(?:分(?:为|成|作)?|由)(?P<items>[\u3400-\u9fff“”A-Za-z0-9]{1,12}(?:、[^,，、。;；]{1,12})*?[和与及、][^,，、。;；]{1,12}?)"
    r"[两二三四五六](?:个)?(?:类|种|级|档|层|等级|层次|梯度|部分|批|步)"
)
# "众创空间—孵化器—加速器"
_LINK = re.compile(r"[—–\-→]+")
_CHAIN = re.compile(r"[\u3400-\u9fff]{2,12}(?:[—–\-→]{1,2}[\u3400-\u9fff]{2,12}){2,}")
_BOUND = re.compile(r"(?:指标)?(?:满分|不超过|不低于|不少于|须|应当?)")
_CLAUSES = re.compile(r"[,，;；]")
# "两种算法,第二种……": of what the question itself counts
_OWN_LIST = re.compile(r"[两二三四五](?:个|种|类|项|条|档)[^,，。?？]{1,8}[,，].*第[一二三四五\d]")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_KIND = re.compile(r"(?:企业|孵化器|空间|工作站|加速器|中心|平台|副总|联盟)$")
_OF_TWO = re.compile("前者|后者|[前头后][面边头][那这]一?个")
_NAME = re.compile(r"[^的\d]{1,14}")  # what says no more than a name
_MANY = 3  # things that a question lists: the list that a number is of
_LONGEST = 40  # characters: what is longer is no item's name but a sentence


def counts(question: str) -> bool:
    """Whether a question points to an item by its place, whatever the list."""
    found = ORDINAL.search(question)
    return found is not None and (not found["of"] or found["of"] in _COUNTED.split("|"))


def _is_own_list(asked_of: Sequence[str], items: Sequence[str], answer: str) -> bool:
    """Whether the list that a number is of is the question's own, not the answer's items."""
    unnamed = len(items) < 2 or 2 * sum(map(_is_named, items)) < len(items)
    own = len(asked_of) >= _MANY or all(map(kinds, asked_of))
    return len(asked_of) > 1 and (unnamed or (own and len(_ITEM.findall(answer)) < 2))


def named(
    question: str, answer: str, spoken_of: Sequence[str] = (), asked_of: Sequence[str] = ()
) -> str:
    """The question with the items of the last answer in the place of its ordinals; "" where one
    of them points to none. The things asked_of in one question count where they are the list that
    a number is of; the former and the latter are of the things spoken_of, in the order they came
    up, where the answer lists none."""
    great = any(ordinal["great"] for ordinal in ORDINAL.finditer(question))
    items = _items(re.sub(r"\s*\[\d+\]", "", answer), great=great)
    if _is_own_list(asked_of, items, answer):
        items = list(asked_of)
    of_two = _OF_TWO.search(question)
    named_there = len(items) > 1 and all(map(_NAME.fullmatch, items))
    if of_two and len(spoken_of) > 1 and not named_there:
        of_kind = [name for name in spoken_of if _names_kind(name)]
        items = list((of_kind if len(of_kind) > 1 else spoken_of)[-2:])
    if not ORDINAL.search(question) or len(items) < 2 or is_of_another_list(question):
        return ""
    found = [_pointed(ordinal, items) for ordinal in ORDINAL.finditer(question)]
    if not all(0 < len(item) <= _LONGEST for item in found):
        return ""
    said = iter(found)
    return ORDINAL.sub(lambda _: next(said), question)


def _is_named(item: str) -> bool:
    """Whether an item has the name of something of the field."""
    known = lexicon()
    said = {term for _, official in known.found_in(item) for term in official}
    return not said.isdisjoint(known.terms) or any(term in item for term in known.terms)


def _names_kind(name: str) -> bool:
    """Whether a name, as it is said or written, is that of a kind of enterprise or of carrier."""
    official = lexicon().official.get(name, (name,))
    return any(map(_KIND.search, official))


def is_of_another_list(question: str) -> bool:
    """Whether an ordinal counts what the question itself tells, or is a part of a name."""
    names = (form for form, _ in lexicon().found_in(question))
    return bool(_OWN_LIST.search(question)) or any(map(ORDINAL.search, names))


def _pointed(ordinal: re.Match[str], items: list[str]) -> str:
    """The item or items an ordinal stands for; "" beyond the list."""
    if ordinal["last"]:
        return items[-1]
    if ordinal["first"]:
        return items[0]
    if ordinal["some"]:
        return "和".join(items[: _DIGITS[ordinal["some"]]])
    number = number_of(ordinal)
    if ordinal["back"]:
        number = len(items) + 1 - number
    return items[number - 1] if 1 <= number <= len(items) else ""


def number_of(ordinal: re.Match[str]) -> int:
    """The number that an ordinal says, from whichever end; 0 of one that says none."""
    said = ordinal["back"] or ordinal["nth"] or "0"
    if said.isdigit():
        return int(said)
    tens, ten, ones = said.rpartition("十")
    return 10 * _DIGITS.get(tens or "一", 0) + _DIGITS.get(ones, 0) if ten else _DIGITS[said]


def _items(answer: str, *, great: bool = False) -> list[str]:
    """What an answer lists: numbered items (of great ones, what it says that they are), else names
    in one sentence, else its clauses."""
    numbered = [_name(m.group(1)) for m in _ITEM.finditer(answer)]
    opened = answer if great else "".join(numbered[:1])  # "由甲、乙、丙三类组成" opens the list
    items = [] if _DIVIDED.search(opened) else numbered
    if len(items) < 2:
        items = listed_names(answer)
    if len(items) < 2:
        items = _CLAUSES.split(answer.strip("。\n"))
    items = [_COUNT.sub("", item.strip(" ,，。“”‘’\"'")) or item for item in items]
    short = len(numbered) > 1 or all(len(item) <= _LONGEST for item in items)
    return items if short and all(items) else []


def _name(item: str) -> str:
    """What an item is called by: what stands before its colon, without the bound set on it."""
    head, colon, _ = item.partition("：")
    name = _BOUND.split(head, maxsplit=1)[0] if colon else ""
    return name if len(name) > 1 else item


def listed_names(answer: str) -> list[str]:
    """The names that one sentence of an answer lists; [] where none does."""
    items: list[str] = []
    if chain := _CHAIN.search(answer):
        items = _LINK.split(chain[0])
    elif divided := _DIVIDED.search(answer):
        items = re.split(r"、|以及|[和与及]", divided["items"])
    if len(items) < 2:
        sentences = re.split(r"[。\n]", answer)
        sentence = max(sentences, key=lambda s: (s.count("、"), len(_AND.findall(s))))
        *listed, final = sentence.split("、")
        things = [*listed, *_AND.split(final, maxsplit=1)]
        if len(things) > 1:
            items = [_OPENING.sub("", things[0]), *things[1:-1], _CLAUSES.split(things[-1])[0]]
    return items
