"""Bodies and programmes named: each must stand where the source says the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.checks.alignment import counterparts
from assistant.checks.longest import Found, Longest
from assistant.checks.names import missing
from assistant.checks.source_text import SourceText, clauses
from assistant.checks.verification import Fault, FaultKind
from assistant.checks.wording import coverage, fold, same_thing, units
from assistant.lexicon import lexicon
from index.tokenizer import policy_terms

_BODY = re.compile(
    r"(?P<stem>[\u3400-\u9fff]{2,12}?)"
    r"(?P<kind>局|委员会|厅(?!市)|办公室|人才办|(?<![全内外总干])部(?![门分委署级件位])|部门|机关(?!作)|政府(?!性)|"
    r"公司|集团|大学(?!科技园)|学院|研究院|研究所|银行|协会|基金会|督查室)|"
    r"(?P<role>认定机构|登记机构|中介机构|主管机构|评审机构)"
)
_ISSUING = re.compile(r"发布|印发|制定|出台|联合|会同|公布|颁布")
_FIELD = re.compile(
    r"(?:科技|商务|税务|财政|教育|工信|信息化|统计|人社|发改|环保|监管|产权|企业)主管$"
)
_PROGRAMME = re.compile(
    r"(?:企业|基地|平台|计划|行动|基金|专项|示范区|孵化器|空间|工作站|飞地|联盟|库|园区?|贷|券|奖|副总|制度|"
    r"大赛|特派员|实验室|中心|联合体|专利|税|工作室|小巨人|著作权|(?:加计|一次性|据实|税前)扣除|站点|专家|费用|评价|认定)$"
)
_OF_WORK = re.compile(r"(?:费用|评价|认定)$|^[a-z]+$")
_PLAIN = frozenset(
    ("据实扣除", "税前扣除")
)  # prose for any deduction, wrong only in another's place
_NEARLY = 0.8  # of a name's words that may stand for the name


def check_bodies(text: str, cited: Sequence[tuple[int, SourceText]], siblings: str) -> list[Fault]:
    """Faults of bodies and programmes; siblings is what other passages of the document say.

    A role that the document names elsewhere (登记机构) may be said, unless the sentence it is
    said in names another in its place.
    """
    issuing = bool(_ISSUING.search(text))
    context = "\n".join(s.everything if issuing else s.body for _, s in cited)
    titled = "\n".join(source.everything for _, source in cited)
    faults = []
    for match in _BODY.finditer(text):
        if _wrong_body(match, text, cited, context, siblings):
            faults.append(missing(FaultKind.NAME, match.group(0), *match.span()))
    for found in _programmes().find(text):
        if _wrong_programme(found, text, cited, titled, siblings):
            faults.append(missing(FaultKind.NAME, *found))
    return faults


def _wrong_body(
    match: re.Match[str],
    text: str,
    cited: Sequence[tuple[int, SourceText]],
    context: str,
    siblings: str,
) -> bool:
    aligned = _aligned(match.start(), text, cited)
    if not aligned:
        return not _stands(match, context)
    if _stands(match, aligned):
        return False
    rivals = [b for b in _BODY.finditer(aligned) if not _stands(b, text)]
    return bool(rivals) or not _stands(match, context + siblings)


def _stands(match: re.Match[str], context: str) -> bool:
    """Whether the name, shorn of the words before it, stands in the context."""
    if match["role"]:
        return match["role"] in context
    stem, kind = match["stem"], match["kind"]
    shortest = 2
    if stem.endswith("主管"):
        shortest = 4 if _FIELD.search(stem) else 2
    names = (stem[cut:] + kind for cut in range(max(1, len(stem) - shortest + 1)))
    return any(form in context for name in names for form in _called(name))


def _called(name: str) -> tuple[str, ...]:
    """A body's wordings: 税务部门 and 税务机关 are one."""
    forms = same_thing(name)
    if name.endswith(("部门", "机关")):
        stem = name[:-2]
        forms += (f"{stem}部门", f"{stem}机关", f"{stem}局", f"{stem}主管部门", f"{stem}、")
    return forms


def _wrong_programme(
    found: Found,
    text: str,
    cited: Sequence[tuple[int, SourceText]],
    context: str,
    siblings: str,
) -> bool:
    name, aligned = found.form, _aligned(found.start, text, cited)
    if _named(name, aligned):
        return False
    unsaid = [p.form for p in _programmes().find(aligned) if not _named(p.form, text)]
    rivals = [other for other in unsaid if other[-2:] == name[-2:]]
    if name in _PLAIN:
        return any(rival not in _PLAIN for rival in rivals)
    if unsaid and not _named(name, "\n".join(source.body for _, source in cited)):
        return True  # at most in the title, while the text names something else
    if not _named(name, context):
        return not _named(name, siblings)
    return bool(rivals)


def _named(name: str, context: str) -> bool:
    if any(form in context for form in same_thing(name)):
        return True
    return coverage(units(name), context) >= _NEARLY


def _aligned(at: int, text: str, cited: Sequence[tuple[int, SourceText]]) -> str:
    clause = next((c for c in clauses(text) if c.start <= at < c.end), None)
    found = counterparts(clause, text, cited) if clause else []
    return "\n".join(dict.fromkeys(c.sentence for c in found))


@cache
def _programmes() -> Longest:
    listed = {fold(t) for t in (*lexicon().terms, *policy_terms())}
    spoken = {form for form in lexicon().official if not _OF_WORK.search(form)}
    return Longest(t for t in listed | spoken if _PROGRAMME.search(t) and len(t) > 2)
