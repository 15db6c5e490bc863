"""What questions asked one after the other in the same way leave to the first: the topic that it
opens with ("其他费用上限，高企口径多少、加计扣除口径多少"), what is asked of each
("高企证书几年有效、专精特新称号几年"), and the kind whose older and newer rules are asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.reading.asking import Asked, asked_kind
from assistant.several.again import ENDS, FEW, IDLE, OF_NAME, again
from assistant.several.clauses import ASK, asked_with, asks_at_all, is_elliptic, left
from assistant.several.things import is_kind, kinds, listed, named
from assistant.several.usual import usual_and_kinds

LONGEST = 16  # characters of a topic

_VALUED = (Asked.FIGURE, Asked.MONEY, Asked.WHEN)
# The edition of a rule: by its name alone it is of the kind spoken of
EDITION = re.compile(
    r"(?:20\d\d年?)?的?(?:(?<![特创高革更])新版?的?|[旧老]版?的?[^,，。?？]{0,6}?|现行的?|原来的?|以前的?|过去的?)(?:办法|规定|标准|口径|政策|文件|条件|要求)|"
    r"20\d\d年?的?(?:版|办法|标准|口径|规定)"
)
_SIDE = (
    r"(?:占比|数量|比[例重]|[率额线数]|费用?|投入|营收|收入|得分|评分|分数|面积|年限|期限|时限|有效期|上限|下限|底线|门槛|"
    r"结转|扣除|加计|补贴|奖励|优惠|人员|条件|要求|[税金])"
)
_MARKS = re.compile(r"[“”‘’「」\"']|^同样?的?一?[个笔项条]?(?=[\u4e00-\u9fff“])")
_THIS = re.compile(r"(?:这[块个项条]|方面)$")
_TOPIC = re.compile(rf"[^,，。:：;；、?？\d]{{1,{LONGEST}}}{_SIDE}(?:{_THIS.pattern})?")
_OPENS = re.compile(rf"^(?P<topic>[^,，。:：;；?？]{{2,{LONGEST}}})[,，:：](?=[^,，:：]{{4,}})")
_HEAD = re.compile(r"^(?P<head>[^,，。:：;；?？]{2,20})[:：]")
_SENTENCE = re.compile(r"[?？。]\s*$")
_ALL_TOLD = re.compile(rf"^(?:.*[。;；])?(?P<topic>[^,，。:：;；?？]{{2,{LONGEST}}})[。:：,，]?$")
# A value of its own before the word that asks: that is what is asked, and no other
_OWN_SIDE = re.compile(
    rf"(?!.*(?:口径|标准|办法)\W*$){_SIDE}(?:应|该|必须|需要?|至少|最[低高少多]|[是有要得占为达到在])*$"
)
_ORDINARY = re.compile(r"(?:一般|普通|其他)的?(?:企业|公司)")
_NE = re.compile(r"呢[\s?？。!！]*$")
_RECKONING = re.compile(r"[\u3400-\u9fff]{2}口径")
_RECKONED = re.compile(r"(?:口径|标准|办法|那边|这边)$")


def in_parallel(pieces: Sequence[str], told: str, whole: Collection[str]) -> list[str]:
    """The questions, each with what it leaves to the one before that asks alike; whole are those
    that leave nothing."""
    topic, head = _topic(pieces, told), heading(pieces)
    found: list[str] = []
    for number, piece in enumerate(pieces):
        if piece not in whole:
            if number and (swapped := usual_and_kinds(found[-1], piece) or again(found, piece)):
                found[-1], piece = swapped
            piece = _like(found[-1], piece) if number else piece
            alike = not number or asks_alike(pieces[0], piece) or EDITION.search(piece)
            if topic and _is_side_named(piece) and ASK.search(pieces[0]):
                piece = f"{topic}，{_said(piece)}{_asked(pieces[0])}"
            elif topic and alike and _leaves_topic(piece, topic):
                piece = f"{topic}，{piece}"
            elif _headed(pieces, number, head):
                piece = f"{head}，{piece}"
        found.append(piece)
    return found


def heading(pieces: Sequence[str]) -> str:
    """What the first question opens with before a colon, where that names what all of its sentence
    are of ("培育库入库条件：营收多少，研发占比多少"); "" where it does not."""
    opened = _HEAD.match(pieces[0])
    head = opened["head"] if opened else ""
    names = named(head) or kinds(head) or _TOPIC.fullmatch(head)
    return head if names and not asks_at_all(head) else ""


def _headed(pieces: Sequence[str], number: int, head: str) -> bool:
    """Whether a question is of what its sentence opens with: it names no kind of its own."""
    ended = any(map(_SENTENCE.search, pieces[:number]))
    return bool(number and head and not ended and not kinds(pieces[number]))


def asks_alike(one: str, other: str) -> bool:
    """Whether two questions ask in the same words, or both for a value."""
    kind = asked_kind(other)
    valued = kind in _VALUED and asked_kind(one) is kind
    return valued or bool(asked_with(one) & asked_with(other))


def named_apart(pieces: Sequence[str], head: str) -> dict[str, str]:
    """What each of the questions names, where they ask alike of different kinds, or open with the
    same topic and name different things, no sides of one (head); {} where they do not."""
    opened = [_OPENS.match(piece) for piece in pieces]
    topics = {found["topic"] if found else "" for found in opened}
    topic = next(iter(topics)) if len(topics) == 1 and not head else ""
    names = [_names(piece.removeprefix(topic), bool(topic)) for piece in pieces]
    usual = any(map(_ORDINARY.search, pieces))  # "一般企业几年，高企和科小几年": both beside it
    found = zip(pieces, names, strict=True)
    of = {p: "和".join(n) for p, n in found if len(n) == 1 or (n and usual)}
    different = len(of) > 1 and len(set(of.values())) == len(of)
    first = next(iter(of), "")
    alike = all(asks_alike(first, piece) or EDITION.search(piece) for piece in of)
    return of if different and alike else {}


def _names(text: str, things: bool) -> list[str]:
    if edition := EDITION.search(text):
        return ["".join((*kinds(text)[:1], edition[0]))]
    return _kinds(text) or (named(text) if things else [])


def _topic(pieces: Sequence[str], told: str) -> str:
    """The value that the first question opens with, or that is told before all, which names no
    kind that it is of alone; "" where there is none."""
    opened = _OPENS.match(pieces[0]) or _ALL_TOLD.match(told)
    topic = _MARKS.sub("", opened["topic"]) if opened else ""
    is_topic = bool(_TOPIC.fullmatch(topic)) or (named(topic) == [topic] and not is_kind(topic))
    return topic if is_topic and not asks_at_all(topic) else ""


def _leaves_topic(piece: str, topic: str) -> bool:
    """Whether a question names the thing it is asked of and no value of its own."""
    if _THIS.sub("", topic) in piece or _OPENS.match(piece):
        return False
    asks = ASK.search(piece)
    before = piece[: asks.start()] if asks else piece
    names = named(before) or EDITION.search(before) or _RECKONING.search(before)
    return bool(names) and not _OWN_SIDE.search(before)


def _like(before: str, piece: str) -> str:
    """A question that names a kind or an edition alone, asked as the one before it is."""
    if is_elliptic(piece) and (swapped := _in_place(before, piece)):
        return swapped
    of, own, edition = _kinds(before), _kinds(piece), EDITION.search(piece)
    other = EDITION.search(before)
    if is_elliptic(piece) and edition and other and edition[0] == _said(piece):
        return f"{before[: other.start()]}{edition[0]}{before[other.end() :]}"
    if len(of) != 1 or of == own:
        return piece
    if edition:
        known = own or not other
        return piece if known else f"{piece[: edition.start()]}{of[0]}{piece[edition.start() :]}"
    alike = asked_kind(before) in _VALUED and bool(asked_with(before) & asked_with(piece))
    if len(own) != 1 or not (alike or is_elliptic(piece)):
        return piece
    asks = ASK.search(piece)
    said = IDLE.sub("", piece[: asks.start()] if asks else _NE.sub("", piece))
    only = len(left(OF_NAME.sub("", said.replace(own[0], "")))) < FEW
    behind = left(piece[asks.end() :]) if asks else ""
    if len(behind) < FEW and asks and f"{asks[0]}{behind}" in before:
        behind = ""  # "多少万": asked in the same measure
    opening, _, asked = before.partition(of[0])
    if not ASK.search(asked):
        return piece  # "新增多少家高企，众创空间呢": a number of other things
    start = max(map(opening.rfind, ",，:：")) + 1
    return f"{opening[:start]}{said}{ENDS.sub('', asked)}" if only and not behind else piece


def _is_side_named(piece: str) -> bool:
    """ "加计扣除口径呢": another reckoning of the topic, and no value of its own."""
    return is_elliptic(piece) and bool(_RECKONED.search(_said(piece)))


def _asked(piece: str) -> str:
    """How a question asks, from its asking word on."""
    found = ASK.search(piece)
    return f"是{ENDS.sub('', piece[found.start() :])}" if found else ""


def _said(piece: str) -> str:
    """What "……呢" names."""
    return IDLE.sub("", _NE.sub("", piece))


def _kinds(text: str) -> list[str]:
    """The kinds that a text names, or the one that it sets apart from all of these."""
    return kinds(text) or _ORDINARY.findall(text)


def _in_place(before: str, piece: str) -> str:
    """The question before, with what "……呢" names in the place of the like things that it asks of
    ("增值税呢" behind "房产税和土地使用税都免吗"); "" where it asks of none."""
    said = _said(piece)
    if named(said) != [said] or is_kind(said):
        return ""
    like = [name for name in named(before) if name[-1] == said[-1]]
    if not like:
        return ""
    start, end = before.index(like[0]), before.index(like[-1]) + len(like[-1])
    return (
        f"{before[:start]}{said}{before[end:]}"
        if len(listed(before[start:end])) == len(like)
        else ""
    )
