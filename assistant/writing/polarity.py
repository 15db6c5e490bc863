"""Whether a sentence denies, obliges, permits or only strives as its source does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from assistant.writing.source_text import Piece, SourceText, clauses, compound, coverage, grams, novel
from assistant.writing.verification import Fault, FaultKind

_ALIKE = 0.5  # of a clause's words that a statement of the source must have to say the same
_WORDING = 0.45  # of its words with which a clause may have another word of two characters
_MODAL_CHARACTERS = "得能可以应当予再会要必须在是依"
_CLOSE = 0.65  # of them that one of its clauses must have to be held against alone
_REACH = 4  # characters after a denial that are what is denied


class Modality(StrEnum):
    """How strongly something is said to be done."""

    MUST = "应当"
    MAY = "可以"
    STRIVE = "力争"
    ENSURE = "确保"
    ENCOURAGE = "鼓励"
    FORBID = "不得"


# Comparators, questions and set words with a denial in them that deny nothing.
_NO_DENIAL = re.compile(
    r"不(?:得|能|应|可)?(?:少于|低于|小于|超过|超出|高于|多于|大于)(?=[^,;。]{0,4}[\d一二三四五六七八九十百])|"
    r"不[仅断同但管论限满足到含服过]|(?:没有?|未)(?=[^,;。]{1,8}前)|"
    r"([是要会有能可应])[不没]\1|是否|能否|有无|无论|未来|未满|不动产|非(?:营利|常|居民|货币|专利)|减免|免费|异常"
)
_DENIAL = re.compile(r"不(?!$)|未|没有?|无|非(?!$)|免(?:予|于|去)?|严?禁止?|除外")
_AFFIRMED = re.compile(rf"(?:{_DENIAL.pattern})[^,;。、(]{{0,4}}")
_MODALS = (
    (
        Modality.MUST,
        r"(?<![供相响反效适对感])应当?(?![用急对纳税付收])|必须|必需|(?<!无|不)须|务必|(?<![不无])需要?(?!求)|"
        r"(?<![主重必需只不])要(?![点求素闻件约])",
    ),
    (Modality.MAY, r"可以|(?<![认许不])可(?![再持靠行能见达控])|允许|能够|有权|自愿"),
    (Modality.STRIVE, r"力争|争取|努力|力求"),
    (Modality.ENSURE, r"确保|务求|保证"),
    (Modality.ENCOURAGE, r"鼓励|倡导|提倡"),
)
_MODAL = [(kind, re.compile(pattern)) for kind, pattern in _MODALS]
_FORBIDDEN = re.compile(r"不(?:可以?|得|能|准|许|应当?)")
_NEGATED = re.compile(r"(?:不|无|没有?)(?:应当?|可以?|能够?|须|需要?|必|得)")
_FIRM = {Modality.MUST, Modality.ENSURE}
_LOOSE = {Modality.MAY, Modality.STRIVE, Modality.ENCOURAGE}


def check_polarity(text: str, cited: Sequence[SourceText]) -> Iterator[Fault]:
    """Faults of a folded sentence against the statements that say the same."""
    stated = {clause.text for source in cited for clause in source.clauses}
    for clause in clauses(text):
        if clause.text in stated:
            continue
        same = _nearest(clause, text, cited)
        if same is None:
            continue
        near, whole = same
        if _contradicts(clause.text, text, near.text, whole.text):
            yield Fault(FaultKind.NEGATION, f"“{clause.text.strip()}”与原文“{near.text.strip()}”相反")
        close = coverage(clause.grams, near.grams) >= _CLOSE
        mine, theirs = modalities(clause.text), modalities((near if close else whole).text)
        for said in mine - theirs:
            turned = (Modality.FORBID, Modality.MAY)
            if close and said in turned and theirs & {*turned} and not mine & theirs:
                yield Fault(FaultKind.NEGATION, f"“{clause.text.strip()}”与原文相反")
            elif (said in _LOOSE and theirs & _FIRM) or (said in _FIRM and theirs & _LOOSE):
                reason = f"“{clause.text.strip()}”中的“{said.value}”与原文的语气不一致"
                yield Fault(FaultKind.MODALITY, reason)
            elif said in (Modality.STRIVE, Modality.ENSURE):
                yield Fault(FaultKind.MODALITY, f"原文没有说“{said.value}”")


def modalities(text: str) -> set[Modality]:
    """What the text says must, may or is striven to be done."""
    plain = _NEGATED.sub("，", text)
    found = {kind for kind, pattern in _MODAL if pattern.search(plain)}
    forbidden = _FORBIDDEN.search(_NO_DENIAL.sub(_blank, text))
    return found | {Modality.FORBID} if forbidden else found


def denies(text: str) -> bool:
    """Whether a folded text denies anything; comparators (不少于) do not."""
    return bool(_DENIAL.search(_NO_DENIAL.sub(_blank, text)))


def denied(text: str) -> list[frozenset[str]]:
    """The words right after each denial, up to the end of the clause."""
    found = []
    for clause in clauses(text):
        plain = _NO_DENIAL.sub(_blank, clause.text)
        for match in _DENIAL.finditer(plain):
            rest = re.split("[、(]", clause.text[match.end() :])[0].lstrip(_MODAL_CHARACTERS)
            found.append(_pairs(rest[:_REACH]))
    return [words for words in found if words]


def _pairs(text: str) -> frozenset[str]:
    """All pairs of characters: in a denial those of grammar count too (低于)."""
    return frozenset(text[n : n + 2] for n in range(len(text) - 1) if text[n : n + 2].isalpha())


def _contradicts(clause: str, sentence: str, near: str, whole: str) -> bool:
    """Whether one denies words that the other affirms."""
    both = (denied(clause), whole), (denied(near), clause)
    everywhere = denied(whole), denied(sentence)
    for (groups, other), denials in zip(both, everywhere, strict=True):
        affirmed = _pairs(_AFFIRMED.sub(_blank, _NO_DENIAL.sub(_blank, other)))
        held = frozenset[str]().union(*denials)
        for words in groups:
            if coverage(words, affirmed) >= _ALIKE and coverage(words, held) < _ALIKE:
                return True
    return False


def _nearest(
    clause: Piece, text: str, cited: Sequence[SourceText]
) -> tuple[Piece, Piece] | None:
    """The source's clause that shares most with a clause, and the statement it stands in."""
    wanted, context = clause.grams, grams(text)
    if not wanted:
        return None
    ranked = max(
        (
            (coverage(wanted, c.grams), coverage(context, s.grams), len(c.text) * -1, c, s)
            for source in cited
            for c in source.clauses
            if (s := source.statement_at(c.start)).text
        ),
        key=lambda row: row[:3],
        default=None,
    )
    if ranked is None or max(ranked[0], coverage(wanted, ranked[4].grams)) < _ALIKE:
        return None
    return ranked[3], ranked[4]


def _blank(match: re.Match[str]) -> str:
    return "　" * len(match[0])


def _close(text: str, near: frozenset[str]) -> str:
    """The clauses whose words are mostly held: a new word there is but a wording."""
    held = (c for c in clauses(text) if coverage(c.grams, near) >= _WORDING)
    return "\n".join(c.text for c in held)


def unsupported(text: str, cited: Sequence[SourceText], most: float) -> str:
    """Why the words of a folded sentence are not those of the statements cited; "" if they are."""
    words = grams(text)
    held = frozenset[str]().union(*(grams(s.everything) for s in cited))
    heads = frozenset[str]().union(*(s.head_grams for s in cited))
    every = [s for source in cited for s in source.statements]
    ranked = sorted(every, key=lambda s: -coverage(words, s.grams))[: 2 * len(cited)]
    near = heads.union(*(s.grams for s in ranked))
    if words and (coverage(words, near) < most or coverage(words, held) < most):
        return "所引段落没有说到这一内容"
    told = "\n".join((*(s.text for s in ranked), *(f"{s.head}\n{s.card}" for s in cited)))
    other = compound(text, told)
    if other:
        return f"所引段落没有说到“{other}”"
    new = novel(text, "\n".join(s.everything for s in cited), _close(text, near))
    return f"所引段落没有说到“{new}”" if new else ""
