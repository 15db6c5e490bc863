"""The rows of the targets table that the words of a question name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.composing.line import Line
from assistant.reading.concepts import Concept
from assistant.reading.places import places_named
from assistant.reading.question import Question
from corpus.figures import Measure, measure
from corpus.plan_language import VERB
from corpus.targets import Target

NAMED = 0.75  # share of a wording's weight that a row must have to be the one that is named
NEARLY, AHEAD = 0.6, 0.3  # less will do where no other row comes near
OF_KIND = 0.65  # the same of one that is a share, a growth or a rate as the piece asks for
MUCH_SHORTER = 0.6  # of the next indicator: it names the thing itself, not a part or use of it
MORE = 0.2  # of the things named: another sentence that has so much more is meant
COVERS = 0.9  # of all wordings together: one row alone is what is asked about
# Words that ask about a table, or how it is compared; they name no target.
TABLE_WORDS = re.compile(
    r"(?:目标|指标|任务|量化|定量|数字|数值|数量|总数|总量|个数|项数|数|列出|全部|部分|要点|计划|工作|科技创新|20\d\d|全年|年度|"
    r"合计|总和|之和|相差|差距|差额|相比|相加|加上|连同|比较|对比|更[多高大少低小]|最[多高大少低小]|超过|大于|小于|高于|低于|多于|少于|"
    r"单位|一共|总共|规模|百分点|[一两二三四五六几各\d]+[项类种个级者块]|一块儿?|自己|是|[十百千万亿]*元|[比差多少高低大小]*几?[多少高低大小家个项条名场])+"
)
# What a plan's targets do not tell: such a question is about rules or money, not about the table.
_OTHER_MATTERS = re.compile(
    r"补贴|奖励|奖补|补助|资助|税|优惠|条件|门槛|贷款|额度|利率|好处|容易|划算|有效期|年限|分值|得分|评分|打分|扣分|满分|几分|"
    r"评价指标|考核指标|评价体系|指标体系|实际|完成情况|去年|上年|(?:我们|本|我)(?:公司|企业|厂|司)|老板"
)

_KINDS = (re.compile(r"占|比重|比例"), re.compile(r"增长|增幅|增速"), re.compile(r"率"))


def held_for(question: Question, rows: Sequence[Target]) -> Sequence[Target]:
    """The rows of the year and the city that are asked about; none where it is about results."""
    if question.about_result:
        return ()
    spoken_of = "".join({r.passage.source.region + r.passage.text for r in rows})
    if any(place not in spoken_of for place in places_named(question.text)):
        return ()
    return [r for r in rows if not question.years or r.passage.source.year in question.years]


def is_about_targets(question: Question) -> bool:
    """Not about conditions, money or results, which other passages tell."""
    return not _OTHER_MATTERS.search(question.text)


def asking_sentence(text: str, asks: re.Pattern[str]) -> str:
    """The sentence that asks so; what the list is for ("写小结用:") and what is said beside it
    name nothing that the table holds."""
    return next(filter(asks.search, re.split(r"[:：;；。?？!！]", text)), text)


def naming(concepts: Iterable[Concept], text: str) -> list[Concept]:
    """The concepts of a piece of the question that name something, words of the table apart."""
    return [c for c in concepts if c.said in text and not TABLE_WORDS.fullmatch(c.said)]


def share(concepts: Sequence[Concept], text: str) -> float:
    """How much of what the concepts name a text has, by weight; 0 where they name nothing."""
    total = sum(c.weight for c in concepts)
    return sum(c.weight * c.match(text) for c in concepts) / total if total else 0.0


def without_verbs(concepts: Sequence[Concept]) -> list[Concept]:
    """ "新增", "建设" say what is done, not with what; they only tell alike rows apart."""
    return [c for c in concepts if not VERB.fullmatch(c.said)]


def _does(concept: Concept) -> bool:
    """ "拿下" is 争取: what is done, however it is said."""
    return any(map(VERB.fullmatch, concept.forms))


def row_text(row: Target) -> str:
    """What a wording is looked for in."""
    return f"{row.indicator} {row.scope}"


def named_row(concepts: Sequence[Concept], piece: str, rows: Sequence[Target]) -> Target | None:
    """The one row that a piece of the question names; None where none or several fit as well."""
    things = [c for c in without_verbs(concepts) if c.term or not _does(c)]
    scored = [
        (
            share(things, row_text(row)),
            share(concepts, row_text(row)),
            ("其中" in piece) is ("其中" in row.indicator),
            _kind(piece) == _kind(row.indicator if row.magnitude[1] == "%" else ""),
            row,
        )
        for row in once(rows)
    ]
    scored.sort(key=lambda s: (s[0] + s[1], *s[:4], -len(s[4].indicator)), reverse=True)
    best = scored[0]
    if len(scored) > 1 and scored[1][:4] == best[:4]:
        level = len(best[4].indicator) > MUCH_SHORTER * len(scored[1][4].indicator)
        if level or not any(c.term for c in things):
            return None
    alone = best[0] >= NEARLY and all(s[0] <= best[0] - AHEAD for s in scored[1:])
    if _another_is_meant(concepts, things, best[4], rows):
        return None
    of_kind = best[3] and _kind(piece) >= 0 and best[0] >= OF_KIND
    return best[4] if best[0] >= NAMED or of_kind or alone else None


def _another_is_meant(
    concepts: Sequence[Concept], things: Sequence[Concept], best: Target, rows: Sequence[Target]
) -> bool:
    """Whether another row's sentence has more of what is named, or another has the verb that is
    said of such things ("科技成果要征集多少项"): then none is sure."""
    told = share(things, f"{best.sentence} {row_text(best)}")
    verbs = [c for c in concepts if c not in things and c.match(best.sentence) < 1]
    heads = {c.said[-2:] for c in things}
    return any(
        share(things, row.sentence) > told + MORE
        or any(c.said in row.indicator and row.indicator.endswith(tuple(heads)) for c in verbs)
        for row in rows
    )


def _kind(text: str) -> int:
    """Whether a text speaks of a share, of growth, of a rate or (-1) of none."""
    return next((n for n, kind in enumerate(_KINDS) if kind.search(text)), -1)


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


def is_count(row: Target) -> bool:
    """Things counted, as against shares, money, spans of time."""
    return measure(row.magnitude[1]) is Measure.COUNT


def _same(one: Target, other: Target) -> bool:
    if (one.value, one.unit) != (other.value, other.unit):
        return False
    shorter, longer = sorted((one.indicator, other.indicator), key=len)
    common = sum(character in longer for character in shorter)
    return common >= 0.5 * len(shorter) and one.passage != other.passage
