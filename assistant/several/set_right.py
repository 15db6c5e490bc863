"""What a message takes for granted is told before its questions where it is otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import AnswerStatus
from assistant.composing.own_verdict import own_verdict
from assistant.finding.evidence import Evidence
from assistant.finding.searching import Searcher
from assistant.finding.statement import Statement
from assistant.finding.weighing import Weigher
from assistant.inquiry import Finding, Inquiry
from assistant.judging.claimed import alike
from assistant.judging.in_turn import Judge
from assistant.judging.premise import DENIAL
from assistant.judging.verdict import Verdict
from assistant.reading.amounts import amounts
from assistant.reading.lexicon import lexicon
from assistant.reading.question_signs import OWN_CASE
from assistant.several.clauses import asks_at_all
from assistant.several.granted import CLAUSE, Claim, granted
from assistant.several.parts import Part
from corpus.figures import Figure, Measure

COVERED = 0.75  # of a claim in what sets it right
AS_WELL = 0.9  # of that, from which a statement with the figure claimed says that it is so
NEAR = 0.8  # of the best score: what rules an award out is of the one claimed
_AWARD = re.compile(r"[奖补]|资助|经费")
# "文件里是这么写的吗": asks for no more than whether the claim is right
_CONFIRMS = re.compile(
    r"(?:文件(?:里|上)?|真的?|[这那]个?|都)*(?:目标|数字?|说法|比例|标准|指标|口径)*(?:就|也)?(?:是|属实|对|没错|准)?"
    r"(?:这么?样?|真)?(?:写|说|定|规定)?的?(?:[吗吧么]|不[对是准确])[\s?？。!！]*|"
    r"(?:麻烦|请|帮忙?|我)?(?:先|再)?(?:确认|核实|核对|核)(?:一?下)?(?:这个|那个|该)?(?:目标|数字?|说法|口径)*[\s?？。!！]*"
)


@dataclass(frozen=True)
class Corrector:
    """Looks up what is taken for granted by the steps that a question of its own takes."""

    understood: Callable[[Part], Finding]
    searcher: Searcher
    weigher: Weigher
    judge: Judge

    def set_right(self, inquiry: Inquiry) -> Inquiry:
        """The inquiry with what sets right the claims of its message before its own questions;
        of a follow-up nothing is."""
        if inquiry.place is not None or inquiry.guarded is None:
            return inquiry
        told = self._told(inquiry.guarded.question)
        if not told:
            return inquiry
        said = [found.verdict.evidence[0].statement for _, found in told if found.verdict]
        pairs = zip(inquiry.parts, inquiry.findings, strict=True)
        asked = [kept for pair in pairs if (kept := self._beside(*pair, said))]
        own = [f.verdict.evidence[0].statement for _, f in asked if f.verdict and _of_own(f)]
        told = [
            pair for pair in told if (v := pair[1].verdict) and v.evidence[0].statement not in own
        ]
        parts, findings = zip(*told, *asked, strict=True)
        return replace(inquiry, parts=parts, findings=findings)

    def _told(self, message: str) -> list[tuple[Part, Finding]]:
        """Each claim of a message that is otherwise, with what sets it right."""
        told: list[tuple[Part, Finding]] = []
        for claim in granted(message):
            part = Part(claim.text)
            found = self._weighed(part)
            right = _otherwise(claim, found)
            if right:
                withheld = claim.award and not DENIAL.search(right.statement.text)
                status = AnswerStatus.NOT_STATED if withheld else AnswerStatus.ANSWERED
                reason = "没有载明金额" if withheld else ""
                verdict = Verdict(status, (right,), reason, read=True)
                told.append((part, replace(found, verdict=verdict)))
        return told

    def _beside(
        self, part: Part, finding: Finding, said: Sequence[Statement]
    ) -> tuple[Part, Finding] | None:
        """A question of the message, where more than the claim is asked and told in it."""
        if _CONFIRMS.fullmatch(part.text):
            return None
        verdict = finding.verdict
        answered = verdict is not None and verdict.status is AnswerStatus.ANSWERED
        if verdict is None or not answered or verdict.evidence[0].statement not in said:
            return part, finding
        claimed, asked = _parted(part.text)
        # set right already; what else is asked, or told of the asker, is asked without the claim
        if verdict.read or (claimed and OWN_CASE.search(asked) and amounts(asked)):
            part = replace(part, text=asked, context=claimed + part.context)
            finding = self.judge.judged(self._weighed(part))
            return (part, finding) if finding.status is AnswerStatus.ANSWERED else None
        figures = {(f.value, f.unit) for f in amounts(claimed)}
        if figures & {(f.value, f.unit) for f in amounts(asked)}:
            return None  # "要建30项，30项是上限吗": the same claim
        if finding.question.asks_value or _tells_more(part, finding, verdict.evidence[0]):
            return part, finding
        unstated = replace(verdict, status=AnswerStatus.NOT_STATED, evidence=verdict.evidence[:1])
        return part, replace(finding, verdict=unstated)

    def _weighed(self, part: Part) -> Finding:
        return self.weigher.weighed(self.searcher.found(part, self.understood(part), None))


def _of_own(finding: Finding) -> bool:
    """Whether a figure of the asker's own is put beside the bound that sets a claim right."""
    verdict = finding.verdict
    answered = verdict is not None and verdict.status is AnswerStatus.ANSWERED
    return bool(
        answered and verdict and own_verdict(finding.question, verdict.evidence[0].statement)
    )


def _tells_more(part: Part, finding: Finding, best: Evidence) -> bool:
    """Whether what sets a claim right has more of what is asked than the claim."""
    asked = _parted(part.text)[1]
    named = [c for c in finding.concepts if c.known and c.said in asked]
    return any(c.match(best.statement.text) >= COVERED for c in named)


def _parted(text: str) -> tuple[str, str]:
    """The clauses of a question before the first that asks, and the rest."""
    first = next((m.start() for m in CLAUSE.finditer(text) if asks_at_all(m[0])), 0)
    return text[:first], text[first:]


def _otherwise(claim: Claim, found: Finding) -> Evidence | None:
    """The statement that sets a claim right; None where it is so, or nothing near says of it."""
    if not found.evidence:
        return None
    if claim.award:
        return _of_award(found.evidence)
    best = found.evidence[0]
    if claim.body:
        told = best.statement.text
        says = best.coverage >= COVERED and "由" in told
        return best if says and not _names(claim.body, told) else None
    claimed = [f for f in found.question.amounts if f.measure is not Measure.DATE]
    return _of_other_figure(claimed[0], found.evidence) if len(claimed) == 1 else None


def _of_award(evidence: Sequence[Evidence]) -> Evidence | None:
    """What says that there is no such award, or that sums are told elsewhere."""
    for e in evidence:
        if e.score < NEAR * evidence[0].score:
            break
        denied = " ".join(DENIAL.findall(e.statement.text))
        if _AWARD.search(denied) or (e.statement.says_unstated and _AWARD.search(e.statement.text)):
            return e
    return None


def _names(body: str, told: str) -> bool:
    """Whether a text names a body, in full or short."""
    return any(name in told for name in (body, *lexicon().official.get(body, ())))


def _of_other_figure(claim: Figure, evidence: Sequence[Evidence]) -> Evidence | None:
    """The best statement, where it has another figure of the kind and nothing that speaks as much
    of it has the one claimed."""
    best = evidence[0]
    if best.coverage < COVERED or not any(alike(claim, f) for f in best.statement.figures):
        return None
    close = [e for e in evidence if e.coverage >= AS_WELL * best.coverage]
    same = (f for e in close for f in e.statement.figures if alike(claim, f))
    return None if any(f.value == claim.value for f in same) else best
