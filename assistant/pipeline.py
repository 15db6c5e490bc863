"""The order of work, from a question to a cited answer, as one list of steps."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.answer import Answer, AnswerStatus, Turn
from assistant.citations import CitationList, written
from assistant.concepts import Concept, Vocabulary, concepts, official_wording, rarity_of_pairs
from assistant.condense import condense
from assistant.evidence import Evidence, weigh
from assistant.card import asked_fields, card_line, named_source
from assistant.extract import Line, extract
from assistant.guard import Guarded, guard
from assistant.judge import Verdict, judge
from assistant.lead import lead
from assistant.library import Library
from assistant.notes import notes
from assistant.parts import Part, divide
from assistant.question import Asked, Question, amounts, understand
from assistant.replies import REPLIES
from assistant.target_answer import target_lines
from corpus.targets import targets
from index.retriever import Hit, Retriever

CANDIDATES = 20  # passages read statement by statement
RICH = 3.5  # weight of known concepts from which a question says itself what it is about
CARRIED_BY_RICH = 0.2
SERVES = 0.85  # of a part's best score: another part's statement is as good for it
CARRIED = 0.45  # weight of what an earlier question said, beside what this one says


@dataclass(frozen=True)
class Inquiry:
    """One question on its way; each step fills in what it finds. answer ends it."""

    question: str
    history: tuple[Turn, ...] = ()
    guarded: Guarded | None = None
    standalone: str = ""
    parts: tuple[Part, ...] = ()
    findings: tuple[Finding, ...] = ()
    answer: Answer | None = None
    timings_ms: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """What was understood, found and judged for one part of the message."""

    question: Question
    concepts: tuple[Concept, ...]
    pairs: Mapping[str, float]
    hits: tuple[Hit, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    verdict: Verdict | None = None


class Assistant:
    """Answers questions over one library. Thread-safe: nothing is kept between questions."""

    def __init__(
        self,
        library: Library,
        retriever: Retriever,
        *,
        max_chars: int,
        today: Callable[[], date],
        legs: Sequence[str] = ("words", "vectors"),
    ) -> None:
        self.library = library
        self.retriever = retriever
        self.passages = library.passages
        self.sources = library.sources
        self.by_id = library.by_id
        self.notice = library.notice
        self.suggestions = library.suggestions
        self._max_chars = max_chars
        self._today = today
        self._legs = tuple(legs)
        self.targets = targets(library.passages)
        self._vocabulary = Vocabulary(library.texts)
        self._steps: tuple[tuple[str, Callable[[Inquiry], Inquiry]], ...] = (
            ("guard", self._guard),
            ("condense", self._condense),
            ("understand", self._understand),
            ("route", self._route),
            ("retrieve", self._retrieve),
            ("weigh", self._weigh),
            ("judge", self._judge),
            ("compose", self._compose),
        )

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The last item of stream()."""
        *_, last = self.stream(question, history)
        return last

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Answer]:
        """Answers that replace each other; an extractive answer comes whole."""
        yield self._finish(self._run(Inquiry(question, tuple(history)), self._steps))

    def retrieve(self, question: str, history: Sequence[Turn] = (), k: int = 10) -> list[Hit]:
        """The passages the pipeline reads for a question, best first by their best statement."""
        inquiry = self._run(Inquiry(question, tuple(history)), self._steps[:6])
        found: dict[str, Hit] = {}
        evidence = [e for finding in inquiry.findings for e in finding.evidence]
        for e in sorted(evidence, key=lambda e: -e.score):
            score = min(1.0, max(0.0, e.score))
            found.setdefault(e.hit.passage.id, replace(e.hit, score=score))
        return list(found.values())[:k]

    def _run(
        self, inquiry: Inquiry, steps: Sequence[tuple[str, Callable[[Inquiry], Inquiry]]]
    ) -> Inquiry:
        timings: dict[str, float] = {}
        began = time.perf_counter()
        for name, step in steps:
            start = time.perf_counter()
            inquiry = step(inquiry)
            timings[name] = (time.perf_counter() - start) * 1000
            if inquiry.answer is not None:
                break
        timings["total"] = (time.perf_counter() - began) * 1000
        return replace(inquiry, timings_ms=timings)

    def _finish(self, inquiry: Inquiry) -> Answer:
        assert inquiry.answer is not None
        return replace(inquiry.answer, timings_ms=inquiry.timings_ms)

    def _guard(self, inquiry: Inquiry) -> Inquiry:
        guarded = guard(inquiry.question, self._max_chars)
        inquiry = replace(inquiry, guarded=guarded)
        if guarded.ended is None:
            return inquiry
        reply = guarded.reply
        return replace(
            inquiry, answer=Answer(inquiry.question, guarded.question, guarded.ended, reply)
        )

    def _condense(self, inquiry: Inquiry) -> Inquiry:
        assert inquiry.guarded is not None
        history = inquiry.history
        if inquiry.guarded.orders:  # what was cut out may still name "该项"; it is never obeyed
            history = (*history, Turn(inquiry.guarded.orders, ""))
        condensed = condense(inquiry.guarded.question, history)
        parts = divide(condensed.own)
        if condensed.context:
            answer = re.sub(r"\[\d+\]", "", inquiry.history[-1].answer) if inquiry.history else ""
            parts = tuple(
                replace(p, context=condensed.context + p.context, answer=answer) for p in parts
            )
        return replace(inquiry, standalone=condensed.standalone, parts=parts)

    def _understand(self, inquiry: Inquiry) -> Inquiry:
        return replace(inquiry, findings=tuple(map(self._understood, inquiry.parts)))

    def _understood(self, part: Part) -> Finding:
        question = understand(part.text)
        found = list(concepts(question.text, self._vocabulary))
        if part.context:
            earlier = understand(part.context)
            said = {c.said for c in found}
            rich = sum(c.weight for c in found if c.known) >= RICH
            found += [
                replace(c, weight=c.weight * (CARRIED_BY_RICH if rich else CARRIED))
                for c in concepts(earlier.text, self._vocabulary)
                if c.said not in said
            ]
            question = _inherit(question, earlier, part.answer)
        wording = official_wording(question.text, found)
        return Finding(question, tuple(found), rarity_of_pairs(wording, self._vocabulary))

    def _route(self, inquiry: Inquiry) -> Inquiry:
        """What a table or a card answers whole is not left to retrieval."""
        marks = CitationList()
        line = self._card_line(inquiry.standalone)
        if line is not None:
            text = written([line], marks)
            return self._answered(inquiry, AnswerStatus.ANSWERED, text, marks)
        first = inquiry.findings[0]
        rows = target_lines(first.question, first.concepts, self.targets)
        if len(inquiry.findings) > 1 or not rows:
            return inquiry
        text = f"共 {len(rows)} 项：\n{written(rows, marks)}"
        return self._answered(inquiry, AnswerStatus.ANSWERED, text, marks)

    def _card_line(self, text: str) -> Line | None:
        fields = asked_fields(text)
        source = named_source(text, self.sources) if fields else None
        card = self.library.cards.get(source.id) if source else None
        if source is None or card is None:
            return None
        return card_line(fields, source, card, self._today())

    def _retrieve(self, inquiry: Inquiry) -> Inquiry:
        findings = []
        for part, finding in zip(inquiry.parts, inquiry.findings, strict=True):
            expansion = [c.said for c in finding.concepts if len(c.forms) > 1]
            query = official_wording(
                f"{finding.question.text} {part.context}".strip(), finding.concepts
            )
            hits = self.retriever.search(query, CANDIDATES, expansion=expansion, legs=self._legs)
            findings.append(replace(finding, hits=tuple(hits)))
        return replace(inquiry, findings=tuple(findings))

    def _weigh(self, inquiry: Inquiry) -> Inquiry:
        headings, day = self.library.headings, self._today()
        return replace(
            inquiry,
            findings=tuple(
                replace(
                    f, evidence=tuple(weigh(f.question, f.concepts, f.hits, f.pairs, headings, day))
                )
                for f in inquiry.findings
            ),
        )

    def _judge(self, inquiry: Inquiry) -> Inquiry:
        findings = []
        for finding in inquiry.findings:
            cosines = [h.vectors for h in finding.hits if h.vectors is not None]
            verdict = judge(
                finding.question,
                finding.concepts,
                finding.evidence,
                max(cosines, default=None),
                self.sources,
            )
            findings.append(replace(finding, verdict=verdict))
        return replace(inquiry, findings=tuple(findings))

    def _compose(self, inquiry: Inquiry) -> Inquiry:
        inquiry = replace(inquiry, findings=_agreed(inquiry.findings))
        marks = CitationList()
        texts: list[str] = []
        statuses: list[AnswerStatus] = []
        told: set[str] = set()
        for finding in inquiry.findings:
            assert finding.verdict is not None
            statuses.append(finding.verdict.status)
            texts.append(self._part_text(finding, marks, told))
        status = _overall(statuses)
        text = "\n".join(dict.fromkeys(t for t in texts if t))
        return self._answered(inquiry, status, text, marks)

    def _answered(
        self, inquiry: Inquiry, status: AnswerStatus, text: str, marks: CitationList
    ) -> Inquiry:
        citations = marks.citations()
        return replace(
            inquiry,
            answer=Answer(
                question=inquiry.question,
                standalone=inquiry.standalone,
                status=status,
                text=text,
                citations=citations,
                notes=notes(citations, self._today()),
            ),
        )

    def _part_text(self, finding: Finding, marks: CitationList, told: set[str]) -> str:
        """The text of one part; what an earlier part has told is not told again."""
        verdict = finding.verdict
        assert verdict is not None
        if verdict.status is AnswerStatus.ANSWERED:
            lines = extract(
                finding.question,
                finding.concepts,
                verdict.evidence,
                self.library.section,
                self.library.outline,
            )
            fresh = [line for line in lines if line.quote not in told]
            told.update(line.quote for line in lines)
            opening = (
                lead(finding.question, lines[0].quote, verdict.evidence[0].own) if fresh else ""
            )
            return opening + written(fresh, marks)
        reply = REPLIES[verdict.status]
        if verdict.status is not AnswerStatus.NOT_STATED or not verdict.evidence:
            return reply
        passage = verdict.evidence[0].statement.passage
        place = passage.heading_path[-1] if passage.heading_path else "开头部分"
        mark = marks.mark(passage, "")
        reason = verdict.reason or "没有载明所问的内容"
        return f"{reply}《{passage.source.title}》“{place}”提到相关内容{mark}，但{reason}。"


def _inherit(question: Question, earlier: Question, answer: str) -> Question:
    """An elliptic question asks for what the one before it asked for; the unit of a figure
    may be known only from its answer ("300家")."""

    if question.asked is not Asked.OPEN:
        return replace(
            question,
            years=question.years or earlier.years,
            amounts=question.amounts or earlier.amounts,
            of_plan=question.of_plan or earlier.of_plan,
        )
    told = amounts(answer) if earlier.asked is Asked.FIGURE and earlier.measure is None else ()
    return replace(
        question,
        asked=earlier.asked,
        measure=told[0].measure if len(told) == 1 else earlier.measure,
        counter=told[0].unit if len(told) == 1 else earlier.counter,
        years=question.years or earlier.years,
        of_plan=question.of_plan or earlier.of_plan,
    )


def _overall(statuses: Sequence[AnswerStatus]) -> AnswerStatus:
    kinds = set(statuses)
    if kinds == {AnswerStatus.ANSWERED}:
        return AnswerStatus.ANSWERED
    if AnswerStatus.ANSWERED in kinds:
        return AnswerStatus.PARTLY_ANSWERED
    return statuses[0]


def _agreed(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Where one part's best statement serves another part nearly as well as its own, one serves
    both: two questions in one message are mostly about one thing."""
    agreed: list[Finding] = []
    best = [f.verdict.evidence[0] for f in findings if f.verdict and f.verdict.evidence]
    best.sort(key=lambda e: -e.coverage)
    for finding in findings:
        verdict = finding.verdict
        if verdict and verdict.status is AnswerStatus.ANSWERED and len(findings) > 1:
            shared = [
                own
                for other in best
                for own in verdict.evidence
                if own.statement == other.statement
                and own.score >= SERVES * verdict.evidence[0].score
            ]
            if shared:
                rest = tuple(e for e in verdict.evidence if e is not shared[0])
                finding = replace(finding, verdict=replace(verdict, evidence=(shared[0], *rest)))
        agreed.append(finding)
    return tuple(agreed)
