"""What a list in a question names: the things, and what is asked of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from assistant.reading.lexicon import lexicon
from corpus.figures import number
from index.tokenizer import words

_AND = re.compile(
    r"(?<=[\w”」》）)])(?:以及|与|跟|"
    r"(?<![中饱缓])(?:(?<!级)|(?!和[国省市县]家?级))和(?!谐|解|平(?![台均])))"
)
_LIST_MARK = re.compile(r"、(?![^（(]*[）)])")  # "各县（市、区）" are no two things
_LINK = re.compile(r"(?<=[\w”」》])(?:的|对(?![接标外口象比应])|在(?![孵研建册岗职校盐库]))")
# What is shared is a side of the things; a thing of its own is only described ("共建的联合中心")
_A_THING = re.compile(
    r"(?:中心|项目|企业|站|园区|室|机构|平台|基地|载体|活动|孵化器|空间|团队|人才|联盟|公司)$"
)
_SO_MANY = re.compile(
    r"(?<=\w)(?:[这那]?[两二三四五]|[几各])(?:条线|个数|项指标|个方面|[项个者栏边头类块样种家方])$"
)
# "大丰、响水两个园区": each of that kind
_OF_KIND = re.compile(
    r"^(?P<thing>\w{2,8}?)[两二三四五](?:个|家|项|类|种|座|块|边|头|样)(?P<kind>\w{2,})$"
)
_COUNTED = re.compile(
    r"^(?P<things>[^,，:：]+?(?:、|和|与|跟)[^,，:：]+?)这?(?P<n>[两二三四五六])大?(?:块|项|类|个|样|种|边|头|关)的?"
    r"(?P<said>[^的、和与跟及]{2,}(?:[、和与跟及][^的、和与跟及]{2,})+)$"
)
_FRAME = re.compile(
    r"^[^,，、]{2,14}?(?:办法|规定|政策|通知|要点|条例|口径|标准|文件)对(?![接标外口象比应])"
)
_SIDE = re.compile(
    r"(?:的)?(?:证书?|称号|资格)?(?:有效期|期限|条件|要求|门槛|标准|税率|奖励|补贴|流程|材料|好处|优惠|"
    r"面积|比例|得分|分数线?|认定条件|申报条件|申报时间|研发费用\w{0,4}|"
    r"\w{0,6}(?:占比|比重|率|得分线?|额)(?:要求|标准|门槛)?)"
)
_OF_KIND_NAMED = re.compile(r"(?:企业|孵化器|空间|工作站|加速器)$")
_A_KIND = re.compile(r"(?:企业|公司|单位|机构|孵化器|空间|工作站|加速器)$")
_KIND_AND_SIDE = re.compile(rf"\w+?{_A_KIND.pattern[:-1]}(?P<side>\w{{2,}})")
_PLAINLY = re.compile(r"^(?:普通|一般|单纯|光是?)的?(?=\w{3})(?!企业|公司)")  # "普通专精特新"
_OPENS = 4  # characters of a name that stand for it ("专精特新")
_MAX_SHARED = 12
_SHORT = {"人": "人员", "钱": "投入", "地": "场地"}
_IN_WHICH = re.compile(r"(?:这些)?(?:方面)?上?$")  # "在时间、面积上"
_DESCRIBES = re.compile(r"[\u3400-\u9fff]{2}")  # "在孵和毕业企业"


def things_and_sides(text: str) -> tuple[list[str], str]:
    """The things that a list names and what is said of all behind the last ("甲、乙的面积、年限");
    what is said before the first ("孵化器的场地和人员") is put before each."""
    if framed := _FRAME.match(text):  # "2026年办法对A和B的数量": the rule, the things, the side
        things, said = things_and_sides(text[framed.end() :])
        return ([framed[0] + thing for thing in things], said) if said else (listed(text), "")
    if counted := _COUNTED.match(text):  # "甲、乙、丙三块满分和底线": so many things, the sides
        things = listed(counted["things"])
        if len(things) == number(counted["n"]):
            return things, f"的{counted['said']}"
    link = _LINK.search(text)
    things = listed(text[: link.start()]) if link else []
    if link and len(things) > 1 and not _A_THING.search(text):
        return things, text[link.start() :]
    things = listed(text)
    links = [_LINK.search(thing) for thing in things]
    first = links[0] if links else None
    near = first is not None and first.end() <= _MAX_SHARED  # a longer one describes it alone
    own = any(links[1:]) or (first and first[0] == "的" and any(map(kinds, things[1:])))
    if first and near and len(things) > 1 and not own:
        return [things[0], *(things[0][: first.end()] + t for t in things[1:])], ""
    return things, ""


def listed(text: str) -> list[str]:
    """What a list names: parted by "、", its last two (or the only two) by a word for "and"."""
    *several, last = _LIST_MARK.split(text)
    final = _AND.split(last, maxsplit=1)
    things = [thing.strip() for thing in (*several, *final) if thing.strip()]
    if len(things) < 2:
        return things
    things[-1] = _SO_MANY.sub("", things[-1])
    if kind := _OF_KIND.match(things[-1]):
        return [f"{thing}{kind['kind']}" for thing in (*things[:-1], kind["thing"])]
    if shared := _shared_side(things):
        return [*(f"{thing}{shared}" for thing in things[:-1]), things[-1]]
    one, other = things[0], things[-1]
    short = len(things) == 2 and _DESCRIBES.fullmatch(one) and named(one) != [one]
    short = short and len(other) > len(one) + 1
    if short and not other[0].isdigit() and len(words(other[: len(one)])) == 1:
        return [one + other[len(one) :], other]  # "在孵和毕业企业家数": both are of 企业家数
    return things


def _shared_side(things: list[str]) -> str:
    """What stands behind the last of several names and is asked of all: "有效期" of "专精特新和
    小巨人有效期"; "" where it is a part of the name, or not all the others are names."""
    last = things[-1]
    known = lexicon()
    kind = _KIND_AND_SIDE.fullmatch(last)
    if kind and kind["side"] in known.terms and all(map(_A_KIND.search, things[:-1])):
        return kind["side"]  # "一般公司跟集成电路企业加计扣除"
    if not all(map(is_name, things[:-1])):
        return ""
    names = [n for n in (*known.terms, *known.official) if n != last and last.startswith(n)]
    behind = last[len(max(names, key=len, default=last)) :]
    return behind if _SIDE.fullmatch(behind) else ""


def is_name(thing: str) -> bool:
    """Whether it names a thing of this field, in full or short ("专精特新")."""
    return named(thing) == [thing] or any(t.startswith(thing) for t in lexicon().terms)


def in_full(thing: str) -> str:
    """A thing that a list names by one character ("人、钱、成果各几分")."""
    said = thing[-1:]
    short = said in _SHORT and (len(thing) == 1 or thing[-2] in "的里")
    return f"{thing[:-1]}{_SHORT[said]}" if short else thing


def completed(things: Sequence[str]) -> list[str]:
    """The things, one that only opens several names with the ending that it shares with a name
    that another opens: "创新型" beside "专精特新" is 创新型中小企业."""
    endings = {
        thing: {t[len(thing) :] for t in lexicon().terms if t.startswith(thing) and t != thing}
        for thing in things
        if len(thing) >= _OPENS - 1
    }
    whole: list[str] = []
    for thing in things:
        others = [ends for other, ends in endings.items() if other != thing]
        shared = endings.get(thing, set()) & set().union(*others)
        only = len(shared) == 1 and len(thing) < _OPENS and not named(thing)
        whole.append(thing + shared.pop() if only else thing)
    return whole


def sides(said: str) -> list[str]:
    """What is asked of each thing, with its link: "的营收门槛和负债率上限" are two sides."""
    link = _LINK.match(f"物{said}", 1) if said else None
    if link is None:
        return [said]
    opening = "的" if link[0] == "在" else link[0]
    said = _IN_WHICH.sub("", said)
    return [f"{opening}{side}" for side in listed(said[link.end() - 1 :])] or [said]


def named(text: str) -> list[str]:
    """The things of this field that a text names, in order, each once."""
    known = lexicon()
    spoken = [form for form, official in known.found_in(text) if set(official) & known.terms]
    found = {*spoken, *(term for term in known.terms if term in text)}
    whole = [f for f in found if not any(f != other and f in other for other in found)]
    return sorted(whole, key=text.index)


def kinds(text: str) -> list[str]:
    """The kinds of enterprise or carrier that a text names, in full or short, in order."""
    found = map(_kind_of_side, named(text))
    said = {*filter(is_kind, found), *(name for name in _short_kinds() if name in text)}
    whole = [s for s in said if not any(s != other and s in other for other in said)]
    return sorted(whole, key=text.index)


def _kind_of_side(name: str) -> str:
    """ "高企" of "高企税率": a name that is of a kind and a side of it; else the name itself."""
    ends = range(len(name) - 1, 1, -1)
    return next((name[:n] for n in ends if _SIDE.fullmatch(name[n:]) and is_kind(name[:n])), name)


@cache
def _short_kinds() -> frozenset[str]:
    """The short names of the kinds that the lexicon knows ("专精特新")."""
    short = (t.removesuffix("企业").removesuffix("中小") for t in lexicon().terms if is_kind(t))
    return frozenset(name for name in short if len(name) >= _OPENS)


@lru_cache(maxsize=1024)
def is_kind(thing: str) -> bool:
    """Whether it ends with the name of a kind of enterprise or of carrier, or opens that name."""
    thing = _PLAINLY.sub("", thing.strip("“”\"'‘’「」"))
    known = lexicon()
    spoken = [o for form, terms in known.found_in(thing) if thing.endswith(form) for o in terms]
    opened = [t for t in known.terms if len(thing) >= _OPENS and t.startswith(thing)]
    whole = [thing] if named(thing) else []
    return any(map(_OF_KIND_NAMED.search, (*whole, *spoken, *opened)))
