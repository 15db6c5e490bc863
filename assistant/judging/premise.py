"""What a question takes for granted, where the documents say otherwise: a denial of it, or the
same of another place than the one named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.composing.line import Line, line_of
from assistant.finding.evidence import Evidence
from assistant.judging.claimed import alike, claims
from assistant.judging.figures_told import answering_figures
from assistant.reading.asking import Asked
from assistant.reading.concepts import Concept, pairs
from assistant.reading.places import places_named
from assistant.reading.question import Question
from assistant.reading.question_signs import OWN_CASE
from corpus.figures import Figure, Measure

CLOSE = 0.9  # of the best score: what has the figure claimed is what is asked about
NEAR = 0.8  # of the best score: a denial this near is of what is asked about
OF_BEST = 0.4  # of the best score, from which another statement of its passage is looked at
BESIDE = 0.5  # of the best score: a second figure may be of this rule
MET = 0.8  # of a concept: what is denied is what was said

_CLAUSE = re.compile(r"[^,，。;；?？!！]+")
_ASKS = re.compile(
    r"多少|[几哪谁啥吗么呢]|什么|怎么|怎样|咋|如何|能否|是否|能不能|可否|对不对|是不是|多[久大高长]"
)
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_PIECE = re.compile(r"[^,，。、;；?？!！]+[,，。、;；?？!！]?")
# A topic that is only named ("重点小巨人那个奖补,……") asserts nothing.
_ASSERTS = re.compile(
    r"\d|[要得]先|必须|统一|每[家人个年]|直接|就|也|都|算|可以|给|发[钱放]|免|享受|有|会"
)
_WISHES = re.compile(
    r"\s*(?:要是|如果|我们?|咱们?|公司|厂里|老板)*(?:都|也|正)?(?:想|打算|准备|希望|计划着?)"
)  # what is wanted is not so yet
_NEGATES = re.compile(r"不|没|未|无|非|取消|停")
# What a document rules out: the clause from the word that does so on, or up to "不在其列".
DENIAL = re.compile(
    r"(?:没有(?!写明|载明|收录|公布|规定|约定|超过|完成|达到|取得|发生|列明|给出)|不含|不包括|不属于|不适用|"
    r"不等于|不享受|不予|不要求|不需要|不算|取消)[^,，。；;]{2,20}(?![^,，。；;]*的[,，])(?<!的(?=[,，]))|"
    r"[^,，。；;]{2,20}(?:不在其列|不能享受|不适用|没有列入|不予受理)"
)


def set_right(
    question: Question, concepts: Sequence[Concept], evidence: Sequence[Evidence]
) -> tuple[Evidence, ...]:
    """What sets right what a question takes for granted; empty where nothing does."""
    if not evidence:
        return ()
    denied = denial(question, concepts, evidence)
    return (denied,) if denied else misplaced(question, evidence) or corrected(question, evidence)


def denial(
    question: Question, concepts: Sequence[Concept], evidence: Sequence[Evidence]
) -> Evidence | None:
    """The statement that denies what the question asserts before it asks ("国家统一奖励10万元,这钱
    什么时候到账"); None where it asserts nothing, or nothing near says so."""
    asserted = _asserted(question.text)
    named = [c for c in concepts if c.known and c.said in asserted]
    if not named or question.asked is Asked.YES_NO or _tells_own(question, evidence[0]):
        return None
    if question.measure is Measure.PERCENT and answering_figures(question, evidence[0].statement):
        return None  # "奖给员工，最少几成": what is asked about, and it is told
    floor = NEAR * evidence[0].score
    for e in evidence:
        if e.score < floor:
            return None
        denied = " ".join(DENIAL.findall(e.statement.text))
        if denied and any(c.match(denied) >= MET for c in named if not _heads(c, e)):
            return e
    return None


def _tells_own(question: Question, best: Evidence) -> bool:
    """Whether the best statement tells of the very sum that the question does: it holds there."""
    told = {(f.value, f.unit) for f in best.statement.figures}
    return any((f.value, f.unit) in told for f in question.amounts)


def _asserted(text: str) -> str:
    """The clauses before the first that asks, where they assert something and deny nothing."""
    clauses = _CLAUSE.findall(text)
    asks = next((n for n, clause in enumerate(clauses) if _ASKS.search(clause)), 0)
    told = "".join(c for c in clauses[:asks] if not (OWN_CASE.search(c) or _WISHES.match(c)))
    return told if _ASSERTS.search(told) and not _NEGATES.search(told) else ""


def _heads(concept: Concept, evidence: Evidence) -> bool:
    """Whether the whole section or document is about it: then it tells of no denial."""
    return concept.match(evidence.statement.passage.headed) >= MET


def set_beside(question: Question, evidence: Sequence[Evidence], told: Sequence[str]) -> list[Line]:
    """What sets the rest of a question right: of the place that was named, where the answer tells
    of another; of each of several figures that were claimed."""
    found = [*misplaced(question, evidence)[1:], *_of_claims(question, evidence)]
    lines = [line_of(e.statement) for e in found]
    return [line for line in lines if not any(line.quote in quote for quote in told)]


def _of_claims(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """For each of several claimed figures the statement of the best one's document that has its
    like and speaks of what the clause of the claim names."""
    claimed = claims(question)
    if question.asked is not Asked.YES_NO or len(claimed) < 2:
        return []
    here = evidence[0].statement.passage.source
    beside = [
        e
        for e in evidence
        if e.score >= BESIDE * evidence[0].score and e.statement.passage.source == here
    ]
    found = (_of_claim(question.text, claim, beside) for claim in claimed)
    return [e for e in dict.fromkeys(found) if e]


def _of_claim(text: str, claim: Figure, beside: Sequence[Evidence]) -> Evidence | None:
    """The likest of the statements that have such a figure; none where nothing is shared, or the
    claim is right."""
    clause = next(m[0] for m in _PIECE.finditer(text) if m.start() <= claim.start < m.end())
    having = [e for e in beside if any(alike(claim, f) for f in e.statement.figures)]

    def shared(e: Evidence) -> int:
        headed = _pairs(e.statement.passage.headed)
        return len((_pairs(clause) - headed) & _pairs(e.statement.text))

    def likest(e: Evidence) -> tuple[int, bool, int]:
        here = e.statement.passage.heading_path == beside[0].statement.passage.heading_path
        return shared(e), here, -len(e.statement.text)

    best = max(having, key=likest, default=None)
    right = best and any(alike(claim, f) and f.value == claim.value for f in best.statement.figures)
    return best if best and shared(best) and not right else None


def _pairs(text: str) -> set[str]:
    return {pair for pair in pairs(text) if _HAN.fullmatch(pair)}


def corrected(question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The statement of the best one's document that has another figure for the one claimed
    ("12个月没发完就……是吗"), where the best has none; empty where nothing nearly as good has."""
    claimed, best = claims(question), evidence[0]
    if question.asked is not Asked.YES_NO or len(claimed) != 1 or _has(claimed[0], best):
        return ()
    source, floor = best.statement.passage.source, CLOSE * best.score
    close = (e for e in evidence if e.score >= floor and e.statement.passage.source == source)
    other = next((e for e in close if _has(claimed[0], e)), None)
    return (other,) if other else ()


def _has(claim: Figure, evidence: Evidence) -> bool:
    return any(alike(claim, f) for f in evidence.statement.figures)


def misplaced(question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """What is asked of one place, where it is told of another, and what the same passage tells of
    the place that was named; empty where nothing is mixed up."""
    places = places_named(question.text)
    if len(places) != 1 or question.asked in (Asked.FIGURE, Asked.MONEY, Asked.CONTACT):
        return ()
    best, place = evidence[0], places[0]
    others = set(places_named(best.statement.text)) - {place}
    if not others or place in best.statement.text:
        return ()
    beside = [
        e
        for e in evidence[1:]
        if e.statement.passage == best.statement.passage
        and place in e.statement.text
        and e.score >= OF_BEST * best.score
    ]
    return (best, beside[0]) if beside else ()
