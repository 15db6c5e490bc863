"""Lists known by how many things they name: so many are asked for, or the text itself says how
many it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.composing.line import Line, budgeted
from assistant.finding.evidence import Evidence
from assistant.finding.expected import Hints
from assistant.finding.statement import Statement, statements
from assistant.judging.figures_told import names_links
from assistant.reading.asking import NAMES_ASKED
from corpus.figures import number
from corpus.passage import Passage

LISTED = 0.75  # of the best score, from which a list that names what is asked for leads
EXPECTED = 0.8  # of the hint for the likest question: its answer, or as good as that
PAIR, APART = 2, 0.85  # of the best score: what has less is no rival to it
AS_NEAR = 0.9  # of the best score: a list that names as many leads whatever is known of it
_N = "二两三四五六七八九十"
_COUNT = re.compile(
    rf"哪([{_N}])|(?:一|总)?共(?:有|是)?([{_N}\d]{{1,2}})[个项条类种家]|"
    rf"([{_N}])大|"
    r"[这那]?([两三四五六七八九])大?[块类项关头档](?:各|分别|都)|"
    # "听说有八个类别，分别叫什么", "三种购置方式各按什么时间"
    rf"([{_N}])(?:个大?|大)?(?:类别|[类种项块档条]|方面|环节|层次|梯度)[\u3400-\u9fff]{{0,6}}[,，]?"
    r"(?:各|分别|依次|(?:具体|都|各自)?(?:叫|是)(?:什么|啥|哪))"
)
# "有几块科创飞地，分别叫什么": so many as the text says
_NUMBER_AND_NAMES = re.compile(
    r"几[家个块类种项条座处]大?[^，,。?？]{0,12}[,，]?(?:都|分别|各自?|具体)?(?:叫|是|有)?(?:什么|啥|哪[些几])"
)
_OF_SO_MANY = re.compile(
    rf"(?:[^，,。；;：:]*、)+[^，,。；;：:、]*?(?P<n>[{_N}])(?:家|个|块|类|种|项|条|座|处)"
)

# "给哪几类单位": whom a sentence counts up, where only one near does
_BODIES = re.compile(r"哪几[类种个]?的?(?:单位|机构|主体|对象|企业|载体|人员|部门)")

Neighbours = Callable[[Passage], Sequence[Passage]]


def counted(question: str) -> int:
    """How many things are asked for ("哪五个"), 0 where it is not said."""
    found = _COUNT.search(question) or NAMES_ASKED.search(question)
    said = next(filter(None, found.groups())) if found else "0"
    return int(number(said) or 0)


def of_count(
    question: str, count: int, evidence: Sequence[Evidence], hints: Hints
) -> Statement | None:
    """The statement that names as many things as are asked for ("哪四个城市"), or as many as it
    says where number and names are asked: the best, or one near it known to answer; what stands
    around names others."""
    first, best = evidence[0], evidence[0].score
    near = [
        e.statement
        for e in evidence
        if e is first
        or e.score >= AS_NEAR * best
        or (e.score >= LISTED * best and hints.of(e.statement) >= EXPECTED)
    ]
    if not count and _NUMBER_AND_NAMES.search(question):
        counted_there = (s for s in near if _names_so_many(s) or names_links(question, s))
        return next(counted_there, None)
    if not count and _BODIES.search(question):
        lists = [s for s in near if s.is_list]
        return lists[0] if len(lists) == 1 else None
    if count == PAIR:  # two are named side by side in many a sentence
        ahead = all(e.score < APART * best for e in evidence[1:2])
        told = (ahead or hints.alone(first.statement)) and count in first.statement.counts
        return first.statement if told else None
    return next((s for s in near if count > PAIR and count in s.counts), None)


def _names_so_many(statement: Statement) -> bool:
    """Whether it says of how many things it names that they are so many ("甲、乙、丙三家飞地")."""
    found = _OF_SO_MANY.search(statement.text)
    return found is not None and number(found["n"]) in statement.counts


def counted_section(count: int, evidence: Sequence[Evidence], section: Neighbours) -> list[Line]:
    """The items of the best statement's section, where they are as many as are asked for, and the
    statement is one of them and names not so many itself; [] where they are not."""
    best = evidence[0].statement
    items = [p for p in section(best.passage) if p.ordinal.isdigit()]
    there = {e.statement.passage.id for e in evidence[: count + 1]}
    found = sum(p.id in there for p in items)
    names = any(count in e.statement.counts for e in evidence[: count + 1])
    if count < 2 or len(items) != count or found < count or names:
        return []
    return budgeted(s for p in items for s in statements(p))
