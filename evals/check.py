"""Check question sets against the documents: evidence verbatim, and enough for full marks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.library import CorpusReport
from evals.case import Case, label
from evals.folder import Prediction
from evals.matching import contains, contains_any, normalise
from evals.metrics import allowed_length, forbidden_found

VERDICTS = frozenset({"符合", "不符合", "可以", "不可以"})
"""A fact with one of these among its forms is concluded from the evidence, not written in it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a case; a hint does not fail the check."""

    place: str
    message: str
    hint: bool = False

    def __str__(self) -> str:
        return f"{self.place}：{'提示：' if self.hint else ''}{self.message}"


def check(cases: Sequence[Case], library: CorpusReport) -> list[Finding]:
    """All findings, in the order of the cases."""
    texts = [normalise(f"{d.source.title}\n{d.header}\n{d.body}") for d in library.documents]
    parts = [passage.text for passage in library.passages]
    found = [
        Finding(case.place, f"{case.id}：{message}", hint)
        for case in cases
        for message, hint in (*_shape(case), *_evidence(case, texts, parts), *_marks(case))
    ]
    return [*found, *_repeated(cases)]


def _shape(case: Case) -> Iterable[tuple[str, bool]]:
    if not case.question.strip():
        yield "问题是空的", False
    if case.answerable and not case.facts:
        yield "可答而没有 facts", False
    if case.answerable and not case.evidence:
        yield "可答而没有 evidence", False
    if not case.answerable and case.facts:
        yield "不可答而有 facts", False
    if (case.category == "follow_up") != bool(case.history):
        yield "追问应有 history，其他类别一般没有", bool(case.history)


def _evidence(case: Case, texts: Sequence[str], parts: Sequence[str]) -> Iterable[tuple[str, bool]]:
    for evidence in case.evidence:
        if not any(normalise(evidence) in text for text in texts):
            yield f"证据不在文件中：{evidence}", False
        elif not any(contains(part, evidence) for part in parts):
            yield f"没有一个条目含有整条证据（跨条目，或在文件头）：{evidence}", True


def _marks(case: Case) -> Iterable[tuple[str, bool]]:
    """An answer made of the evidence must score full marks, but for a verdict it leads to."""
    if not (case.answerable and case.evidence):
        return
    made = Prediction(case.id, "answered", "；".join(case.evidence))
    for forms in case.facts:
        stated = any(contains_any(evidence, forms) for evidence in case.evidence)
        if not stated and not VERDICTS & set(forms):
            yield f"证据不含事实：{'/'.join(forms)}", False
    for form in forbidden_found(case, made):
        yield f"证据断言了禁止内容：{form}", False
    if len(made.answer) > allowed_length(case):
        yield f"证据共 {len(made.answer)} 字，超过简明上限 {allowed_length(case)}", True


def _repeated(cases: Sequence[Case]) -> Iterable[Finding]:
    seen: dict[tuple[str, ...], Case] = {}
    for case in cases:
        key = (normalise(case.question), *(normalise(content) for _, content in case.history))
        if key in seen:
            yield Finding(case.place, f"{case.id}：与 {seen[key].id} 的问题相同", hint=True)
        seen.setdefault(key, case)


def counts(cases: Sequence[Case]) -> list[list[str]]:
    """Table rows: how many cases per category and split."""
    splits = sorted({case.split for case in cases})
    every = Counter((case.category, case.split) for case in cases)
    lines = [["类别", *splits]]
    for category in dict.fromkeys(case.category for case in cases):
        lines.append([label(category), *(str(every[category, split]) for split in splits)])
    return [*lines, ["合计", *(str(sum(c.split == s for c in cases)) for s in splits)]]
