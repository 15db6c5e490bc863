"""The form of an approved answer: how it is filled, read and found complete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.records.curated import LONGEST, MOST, Content, CuratedFault
from assistant.web.staff.door import Staff
from corpus.passage import Passage

NAMED, _FOUND = 300, 6  # characters of a wording; passages that a search shows


@dataclass(frozen=True, slots=True)
class CuratedForm:
    """One as the page shows it; found are passages that a search offers as its basis."""

    questions: str = ""
    text: str = ""
    basis: tuple[Passage, ...] = ()
    valid_until: str = ""
    find: str = ""
    found: tuple[Passage, ...] = ()


def sent_form(staff: Staff) -> CuratedForm:
    """What the page sends back."""
    return CuratedForm(
        staff.sent("questions").replace("\r\n", "\n").strip(),
        staff.sent("text").replace("\r\n", "\n").strip(),
        passages_of(staff, [str(digest) for digest in staff.form.getlist("basis")][: 2 * MOST]),
        staff.sent("valid_until"),
        staff.sent("find").strip()[:NAMED],
    )


def filled_form(staff: Staff, question_id: int, feedback_id: int) -> CuratedForm:
    """What was asked and answered, as it stands in the log or in a verdict of a reader."""
    records = staff.records
    row = records.history.one(question_id) if question_id else None
    row = row or (records.history.of_feedback(feedback_id) if feedback_id else None)
    if row:
        basis = passages_of(staff, [cited.digest for cited in row.cited])
        return CuratedForm(row.question, row.answer, basis)
    judged = records.feedback.one(feedback_id) if feedback_id else None
    if judged is None:
        return CuratedForm()
    by_id = staff.library.by_id
    basis = tuple(by_id[name] for name in judged.citation_ids if name in by_id)
    return CuratedForm(judged.question, judged.answer, basis)


def searched(staff: Staff, form: CuratedForm) -> CuratedForm:
    """The form with passages that are near its words and not in its basis yet."""
    wanted = form.find or form.questions.partition("\n")[0]
    hits = staff.now.retrieve(wanted[:NAMED], k=_FOUND) if wanted else []
    held = {passage.digest for passage in form.basis}
    found = tuple(hit.passage for hit in hits if hit.passage.digest not in held)
    return replace(form, found=found)


def content_of(form: CuratedForm) -> Content:
    """What is kept of a form. Raises CuratedFault."""
    questions = [" ".join(line.split()) for line in form.questions.splitlines() if line.strip()]
    if not questions:
        raise CuratedFault("请写明问题")
    if len(questions) > MOST or max(map(len, questions)) > NAMED:
        raise CuratedFault(f"问法最多 {MOST} 种，每种最多 {NAMED} 个字")
    if len(form.text) > LONGEST or len(form.basis) > MOST:
        raise CuratedFault(f"答复最多 {LONGEST} 个字，依据最多 {MOST} 条")
    try:
        until = date.fromisoformat(form.valid_until) if form.valid_until else None
    except ValueError:
        raise CuratedFault("有效期应写成 2026-12-31 这样的日期") from None
    basis = tuple(passage.digest for passage in form.basis)
    return Content(tuple(questions), form.text, basis, until)


def passages_of(staff: Staff, digests: Sequence[str]) -> tuple[Passage, ...]:
    """Those of the digests that are kept, in their order, each once."""
    kept = staff.records.passages.of(digests)
    return tuple(kept[digest] for digest in dict.fromkeys(digests) if digest in kept)
