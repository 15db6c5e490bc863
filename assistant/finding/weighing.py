"""What was found for a question, weighed: statement by statement, where the talk stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from assistant.finding.evidence import weigh
from assistant.inquiry import Finding, Inquiry
from assistant.library import Library
from assistant.several.together import together
from assistant.talk.place import Place
from assistant.talk.talked_of import followed


@dataclass(frozen=True)
class Weigher:
    """Over one library; today is what terms and plans are read by."""

    library: Library
    today: Callable[[], date]

    def weigh(self, inquiry: Inquiry) -> Inquiry:
        """The inquiry with the evidence of its questions, each with regard to the others."""
        weighed = [self.weighed(finding, inquiry.place) for finding in inquiry.findings]
        return replace(inquiry, findings=together(inquiry.parts, weighed))

    def weighed(self, f: Finding, place: Place | None = None) -> Finding:
        """One finding with its evidence; of a follow-up that names no subject only what keeps to
        the place where the talk stands, where there is such."""
        headings, day = self.library.headings, self.today()
        evidence = weigh(f.question, f.concepts, f.hits, f.pairs, headings, day, f.hints)
        if place is not None:
            evidence = followed(f, evidence, place, day)
        if place is not None and not f.subjects:
            kept = [e for e in evidence if place.keeps(e.statement.passage, f.carried)]
            evidence = kept or evidence
        return replace(f, evidence=tuple(evidence))
