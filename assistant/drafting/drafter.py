"""From a divided letter to a draft: each question asked of the assistant, what lacks marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, AnswerStatus, Citation, Mode
from assistant.composing.citations import CitationList
from assistant.composing.compose import NAMED, renumbered
from assistant.drafting.asking import TOLD, Asking, refused
from assistant.drafting.doubts import NAME, doubts, repeating
from assistant.drafting.draft import Draft, DraftPart, Missing
from assistant.drafting.lacking import lacking, wanted
from assistant.drafting.letter import Letter, PartKind
from assistant.pipeline import Assistant
from assistant.reader.statements import plain, statements
from assistant.replies import REPLIES, UNSURE
from assistant.understanding.matter import matter
from assistant.understanding.question import asks

_MARK = re.compile(r"\[(\d+)\]")
_OPENING = re.compile(
    r"^(?:另外|还有|此外|再)?[，,]?(?:请问|想问|问)?(?:一下)?[，,：:]?(?:那么?|到底)?"
)
_ENOUGH = 4  # characters of a stretch that can name a question


@dataclass(frozen=True)
class Drafter:
    """Writes drafts with one assistant."""

    assistant: Assistant
    mode: Mode | None = None

    def draft(self, letter: Letter) -> Draft:
        """The last item of steps()."""
        *_, whole = self.steps(letter)
        return whole

    def steps(self, letter: Letter) -> Iterator[Draft]:
        """The draft as it grows: every question of the letter in the order asked, answered or
        marked as open."""
        marks = CitationList()
        parts: list[DraftPart] = []
        cautions: dict[str, None] = {}
        yield _of(letter, parts, marks, cautions)
        for asked in letter.of(PartKind.QUESTION):
            answers = Asking(self.assistant, self.mode).asked(asked, letter)
            parts.append(repeating(self._part(asked.asked, answers, marks, parts), parts))
            cautions |= dict.fromkeys(note for note in answers[0].notes if note != UNSURE)
            yield _of(letter, parts, marks, cautions)

    def _part(
        self,
        question: str,
        answers: Sequence[Answer],
        marks: CitationList,
        earlier: Sequence[DraftPart],
    ) -> DraftPart:
        heading = _heading(question)
        lines: list[str] = []
        missing: list[Missing] = []
        before = _cited(earlier[-1].text if earlier else "", marks.citations())
        whole: list[tuple[str, str]] = []
        for one in answers:
            kept, open_ = self._lines(one, heading)
            cited = _cited(kept, one.citations)
            lines.append(renumbered(replace(one, text=kept, citations=cited), marks))
            lines += [m.line for m in open_]
            own = list(_wholes(cited))
            lines += doubts(question, one, _in_whole(kept, own), before)
            whole += own
            missing += open_
        nothing = sum(map(refused, answers))
        status = answers[0].status
        if (missing or nothing) and nothing < len(answers):
            status = AnswerStatus.PARTLY_ANSWERED
        brief = text = "\n".join(filter(None, lines))
        text = _in_whole(text, whole)
        brief = text if "还是" in question else brief  # which part of it answers is not told
        return DraftPart(question, heading, status, text, brief, missing=tuple(missing))

    def _lines(self, answer: Answer, heading: str) -> tuple[str, list[Missing]]:
        """The lines that answer, and what takes the place of those that refuse."""
        kept: list[str] = []
        missing: list[Missing] = []
        for line in answer.text.splitlines():
            refusal = next((s for s, said in REPLIES.items() if said and said in line), None)
            if refusal is None and answer.status in TOLD:
                kept.append(line)
            elif refusal is not AnswerStatus.PARTLY_ANSWERED:
                named = NAME.match(line)
                about = named[1] if named else heading
                cited = _cited(line, answer.citations)
                why = refusal or answer.status
                missing.append(lacking(about, why, cited, self.assistant))
        return "\n".join(kept), missing


def _of(
    letter: Letter, parts: Sequence[DraftPart], marks: CitationList, cautions: Iterable[str]
) -> Draft:
    citations = marks.citations()
    return Draft(
        title=f"关于{letter.subject}的答复" if letter.subject else "关于来信所询问题的答复",
        salutation=f"{letter.signed or '来信人'}：",
        parts=tuple(replace(part, citations=_cited(part.text, citations)) for part in parts),
        requests=tuple(wanted(part.text) for part in letter.of(PartKind.REQUEST)),
        citations=citations,
        cautions=tuple(cautions) if citations else (),
        told=letter.told,
    )


def _heading(question: str) -> str:
    """A question in a few words: itself, or its first stretch that asks."""
    bare = _OPENING.sub("", question).rstrip("?？。！! ")
    if len(bare) <= NAMED:
        return bare
    stretches = [s for s in re.split("[，,。：:；;？?]", bare) if len(s) > _ENOUGH]
    asking = [s for s in stretches if asks(s) and len(matter(s)) > 1]
    return next(iter(asking), bare[:NAMED])


def _cited(text: str, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    numbers = set(_MARK.findall(text))
    return tuple(c for c in citations if str(c.number) in numbers)


def _in_whole(text: str, wholes: Iterable[tuple[str, str]]) -> str:
    """A text with the whole statement in the place of each part of one."""
    for told, statement in wholes:
        text = text if statement in text else text.replace(told, statement, 1)
    return text


def _wholes(citations: Sequence[Citation]) -> Iterator[tuple[str, str]]:
    """What is told of each statement, and the whole of it: a letter is read without its sources at
    hand."""
    for citation in citations:
        for quote in citation.quotes:
            for statement in statements(citation.passage):
                if quote in statement.text:
                    yield plain(quote).rstrip("，,；;。：:"), statement.shown
