"""Questions that a document can answer: proposed from its own words, kept where asking them over
the whole library is answered, surely and from that very document."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest

from assistant.answer import Answer, AnswerStatus
from assistant.composing.compose import LOW
from assistant.tables.card_reading import ASKS, subject_of, title_of
from assistant.tables.policy_card import CardLine, Lines
from corpus.content_kinds import ContentKind, kinds_over
from corpus.divisions import places_in
from corpus.document import Source
from corpus.passage import Passage
from corpus.targets import is_plan, targets

ASKED, KEPT = 16, 3  # questions tried and kept for one document
FURTHER, _FEW = 3, 2  # questions to go on with
_DEFINED = re.compile(r"所称的?([^，。；、（）《》“”]{2,14})，?是指")
Proposal = tuple[Sequence[str], Sequence[Passage]]


def proposed(own: Sequence[Passage], lines: Lines) -> Iterator[Proposal]:
    """Wordings of one question, and the passages that state its answer: on what the lines of each
    part are about, else on the whole document, the first of each part first; then what it defines.
    """
    source = own[0].source
    if is_plan(source):
        yield from (((f"{goal.indicator}的目标是多少？",), [goal.passage]) for goal in targets(own))
        return
    by_part = [
        [(_wordings(kind, about, source), passages) for about, passages in found.items()]
        for kind in ASKS
        if (found := _by_subject(kind, lines.get(kind, ()), source))
    ]
    yield from filter(None, chain.from_iterable(zip_longest(*by_part)))
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


def further(
    answer: Answer,
    asked: Sequence[str],
    by_source: Mapping[str, Sequence[str]],
    general: Sequence[str],
) -> tuple[str, ...]:
    """Questions to go on with that were not asked yet, of the documents cited first; general ones
    where nothing is cited, and where they give too few."""
    if answer.status is AnswerStatus.UNAVAILABLE or answer.verified is False:
        return ()
    cited = dict.fromkeys(citation.passage.source.id for citation in answer.citations)
    own = [question for id in cited for question in by_source.get(id, ())]
    known = set(map(_bare, asked))
    found = dict.fromkeys(q for q in own if _bare(q) not in known)
    if len(found) < _FEW:
        found |= dict.fromkeys(q for q in general if _bare(q) not in known)
    return tuple(found)[:FURTHER]


def _bare(question: str) -> str:
    return question.strip(" ？?。")


def _wordings(kind: ContentKind, about: str, source: Source) -> tuple[str, ...]:
    """Questions on a part that name what it is about; of a whole document also its first topic."""
    names = [about, *(source.topics[:1] if about == subject_of(source) else ())]
    names = [name for name in names if name not in {place.name for place in places_in(name)}]
    asked = [asked for asked in ASKS[kind].split() if "{" in asked]
    told = (a.format(subject=name, title=title_of(source)) for a in asked for name in names)
    return tuple(dict.fromkeys(told))


def _by_subject(
    kind: ContentKind, lines: Sequence[CardLine], source: Source
) -> Mapping[str, Sequence[Passage]]:
    """The passages of a part's lines by what they are about, beside that part itself."""
    found: dict[str, list[Passage]] = {}
    for line in (line for line in lines if not line.heading):
        named = "" if kind in kinds_over((line.about,)) else line.about
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
