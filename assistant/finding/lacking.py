"""Whether one who lacks a thing may have a title: told by what is required, not by what it is."""

from __future__ import annotations

import re

from assistant.finding.statement import Statement

_LACKS = re.compile(
    r"(?:没有?|缺|无)(?!超|到|过|满)[^，。,?？]{2,10}?(?:的话)?(?:的?(?:企业|公司|单位))?[，,]?"
    r"(?:也|还|照样|到底)?(?:可不可以|可否|可以|能不能|能否|能)(?:直接|再|去)?"
    r"(?:评|报|申请|申报|认定|参评|入库|享受)"
)
_REQUIRED = re.compile(
    r"没有(?!规定|约定)|不具备|必须|须(?!知)|应当|拥有|具有|不能(?:是|为)|不考察|不要求|有所有权"
)
_DEFINES = re.compile(r"^(?:\d+\.\s*)?[^，。；：]{2,16}(?:包括|是指|是|指)[^，。；：]*、")


def required(question: str, statement: Statement) -> float | None:
    """1 for what tells what must be had or what comes of not having it, 0 for what the thing is
    ("Ⅱ类知识产权包括……"); None where nothing lacking is asked about."""
    if not _LACKS.search(question):
        return None
    if _DEFINES.search(statement.text.strip()):
        return 0.0
    return 1.0 if _REQUIRED.search(statement.text) else 0.5
