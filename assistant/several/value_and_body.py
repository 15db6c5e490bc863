"""A value and who is to see to it, named together without asking ("……的目标及责任单位")."""

from __future__ import annotations

import re

from assistant.several.each_table import OfOne

_LEAD = re.compile(
    r"^\s*(?:请问|请(?:提供|告知|说明|列明|明确|核实)|烦请告知|想问一?下|查一?下|我?想知道)[,，]?"
)
_VALUE = (
    r"(?:认定|评价|申报|备案|复核|评审)?"
    r"(?:目标(?:值|数|任务)?|指标|任务(?:数|目标)?|数量|金额|标准|要求|条件|时限|期限|比例)"
)
_TOGETHER = re.compile(
    rf"^(?P<of>[^,，。?？]{{3,30}}?)的?(?P<value>{_VALUE})(?:(?:以?及|和|与|、)其?)"
    r"(?:的)?(?P<does>责任|牵头|主管|负责|承办|认定|受理|配合|推荐)(?:单位|部门|机构|处室|科室|人)$"
)
_DOES = {"责任": "负责", "主管": "主管", "承办": "承办"}


def value_and_body(sentence: str) -> list[OfOne]:
    """The value first, then who; [] where a sentence does not name both."""
    named = _TOGETHER.match(_LEAD.sub("", sentence))
    if named is None:
        return []
    of, value = named["of"], named["value"]
    asks = "是什么" if value.endswith("标准") else "是多少"
    first = f"{of}有哪些{value}" if value.endswith(("条件", "要求")) else f"{of}的{value}{asks}"
    does = _DOES.get(named["does"], named["does"])
    return [OfOne(first), OfOne(f"{of}由谁{does}")]
