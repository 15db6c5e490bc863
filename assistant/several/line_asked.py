"""Where the line is drawn, asked behind whether the asker is over it: a self-test tells both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.inquiry import Finding
from assistant.self_test.recognise import without_programmes
from assistant.several.parts import Part

# "门槛是几个点", "标准线是百分之几", "高企要求多少"
_LINE_ASKED = re.compile(
    r"\W*(?:的|[那这](?:个|条)?|规定的?|要求的?)*"
    r"(?:门槛|标准线?|及格线|合格线|红线|[底上下]限|底线|要求|规定|杠杠?|线|最[低少])(?:到底|具体|一般|规定|要求)?"
    r"(?:是|要|定|卡|划|在|为|得)*(?:多少|百分之几|百分之多少|几个(?:百分)?点|几成|几年|多久|多高)\W*"
)


def told_by_test(parts: Sequence[Part], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """A part that asks for nothing but the line is answered by the self-test before it, which
    quotes the rule; no other rule is looked for."""
    found = list(findings)
    for n, part in enumerate(parts[1:], 1):
        tested = found[n - 1].answer
        only_line = _LINE_ASKED.fullmatch(without_programmes(part.text).strip())
        if tested and "规定：" in tested.text and only_line:
            found[n] = replace(found[n], answer=tested)
    return tuple(found)
