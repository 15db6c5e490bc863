"""From a divided letter to a draft: each question asked of the assistant, what lacks marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Answer, AnswerStatus, Citation, Mode, Turn
from assistant.composing.citations import CitationList
from assistant.composing.compose import NAMED, renumbered
from assistant.drafting.draft import CHECK, Draft, DraftPart, Missing
from assistant.drafting.lacking import lacking, wanted
from assistant.drafting.letter import Letter, LetterPart, PartKind
from assistant.pipeline import Assistant
from assistant.reader.statements import plain, statements
from assistant.replies import REPLIES, UNSURE
from assistant.understanding.follow_up import meanings
from assistant.understanding.matter import matter
from assistant.understanding.question import Kind, Question, asks
from assistant.understanding.several import Part, clauses_asking, sentences_asking
from assistant.writing.quantities import fold
from assistant.writing.source_text import coverage, grams

_TOLD = (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)
_LACKS = (AnswerStatus.NOT_STATED, AnswerStatus.NOT_FOUND)
_SAID = 0.5  # of the words of a clause that an answer has which says what it asks
_DOUBTFUL = f"{CHECK}这一回答把握不大，请核对所引原文是否就是所问。"
_REPEATED = f"{CHECK}所引与前面一问相同，请核对是否答到了所问。"
_LACKING = f"{CHECK}来信所述不足以得出结论，请补齐所缺资料后答复。"
_UNDECIDED = f"{CHECK}问的是“是不是、能不能”，请据所引原文写明结论。"
_DECIDES = re.compile("可以|不[能得是]|能[。，]|不要求|不需|无[须需]|没有|文件所列与|您说的")
_MARK = re.compile(r"\[(\d+)\]")
_NAME = re.compile(r"^关于“(.+?)”：")
_OPENING = re.compile(
    r"^(?:另外|还有|此外|再)?[，,]?(?:请问|想问|问)?(?:一下)?[，,：:]?(?:那么?|到底)?"
)
_ENOUGH = 4  # characters of a stretch that can name a question
_INFORMS = {Kind.FIGURE, Kind.WHEN, Kind.WHO, Kind.LIST}
_TURN, _TURNS = 250, 4  # characters of what was told in one turn, turns


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
            answer = self._asked(asked, letter)
            part = self._part(asked, answer, marks)
            parts.append(_repeating(part, parts))
            cautions |= dict.fromkeys(note for note in answer.notes if note != UNSURE)
            yield _of(letter, parts, marks, cautions)

    def _asked(self, part: LetterPart, letter: Letter) -> Answer:
        """A question that names its own matter is asked alone, one about the asker's own case with
        all that they told. Where going on makes an answer unsure, it is asked alone."""
        before = letter.before(part)
        _, *joined = meanings(part.asked, before)
        question = Question(part.asked, date.min)
        own = bool(question.figures) and Kind.YES_NO in question.kinds
        near = before[-1:] if own or (joined and joined[0].bonus >= 0) else []
        answer = self._answer(part.asked, near)
        if answer.form:
            return self._answer(part.asked, _turns(before))
        alone = self._answer(part.asked, []) if near and UNSURE in answer.notes else answer
        return alone if UNSURE not in alone.notes else answer

    def _answer(self, question: str, before: Sequence[str]) -> Answer:
        history = [Turn(text, "") for text in before]
        answer = self.assistant.ask(question, history, self.mode)
        if answer.status is AnswerStatus.PARTLY_ANSWERED and answer.mode is Mode.GENERATED:
            answer = self.assistant.ask(question, history, Mode.EXTRACTIVE)  # says what lacks
        return answer

    def _part(self, asked: LetterPart, answer: Answer, marks: CitationList) -> DraftPart:
        heading = _heading(asked.asked)
        lines: list[str] = []
        whole: list[tuple[str, str]] = []
        missing: list[Missing] = []
        answers = self._told(asked.asked, answer)
        for one in answers:
            kept, open_ = self._lines(one, heading)
            cited = _cited(kept, one.citations)
            lines.append(renumbered(replace(one, text=kept, citations=cited), marks))
            lines += [m.line for m in open_]
            whole += _wholes(cited)
            missing += open_
            if UNSURE in one.notes:
                lines.append(_DOUBTFUL)
            elif any(_undecided(line, asked.asked) for line in kept.splitlines()):
                lines.append(_UNDECIDED)
            if one.form and one.status is AnswerStatus.PARTLY_ANSWERED:
                lines.append(_LACKING)
        refused = sum(map(_refused, answers))
        status = answers[0].status
        if (missing or refused) and refused < len(answers):
            status = AnswerStatus.PARTLY_ANSWERED
        brief = text = "\n".join(filter(None, lines))
        for told, statement in whole:
            text = text if statement in text else text.replace(told, statement, 1)
        brief = text if "还是" in asked.asked else brief  # which part of it answers is not told
        return DraftPart(asked.asked, heading, status, text, brief, missing=tuple(missing))

    def _told(self, question: str, whole: Answer) -> list[Answer]:
        """The answer to a question; where a sentence asks several facts also what it says nothing
        of, clause by clause, and nothing but that where it is refused."""
        if whole.form or whole.status not in (AnswerStatus.ANSWERED, *_LACKS):
            return [whole]
        told = {quote for citation in whole.citations for quote in citation.quotes}
        found: list[Answer] = []
        left = False  # whether the whole says something of what is not found by itself
        for part in sentences_asking(question):
            clauses = clauses_asking(part)
            asking = [c for c in clauses if _informs(c)]
            left |= len(asking) < len(clauses) or len(asking) < 2
            for clause in asking if len(asking) > 1 else ():
                name = clause.called[:NAMED].rstrip("?？。")
                if f"关于“{name}" in whole.text:
                    continue
                one = self._answer(clause.text, [clause.background] if clause.background else [])
                said = coverage(grams(fold(name)), grams(fold(whole.text))) >= _SAID
                quotes = {q for c in one.citations for q in c.quotes}
                if (not said) if _refused(one) else not quotes & told:
                    found.append(replace(one, text=f"关于“{name}”：{one.text}"))
        return found if found and _refused(whole) and not left else [whole, *found]

    def _lines(self, answer: Answer, heading: str) -> tuple[str, list[Missing]]:
        """The lines that answer, and what takes the place of those that refuse."""
        kept: list[str] = []
        missing: list[Missing] = []
        for line in answer.text.splitlines():
            refusal = next((s for s, said in REPLIES.items() if said and said in line), None)
            if refusal is None and answer.status in _TOLD:
                kept.append(line)
            elif refusal is not AnswerStatus.PARTLY_ANSWERED:
                named = _NAME.match(line)
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


def _undecided(line: str, question: str) -> bool:
    """Whether yes or no is asked and only a rule is told."""
    named = _NAME.match(line)
    about, told = (named[1], line[named.end() :]) if named else (question, line)
    return Question(about, date.min).asks_yes_no and not _DECIDES.search(told)


def _refused(answer: Answer) -> bool:
    return answer.status not in _TOLD


def _informs(clause: Part) -> bool:
    """Whether a clause asks for a figure, a time, a body or a list; "能不能给句准话" does not."""
    return bool(Question(clause.text, date.min).kinds & _INFORMS)


def _repeating(part: DraftPart, earlier: Sequence[DraftPart]) -> DraftPart:
    """The part, to be checked where it only says what was said to another question."""
    said = [set(_sentences(e.text)) for e in earlier]
    own = set(_sentences(part.text))
    if own and part.status is AnswerStatus.ANSWERED and any(own <= s for s in said):
        text, brief = (f"{t}\n{_REPEATED}" for t in (part.text, part.brief))
        return replace(part, text=text, brief=brief)
    return part


def _sentences(text: str) -> list[str]:
    return [s for s in re.split(r"[。\n]|\[\d+\]", text) if len(s) > 6]  # "能。" says no more


def _turns(before: Sequence[str]) -> list[str]:
    """What was told as a few turns of bearable length, the last of it where it is too much."""
    turns = [""]
    for sentence in before:
        if len(turns[-1]) + len(sentence) > _TURN:
            turns.append("")
        turns[-1] += sentence
    return turns[-_TURNS:]


def _cited(text: str, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    numbers = set(_MARK.findall(text))
    return tuple(c for c in citations if str(c.number) in numbers)


def _wholes(citations: Sequence[Citation]) -> Iterator[tuple[str, str]]:
    """What is told of each statement, and the whole of it: a letter is read without its sources at
    hand."""
    for citation in citations:
        for quote in citation.quotes:
            for statement in statements(citation.passage):
                if quote in statement.text:
                    yield plain(quote).rstrip("，,；;。：:"), statement.shown
