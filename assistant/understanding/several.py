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
    parts: list[Part] = []
    told: list[str] = []
    for piece in _SENTENCE.findall(message):
        piece = _NUMBER.sub("", piece).strip()
        if not piece or _COURTESY.match(piece):
            continue
        if asks(piece) and len(piece) >= _ENOUGH and not piece.endswith(("：", ":")):
            parts.append(Part(piece, "".join(told)))
        else:
            told.append(piece)
    if len(parts) == 1 and len(message) <= 2 * _WHOLE:
        return (Part(message.strip()),)
    return tuple(parts[:MOST]) or (Part(message.strip()),)


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
