"""What the documents do not answer: why, what stands nearest, and whom they name for the matter."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import AnswerStatus, Citation
from assistant.drafting.draft import Missing, place_in
from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.writing.quantities import fold
from assistant.writing.source_text import coverage, grams
from corpus.passage import Passage
from corpus.responsible_body import duties

_WHY = {
    AnswerStatus.NOT_STATED: "“{about}”，所收录的文件没有载明，",
    AnswerStatus.NOT_FOUND: "“{about}”，所收录的文件中没有有关内容，",
    AnswerStatus.OUT_OF_SCOPE: "“{about}”不属于所收录政策文件的范围，请转有关单位，"
    "或说明不属本单位职责。",
    AnswerStatus.BLOCKED: "“{about}”含有要求程序违规的指令、不当用语或"
    "本单位设定不予答复的词语，未予作答，请人工处理。",
}
_ELSE = "“{about}”未能作答，请人工答复。"
_WANTED = "来信请求“{about}”，请写明办理意见。"
ALIKE = 0.3  # of the words of a question that a sentence has which speaks of its matter


def lacking(
    about: str, status: AnswerStatus, near: Sequence[Citation], assistant: Assistant
) -> Missing:
    """A question that ended with a status; near is what the refusal quotes of the matter."""
    why = _WHY.get(status, _ELSE).format(about=about)
    if status not in (AnswerStatus.NOT_STATED, AnswerStatus.NOT_FOUND):
        return Missing(about, why)
    hits = assistant.retrieve(about, k=3)
    body = body_for(about, [hit.passage for hit in hits], assistant.library)
    ask = f"可询{body}，补充依据后答复。" if body else "请补充依据后答复。"
    return Missing(about, f"{why}{ask}", "；".join(map(_quoted, near)), body)


def wanted(request: str) -> Missing:
    """What a letter wants done, which no document can answer."""
    return Missing(request, _WANTED.format(about=request.rstrip("。！!")))


def body_for(question: str, passages: list[Passage], library: Library) -> str:
    """The body responsible by the sentence nearest to a question among passages, the nearest
    first; "" where that sentence names none."""
    wanted = grams(fold(question))
    for passage in passages:
        section = library.section(passage)
        own = [named for of, named in duties(section) if of == passage]
        near = max(own, key=lambda d: coverage(wanted, grams(fold(d.sentence))), default=None)
        if near and coverage(wanted, grams(fold(near.sentence))) >= ALIKE:
            return near.of(0, [0])
    return ""


def _quoted(citation: Citation) -> str:
    passage = citation.passage
    said = "".join(citation.quotes).rstrip("。；;")
    return f"《{passage.source.title}》{place_in(passage)}“{said}”"
