"""Check question sets against the documents: evidence verbatim, and enough for full marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.passage import Passage
from evals.case import CATEGORIES, SPLITS, Case, InputError
from evals.files import write_text
from evals.marking import allowed_length, forbidden_found, missing_facts
from evals.matching import contains, contains_any, normalise
from evals.prediction import Prediction

README = Path(__file__).parent / "questions" / "README.md"
VERDICTS = frozenset({"符合", "不符合", "可以", "不可以"})
"""A fact with one of these among its forms is concluded from the evidence, not written in it."""
_COUNTS = re.compile(r"(<!-- counts -->\n).*?(<!-- /counts -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a case; a hint does not fail the check."""

    place: str
    message: str
    hint: bool = False

    def __str__(self) -> str:
        return f"{self.place}：{'提示：' if self.hint else ''}{self.message}"


def check(
    cases: Sequence[Case], texts: Sequence[str], passages: Sequence[Passage]
) -> list[Finding]:
    """All findings, in the order of the cases. texts: the documents as published."""
    found = [
        Finding(case.place, f"{case.id}：{message}", hint)
        for case in cases
        for message, hint in (*_shape(case), *_evidence(case, texts, passages), *_marks(case))
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


def _evidence(
    case: Case, texts: Sequence[str], passages: Sequence[Passage]
) -> Iterable[tuple[str, bool]]:
    for evidence in case.evidence:
        if not any(normalise(evidence) in normalise(text) for text in texts):
            yield f"证据不在文件中：{evidence}", False
        elif not any(contains(passage.text, evidence) for passage in passages):
            yield f"没有一个条目含有整条证据（跨条目，或在文件头）：{evidence}", True


def _marks(case: Case) -> Iterable[tuple[str, bool]]:
    """An answer made of the evidence must score full marks, but for a verdict it leads to."""
    if not (case.answerable and case.evidence):
        return
    made = Prediction(case.id, "answered", "；".join(case.evidence))
    for forms in missing_facts(case, made):
        if VERDICTS & set(forms):
            continue
        yield f"证据不含事实：{'/'.join(forms)}", False
    for form in forbidden_found(case, made):
        yield f"证据断言了禁止内容：{form}", False
    if len(made.answer) > allowed_length(case):
        yield f"证据共 {len(made.answer)} 字，超过简明上限 {allowed_length(case)}", True
    for forms in case.facts:
        stated = any(contains_any(evidence, forms) for evidence in case.evidence)
        if not stated and not VERDICTS & set(forms):
            yield f"没有证据对应事实：{'/'.join(forms)}", False


def _repeated(cases: Sequence[Case]) -> Iterable[Finding]:
    seen: dict[tuple[str, ...], Case] = {}
    for case in cases:
        key = (normalise(case.question), *(normalise(content) for _, content in case.history))
        if key in seen:
            yield Finding(case.place, f"{case.id}：与 {seen[key].id} 的问题相同", hint=True)
        seen.setdefault(key, case)


def published_texts(documents: Path) -> list[str]:
    """The text files of a folder, header and all."""
    from corpus.encoding import decode
    from corpus.errors import CorpusError

    if not documents.exists():
        raise InputError(f"{documents}：找不到文件目录")
    found = []
    files = [documents] if documents.is_file() else sorted(documents.rglob("*"))
    for path in (p for p in files if p.suffix in (".md", ".txt") and p.is_file()):
        try:
            found.append(decode(path.read_bytes()))
        except (OSError, CorpusError):
            continue
    return found


def counts(named: dict[str, Sequence[Case]]) -> str:
    """Markdown table: cases per category of each file, and per split."""
    everything = [case for cases in named.values() for case in cases]
    columns = {**named, **{s: [c for c in everything if c.split == s] for s in SPLITS}}
    columns["total"] = everything
    lines = [f"| category | | {' | '.join(columns)} |", "|---|---|" + "---|" * len(columns)]
    for category, label in CATEGORIES.items():
        cells = [str(sum(c.category == category for c in cases)) for cases in columns.values()]
        lines.append(f"| {category} | {label} | {' | '.join(cells)} |")
    totals = " | ".join(str(len(cases)) for cases in columns.values())
    return "\n".join([*lines, f"| **total** | | {totals} |"])


def replace_counts(readme: Path, table: str) -> None:
    """Put the table between the marks of a README."""
    text = readme.read_text(encoding="utf-8")
    write_text(readme, _COUNTS.sub(lambda m: f"{m.group(1)}{table}\n{m.group(2)}", text))
