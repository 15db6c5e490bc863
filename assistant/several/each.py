"""What is asked of each of several things, or of several sides of each: one question for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.several.asked_for import NAMES_VALUE
from assistant.several.clauses import ASK
from assistant.several.each_compared import told_apart
from assistant.several.each_table import CLAUSE, COMPARED, OfOne, Table, only_kinds, table_of
from assistant.several.things import in_full, is_kind, listed, named, things_and_sides

MOST = 6  # questions that one list may become

# "A、B和C的得分线分别是多少": one question about each of the things
_EACH = re.compile(
    r"(?:分别|各自|各(?![地项类级单部县区市镇园方种界国行大家处])|(?<=[，,、])这[两三四五六](?:个|项|样)(?=[^，,、。?？]*(?:多少|几)))都?"
)
# "A和B的上限差多少": no more than two values told side by side
_DIFFER = re.compile(
    r"(?:都?有)?(?:相?差|不同|区别|差别|不一样|涨了?|[升提降][高低]?了?|[高低多少]了)"
    r"(?:多少|几\w?|在?哪[儿里]?)|"
    r"(?<=[率额数量比例限线槛价求准分])(?:都?有)?(?:什么|啥|何|哪些|多大)(?:不同|区别|差别|差异|不一样)"
)
# "A跟B哪个要求高": what is required of each tells
_HIGHER = re.compile(
    r"[,，]?(?:比(?:起来|一?下)?[,，]?)?(?:哪个|哪一?种|谁)的?(?P<side>要求|门槛|条件|标准)"
    r"(?:更|比较|要|会)?(?:高|低|严|松|难|容易)(?:一?[些点])?"
)
_EQUAL = re.compile(
    r"[,，]?\s*(?:(?:是不是|是否)?一样[吗么]?|一样不一样|哪个[^,，。?？]{1,8}|谁[^,，。?？]{1,6}|"
    r"有(?:没有)?区别[吗么]?|一致吗)[?？,，。]\s*(?=请?(?:各|分别))"
)
_CHANGED = re.compile(
    r"(?<=[,，。;；?？])\s*(?:我?(?:们)?(?:就|只|主要)?(?:是?想)?(?:知道|了解|看看?|比比?|确认)(?:一下|下)?)?(?:到底|究竟|有)?"
    r"(?:变没变|变了没有?|没变吧?|有?变化(?:没有?|吗|大不大)|[一]样不一样|是不是一样|一不一样|一样[吗么])[\s?？。!！呢啊]*$"
)
# "甲的扣除比乙高多少，各按百分之几": what each of them is tells by how much
_BY_HOW_MUCH = re.compile(
    r"(?P<one>[^,，。:：?？]{2,14}?)的(?P<side>[^,，。?？的比]{2,10}?)(?<![占同环对])比(?!例|重)(?:我们?|咱们?)?(?P<other>[^,，。?？]{2,14}?)"
    r"(?:的(?P=side))?(?:要|会|能|还)?(?:高|多|低|少|长|短|优惠)出?(?:来|了)?(?:多少|几\w?)[,，。?？]\s*(?:各自?|分别)"
)
# "场地、人员和活动的要求是什么": each of a list, without the word for it
_LISTED = re.compile(
    r"(?P<list>[^,，:：。?？、]+(?:、[^,，:：。?？、]+)+(?:和|与|以及|及|跟)[^,，:：。?？、]+的"
    r"(?:具体)?(?:要求|标准|条件|门槛|规定|目标|指标))(?P<ask>[是有为]?(?:什么|多少|啥|怎么?样?的?)[\s?？。!！]*)$"
)
# "高企和科小对科技人员占比的要求是多少": of each, without a word for it
_HOW_MANY = re.compile(r"多[少久长大高]|(?<!第)几[家个项名条场次年月天分成件]")
# "费用化和资本化都说一下": both sides of what is asked
_BOTH_TOLD = re.compile(
    r"(?P<one>\w{2,8}?)(?:和|与|跟|、)(?P<other>\w{2,8}?)(?:两[个种类边项块])?(?:都|各|分别)(?:也|要|得|请)?"
    r"(?:说|讲|列|给|报|算|写|讲清|说清)(?:一下|一说|一讲|说|讲|下|清楚|明白|出来)*[\s。!！,，]*$"
)
_IN_TURN = re.compile(
    r"^(?P<opening>(?:[^,，:：]+[,，:：])*?)(?P<things>[^,，:：]+)[,，:：]\s*"
    r"(?:前者|前一[个项家]|头一[个项家]|一[个项家头边种])(?:是|的)?(?P<ask>[^,，]{2,})[,，]\s*"
    r"(?:后者|后一[个项家]|[另又]?一[个项家头边种])(?:是|的)?(?P<next>[^,，]{2,})$"
)
_UNSAID = re.compile(r"^[是为]?(?=[\s?？。!！]*$)")  # "目标分别是?"
_BOTH = re.compile(r"既(是|有|要)([^,，。?？]{2,16}?)[,，]?又(?:\1)([^,，。?？]{2,16})")
# of one side of a thing: how it is ruled, not a list of rules
_LOOSE = re.compile(r"^(?:都?有)?(?:什么|啥|哪些|何)(?:样的)?(?:具体)?(?:要求|规定|标准|限制)")
_SUM = re.compile(r"合计|总计|总共|一共|加起来|相差|差多少|哪个")  # of all the things together
_LEADS = re.compile(r"^\s*(?:而|另外|还有|同时|并且|以及|然后|再|又|另)[,，]?")
_COMMA = re.compile(r"(?<=[,，、])")


def without_verdict(message: str) -> str:
    """ "上限一样吗?各是多少": what each of them is tells whether they are alike, and "看变没变"
    whether they have changed."""
    message = _BY_HOW_MUCH.sub(r"\g<one>和\g<other>的\g<side>分别", message)
    left = _CHANGED.sub("", _EQUAL.sub("", message))
    return left if ASK.search(left) else message


def on_both_sides(
    pieces: list[str], each: Mapping[str, OfOne], told: str
) -> tuple[list[str], dict[str, OfOne], str]:
    """The questions, each asked of both sides that the message wants told; with what it tells
    beside ("加计扣除差多少？费用化和资本化都说一下")."""
    both = _BOTH_TOLD.search(told)
    if both is None or not pieces or 2 * len(pieces) > MOST:
        return pieces, dict(each), told
    asked = {
        f"{side}的，{piece}": OfOne(piece, (each[piece].of if piece in each else "") or side)
        for piece in pieces
        for side in (both["one"], both["other"])
    }
    return list(asked), asked, _BOTH_TOLD.sub("", told)


def of_each(
    sentence: str,
    asks: Callable[[str], bool],
    parted: Callable[[str], list[str]],
    told: str = "",
) -> list[OfOne]:
    """One question for each of the things that are asked about together; [] where none are.

    asks says whether a clause asks; parted divides further questions, which the sentence adds;
    told is what the message says before it.
    """
    told, sentence = (_BOTH.sub(r"\2和\3", text) for text in (told, sentence))
    if in_turn := _in_turn(sentence):
        return in_turn
    if both := told_apart(sentence, asks):
        return both
    put = _put(sentence)
    clauses = CLAUSE.findall(put[0]) if put else []
    if put is None or asks(put[0]):
        return []
    ask, *rest = _COMMA.split(put[1], maxsplit=1)
    table = table_of(clauses, told)
    table = table and replace(table, things=tuple(map(in_full, table.things)))
    usable = table and len(table.things) > 1 and all(2 <= len(t) <= 24 for t in table.things)
    if table is None or not usable or not asks(ask):
        return []
    sides = any(table.sides) or any(map(NAMES_VALUE.search, table.things))
    ask = _LOOSE.sub("是怎么规定的", ask) if sides else ask
    pieces = table.questions(ask.strip(",，、"))
    if len(pieces) > MOST:
        return []
    for more in filter(asks, rest):
        pieces += _more(more, "".join(clauses), table, parted)
    return pieces


def _in_turn(sentence: str) -> list[OfOne]:
    """ "甲和乙，一个做到什么程度，一个改哪个文件": the first question of the first, the next of
    the second; [] where no two things are listed so."""
    found = _IN_TURN.search(sentence)
    things = listed(found["things"]) if found else []
    if found is None or len(things) != 2:
        return []
    asked = zip(things, (found["ask"], found["next"]), strict=True)
    return [OfOne(f"{found['opening']}{thing}{ask}", thing) for thing, ask in asked]


def _put(sentence: str) -> tuple[str, str] | None:
    """What stands before the word that asks of each, and what is asked of each."""
    if each := _EACH.search(sentence):
        behind = _UNSAID.sub("是多少", sentence[each.end() :])
        if differ := _DIFFER.match(behind):
            behind = _told(differ[0]) + behind[differ.end() :]
        return sentence[: each.start()].rstrip(" ,，"), behind
    if (differ := _DIFFER.search(sentence)) and len(listed(sentence[: differ.start()])) > 1:
        return sentence[: differ.start()].rstrip(" ,，"), _told(differ[0]) + sentence[
            differ.end() :
        ]
    if higher := _HIGHER.search(sentence):
        things = listed(sentence[: higher.start()])
        if len(things) == 2:
            return f"{'和'.join(things)}的{higher['side']}", "有哪些"
    if asked := _HOW_MANY.search(sentence):
        before = sentence[: asked.start()]
        clauses = CLAUSE.findall(before)[:-1]
        if _of_kinds(before) or any(COMPARED.match(c) or only_kinds(c) for c in clauses):
            return before, sentence[asked.start() :]
    if every := _LISTED.search(sentence.rstrip()):
        return sentence[: every.start()] + every["list"], every["ask"]
    return None


def _of_kinds(before: str) -> bool:
    """Whether two kinds that have rules of their own are named, and a side of both: each has a
    number of its own."""
    things, said = things_and_sides(CLAUSE.findall(before)[-1] if before else "")
    return bool(said) and len(things) > 1 and all(map(is_kind, things)) and not _SUM.search(before)


def _told(difference: str) -> str:
    return "是多少" if "多少" in difference or "几" in difference else "是怎么规定的"


def _more(
    clause: str, before: str, table: Table, parted: Callable[[str], list[str]]
) -> list[OfOne]:
    """A further question: of all the things together, of each again, or of its own."""
    if _SUM.search(clause):
        return [OfOne(f"{before}{clause}".strip(" \n,，、"), "")]
    each = _EACH.search(clause)
    each_of_them = each is not None and len(listed(clause[: each.start()])) < 2
    if each and each_of_them:
        clause = f"{clause[: each.start()]}{clause[each.end() :]}"
    nameless = not named(clause) and all(map(named, table.things))  # "、各由谁牵头、建到什么程度"
    again = (table.again or nameless) and not any(map(is_kind, named(clause)))
    if each_of_them or again:
        return replace(table, sides=("的",)).questions(_LEADS.sub("", clause))
    return [OfOne(piece, before=table.opening) for piece in parted(clause)]
