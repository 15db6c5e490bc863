"""What is looked for: the official wording, what expected questions know, where the talk stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.carrying import swapped_in
from assistant.concepts import official_wording
from assistant.expected import Hints, hints
from assistant.figures_known import told_by_list
from assistant.inquiry import Finding
from assistant.parts import Part
from assistant.place import Place, carried_subject
from assistant.question import asking_words
from assistant.standalone import about
from corpus.passage import Passage
from index.question_index import QuestionIndex
from index.retriever import Retriever

CANDIDATES = 20  # passages read statement by statement
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

    def found(self, part: Part, finding: Finding, place: Place | None) -> Finding:
        """The finding with its hits and with what expected questions tell."""
        expansion = [c.said for c in finding.concepts if len(c.forms) > 1]
        query = official_wording(
            f"{finding.question.text} {part.context}".strip(), finding.concepts
        )
        known = self._hints(part, finding, place)
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
        """What expected questions tell; of a follow-up without a subject, with that it carries."""
        text = finding.question.text
        subject = carried_subject(finding.carried)
        named = any(c.said in text for c in finding.subjects)
        if part.follows and subject and finding.own_kind and not named:
            text = about(subject.said, text) or f"{subject.said} {text}"
        elif part.follows and not finding.own_kind:
            swapped = part.pointed and swapped_in(text, part.context, finding.replaced)
            text = swapped or text + asking_words(finding.question)
        unsaid = [c for c in finding.concepts if not self.expected.says(c.said)]
        known = hints(self.expected, text, official_wording(text, unsaid))
        return known.untold(place.has_told) if place and not finding.question.amounts else known
