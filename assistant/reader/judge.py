"""Whether the documents state what is asked: the calibrated probability against thresholds."""

from __future__ import annotations

from assistant.answer import AnswerStatus
from assistant.reader.calibration import STATED
from assistant.reader.finder import Finding

SPOKEN_OF = 0.03  # probability from which the matter at least is spoken of
OFF_TOPIC = 0.86  # cosine of the nearest passage below which the library is about other things


def judged(finding: Finding) -> AnswerStatus:
    """How a question ends that was searched and read."""
    if finding.lapsed:
        return AnswerStatus.NOT_STATED
    if finding.probability >= STATED:
        return AnswerStatus.ANSWERED
    if finding.outside:
        return AnswerStatus.NOT_STATED
    if not finding.evidence:
        return AnswerStatus.NOT_FOUND
    far = finding.cosine is not None and finding.cosine < OFF_TOPIC
    if finding.probability >= SPOKEN_OF and not far:
        return AnswerStatus.NOT_STATED
    return AnswerStatus.OUT_OF_SCOPE if far else AnswerStatus.NOT_FOUND
