"""What the questions of a talk name: things of the field, as they are said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Turn
from assistant.reading.lexicon import lexicon
from assistant.reading.normalising import normalise
from assistant.reading.oneself import without_oneself
from assistant.several.things import kinds
from index.tokenizer import words

_SHORT = 7  # characters in which what is asked leaves no room for a name
ASKING = re.compile(r"多少|[几哪谁啥吗]|什么|怎么|如何|能否|是否|不能")
_YEAR = re.compile(r"[去今明前上本]一?年度?")
_SUPPOSES = re.compile(r"^\s*(?:那么?)?(?:要是|如果|假如|假设|若是|万一)")
_TELLS_FIGURE = re.compile(
    r"(?:那么?)?(?:我|咱|本?公司|去年|上年|今年|近[两三]年)[^,，。;；?？]*(?:\d|[一二两三四五六七八九十百千]+[万亿])[^,，。;；?？]*呢?(?=[,，。;；?？]|$)"
)
_DEFINES = re.compile(r"[^,，。;；?？]{3,}(?:是|叫)(?:个?啥|什么|什么意思|指什么)\W*$")

_LIST_MARK = re.compile(r"[\u3400-\u9fff]{0,2}?(?:[、,，]|和|与|跟|及|以及|还有)+")


def names_one(text: str) -> bool:
    """Whether an earlier question names no more than one thing that another could replace."""
    known = lexicon()
    spoken = [form for form, official in known.found_in(text) if set(official) & known.terms]
    official = [term for term in known.terms if term in text]
    longest = [t for t in official if not any(t != o and t in o for o in official)]
    return len({*longest, *(f for f in spoken if not any(f in t for t in longest))}) <= 1


def spoken_of(turns: Sequence[Turn]) -> list[str]:
    """The names of the field in what was asked so far, as they came up."""
    known = lexicon()
    found: dict[str, None] = {}
    for turn in turns:
        text = normalise(turn.question)
        said = {form for form, official in known.found_in(text) if set(official) & known.terms}
        said |= {term for term in known.terms if term in text}
        whole = [s for s in said if not any(s != other and s in other for other in said)]
        for name in sorted(whole, key=text.find):
            found.pop(name, None)
            found[name] = None
    return list(found)


def says_no_thing(question: str) -> bool:
    """ "多少天出结果": too short to name a thing, known or unknown."""
    short = len(re.sub(r"\W", "", question)) <= _SHORT and not _DEFINES.match(question)
    return short and not names_subject(question)


def names_subject(text: str) -> bool:
    """Whether the text has the name of something in this field, official or spoken."""
    text = _YEAR.sub("", without_oneself(_told_apart(normalise(text))))
    known = lexicon()
    spoken = (term for _, official in known.found_in(text) for term in official)
    if any(term in text for term in known.terms) or any(t in known.terms for t in spoken):
        return True
    return any(len(w) > 3 and any(t.startswith(w) for t in known.terms) for w in words(text))


def _told_apart(text: str) -> str:
    """A question without the clauses that suppose something or tell a figure of one's own."""
    clauses = re.split(r"(?<=[,，。;；?？])", text)
    return "".join(
        clause
        for clause in clauses
        if not _SUPPOSES.match(clause)
        and (ASKING.search(clause) or not _TELLS_FIGURE.fullmatch(clause.rstrip(",，。;；?？")))
    )


def enumerated(question: str) -> list[str]:
    """The names of the field that a question lists one behind the other: "甲、乙和丙"."""
    text, items, end = normalise(question), list[str](), 0
    said = {*spoken_of([Turn(question, "")]), *kinds(text)}
    whole = [s for s in said if not any(s != other and s in other for other in said)]
    for name in sorted(whole, key=text.find):
        at = text.find(name)
        if items and at == end:  # "高企认定"
            items[-1] += name
        elif not items or _LIST_MARK.fullmatch(text[end:at]):
            items.append(name)
        elif len(items) > 1:
            break
        else:
            items = [name]
        end = at + len(name)
    return items if len(items) > 1 else []
