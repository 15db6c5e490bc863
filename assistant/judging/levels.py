"""The level of a carrier: what is required of a national one is no rule of a provincial one's."""

from __future__ import annotations

import re

_CARRIER = r"(孵化器|众创空间|加速器|大学科技园|新型研发机构|实验室|技术中心|研究中心|工作站)"
LEVEL = re.compile(r"(国家|省|市|县)级")
_OF_LEVEL = re.compile(rf"(国家|省|市|县)级?(?:备案|认定)?的?(?:科技企业|科技型企业)?{_CARRIER}")
# "不是国家级的": what one is not is not asked about
_IS_NOT = re.compile(
    r"(?:不是|并非|还?不算|没(?:有)?(?:评|报|上)?[上到]?|不问|不要)[^，。,?]{0,2}国家(?:级|备案)?的?(?:那[种个])?"
)


def is_of_other_level(question: str, headings: str) -> bool:
    """Whether the rules of a carrier are asked for at one level alone, and stand under a heading
    that names the carrier at another alone ("国家级科技企业孵化器条件")."""
    asked = _IS_NOT.sub("", question)
    for level, carrier in _OF_LEVEL.findall(asked):
        told = {one for one, of in _OF_LEVEL.findall(headings) if of == carrier}
        others = set(LEVEL.findall(asked)) | ({"国家"} if "国家" in asked else set())
        if told and level not in told and not told & others:
            return True
    return False
