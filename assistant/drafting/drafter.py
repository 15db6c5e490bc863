"""From a divided letter to a draft: each question asked of the assistant, what lacks marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Answer, AnswerStatus, Citation, Mode, Turn
from assistant.composing.citations import CitationList
from assistant.composing.compose import NAMED, renumbered
from assistant.drafting.draft import CHECK, Draft, DraftPart, Missing, place_in
from assistant.drafting.letter import Letter, LetterPart, PartKind
from assistant.drafting.whom_to_ask import body_for
from assistant.pipeline import Assistant
from assistant.reader.statements import plain, statements
from assistant.replies import REPLIES, UNSURE
from assistant.understanding.follow_up import meanings
from assistant.understanding.question import Kind, Question, asks
from assistant.understanding.several import Part, clauses_asking, sentences_asking

_TOLD = (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)
_WHY = {
    AnswerStatus.NOT_STATED: "“{about}”，所收录的文件没有载明，",
    AnswerStatus.NOT_FOUND: "“{about}”，所收录的文件中没有有关内容，",
    AnswerStatus.OUT_OF_SCOPE: "“{about}”不属于所收录政策文件的范围，请转有关单位办理，或说明不属本单位职责。",
    AnswerStatus.BLOCKED: "“{about}”含有要求程序违规的指令或不当用语，未予作答，请人工处理。",
}
_ELSE = "“{about}”未能作答，请人工答复。"
_WANTED = "来信请求“{about}”，请写明办理意见。"
_DOUBTFUL = f"{CHECK}这一回答把握不大，请核对所引原文是否就是所问。"
_REPEATED = f"{CHECK}所引与前面一问相同，请核对是否答到了所问。"
_LACKING = f"{CHECK}来信所述不足以得出结论，请补齐所缺资料后答复。"
_MARK = re.compile(r"\[(\d+)\]")
_NAME = re.compile(r"^关于“(.+?)”：")
_OPENING = re.compile(
    r"^(?:另外|还有|此外|再)?[，,]?(?:请问|想问|问)?(?:一下)?[，,：:]?(?:那么?|到底)?"
)
_ENOUGH, _FIRST = 4, 2  # characters of a stretch that can name a question; stretches looked at
_INFORMS = {Kind.FIGURE, Kind.WHEN, Kind.WHO, Kind.LIST}
_TURN, _TURNS = 250, 4  # characters of what was told in one turn, turns


@dataclass(frozen=True)
class Drafter:
    """Writes drafts with one assistant."""

    assistant: Assistant
    mode: Mode | None = None

    def draft(self, letter: Letter) -> Draft:
        """Every question of the letter in the order asked, answered or marked as open."""
        marks = CitationList()
        parts: list[DraftPart] = []
        cautions: dict[str, None] = {}
        for asked in letter.of(PartKind.QUESTION):
            answer = self._asked(asked, letter)
            part = self._part(asked, answer, marks)
            parts.append(_repeating(part, parts))
            cautions |= dict.fromkeys(note for note in answer.notes if note != UNSURE)
        citations = marks.citations()
        return Draft(
            title=f"关于{letter.subject}的答复" if letter.subject else "关于来信所询问题的答复",
            salutation=f"{letter.signed or '来信人'}：",
            parts=tuple(replace(part, citations=_cited(part.text, citations)) for part in parts),
            requests=tuple(
                Missing(p.text, _WANTED.format(about=p.text.rstrip("。！!")))
                for p in letter.of(PartKind.REQUEST)
            ),
            citations=citations,
            cautions=tuple(cautions) if citations else (),
            told=letter.told,
        )

    def _asked(self, part: LetterPart, letter: Letter) -> Answer:
        """A question that names its own matter is asked alone, one about the asker's own case with
        all that they told."""
        before = letter.before(part)
        _, *joined = meanings(part.asked, before)
        goes_on = bool(joined) and joined[0].bonus >= 0
        answer = self._answer(part.asked, before[-1:] if goes_on else [])
        if answer.form:
            return self._answer(part.asked, _turns(before))
        return answer

    def _answer(self, question: str, before: Sequence[str]) -> Answer:
        history = [Turn(text, "") for text in before]
        answer = self.assistant.ask(question, history, self.mode)
        if answer.status is AnswerStatus.PARTLY_ANSWERED and answer.mode is Mode.GENERATED:
            answer = self.assistant.ask(question, history, Mode.EXTRACTIVE)  # says what lacks
        return answer

    def _part(self, asked: LetterPart, answer: Answer, marks: CitationList) -> DraftPart:
        heading = _heading(asked.asked)
        lines, missing = [], []
        told = [answer, *self._left_out(asked.asked, answer)]
        for one in told:
            kept, lacking = self._lines(one, heading)
            cited = _cited(kept, one.citations)
            text = renumbered(replace(one, text=_widened(kept, cited), citations=cited), marks)
            lines += [text, *(m.line for m in lacking)]
            missing += lacking
            if UNSURE in one.notes:
                lines.append(_DOUBTFUL)
            if one.form and one.status is AnswerStatus.PARTLY_ANSWERED:
                lines.append(_LACKING)
        status = answer.status
        if missing and status is AnswerStatus.ANSWERED:
            status = AnswerStatus.PARTLY_ANSWERED
        text = "\n".join(filter(None, lines))
        return DraftPart(asked.asked, heading, status, text, missing=tuple(missing))

    def _left_out(self, question: str, answer: Answer) -> Iterator[Answer]:
        """Answers to the clauses of a sentence that ask for a fact of their own, where the answer
        to the whole says nothing of them."""
        if answer.status is not AnswerStatus.ANSWERED or answer.form:
            return
        told = {quote for citation in answer.citations for quote in citation.quotes}
        for part in sentences_asking(question):
            asking = [c for c in clauses_asking(part) if _informs(c)]
            for clause in asking if len(asking) > 1 else ():
                name = clause.called[:NAMED].rstrip("?？。")
                if f"关于“{name}" in answer.text:
                    continue
                found = self._answer(clause.text, [clause.background] if clause.background else [])
                if not {q for c in found.citations for q in c.quotes} & told or _refused(found):
                    yield replace(found, text=f"关于“{name}”：{found.text}")

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
                missing.append(self._missing(about, refusal or answer.status, line, answer))
        return "\n".join(kept), missing

    def _missing(self, about: str, status: AnswerStatus, line: str, answer: Answer) -> Missing:
        why = _WHY.get(status, _ELSE).format(about=about)
        if status not in (AnswerStatus.NOT_STATED, AnswerStatus.NOT_FOUND):
            return Missing(about, why)
        near = next((_near(c) for c in _cited(line, answer.citations)), "")
        hits = self.assistant.retrieve(about, k=3) if status is AnswerStatus.NOT_STATED else []
        body = body_for(about, [hit.passage for hit in hits], self.assistant.library)
        return Missing(about, f"{why}{_ask(body)}", near, body)


def _heading(question: str) -> str:
    """A question in a few words: itself, or its longest stretch that asks."""
    bare = _OPENING.sub("", question).rstrip("?？。！! ")
    if len(bare) <= NAMED:
        return bare
    asking = [s for s in re.split("[，,。：:；;？?]", bare) if len(s) > _ENOUGH and asks(s)]
    return max(asking[:_FIRST], key=len, default=bare[:NAMED])


def _ask(body: str) -> str:
    return f"可询{body}，补充依据后答复。" if body else "请补充依据后答复。"


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
        return replace(part, text=f"{part.text}\n{_REPEATED}")
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


def _widened(text: str, citations: Sequence[Citation]) -> str:
    """The text with the whole of each statement of which it tells a part: a letter is read without
    its sources at hand."""
    for citation in citations:
        for quote in citation.quotes:
            told = plain(quote).rstrip("，,；;。：:")
            for statement in statements(citation.passage):
                if quote in statement.text and told in text and statement.shown not in text:
                    text = text.replace(told, statement.shown, 1)
    return text


def _near(citation: Citation) -> str:
    passage = citation.passage
    said = "".join(citation.quotes).rstrip("。；;")
    return f"《{passage.source.title}》{place_in(passage)}“{said}”"
