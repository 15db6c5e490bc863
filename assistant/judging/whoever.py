"""Whether such a one as is named may have a title or a benefit ("建筑公司能评高企吗"): a rule that
tells nothing of them is no answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import AnswerStatus
from assistant.finding.evidence import Evidence
from assistant.finding.expected import Hints
from assistant.judging.own_bound import own_figures_of
from assistant.judging.verdict import Verdict
from assistant.reading.asking import Asked
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from assistant.several.things import kinds

KNOWN = 0.6  # likeness to an expected question from which a statement is known to tell
MET = 0.5  # of a concept

# Who may have what, in one clause: "建筑公司" "能评" "高企".
_MAY = re.compile(
    r"(?P<who>[^,，。;；?？]{2,16}?)[,，]?(?P<may>(?:还|也|都|就|单独|直接|现在)*(?:能不能|能否|可不可以|可否|可以|能够?|够格|有资格)(?:不能)?(?:去|来|单独|直接|申请|享受|参与|一起)*(?:申报|申请|认定|参评|评[上定]?|报|当|做|成为|拿|享受)?)"
    r"(?P<what>[^,，。;；?？]{2,14}?)(?:了|的)?(?:吗|么|不|嘛)?[?？\s]*$"
)
_TO_BE = re.compile(r"申报|申请|认定|参评|评|报|当|成为|拿|做")  # a title, and no benefit of one
_BENEFIT = re.compile(r"优惠|好处|示例|减免|免税|扣除|税率|亏损|奖励")
_BODY = re.compile(
    r"(?:公司|[企行]业|[民国外央私]企|厂|店|院|行|户|社|机构|单位|中心|大学|学校|高校|集团|协会|个人|团队|的)$"
)
_OF_ANY = re.compile(
    r"企业|公司|单位|机构|申[请报]|享受|认定|我们?|现在|今年|还|的|资格|[一二两三四五六七八九十]+年?|连续"
)
_TRADE = re.compile(r"(?:公司|企业|厂|店|行业)$")
# The rule on whom a thing is for, and on the fields and industries that it is for, or not for.
_FOR = re.compile(r"主体是|^\W*(?:\d+\W+)?[^，。]{0,4}(?:面向|适用于)[^，。]*(?:企业|单位|机构)")
_FIELDS = re.compile(r"(?:行业|领域)[^，。；]{0,6}：[^。]*、")

_ON_WHOM = re.compile(r"适用对象|条件|主体")


def untold(
    question: Question,
    concepts: Sequence[Concept],
    near: Sequence[Evidence],
    evidence: Sequence[Evidence],
    hints: Hints,
) -> Verdict | None:
    """How a question ends of which no statement near tells of whom it names: with the rule on
    fields and industries where that is held, else not stated; None where one tells."""
    asked = _MAY.search(question.text)
    if question.asked is not Asked.YES_NO or asked is None or own_figures_of(question.text):
        return None
    told = [c for c in concepts if c.said in question.text and not _OF_ANY.fullmatch(c.said)]
    who = [c for c in told if c.said in asked["who"]]
    title = bool(kinds(asked["what"])) and bool(_TO_BE.search(asked["may"]))
    body = bool(_BODY.search(asked["who"]))
    planned = near[0].statement.passage.source.year is not None  # which says not who may
    if not who or not (title or (body and (planned or _BENEFIT.search(asked["what"])))):
        return None
    beside = [c for c in told if c.said not in asked["may"] + asked["what"]]
    titled = kinds("，".join((asked["who"], *(form for c in who for form in c.forms))))
    if titled or _tells(beside, near[0], hints, title=title):
        return None
    reason = f"没有写到“{_named(who)}”的情形"
    rule = _FIELDS if _TRADE.search(asked["who"]) else _FOR
    rules = [e for e in evidence if rule.search(e.statement.text) and _is_of(e, near[0], asked)]
    if rules and body:
        return Verdict(AnswerStatus.ANSWERED, tuple(rules[:1]), reason, read=True)
    on_whom = [e for e in evidence if _ON_WHOM.search(" ".join(e.statement.passage.heading_path))]
    nearest = next((e for e in on_whom if _is_of(e, near[0], asked)), near[0])
    return Verdict(AnswerStatus.NOT_STATED, (nearest,), reason)


def _named(who: Sequence[Concept]) -> str:
    """Their names as said, each once."""
    said = [c.said for c in who]
    return "、".join(name for name in said if not any(name in o and name != o for o in said))


def _is_of(one: Evidence, best: Evidence, asked: re.Match[str]) -> bool:
    """Whether a statement is of the document that is nearest, or of one on the title asked for."""
    source = one.statement.passage.source
    titles = set(kinds(asked["what"])) & set(kinds(source.title))
    return source == best.statement.passage.source or bool(titles)


def _tells(who: Sequence[Concept], one: Evidence, hints: Hints, *, title: bool) -> bool:
    """Whether a statement tells of any of them, or is known to answer; of a title no benefit of
    one does."""
    passage = one.statement.passage
    around = " ".join((*passage.heading_path, passage.source.title))
    if title and _BENEFIT.search(around):
        return False
    met = any(c.match(f"{one.statement.lead} {one.statement.text}") >= MET for c in who)
    return met or hints.leads_to(one.statement, KNOWN)
