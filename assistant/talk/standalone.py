"""A follow-up in words that stand alone, as they are shown and looked up."""

from __future__ import annotations

import re

from assistant.inquiry import Finding
from assistant.talk.carrying import ASKS, outermost, swapped_in
from assistant.talk.condense import Condensed

_NOT_MEANT = re.compile(r"[,，](?:而)?不是[^,，。;；?？]+(?=[,，。;；?？]|$)")
# "技术合同,高企,研发投入目标多少": things named on the way have been replaced since
_BARE_BEFORE = re.compile(
    rf"^(?:(?:(?!{ASKS.pattern})[^,，?？]){{1,8}}，)+(?=[^?？]*(?:{ASKS.pattern}|目标|指标))"
)
_END = re.compile(r"(?:呢)?[\s?？。!！,，]*$")
_NOUN = r"(?:人|政策|项目|办法|企业|平台|活动|计划|指标|机构)"
_POINTER = re.compile(rf"它们?|他们|这[个些种类项]{_NOUN}?|这{_NOUN}|该项?{_NOUN}|此项{_NOUN}?")
_LEAD = re.compile(r"^(?:那么?|所以|然后|还有|而)?[,，]?")


def standalone(condensed: Condensed, finding: Finding) -> str:
    """ "那小巨人呢?" after "高企税率是多少?" -> "小巨人税率是多少?"; where no word can be put in
    the place of another, what it goes on from stands before it."""
    own = _END.sub("", _NOT_MEANT.sub("", condensed.own))
    before = _END.sub("", condensed.context)
    if not before or not own or condensed.standalone == condensed.own:
        return condensed.own
    if not finding.own_kind and condensed.pointed:
        before = _BARE_BEFORE.sub("", before)
        swapped = swapped_in(own, before, finding.replaced)
        return f"{swapped or before + (f'？{own}' if '呢' in own else f'，{own}呢')}？"
    if not ASKS.search(own):
        own += "呢"
    named = outermost([c.said for c in finding.carried if c.term and c.said in before])
    if len(named) != 1:
        return f"关于“{before}”：{own}？"
    told = about(named[0], own)
    return f"{told}？" if told else f"关于{named[0]}：{own}？"


def of_list(condensed: Condensed) -> str:
    """ "第六条是什么" of what was asked before: the list that it is of stands before it."""
    before, own = (_END.sub("", text) for text in (condensed.context, condensed.own))
    return f"关于“{before}”：{own}？"


def about(subject: str, own: str) -> str:
    """ "这个要还吗" of a subject: the subject in the place of what points to it; "" where nothing
    at its opening does."""
    lead = _LEAD.match(own)
    pointer = _POINTER.match(own, lead.end() if lead else 0)
    return f"{subject}{own[pointer.end() :]}" if pointer else ""
