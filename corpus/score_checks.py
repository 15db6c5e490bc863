"""Faults of a score table: order of its bands, sums of its parts, each as one Chinese line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from corpus.programme_scores import Scale, ScorePart, ScoreTable, highest


def faults_of_table(table: ScoreTable) -> Iterator[str]:
    """Parts by themselves are faults_of_scale."""
    ids = [part.id for part in table.parts]
    yield from (f"{name} 写了两次" for name in sorted({i for i in ids if ids.count(i) > 1}))
    total = sum((part.full or Decimal(0) for part in table.parts), Decimal(0))
    if total != table.full:
        yield f"各项满分合计 {total}，不是 {table.full}"


def faults_of_scale(scale: Scale) -> Iterator[str]:
    """How a scale gives its points must be said in one way, in order, up to its full score."""
    inner = (scale.choose_one or scale.items) if isinstance(scale, ScorePart) else ()
    ways = [scale.bands, scale.bands_max, scale.rules, inner]
    if sum(map(bool, ways)) != 1:
        yield "bands、bands_max、rules、choose_one、items 应有且只有一个"
        return
    if bool(scale.bands or scale.bands_max) != bool(scale.measure):
        yield "有 bands 就要有 measure，没有 bands 就不要 measure"
    if scale.bands and not _falls([band.min for band in scale.bands]):
        yield "bands 的 min 应从大到小"
    if scale.bands_max and not _rises([band.max for band in scale.bands_max]):
        yield "bands_max 的 max 应从小到大，最后一档为 null"
    if scale.rules and [rule.when for rule in scale.rules].count("default") != 1:
        yield "rules 应有一条 default"
    elif scale.rules and scale.rules[-1].when != "default":
        yield "rules 的 default 应放在最后"
    if not inner or all(one.bands or one.bands_max or one.rules for one in inner):
        most = highest(scale)
        if scale.full is not None and most != scale.full:
            yield f"最高得分 {most}，不是满分 {scale.full}"


def _falls(bounds: Sequence[Decimal | None]) -> bool:
    *upper, last = bounds
    known = [bound for bound in upper if bound is not None]
    tail = [] if last is None else [last]
    return len(known) == len(upper) and all(a > b for a, b in pairwise(known + tail))


def _rises(bounds: Sequence[Decimal | None]) -> bool:
    known = [bound for bound in bounds[:-1] if bound is not None]
    complete = len(known) == len(bounds) - 1 and bounds[-1] is None
    return complete and all(a < b for a, b in pairwise(known))
