"""Bodies and programmes named: each must stand where the source says the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model.checks.alignment import Counterpart, counterparts, nearest
from assistant.model.checks.longest import Found
from assistant.model.checks.names import missing
from assistant.model.checks.programmes import is_said, named, programmes, speaking
from assistant.model.checks.source_text import SourceText, clauses
from assistant.model.checks.verification import Fault, FaultKind
from assistant.model.checks.wording import CLASS, same_thing

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
_PLAIN = frozenset(
    ("据实扣除", "税前扣除")
)  # prose for any deduction, wrong only in another's place


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
        named_there = speaking(text, match.start(), [source for _, source in cited])
        theirs = [(n, source) for n, source in cited if source in named_there]
        wrong = _wrong_body(match, text, cited, context, siblings)
        wrong = wrong or _of_another_clause(match, text, cited)
        if wrong or (theirs and _names_another(match, text, theirs)):
            faults.append(missing(FaultKind.NAME, match.group(0), *match.span()))
    for match in CLASS.finditer(text):
        if _of_another_class(match, text, cited):
            faults.append(missing(FaultKind.NAME, match.group(0), *match.span()))
    for found in programmes().find(text):
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


def _of_another_clause(
    match: re.Match[str], text: str, cited: Sequence[tuple[int, SourceText]]
) -> bool:
    """Whether the source's clause that says the rest of the sentence names another body."""
    found = _saying_the_rest(match, text, cited)
    others = [[b for b in _BODY.finditer(c.clause) if not _stands(b, text)] for c in found]
    return bool(found) and all(others) and not any(_stands(match, c.clause) for c in found)


def _of_another_class(
    match: re.Match[str], text: str, cited: Sequence[tuple[int, SourceText]]
) -> bool:
    """Whether the source's clause that says the rest of the sentence is of another class."""
    found = _saying_the_rest(match, text, cited)
    return bool(found) and all(
        CLASS.search(c.clause) and match.group(0) not in c.clause for c in found
    )


def _saying_the_rest(
    match: re.Match[str], text: str, cited: Sequence[tuple[int, SourceText]]
) -> list[Counterpart]:
    """The source's clauses that say what stands around a name, whatever name they have."""
    blank = "　" * (match.end() - match.start())
    rest = text[: match.start()] + blank + text[match.end() :]
    clause = next((c for c in clauses(rest) if c.start <= match.start() < c.end), None)
    return nearest(rest, counterparts(clause, rest, cited)) if clause else []


def _names_another(
    match: re.Match[str], text: str, speaking_of_it: Sequence[tuple[int, SourceText]]
) -> bool:
    """Whether the passages that name what the clause is about name another body for it."""
    aligned = _aligned(match.start(), text, speaking_of_it)
    if any(_stands(match, source.body) for _, source in speaking_of_it):
        return False
    return any(not _stands(b, text) for b in _BODY.finditer(aligned))


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
    if named(name, aligned):
        return False
    unsaid = [p.form for p in programmes().find(aligned) if not is_said(p.form, text)]
    rivals = [other for other in unsaid if other[-2:] == name[-2:]]
    if name in _PLAIN:
        return any(rival not in _PLAIN for rival in rivals)
    if unsaid and not named(name, "\n".join(source.body for _, source in cited)):
        return True  # at most in the title, while the text names something else
    if not named(name, context):
        return not named(name, siblings)
    return bool(rivals)


def _aligned(at: int, text: str, cited: Sequence[tuple[int, SourceText]]) -> str:
    clause = next((c for c in clauses(text) if c.start <= at < c.end), None)
    found = counterparts(clause, text, cited) if clause else []
    return "\n".join(dict.fromkeys(c.sentence for c in found))
