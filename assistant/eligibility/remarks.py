"""What an assessment must say besides its verdict."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.assessment import ConditionResult
from assistant.eligibility.verdict import Verdict
from corpus.document import Status
from corpus.programmes import Programme


def remarks(programme: Programme, results: Sequence[ConditionResult]) -> tuple[str, ...]:
    """Conditions left to people, the programme's own caution, and the state of its document."""
    manual = [r.label for r in results if r.verdict is Verdict.MANUAL]
    lines = [f"另有 {len(manual)} 项需人工核实：{'、'.join(manual)}"] if manual else []
    if programme.note:
        lines.append(programme.note)
    if programme.effective_from:
        lines.append(f"所依据的办法自 {programme.effective_from} 起施行")
    source = next(p.source for c in programme.all_conditions for p in c.section.passages)
    if source.status is not Status.IN_FORCE:
        lines.append(f"所依据的《{source.title}》时效为“{source.status.value}”")
    return tuple(lines)
