"""Several questions in one message: divided, so that each is answered for itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ASK = re.compile(
    r"多少|几[家个项条名人场年天种类月分成号点位件]|哪[些个里年天儿几一两家方]|什么|啥|怎么|咋|如何|是否|能否|能不能|可不可以|有没有|是不是|会不会|谁|何时|多久|多长|多大|多高|分别是|吗|为何"
)
_INDEFINITE = re.compile(
    r"(?:什么|啥|谁|哪\w?)[^，。,?？]{0,6}(?:都|也)(?:没|不|行|可)"
)  # "啥牌子都没有" asks nothing
_STOP = re.compile(r"(?<=[?？。！!;；\n])")
_COMMA = re.compile(r"(?<=[,，、])")
_FOLLOWS = re.compile(r"^\s*(?:而|另外|还有|同时|并且|以及|然后|再|又|另)[,，]?")
_MAX_PARTS = 5
# "A和B的得分线分别是多少": one question about each of two things
_PAIR = re.compile(
    r"(?:请问)?(?P<x>[^,，。?和与跟]{2,22})(?:和|与|跟)(?P<y>[^,，。?和与跟]{2,22})(?:的|,|，)(?:两者的?)?"
    r"(?P<z>[^,，。?]{2,22}(?:分别|各)[^,，。]*)"
)
# "汇总几项目标:A、B、C": the same is asked of each thing named after the colon
_NAMED = re.compile(
    r"(?P<ask>[^:：。?？]*(?:几[项个家类种]|哪些|分别|各)[^:：。?？]{0,14}(?:目标|指标|数量|数字|多少|要求|标准|条件))[:：](?P<things>[^:：。?？]{2,60})"
)
_MIN_TOPIC = 4  # characters beside the asking words: less has no subject of its own


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a message, with what the message (or the talk) says around it."""

    text: str
    context: str = ""
    answer: str = ""


def divide(message: str) -> tuple[Part, ...]:
    """The questions of a message in order; one that asks once comes back whole."""
    sentences = [s for s in _STOP.split(message) if s.strip(" ?？。！!;；\n")]
    asking = _asking(sentences)
    if named := _NAMED.fullmatch(message.strip(" ?？。！!")):
        things = re.split(r"[、,，]|和|与|以及", named["things"])
        if 2 <= len(things) <= _MAX_PARTS and all(1 < len(t) <= 16 for t in things):
            return tuple(Part(f"{thing}：{named['ask']}") for thing in things)
    if not asking:
        return (Part(message),)
    pieces = [piece for s in asking for piece in _asks(s)]
    if len(pieces) < 2 or len(pieces) > _MAX_PARTS:
        return (Part(message),)
    told = "".join(s for s in sentences if s not in asking and not _ASK.search(s))
    parts: list[Part] = []
    for piece in pieces:
        earlier = told or "".join(part.text for part in parts[:1])
        parts.append(Part(_FOLLOWS.sub("", piece).strip(), earlier))
    return tuple(parts)


def _asks(sentence: str) -> list[str]:
    """Split one sentence where two of its clauses ask; clauses that do not ask stay attached."""
    pieces: list[str] = []
    for clause in _COMMA.split(sentence):
        pair = _PAIR.match(clause.strip())
        if pair and not pieces:
            pieces += [f"{pair['x']}的{pair['z']}", f"{pair['y']}的{pair['z']}"]
        elif pieces and not (_asks_alone(clause) and _asks_alone(pieces[-1])):
            pieces[-1] += clause
        else:
            pieces.append(clause)
    return pieces


def _asks_alone(clause: str) -> bool:
    """Whether a clause asks, and about something it names itself."""
    clause = _INDEFINITE.sub("", clause)
    topic = re.sub(r"[\W\d_]", "", _ASK.sub("", clause))
    return bool(_ASK.search(clause)) and len(topic) >= _MIN_TOPIC


def _asking(sentences: list[str]) -> list[str]:
    """The sentences that ask; one too short to stand alone stays with the one before it."""
    found: list[str] = []
    for sentence in sentences:
        if _asks_alone(sentence):
            found.append(sentence)
        elif found and _ASK.search(_INDEFINITE.sub("", sentence)):
            found[-1] += sentence
    return found
