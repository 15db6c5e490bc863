"""Questions that a document can answer: proposed from its own words, kept where asking them over
the whole library is answered, surely and from that very document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest

from assistant.answer import Answer, AnswerStatus
from assistant.composing.compose import LOW
from assistant.tables.card_parts import (
    BENEFIT,
    CONDITIONS,
    CONTACT,
    MATERIALS,
    PARTS,
    PROCEDURE,
    VALIDITY,
    WHO,
    WINDOW,
)
from assistant.tables.card_reading import subject_of, title_of
from assistant.tables.policy_card import CardLine, Lines
from corpus.document import Source
from corpus.passage import Passage
from corpus.targets import is_plan, targets

ASKED, KEPT = 16, 3  # questions tried and kept for one document
_ASKS = {
    BENEFIT: "{}的标准是多少？ {}最高多少钱？ {}有什么好处？",
    CONDITIONS: "{}要符合哪些条件？ 申请{}要符合什么条件？",
    WINDOW: "{}什么时候申报？ {}是什么时间？",
    WHO: "{}的对象是谁？ {}适用于谁？",
    MATERIALS: "申请{}要提交哪些材料？ {}需要哪些材料？",
    PROCEDURE: "{}怎么申请？ {}怎么办理？ {}的流程是什么？",
    VALIDITY: "《{title}》从什么时候起施行？ {}政策执行到什么时候？",
    CONTACT: "{}由哪个部门负责？ 《{title}》由谁负责解释？",
}
_DEFINED = re.compile(r"所称的?([^，。；、（）《》“”]{2,14})，?是指")
Proposal = tuple[tuple[str, ...], Sequence[Passage]]


def proposed(own: Sequence[Passage], lines: Lines) -> Iterator[Proposal]:
    """Wordings of one question, and the passages that state its answer: on what the lines of each
    part are about, else on the whole document, the first of each part first; then what it defines.
    """
    source = own[0].source
    if is_plan(source):
        yield from (((f"{goal.indicator}的目标是多少？",), [goal.passage]) for goal in targets(own))
        return
    by_part = [list(_by_subject(name, lines.get(name, ()), source).items()) for name in _ASKS]
    for row in zip_longest(*by_part):
        for name, about in zip(_ASKS, row, strict=True):
            if about:
                yield _wordings(name, about[0], source), about[1]
    for passage in own:
        yield from (((f"{m[1]}是指什么？",), [passage]) for m in _DEFINED.finditer(passage.text))


def answered(own: Sequence[Passage], lines: Lines, ask: Callable[[str], Answer]) -> tuple[str, ...]:
    """The questions on a document that it answers."""
    kept: list[str] = []
    tried = 0
    for wordings, stating in proposed(own, lines):
        for question in wordings:
            if len(kept) == KEPT or tried == ASKED:
                return tuple(kept)
            tried += 1
            if _states(ask(question), stating):
                kept.append(question)
                break
    return tuple(kept)


def spread(by_source: Mapping[str, Sequence[str]], limit: int) -> tuple[str, ...]:
    """Some questions for a visitor, from documents far apart in the library, one of each first."""
    chosen: list[str] = []
    for n in range(KEPT):
        own = [questions[n] for questions in by_source.values() if len(questions) > n]
        room = min(limit - len(chosen), len(own))
        chosen += [own[k * len(own) // room] for k in range(room)]
    return tuple(chosen)


def _wordings(name: str, about: str, source: Source) -> tuple[str, ...]:
    """Questions on one part; on a whole document also by the first of its topics."""
    whole = subject_of(source)
    topics = [topic for topic in source.topics[:1] if about == whole and topic != whole]
    named = [_ASKS[name].format(*[x] * 3, title=title_of(source)).split() for x in (about, *topics)]
    return tuple(dict.fromkeys(chain.from_iterable(zip(*named, strict=True))))


def _by_subject(
    name: str, lines: Sequence[CardLine], source: Source
) -> Mapping[str, Sequence[Passage]]:
    """The passages of a part's lines by what they are about."""
    found: dict[str, list[Passage]] = {}
    heading = next((part.heading for part in PARTS if part.name == name), None)
    for line in lines:
        named = line.about if heading and not heading.search(line.about) else ""
        if not line.heading:
            passages = found.setdefault(named or subject_of(source), [])
            passages += [citation.passage for citation in line.citations]
    return found


def _states(answer: Answer, stating: Sequence[Passage]) -> bool:
    """Whether an answer is sure, of this document alone, and of these passages alone."""
    cited = [citation.passage for citation in answer.citations]
    return (
        answer.status is AnswerStatus.ANSWERED
        and (answer.confidence is None or answer.confidence >= LOW)
        and {passage.source.id for passage in cited} == {stating[0].source.id}
        and {passage.id for passage in cited} <= {passage.id for passage in stating}
    )
