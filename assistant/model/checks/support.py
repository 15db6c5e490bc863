"""Whether a sentence says something of its own, and whether what it cites has said it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model.checks.names import TITLE
from assistant.model.checks.source_text import SourceText, clauses
from assistant.model.checks.wording import Unit, coverage, is_number, units

SENTENCE, CLAUSE = 0.5, 0.3
_ATTRIBUTION = re.compile(
    r"^(?:[您你]问的是|根据|按照|依据|按|在|关于|就|对于)[^,，:：]{0,60}?(?:[,，:：]|(?:规定|要求|明确|提出|显示)(?:[,，:：])?)"
)
_YES_OR_NO = re.compile(
    r"(?:是的?|对的?|不?可以|不?能|不?行|不?会|不?算|不?需要|不?用|不?必|不?要|不是|没有|无需|无须|否|有)[的了]?[。！!]?"
)
_UNSTATED = re.compile(
    r"^(?:但|不过|然而|其他)?(?:上述|所给|所引|提供的|给出的|现有|目前|已有|这些|以上)*(?:文件|资料|材料|段落|来源|原文|政策)"
    r"(?:中|里|内)?(?:均|都|并|尚)?(?:未|没有)(?:具体|明确|直接)*(?:载明|提到|提及|说明|规定|写明|涉及|给出|公布|列出|包含)"
)


def content(text: str) -> list[Unit]:
    """The words by which a folded sentence could be wrong: figures and attributions aside."""
    plain = TITLE.sub(lambda m: "　" * len(m.group(0)), text)
    return [u for u in units(plain) if not is_number(u)]


def says_nothing(text: str, asked: str) -> bool:
    """Whether it only joins or announces, in words of its own or of the question."""
    wanted = content(text)
    if TITLE.search(text):
        return False
    return not wanted or (text.endswith((":", "：")) and coverage(wanted, asked) >= 0.8)


def without_attribution(text: str) -> str:
    """ "根据……，" and its like blanked out, offsets kept."""
    return _ATTRIBUTION.sub(lambda m: "　" * len(m.group(0)), text)


def is_yes_or_no(text: str) -> bool:
    """Whether it is a bare "可以。" or "不需要。" before the sentence that says why."""
    return bool(_YES_OR_NO.fullmatch(text))


def says_unstated(text: str) -> bool:
    """Whether it only says that the documents do not state something."""
    return bool(_UNSTATED.search(text))


def support(text: str, cited: Sequence[SourceText]) -> float:
    """How far the words of a folded sentence stand in the sources, near each other."""
    wanted = content(_ATTRIBUTION.sub("", text))
    if not wanted:
        wanted = content(text)
    whole = [source.everything for source in cited]
    near = max((_near(wanted, source) for source in cited), default=0.0)
    return 0.5 * coverage(wanted, *whole) + 0.5 * near


def _near(wanted: Sequence[Unit], source: SourceText) -> float:
    ranked = sorted((s.text for s in source.sentences), key=lambda s: -coverage(wanted, s))
    return coverage(wanted, *ranked[:2], source.around)


def weakest_clause(text: str, cited: Sequence[SourceText]) -> float:
    """The least support of a clause that says something (three words or more)."""
    whole = [source.everything for source in cited]
    shares = []
    for clause in clauses(_ATTRIBUTION.sub("", text)):
        wanted = content(clause.text)
        if len(wanted) >= 3:
            shares.append(coverage(wanted, *whole))
    return min(shares, default=1.0)
