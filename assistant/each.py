"""What is asked of each of several things, or of several sides of each: one question for each."""

from __future__ import annotations

import re
from collections.abc import Callable

MOST = 6  # questions that one list may become

# "A、B和C的得分线分别是多少": one question about each of the things
EACH = re.compile(r"(?:分别|各自|各(?![地项类级单部县区市镇园方种界国行大家处]))都?")
# "场地、人员和活动的要求是什么": each of a list, without the word for it
_LISTED = re.compile(
    r"(?<=[^,，:：。?？、])(?=(?:是|有|为)?(?:什么|多少|啥|怎么?样?的?)[\s?？。!！]*$)"
)
_LIST_OF = re.compile(
    r"[^,，:：。?？、]+(?:、[^,，:：。?？、]+)+(?:和|与|以及|及|跟)[^,，:：。?？、]+的"
    r"(?:具体)?(?:要求|标准|条件|门槛|规定|目标|指标)$"
)
_HEAD = re.compile(r"(?P<before>(?:[^。?？]*[,，:：])?)(?P<last>[^,，:：。?？]+)$")
_UNSAID = re.compile(r"^[是为]?(?=[\s?？。!！]*$)")  # "目标分别是?"
_TOGETHER = re.compile(r"^(?:[两二三四五]者|它们|这[几两三四五][个项条家种])(?:的|之间)?")
_SO_MANY = re.compile(r"(?<=\w)(?:这?[两二三四五]|[几各])(?:条线|个数|项指标|个方面|项|个|者)$")
# "大丰、响水两个园区": each of that kind
_OF_KIND = re.compile(r"^(?P<thing>\w{2,8}?)[两二三四五](?:个|家|项|类|种|座)(?P<kind>\w{2,})$")
_AND = re.compile(
    r"(?<=[\w”」》）)])(?:以及|与|跟|"
    r"(?<![中饱缓])(?:(?<!级)|(?!和[国省市县]家?级))和(?![谐平解]))"
)
_LIST_MARK = re.compile(r"、(?![^（(]*[）)])")  # "各县（市、区）" are no two things
_BOTH = re.compile(r"既(是|有|要)([^,，。?？]{2,16}?)[,，]?又(?:\1)([^,，。?？]{2,16})")
# "A跟B按新办法比:营收、负债率各差在哪儿": both things, each side
_COMPARED = re.compile(
    r"^(?P<one>[^,，:：。?？、]{2,24}?)(?:跟|和|与|同|比)(?P<other>[^,，:：。?？、]{2,24}?)"
    r"(?P<by>按[^,，:：。?？]{2,14})?(?:相?比较?|对比|对照)(?:一下|起来|的话)?[,，:：]$"
)
_DIFFERS = re.compile(r"^(?:都?有)?(?:差|不同|区别|差别|不一样)(?:在?哪\w*|多少|是?什么)")
_SHARED = re.compile(r"(?<=[\w”」》])(?:的|对(?![接标外口象比应])|在(?![孵研建册岗职校盐库]))")
# What is shared is a side of the things; a thing of its own is only described ("共建的联合中心")
_A_THING = re.compile(
    r"(?:中心|项目|企业|站|园区|室|机构|平台|基地|载体|活动|孵化器|空间|团队|人才|联盟|公司)$"
)
_SUM = re.compile(r"合计|总计|总共|一共|加起来|相差|差多少|哪个")  # of all the things together
_POLITE = re.compile(r"^\s*(?:请问|问一下|想问)[,，]?")
_COMMA = re.compile(r"(?<=[,，、])")
_LEADS = re.compile(r"^\s*(?:而|另外|还有|同时|并且|以及|然后|再|又|另)[,，]?")
_MAX_SHARED = 12


def of_each(
    sentence: str,
    asks: Callable[[str], bool],
    parted: Callable[[str], list[str]],
) -> list[str]:
    """One question for each of the things that are asked about together; [] where none are.

    asks says whether a clause asks; parted divides further questions, which the sentence adds.
    """
    sentence = _BOTH.sub(r"\2和\3", sentence)
    found = _divided(sentence)
    if found is None:
        return []
    before, last, behind = found
    head = _HEAD.search(before.rstrip(" ,，:："))
    middle = ""
    things = _things(_POLITE.sub("", last))
    if len(things) < 2 and head and not _COMPARED.match(before):
        before, last, middle = head["before"], head["last"], _TOGETHER.sub("", last)
        things = _things(_POLITE.sub("", last))
    things, shared = _set_apart(things)
    ask, *rest = _COMMA.split(_UNSAID.sub("是多少", behind), maxsplit=1)
    usable = 2 <= len(things) <= MOST and all(2 <= len(t) <= 24 for t in things)
    if not usable or not asks(ask) or asks(last + before + middle):
        return []
    ask = ask.strip(",，、")
    if both := _COMPARED.match(before):
        ask = _DIFFERS.sub("有什么要求", ask)
        sides, things, by = things, [both["one"], both["other"]], both["by"] or ""
        pieces = [f"{by}{thing}的{side}{ask}" for thing in things for side in sides]
    else:
        said = shared + ("的" if middle and not shared else "") + middle
        pieces = [f"{before}{thing}{side}{ask}" for thing in things for side in _sides(said)]
    if len(pieces) > MOST:
        return []
    for more in filter(asks, rest):
        pieces += _more(more, before, last, things, parted)
    return pieces


def _divided(sentence: str) -> tuple[str, str, str] | None:
    """What stands before the list, the list, and what is asked of each."""
    each = EACH.search(sentence)
    start, end = each.span() if each else (0, 0)
    if each is None:
        listed = _LISTED.search(sentence.rstrip())
        if listed is None or not _LIST_OF.search(sentence[: listed.start()]):
            return None
        start = end = listed.start()
    head = _HEAD.search(sentence[:start].rstrip(" ,，"))
    return (head["before"], head["last"], sentence[end:]) if head else None


def _more(
    clause: str, before: str, last: str, things: list[str], parted: Callable[[str], list[str]]
) -> list[str]:
    """A further question: of all the things together, of each again, or of its own."""
    if _SUM.search(clause):
        return [f"{before}{last}{clause}"]
    each = EACH.search(clause)
    if each and len(_things(clause[: each.start()])) < 2:
        asked = f"{clause[: each.start()]}{clause[each.end() :]}"
        return [f"{thing}的{_LEADS.sub('', asked)}" for thing in things]
    return parted(clause)


def _things(text: str) -> list[str]:
    """What a list names: parted by "、", its last two (or the only two) by a word for "and"."""
    *listed, last = _LIST_MARK.split(text)
    final = _AND.split(last, maxsplit=1)
    things = [thing.strip() for thing in (*listed, *final) if thing.strip()]
    if len(things) > 1:
        things[-1] = _SO_MANY.sub("", things[-1])
    kind = _OF_KIND.match(things[-1]) if len(things) > 1 else None
    return [*(f"{t}{kind['kind']}" for t in (*things[:-1], kind["thing"]))] if kind else things


def _set_apart(things: list[str]) -> tuple[list[str], str]:
    """The things alone and what is said of all behind the last ("甲、乙的面积、年限"); what is
    said before the first ("孵化器的场地和人员") is put before each."""
    links = [_SHARED.search(thing) for thing in things]
    linked = next((n for n, link in enumerate(links) if link), None)
    link = None if linked is None else links[linked]
    if linked is None or link is None or len(things) < 2:
        return things, ""
    if linked and not _A_THING.search(things[-1]):
        said = "、".join((things[linked][link.start() :], *things[linked + 1 :]))
        return [*things[:linked], things[linked][: link.start()]], said
    near = not linked and link.end() <= _MAX_SHARED  # a longer one describes the first alone
    if near and not any(links[1:]):
        return [things[0], *(things[0][: link.end()] + t for t in things[1:])], ""
    return things, ""


def _sides(said: str) -> list[str]:
    """The sides asked about of each thing: "的营收门槛和负债率上限" are two."""
    link = _SHARED.match(f"物{said}", 1) if said else None
    if link is None:
        return [said]
    opening, rest = said[: link.end() - 1], said[link.end() - 1 :]
    return [f"{opening}{side}" for side in _things(rest)] or [said]
