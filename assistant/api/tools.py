"""What another program may do with the library: the same over HTTP and MCP, and no more than the
page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.answer import turns_from_messages
from assistant.api.asking import Ask
from assistant.api.schema import (
    Assessed,
    Clause,
    Count,
    Document,
    Entered,
    Found,
    Held,
    Keyword,
    Offered,
    Row,
    Said,
    Text,
    Told,
)
from assistant.eligibility import assess, read_profile
from assistant.pipeline import Assistant
from assistant.words import refuses
from corpus.document import Source
from corpus.passage import Passage
from index.tokenizer import normalize

ABOUT = {
    "ask": "回答一个政策问题，每句注明出处；文件没有写的，直说没有写",
    "search": "按内容查找文件中的段落",
    "documents": "列出收录的文件及其今天的时效",
    "document": "一份文件的全文",
    "targets": "年度计划的量化目标，可按文件和关键词筛选",
    "programmes": "能自测资格的项目及其填报项",
    "eligibility": "按企业数据逐条对照一个项目的条件，每条附依据；数据不保存",
}
"""The tools by name."""


class NotHeld(Exception):
    """The document or programme asked for is not there; str() is one Chinese line."""


@dataclass(frozen=True)
class PolicyTools:
    """Every argument may come from the net."""

    assistant: Assistant
    today: Callable[[], date]
    answers: Ask
    through: str

    def ask(self, question: Text, history: Sequence[Said] = ()) -> Told:
        """The cited answer, or the refusal."""
        turns = turns_from_messages([said.model_dump() for said in history])
        *_, answer = self.answers(question, turns, self.through)
        return Told.model_validate(answer.to_json())

    def search(self, query: Text, count: Count = 5) -> list[Found]:
        """The passages, best first; none for a word that the office refuses."""
        refused = refuses(self.assistant.listed(query))
        hits = [] if refused else self.assistant.retrieve(query, k=count)
        return [
            Found(
                **_clause(hit.passage),
                source_id=hit.passage.source.id,
                title=hit.passage.source.title,
                document_number=hit.passage.source.document_number,
                score=round(hit.score, 4),
            )
            for hit in hits
        ]

    def documents(self) -> list[Held]:
        """All, in the order of the library."""
        counted = Counter(passage.source.id for passage in self.assistant.passages)
        return [Held(**self._card(s), passages=counted[s.id]) for s in self.assistant.sources]

    def document(self, id: str) -> Document:
        """Raises NotHeld."""
        source = next((s for s in self.assistant.sources if s.id == id), None)
        if source is None:
            raise NotHeld("没有这份文件，编号见文件列表")
        own = [Clause(**_clause(p)) for p in self.assistant.passages if p.source.id == id]
        return Document(**self._card(source), passages=len(own), text=own)

    def targets(self, document: str = "", keyword: Keyword = "") -> list[Row]:
        """The rows of a document ("" for all) that have every word of the keyword."""
        words = normalize(keyword).split()
        rows = (r for r in self.assistant.targets if document in ("", r.passage.source.id))
        found = (row.to_json() | {"source_id": row.passage.source.id} for row in rows)
        return [
            Row.model_validate(row)
            for row in found
            if all(word in normalize(" ".join(map(str, row.values()))) for word in words)
        ]

    def programmes(self) -> list[Offered]:
        """Those whose documents are held."""
        held = {source.id for source in self.assistant.sources}
        rules = self.assistant.programmes
        return [Offered.model_validate(p, from_attributes=True) for p in rules if p.policy in held]

    def eligibility(self, programme: Text, values: dict[Text, Entered]) -> Assessed:
        """The verdict. Raises NotHeld."""
        programmes = self.assistant.programmes
        chosen = programmes.find(programme)
        if chosen is None:
            raise NotHeld("没有这个项目，编号见项目列表")
        found = assess(chosen, read_profile(values, programmes))
        return Assessed.model_validate(found.to_json())

    def _card(self, source: Source) -> dict[str, Any]:
        known = {name: getattr(source, name) for name in Held.model_fields if name != "passages"}
        return known | {"status": source.status_on(self.today()), "topics": list(source.topics)}


def _clause(passage: Passage) -> dict[str, Any]:
    headings = list(passage.heading_path)
    return {"passage_id": passage.id, "heading_path": headings, "text": passage.text}
