"""The item of a list that a follow-up points to by its number ("第六条是什么"): of the list that
the last answer gave, or of the section or the sentence that it was quoted from."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.composing.line import Line, line_of, unmarked
from assistant.finding.statement import statements
from assistant.talk.ordinals import ORDINAL, is_of_another_list, listed_names, number_of
from assistant.talk.place import Place, folded
from corpus.passage import Passage

_NUMBERED = re.compile(r"^\s*\d{1,2}\.\s*(.+)$", re.M)
_CLAUSED = ("条", "款")  # what rules are counted by: never the names in one
_COUNTED = ("条", "项", "点", "个", "种", "类", "款")
# "第六条是什么", "第四条呢": nothing is asked but what it says
_BARE = re.compile(
    r"^(?:那么?|还有|请问|再|具体|就|好[,，])*(?:的|那个)?(?:具体|到底)?(?:[是说讲指写要]|说的|讲的|要求|规定)?的?是?"
    r"(?:什么|啥|怎么说|怎么规定|哪[个条样])?(?:的|来着)?(?:内容|要求|意思|情形|条件|规定)?(?:呢|啊|呀)?[\s?？。]*$"
)
_PARTS = re.compile(r"[；;]")
_FEW = 3  # parts that make a list of a sentence

Section = Callable[[Passage], Sequence[Passage]]


def asks_no_more(question: str) -> bool:
    """Whether nothing is asked of the item that is pointed to but what it says."""
    return bool(_BARE.match(ORDINAL.sub("", question)))


def nth_item(question: str, answer: str, place: Place, section: Section) -> Line | None:
    """The item that is pointed to; None where there is none, or the answer only names it, and no
    item beside opens with that name."""
    found = list(ORDINAL.finditer(question))
    number = number_of(found[0]) if len(found) == 1 else 0
    if not number or found[0]["of"] not in _COUNTED or is_of_another_list(question):
        return None
    if not place.passages:
        return None
    answer = re.sub(r"\s*\[\d+\]", "", answer)
    shown = _NUMBERED.findall(answer)
    if len(shown) > 1 and not found[0]["great"]:
        return _told(shown[number - 1], place, section) if number <= len(shown) else None
    if part := _of_sentence(number, answer, place):
        return part
    names = [] if found[0]["of"] in _CLAUSED else listed_names(answer)
    if number <= len(names):
        return _named(names[number - 1].strip("“”"), place, section)
    return _of_section(number, place.passages[0], section)


def _told(item: str, place: Place, section: Section) -> Line | None:
    """An item that the answer gave, with the passage that it stands in."""
    said = folded(item)
    beside = [p for quoted in place.passages for p in (quoted, *section(quoted))]
    for passage in beside:
        for statement in statements(passage):
            if said and said in folded(statement.text):
                return line_of(statement)
    return None


def _of_sentence(number: int, answer: str, place: Place) -> Line | None:
    """An item of a sentence that lists them one by one behind a colon."""
    told = folded(answer)
    for passage in place.passages:
        for sentence in passage.sentences:
            lead, colon, rest = unmarked(sentence).partition("：")
            parts = [part for part in _PARTS.split(rest) if part.strip(" 。")]
            if colon and len(parts) >= max(_FEW, number) and folded(lead) in told:
                return Line(unmarked(parts[number - 1]), passage, parts[number - 1].strip())
    return None


def _named(name: str, place: Place, section: Section) -> Line | None:
    """The item beside what was quoted that opens with a name."""
    beside = [p for quoted in place.passages for p in section(quoted) if p.ordinal.isdigit()]
    opened = (s for p in beside for s in statements(p)[:1] if s.shown.startswith(name))
    found = next(opened, None)
    return line_of(found) if found else None


def _of_section(number: int, passage: Passage, section: Section) -> Line | None:
    """The item of that number under the heading that the last answer was quoted from."""
    numbered = [p for p in section(passage) if p.ordinal == str(number)]
    return line_of(statements(numbered[0])[0]) if numbered and statements(numbered[0]) else None
