"""The questions of one message: where it may be cut, and what each piece goes on from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.understanding.question import asks

MOST = 12  # questions answered of one message
_ENOUGH = 4  # characters of a piece that can be a question by itself
_WHOLE = 56  # characters: a shorter message of one sentence is seldom several questions
_SENTENCE = re.compile(
    r"(?:[^?？。！!；;\n：:]|[：:](?!\s*(?:\d|[一二三]是?[、.．]|[（(①])))+[?？。！!；;\n：:]*"
)
_CLAUSE = re.compile(r"[^,，]+[,，]*")
_NUMBER = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十]{1,2}[是、,，.．：:]|[（(]?\d{1,2}[）)、.．](?!\d)|[①-⑳]|(?:另外|还有|再问一?下?|同时|此外|以及|顺便问一?下?)[，,]?)\s*"
)
_JOINED = re.compile(r"、|以及|和|与|及|跟")
_SAME_ASKED = re.compile(
    r"[，,]?(?:今年|全年|年内|一年|目标|总共|共|要|应|需|新建|新增){0,3}"
    r"(?:各|分别|都是|多少|几[家个项名条场])"
)
_EACH = re.compile(r"各自|各是|各|分别")
_THINGS, _LEAD = 5, 24  # things asked after at most; characters before them that are kept
_LONGEST, _STOPS = 160, "，,。：:；;？?"  # characters of a sentence that is so divided; its stops
_MARKS, _TELLS = ("?", "？"), ("。", "；", ";", "！", "!", "：", ":")
_NAMES = re.compile(r"[^，,]{2,8}呢[?？]")
_COURTESY = re.compile(
    r"^(?:您?你?好|请问(?:一下)?|谢谢.{0,6}|麻烦.{0,8}|尊敬的.{0,12}|盼复|望(?:答|回)复|此致|敬礼|以上.{0,10}|特此.{0,8}|恳请.{0,12}|打扰了?)[\s，,。！!：:]*$"
)


@dataclass(frozen=True)
class Part:
    """One question of a message: its words, and what was said before it that it may go on from."""

    text: str
    background: str = ""


def sentences_asking(message: str) -> tuple[Part, ...]:
    """One part for each sentence that asks, with the sentences told before it as its
    background; the whole message where not more than one asks."""
    pieces = [_NUMBER.sub("", piece).strip() for piece in _SENTENCE.findall(message)]
    pieces = [piece for piece in pieces if piece and not _COURTESY.match(piece)]
    marked = any(piece.endswith(_MARKS) for piece in pieces)
    parts: list[Part] = []
    told: list[str] = []
    named = ""  # "活动呢？" before "一年办多少场？"
    for n, piece in enumerate(pieces):
        told_only = piece.endswith(_TELLS) if marked else piece.endswith(("：", ":"))
        if _NAMES.fullmatch(piece) and n + 1 < len(pieces):
            named = piece.rstrip("?？呢") + "，"
        elif asks(piece) and len(piece) >= _ENOUGH and not told_only:
            parts.append(Part(named + piece, "".join(told)))
            named = ""
        else:
            told.append(piece)
    if len(parts) == 1 and len(message) <= 2 * _WHOLE:
        return (Part(message.strip()),)
    return tuple(parts[:MOST]) or (Part(message.strip()),)


def things_named(part: Part) -> tuple[Part, ...]:
    """The same question for each of several things that it names side by side ("甲、乙和丙各多少");
    () where it names one."""
    match = _SAME_ASKED.search(part.text) if len(part.text) <= _LONGEST else None
    if match is None:
        return ()
    start = max(part.text.rfind(stop, 0, match.start()) for stop in _STOPS) + 1
    before, after = part.text[:start], _EACH.sub("", part.text[match.start() :])
    things = [thing.strip() for thing in _JOINED.split(part.text[start : match.start()])]
    if not 2 <= len(things) <= _THINGS or any(len(thing) < 2 for thing in things):
        return ()
    lead = before if len(before) <= _LEAD else ""
    return tuple(Part(f"{lead}{thing}{after}", part.background) for thing in things)


def clauses_asking(part: Part) -> tuple[Part, ...]:
    """The clauses of a sentence where more than one asks; () where at most one does."""
    pieces: list[str] = []
    for clause in _CLAUSE.findall(part.text):
        if pieces and not (asks(pieces[-1]) and asks(clause)):
            pieces[-1] += clause
        else:
            pieces.append(clause)
    found = [p.strip(" ,，") for p in pieces]
    if sum(map(asks, found)) < 2 or any(len(p) < _ENOUGH for p in found):
        return ()
    return tuple(Part(piece, part.background) for piece in found)
