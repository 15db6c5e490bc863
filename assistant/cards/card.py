"""Questions about a document itself: its date, number, issuer, status, from its identity card."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.composing.line import Line
from assistant.library import Library
from assistant.reading.lexicon import lexicon
from corpus.document import Kind, Source
from corpus.passage import Passage

_FIELDS = (
    (
        re.compile(
            r"发文(?:日期|时间)|成文(?:日期|时间)|(?:哪一?天|什么时候|何时|哪年|几月几号|啥时候)(?:发(?![给放到])|印发|发布|出台|公布|下发)|发布(?:日期|时间)|印发(?:日期|时间)"
        ),
        "发文日期",
    ),
    (
        re.compile(
            r"发布机构|发文(?:机关|单位|机构)|谁(?:发|印发|发布|出台|制定)|哪个(?:部门|单位|机构)[^，。?]{0,6}发的?|哪一?[个家](?:部门|单位|机构)?(?:发的|印发|发布|出台|制定|下发)|(?:由|是)(?:谁|哪个(?:部门|单位))(?:发|印发|发布|出台|制定)"
        ),
        "发布机构",
    ),
    (
        re.compile(
            r"文号|发文字号|(?:公告|文件|通知|办法)的?(?:年份|几?年)?(?:和|及|、)?第?(?:几号|编?号)(?=是|多少|[?？。,，]|$)|"
            r"第几号(?:公告|文)|几号(?:公告|文件)"
        ),
        "文号",
    ),
    (re.compile(r"索引号"), "索引号"),
    (re.compile(r"时效|还有效|是否有效|有没有失效|废止了|失效了|现行有效|有效吗"), "时效"),
    (
        re.compile(
            r"(?:哪天|什么时候|何时|几号)(?:起)?(?:施行|执行|生效)|(?:施行|生效)(?:日期|时间)"
        ),
        "施行日期",
    ),
)
_OF_DOCUMENT = re.compile(r"文件|要点|办法|通知|公告|意见|规定|指引|方案|政策|暂行|条例|计划")
# what is published each year under a rule, which has an issuer and a day of its own
_CALL = re.compile(r"(?:评价|申报|征集|推荐|认定|复核|入库|年度)(?:工作)?的?通知")

OF_YEAR = 0.2  # what the year of a version adds to the share of a title
NAMED = 0.6  # share of a title from which a question names the document


def asked_fields(text: str) -> tuple[str, ...]:
    """The fields of an identity card that a question asks for; none for other questions."""
    if not _OF_DOCUMENT.search(text):
        return ()
    return tuple(name for pattern, name in _FIELDS if pattern.search(text))


def named_source(text: str, sources: Sequence[Source]) -> Source | None:
    """The one document that the question names by title, or the plan where it says 要点."""
    said = text + "".join(term for _, terms in lexicon().found_in(text) for term in terms)
    scored = [(_share_of_title(said, source), -n, source) for n, source in enumerate(sources)]
    best = max(scored, default=(0.0, 0, None))
    if best[0] >= NAMED:
        return best[2]
    plans = [s for s in sources if s.year]
    return plans[0] if len(plans) == 1 and re.search(r"工作要点|要点|工作计划", text) else None


def _share_of_title(text: str, source: Source) -> float:
    """The share of the title's character pairs (what stands in brackets apart) in the text, and
    more for the year that is part of the title ("2026年的新办法")."""
    title, _, version = re.sub(r"[（)）]", "(", source.title.strip("《》")).partition("(")
    pairs = {title[i : i + 2] for i in range(len(title) - 1)}
    years = set(re.findall(r"20\d\d年", version)) & set(re.findall(r"20\d\d年", text))
    share = sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0
    return share + (OF_YEAR if years else 0.0)


def card_asked(text: str, library: Library) -> tuple[tuple[str, ...], Passage | None]:
    """The fields asked for and the card of the document named; no card for other questions."""
    fields = asked_fields(text)
    source = named_source(text, library.sources) if fields else None
    if source and _CALL.search(text) and not _CALL.search(source.title):
        source = None
    return fields, library.cards.get(source.id) if source else None


def fields_line(fields: Sequence[str], source: Source, card: Passage, day: date) -> Line | None:
    """One sentence with the fields asked for; None where the card has none of them."""
    values = {
        "发文日期": source.issued_on,
        "发布机构": source.issuer,
        "文号": source.document_number,
        "索引号": source.index_number,
        "时效": str(source.status_on(day)),
        "施行日期": source.effective_on,
    }
    told = [f"{name}：{values[name]}" for name in fields if values[name]]
    if not told:
        return None
    quote = next((line for line in card.text.split("\n") if values[fields[0]] in line), "")
    kind = "（摘编所载原文件信息）" if source.kind is Kind.DIGEST else ""
    return Line(f"《{source.title}》{kind}" + "，".join(told), card, quote.strip())
