"""Which rows of the table of targets the words of a question name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from math import log

from assistant.composing.citations import Line
from assistant.understanding.question import Question
from corpus.divisions import Place, place_of, places_in
from corpus.targets import Target
from index.tokenizer import ASKING, normalize

NAMED = 0.75  # Share of the weight of what is said that a row must have to be the one that is named
AHEAD = 0.1  # By so much no other row may come near it
OF_TITLE = 4  # So many characters in a row are the plan's title, not a field of it
LONGEST = 200  # Characters of a question to a table
MOST_PIECES = 6

_COUNTERS = "家个项条名人场件座次位种类"
# Words that ask about a table and how its rows are compared; they name none of them.
_TABLE_WORDS = re.compile(
    r"目标值?|指标|任务|量化|定量|数[字值量据]|总数|列[出全齐]?|清单|汇总|全部|所有|每[一项个]|逐[项个]|依次|各自?|分?别|"
    r"合计|总[计和共]|之和|一共|共计?|相加|加(?:起来|总|在一起)|合起来|一起|相差|差距|差|相比|更|最|还是|"
    r"超过?|突破|大于|小于|高于|低于|多于|少于|不[足到]|至少|以[上下内]|等于|达到?|完成|方面|部分|领域|相关|有关|涉及|"
    r"要点|工作|计划|规划|文件|今年|全年|本年度?|年度|年内|年|百分点?|占?比例?|单位|规模|金额|主要|总体|"
    rf"[{_COUNTERS}]+(?![一-鿿])|[{_COUNTERS}]?目?数(?![一-鿿])|[几两三四五六](?:[{_COUNTERS}]|者)|"
    r"正好|[哪些是有为定要到得需应把将请核这那里内和与及跟同比加都又在给做用吗呢多少高低大小]|[一块]块|第"
)
_JOINT = re.compile(
    r"[、，,；;。：:？?！!]|以及|还是|连同|还有|加上|(?<![之总])和|[与及跟同比]|加(?![起总在到])"
)
_HOW_MANY = re.compile("多少|几")
_WORDLESS = re.compile(r"[^\w\s%.]+")


class Table:
    """The rows of one plan, a target stated twice once; a character weighs as it is rare."""

    def __init__(self, rows: Sequence[Target]) -> None:
        self.rows = once(rows)
        self._texts = {id(row): normalize(f"{row.indicator} {row.scope}") for row in self.rows}
        self._seen = Counter(c for text in self._texts.values() for c in set(text))
        self._title = normalize(rows[0].passage.source.title) if rows else ""
        self._names = {id(row): self.content(row.indicator) for row in self.rows}

    def content(self, text: str) -> str:
        """What is left of a text without words of asking, of tables, and the plan's title."""
        text = normalize(text)
        for size in range(len(self._title), OF_TITLE - 1, -1):
            for n in range(len(self._title) - size + 1):
                text = text.replace(self._title[n : n + size], " ")
        for place in places_in(text):
            text = text.replace(place.name, " ").replace(place.name[:-1], " ")
        left = _TABLE_WORDS.sub(" ", ASKING.sub(" ", _WORDLESS.sub(" ", text))).split()
        return " ".join(run for run in left if run not in _COUNTERS)

    def share(self, said: str, text: str) -> float:
        """How much of what is said stands in a text as pairs of characters, by weight."""
        total = held = 0.0
        for run in said.split():
            pairs = [run[n : n + 2] in text for n in range(len(run) - 1)] or [run in text]
            for n, character in enumerate(run):
                weight = log((len(self.rows) + 1) / (self._seen[character] + 0.5))
                total += weight
                held += weight * any(pairs[max(0, n - 1) : n + 1])
        return held / total if total else 0.0

    def row_share(self, said: str, row: Target) -> float:
        """The same of a row: its indicator and scope."""
        return self.share(said, self._texts[id(row)])

    def named(self, said: str) -> Target | None:
        """The one row that a piece of a question names; None where none or several fit."""
        said = self.content(said)
        shares = [(self.row_share(said, row), row) for row in self.rows] if said else []
        best = max((share for share, _ in shares), default=0.0)
        near = [row for share, row in shares if share > best - AHEAD]
        if best < NAMED:
            return None
        backward = sorted(((self._backward(row, said), row) for row in near), key=lambda s: -s[0])
        ahead = len(near) == 1 or backward[0][0] >= backward[1][0] + AHEAD
        return backward[0][1] if ahead else None

    def operands(self, text: str) -> list[Target]:
        """The rows that a text names one after another; [] unless every part of it names one."""
        for stretch in dict.fromkeys((re.split("[:：]", text)[-1], text)):
            pieces = [p for p in _JOINT.split(stretch) if self.content(p)]
            asks_twice = any(len(_HOW_MANY.findall(p)) > 1 for p in pieces)
            if asks_twice or not 2 <= len(pieces) <= MOST_PIECES:
                continue
            for parts in _joined(pieces):
                found = [row for row in map(self._of_all, parts) if row]
                if len({id(row) for row in found}) == len(parts):
                    return found
        return []

    def _of_all(self, pieces: Sequence[str]) -> Target | None:
        """The row that pieces name together, if it has what each of them says."""
        row = self.named(" ".join(pieces))
        return (
            row
            if row and all(self.row_share(self.content(p), row) >= NAMED for p in pieces)
            else None
        )

    def _backward(self, row: Target, said: str) -> float:
        """How much of a row's own name is said."""
        return self.share(self._names[id(row)], said)


def of_plan(question: Question, rows: Sequence[Target]) -> list[Target]:
    """The rows of the one plan that is meant by place, year or as the latest; [] if not one."""
    places = places_in(question.text)
    kept = [r for r in rows if not places or _speaks_for(r, places)]
    held = {r.passage.source.year for r in kept}
    years = question.years or (question.relative_years if question.relative_years & held else None)
    if years is None and any(year < question.today.year for year in question.relative_years):
        return []
    last = years or {max((year for year in held if year), default=0)}
    kept = [r for r in kept if r.passage.source.year in last]
    return kept if len({r.passage.source.id for r in kept}) == 1 else []


def once(rows: Iterable[Target]) -> list[Target]:
    """A target that the plan states twice is listed once, where it is stated first."""
    kept: list[Target] = []
    for row in rows:
        if not any(_same(row, other) for other in kept):
            kept.append(row)
    return kept


def line(row: Target) -> Line:
    """A row as a cited line."""
    return Line(f"{row.indicator}：{row.text}", row.passage, row.sentence)


def _speaks_for(row: Target, places: Sequence[Place]) -> bool:
    own = place_of(row.passage.source)
    return own is not None and all(own.related(place) for place in places)


def _joined(pieces: Sequence[str]) -> Iterator[list[Sequence[str]]]:
    """The pieces, and neighbours put together again ("国家级和省级孵化器"), least joined first."""
    gaps = range(1, len(pieces))
    for parts in range(len(pieces), 1, -1):
        for cuts in combinations(gaps, parts - 1):
            ends = [0, *cuts, len(pieces)]
            yield [pieces[a:b] for a, b in pairwise(ends)]


def _same(one: Target, other: Target) -> bool:
    if (one.value, one.unit) != (other.value, other.unit) or one.passage == other.passage:
        return False
    shorter, longer = sorted((one.indicator, other.indicator), key=len)
    return sum(character in longer for character in shorter) >= 0.5 * len(shorter)
