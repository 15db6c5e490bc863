"""What a heading announces of a policy: for whom, on what conditions, to what benefit, how."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum


class HeadingKind(StrEnum):
    """What a reader finds under a heading."""

    WHO = "适合谁"
    CONDITIONS = "条件"
    BENEFIT = "好处"
    PROCEDURE = "怎么办"


_HEADINGS = {
    HeadingKind.WHO: r"(?:适用|申[报请]|支持|扶持|奖励|资助|享受|服务|受理)(?:对象|范围|主体)",
    HeadingKind.CONDITIONS: r"条件|(?:申[报请]|资格|准入|基本)要求|[评认][价定]标准|评分标准",
    HeadingKind.BENEFIT: r"优惠|好处|奖[励补]|补[助贴]|贴息|税率|报酬|结转|"
    r"(?:支持|扶持|资助|减免|免税)(?:内容|方式|政策|标准|措施|力度)",
    HeadingKind.PROCEDURE: r"程序|流程|"
    r"(?:办理|申[报请]|认定|登记|评审|兑现|受理|备案|审批|评价)(?:方式|步骤|要点|提示|指南|手续)",
}
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in _HEADINGS.items()}
_EXAMPLE = re.compile(r"示例|举例|案例")


def heading_kinds(heading: str) -> frozenset[HeadingKind]:
    """The kinds that a heading is of; a heading of two kinds serves both, one of examples none."""
    if _EXAMPLE.search(heading):
        return frozenset()
    return frozenset(kind for kind, pattern in _PATTERNS.items() if pattern.search(heading))


def parts_headed(path: Iterable[str]) -> frozenset[HeadingKind]:
    """The kinds of all headings that a passage stands under."""
    return frozenset(kind for heading in path for kind in heading_kinds(heading))
