"""Whether the documents state what is asked: the calibrated probability against thresholds."""

from collections.abc import Sequence

from assistant.answer import AnswerStatus
from assistant.reader.evidence import STATED, Evidence
from assistant.reader.finder import Finding
from corpus.document import Status

SURE = 0.85  # the same of a question that comes after one in its message that is not stated
SPOKEN_OF = 0.03  # probability from which the matter at least is spoken of
OFF_TOPIC = 0.86  # cosine of the nearest passage below which the library is about other things


def judged_together(findings: Sequence[Finding]) -> list[AnswerStatus]:
    """How the questions of one message end, in order: what documents do not state of a matter,
    they seldom state in the next detail either."""
    found: list[AnswerStatus] = []
    for finding in findings:
        lacking = any(status is not AnswerStatus.ANSWERED for status in found)
        found.append(judged(finding, SURE if lacking else STATED))
    return found


def judged(finding: Finding, least: float = STATED) -> AnswerStatus:
    """How a question ends that was searched and read, told from a probability on."""
    least = max(least, SURE) if finding.is_distant else least
    if finding.rivals or any(_repealed(e, finding) for e in finding.lapsed[:1]):
        return AnswerStatus.NOT_STATED
    if finding.probability >= least:
        return AnswerStatus.ANSWERED
    if finding.outside:
        return AnswerStatus.NOT_STATED
    if not finding.evidence:
        return AnswerStatus.NOT_FOUND
    far = finding.cosine is not None and finding.cosine < OFF_TOPIC
    if finding.probability >= SPOKEN_OF and not far:
        return AnswerStatus.NOT_STATED
    return AnswerStatus.OUT_OF_SCOPE if far else AnswerStatus.NOT_FOUND


def _repealed(evidence: Evidence, finding: Finding) -> bool:
    """Whether what states it is of a document that was repealed: what a term ended is told as
    what held before."""
    source = evidence.statement.passage.source
    return source.status_on(finding.question.today) is Status.REPEALED
