"""An answer as sentences: list marks set apart, citation marks read wherever they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

# [1], ［1］, 【1】, [1,2], [1][2], [来源1], [^1]; never the year of a 文号 (〔2016〕).
_MARK = re.compile(
    r"\s*[\[［【]\s*(?:\^|来源|资料|文献|段落|source\s*)?\s*"
    r"(\d{1,3}(?:\s*[,，、;；]\s*\d{1,3})*)\s*[\]］】](?!\s*\d{1,3}\s*号)",
    re.IGNORECASE,
)
_BULLET = re.compile(
    r"^\s*(?:#{1,6}\s+|>\s+)?(?:(?:[-*•·●▪–]|\d{1,2}[.．、)）](?!\d)|[（(]\d{1,2}[)）]|[①-⑳]|"
    r"[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)\s*)?"
)
_STOP = "。！？!?；;"
_CLOSING = "”’」』）)\"'"
_EMPHASIS = re.compile(r"\*\*|__|`")


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence as the answer says it, its marks taken out of the text."""

    text: str
    marks: tuple[int, ...]
    line: int
    bullet: str


def said_sentences(text: str) -> list[Said]:
    """The sentences of an answer in order; blank lines and lone marks are no sentences."""
    found: list[Said] = []
    for number, line in enumerate(text.splitlines()):
        bullet = _BULLET.match(line)
        opening = bullet.group(0) if bullet else ""
        for at, (sentence, marks) in enumerate(_sentences(_EMPHASIS.sub("", line[len(opening) :]))):
            found.append(Said(sentence, marks, number, opening.lstrip() if at == 0 else ""))
    return found


def _sentences(line: str) -> list[tuple[str, tuple[int, ...]]]:
    """(text, marks) of each sentence; marks after the stop belong to the sentence before."""
    found: list[tuple[str, list[int]]] = []
    words, marks, ended = "", list[int](), False
    at = 0
    while at < len(line):
        mark = _MARK.match(line, at)
        if mark:
            marks += [int(n) for n in re.findall(r"\d+", mark.group(1))]
            at = mark.end()
            continue
        character = line[at]
        if ended and character not in _CLOSING + _STOP and not character.isspace():
            found.append((words, marks))
            words, marks, ended = "", [], False
        words += character
        ended = ended or character in "。！？!?"
        at += 1
    found.append((words, marks))
    return [(w.strip(), tuple(dict.fromkeys(m))) for w, m in found if re.search(r"\w", w)]
