"""What is looked for: the official wording, what expected questions know, where the talk stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.finding.expected import Hints
from assistant.finding.likened import as_known, hints
from assistant.inquiry import Finding, Inquiry
from assistant.judging.figures_known import told_by_list
from assistant.reading.concepts import official_wording
from assistant.several.clauses import left
from assistant.several.parts import Part, Stands
from assistant.talk.place import Place
from corpus.passage import Passage
from index.question_index import QuestionIndex
from index.retriever import Retriever

CANDIDATES = 20  # passages read statement by statement
FEW = 4  # characters that say what is asked: less is like what is known only with what it leans on
QUOTED = 6  # passages looked at for what the last answer quoted


@dataclass(frozen=True)
class Searcher:
    """Over one index, by the legs wanted, with the questions expected of its documents."""

    retriever: Retriever
    legs: Sequence[str]
    expected: QuestionIndex

    def worded(self, text: str) -> list[Passage]:
        """The passages whose words a text has."""
        return [hit.passage for hit in self.retriever.search(text, QUOTED, legs=("words",))]

    def alike(self, text: str) -> Hints:
        """What expected questions tell of a question by itself."""
        return hints(self.expected, text)

    def retrieve(self, inquiry: Inquiry) -> Inquiry:
        """The inquiry with what was found for each of its questions that has no answer yet."""
        pairs = zip(inquiry.parts, inquiry.findings, strict=True)
        place = inquiry.place
        found = tuple(f if f.answer else self.found(part, f, place) for part, f in pairs)
        return replace(inquiry, findings=found)

    def found(self, part: Part, finding: Finding, place: Place | None) -> Finding:
        """The finding with its hits and with what expected questions tell."""
        expansion = [c.said for c in finding.concepts if len(c.forms) > 1]
        query = official_wording(
            f"{finding.question.text} {part.context}".strip(), finding.concepts
        )
        known = self._hints(part, finding, place)
        if part.follows and not finding.own_kind and not finding.replaced:
            names = any(c.term for c in finding.concepts if c not in finding.carried)
            finding = replace(finding, question=as_known(finding.question, known, names))
        beside = [p.id for p in place.passages] if place else []
        hits = self.retriever.search(
            query,
            CANDIDATES,
            expansion=expansion,
            legs=self.legs,
            also={*known.passages(), *beside},
        )
        question = told_by_list(finding.question, known)
        return replace(finding, question=question, hits=tuple(hits), hints=known)

    def _hints(self, part: Part, finding: Finding, place: Place | None) -> Hints:
        """What expected questions tell; of one that goes on from another by its own words and by
        those, of a follow-up first of the documents that the talk is about, and nothing that was
        just told."""
        text = finding.question.text
        unsaid = [c for c in finding.concepts if not self.expected.says(c.said)]
        few = len(left(part.text)) <= FEW
        leans = few and part.stands is Stands.LEANING
        asked = [text]
        if part.context and (part.follows or leans):
            asked.append(f"{part.context} {text}")
        known = hints(self.expected, *asked, *(official_wording(t, unsaid) for t in asked))
        if not part.follows:
            return known
        if place and place.passages:
            known = known.tilted_to(place.sources)
        if place is None or finding.question.amounts:
            return known
        return known.untold(place.has_told, place.passages if finding.names_another else None)
