"""The page 政策速览: a card for each policy, and the calendar of what the documents date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from assistant.answer import Citation
from assistant.tables.policy_card import CardLine, PolicyCard
from assistant.web.citation_link import CitedMarks
from assistant.web.html_templates import render
from assistant.web.link_text import document_key
from assistant.web.page_filter import MAX_KEYWORD_CHARS, filtered
from assistant.web.policy_list import PolicyList
from corpus.content_kinds import ContentKind
from corpus.deadlines import Deadline, Kind
from corpus.document import LAPSED

_IN_VIEW = {ContentKind.CONDITIONS: 5, ContentKind.BENEFIT: 3}
_OTHERS_IN_VIEW = 2


@dataclass(frozen=True)
class OverviewPage:
    """Places the page's parts and answers its events."""

    policies: PolicyList
    name = "政策速览"
    path = "/overview"

    def build(self) -> None:
        """The filter, the cards and the calendar; without cards only a line that says so."""
        filtered(
            "overview",
            self.render,
            lambda: [(status.value, status.value) for status in self.policies.statuses],
            field="status",
            label="时效",
            placeholder="如：高企、加计扣除、孵化器；按 Enter 筛选",
            scales=(2, 4),
        )

    def render(self, status: str = "", keyword: str = "") -> str:
        """The cards and the calendar for a filter, as escaped HTML."""
        cards = self.policies.select(status, keyword)
        everything = len(cards) == len(self.policies.cards)
        agenda = self.policies.agenda(None if everything else cards)
        marks = CitedMarks()
        query = {"status": status, "keyword": keyword[:MAX_KEYWORD_CHARS]}
        return render(
            "overview.html",
            cards=[self._card(card) for card in cards],
            total=len(self.policies.cards),
            progress=self.policies.progress,
            coming=[self._date(row, marks) for _, row in agenda.coming],
            undated=[self._date(row, marks) for row in agenda.undated],
            over=[self._date(row, marks) for row in agenda.over],
            today=self.policies.today(),
            query=urlencode({name: value for name, value in query.items() if value}),
        )

    def _card(self, card: PolicyCard) -> dict[str, object]:
        marks = CitedMarks()
        parts = [_part(part.name, part.lines, marks) for part in card.parts]
        dates = [self._date(row, marks) for row in card.deadlines]
        shown = len(dates) if len(dates) == _OTHERS_IN_VIEW + 1 else _OTHERS_IN_VIEW
        return {
            "card": card,
            "source": card.source,
            "status": self.policies.status_of(card),
            "key": document_key(card.source.id),
            "related": self.policies.related(card),
            "parts": parts,
            "dates": dates[:shown],
            "more_dates": dates[shown:],
        }

    def _date(self, row: Deadline, marks: CitedMarks) -> dict[str, object]:
        """One deadline as shown; day None where the text names none, left where it tells no days
        to go."""
        today = self.policies.today()
        lapsed = row.passage.source.status_on(today) in LAPSED
        day = row.due if lapsed else row.next_on(today)
        by_month = row.month is not None and row.day is None
        return {
            "row": row,
            "day": day,
            "by_month": by_month,
            "left": (day - today).days if day and day >= today and not by_month else None,
            "tag": _tag(row, today, lapsed),
            "marks": marks.of([Citation(1, row.passage, (row.sentence,))]),
        }


def _tag(row: Deadline, today: date, lapsed: bool) -> str:
    """What is to be known of a date beside itself; "" for one that simply comes."""
    if row.passed_on(today):
        return "已过"
    if lapsed:
        return "文件已失效"
    if row.passed_this_year(today):
        return "今年已过"
    open_now = row.starts is not None and row.starts <= today and row.kind is Kind.ACTION
    return "正在进行" if open_now else ""


def _part(name: ContentKind, lines: Sequence[CardLine], marks: CitedMarks) -> dict[str, object]:
    """The lines under one heading with their marks: those in view, and those behind a click."""
    shown = [(line, marks.of(line.citations)) for line in lines]
    limit = _IN_VIEW.get(name, _OTHERS_IN_VIEW)
    if len(shown) == limit + 1:  # one line behind a click is not worth the click
        limit += 1
    if limit < len(shown) and shown[limit - 1][0].heading:  # nor a heading without its lines
        limit -= 1
    return {"name": name, "shown": shown[:limit], "more": shown[limit:]}
