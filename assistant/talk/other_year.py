"""A follow-up that only names another year: "2022年那版呢", "那明年呢"."""

from __future__ import annotations

import re

_SAID = r"20\d\d年?度?|(?<!\d)[12]\d年度?|[去今明前上后本当来]年度?"
_BARE = re.compile(
    rf"(?:那|到|换成|换|要是|如果是)?(?P<year>{_SAID})(?:的|那|这|一|个|版本?|老|旧|新|"
    r"标准|办法|政策|计划|要点|目标)*"
)
_YEAR = re.compile(
    r"(?<!\d)20\d\d(?:年度?)?新?版?(?:新(?=标准|办法|规))?|[去今明前上后本当来]年度?"
)


def of_other_year(own: str, before: str) -> str:
    """The question before, put of the year that is only named now; "" where more is said."""
    named = _BARE.fullmatch(own)
    if named is None or not before:
        return ""
    year = re.sub(r"年?度?$", "", named["year"])
    edition = "版" if "版" in own else "年"  # a rule's, or a year of a plan or a term
    said = f"{'20' if len(year) == 2 and year.isdigit() else ''}{year}{edition}"
    told = _YEAR.search(before)
    return f"{before[: told.start()]}{said}{before[told.end() :]}" if told else said + before
