"""What surrounds a statement, and what a concept found there counts for."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.finding.statement import Statement, statements
from assistant.reading.concepts import Concept

# What a concept counts for where it stands; tuned on the dev split.
IN_LEAD = 0.95
IN_NEIGHBOUR = 0.6
IN_PASSAGE = 0.35
IN_HEADING = 0.85
IN_TITLE = 0.8
IN_TITLE_ONLY = 0.25  # in the title, while another section of the document is headed by it
OF_WHOLE = 0.7  # in any heading of its document, where its section is the side that is asked about


@dataclass(frozen=True)
class Surroundings:
    """What surrounds a statement, each with what a concept found there counts for."""

    places: tuple[tuple[str, float], ...]
    title: str
    headings: str
    of_whole: bool = False

    @staticmethod
    def of(statement: Statement, headings: str, of_whole: bool = False) -> Surroundings:
        """headings: all of its source, to know whether a section is headed by what is named.

        of_whole: it stands under the side asked about ("优惠内容"), which holds for all that its
        document is about.
        """
        passage = statement.passage
        all_here = statements(passage)
        near = [s.text for s in all_here if 0 < abs(s.index - statement.index) <= 1]
        return Surroundings(
            (
                (statement.lead, IN_LEAD),
                (" ".join(passage.heading_path), IN_HEADING),
                (" ".join(near), IN_NEIGHBOUR),
                (passage.text, IN_PASSAGE),
            ),
            " ".join((passage.source.title, *passage.source.topics)),
            headings,
            of_whole,
        )

    def match(self, concept: Concept) -> float:
        """0..1: how far a concept is met by what surrounds the statement."""
        found = max(
            (share * concept.match(text) for text, share in self.places if text), default=0.0
        )
        if self.of_whole:
            found = max(found, OF_WHOLE * concept.match(self.headings))
        titled = concept.match(self.title)
        if titled >= 0.8 and found < titled and concept.match(self.headings) >= 0.8:
            return max(found, IN_TITLE_ONLY * titled)
        return max(found, IN_TITLE * titled)
