"""The policy cards and deadlines held, narrowed to those wanted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.library import Library
from assistant.tables.policy_card import PolicyCard, policy_cards
from assistant.tables.study import Study
from assistant.web.page_filter import Keyword
from assistant.web.related import RelatedDocuments, related
from corpus.deadlines import Deadline, Timing, deadlines
from corpus.document import LAPSED, Status
from corpus.passage import Passage
from corpus.programmes import Programme


@dataclass(frozen=True, slots=True)
class Agenda:
    """Deadlines sorted for a calendar: what comes, what has no day, what is over."""

    coming: tuple[tuple[date, Deadline], ...]
    undated: tuple[Deadline, ...]
    over: tuple[Deadline, ...]


class PolicyList:
    """All cards in order. Every filter may come from the net."""

    def __init__(
        self,
        passages: Sequence[Passage],
        programmes: Iterable[Programme],
        today: Callable[[], date],
        study: Study | None = None,
        library: Library | None = None,
    ) -> None:
        """study: what is being read of the documents, beside what their headings give; library:
        what they say of each other."""
        self.deadlines = deadlines(passages)
        self.today = today
        self._passages = passages
        self._programmes = tuple(programmes)
        self._study = study
        self._library = library
        self._made = self._make()

    def _make(self) -> tuple[int, tuple[PolicyCard, ...]]:
        """The cards, and how many documents were read for them."""
        read = dict(self._study.lines) if self._study else {}
        return len(read), policy_cards(self._passages, self._programmes, self.deadlines, read)

    @property
    def cards(self) -> tuple[PolicyCard, ...]:
        """The cards in order, as full as they have been read by now."""
        if self._study and len(self._study.lines) != self._made[0]:
            self._made = self._make()
        return self._made[1]

    @property
    def progress(self) -> tuple[int, int]:
        """How many documents have been read for their cards, and of how many."""
        total = self._study.total if self._study else 0
        return (len(self._study.lines) if self._study else 0), total

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses that occur, in the order of Status."""
        held = {self.status_of(card) for card in self.cards}
        return tuple(status for status in Status if status in held)

    def status_of(self, card: PolicyCard) -> Status:
        """The status of the document that a card stands on, today."""
        return card.source.status_on(self.today())

    def related(self, card: PolicyCard) -> RelatedDocuments:
        """The documents that the one of a card refers to, and those that refer to it."""
        return related(self._library, card.source.id) if self._library else ()

    def select(self, status: str = "", keyword: str = "") -> tuple[PolicyCard, ...]:
        """The cards of a status ("" for all) that have every word of the keyword."""
        asked = Keyword(keyword)
        return tuple(
            card
            for card in self.cards
            if status in ("", self.status_of(card).value) and asked.found(*_words(card))
        )

    def agenda(self, cards: Sequence[PolicyCard] | None = None) -> Agenda:
        """The deadlines of some cards' documents; of all documents without cards."""
        sources = {card.source.id for card in cards} if cards is not None else None
        rows = [r for r in self.deadlines if sources is None or r.passage.source.id in sources]
        today = self.today()
        over = [r for r in rows if is_over(r, today)]
        left = [r for r in rows if not is_over(r, today)]
        coming = [(day, r) for r in left if (day := r.next_on(today)) is not None]
        return Agenda(
            tuple(sorted(coming, key=lambda pair: pair[0])),
            tuple(r for r in left if r.next_on(today) is None),
            tuple(sorted(over, key=lambda r: r.due or date.min, reverse=True)),
        )


def is_over(row: Deadline, today: date) -> bool:
    """Past for good, or stated by a document that no longer holds."""
    lapsed = row.passage.source.status_on(today) in LAPSED
    return row.passed_on(today) or (lapsed and row.timing is not Timing.DATED)


def _words(card: PolicyCard) -> tuple[str, str]:
    """What names a card, and all that is looked through."""
    said = " ".join(line.text for part in card.parts for line in part.lines)
    source = card.source
    names = " ".join((card.name, source.title, *source.topics))
    about = (source.issuer, source.document_number, source.region, card.note)
    return names, " ".join((names, said, *about))
