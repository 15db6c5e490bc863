"""How a score is made up: the parts of a table of scores, each with the most it gives
("分几块，每块最高多少分")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.composing.counted_list import Neighbours
from assistant.composing.line import Line, shown_of
from assistant.finding.evidence import Evidence
from assistant.finding.statement import statements
from assistant.reading.question import Question
from corpus.figures import Measure

LEAST = 3  # parts of a table
NEAR = 0.75  # of the best score: a table that is asked about
_N = "[两三四五六]"
_OF_PARTS = re.compile(
    rf"(?:[几各每]|哪[几两三四五六]?|{_N})大?个?(?:块|部分|方面|指标|板块|大[类项])|[几各每哪][类项]|{_N}[类项]指标"
)
_MOST = re.compile(
    r"最[高多]|满分|上限|封顶|分值|各?占(?:多少|几)分|各(?:是|有|得|给)?(?:多少|几)分"
)
_POINTS = re.compile(r"满分|分值|(?:多少|几)分")
_NOT_OF_ALL = re.compile(r"拿了|得了|我们?|[够算]|及格|合格|底线|最[低少]|至少")
# "知识产权最高多少分": of one of them
_MOST_OF_ONE = re.compile(
    r"(?:最[高多]|满分|封顶|上限)(?:能|可以?)?[得给拿占是]?(?:多少|几)分?[\s?？。]*$|(?:多少|几)分(?:封顶|满分)[\s?？。]*$"
)
_ITSELF = re.compile(r"(?:指标)?[这那]一?[项块](?:指标|的)?$|指标$|的$")  # "科技人员这项"
# "知识产权不超过30分：……", "科技人员指标满分20分", "创新能力（满分40分）之……"
_FULL = re.compile(
    r"(?P<name>[^，。：；（(\d]{2,14}?)(?:指标)?[（(]?(?:满分|不超过|最高)\d+分(?=[：，。；）)]|$)[）)]?"
)


def full_marks(question: Question, evidence: Sequence[Evidence], section: Neighbours) -> list[Line]:
    """The parts of the table nearest to the question, each with its most, or the one that it
    names; [] where they are not what is asked for."""
    parted = _OF_PARTS.search(_ITSELF.sub("", question.text))
    of_one = None if parted else _MOST_OF_ONE.search(question.text)
    asked = of_one or (parted and _MOST.search(question.text))
    scored = question.measure is Measure.SCORE or _POINTS.search(question.text)
    if not scored or not asked or _NOT_OF_ALL.search(question.text):
        return []
    near = (e for e in evidence if e.score >= NEAR * evidence[0].score)
    for found in near:
        parts: dict[str, Line] = {}
        items = (p for p in section(found.statement.passage) if p.ordinal.isdigit())
        for statement in (statements(p)[0] for p in items):
            if full := _FULL.match(statement.shown):
                line = Line(shown_of(full[0], statement), statement.passage, full[0])
                parts.setdefault(full["name"], line)
        if len(parts) >= LEAST:
            if of_one:
                before = _ITSELF.sub("", question.text[: of_one.start()])
                return [line for name, line in parts.items() if before.endswith(name)]
            one = any(name in question.text for name in parts)  # "知识产权各项": within one of them
            return [] if one else list(parts.values())
    return []
