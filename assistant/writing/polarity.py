"""Whether a sentence denies, obliges, permits or only strives as its source does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from assistant.writing.source_text import Piece, SourceText, clauses, coverage, grams, novel
from assistant.writing.verification import Fault, FaultKind

_ALIKE = 0.5  # of a clause's words that a statement of the source must have to say the same
_REACH = 8  # characters after a denial within which what is denied begins


class Modality(StrEnum):
    """How strongly something is said to be done."""

    MUST = "应当"
    MAY = "可以"
    STRIVE = "力争"
    ENSURE = "确保"
    ENCOURAGE = "鼓励"


# Comparators, questions and set words with a denial in them that deny nothing.
_NO_DENIAL = re.compile(
    r"不(?:得|能|应|可)?(?:少于|低于|小于|超过|超出|高于|多于|大于)|不[仅断同但管论限满足到含]|"
    r"([是要会有能可应])[不没]\1|是否|能否|有无|无论|未来|未满|不动产|非(?:营利|常|居民|货币|专利)|减免|免费|异常"
)
_DENIAL = re.compile(r"不(?!$)|未|没有?|无|非(?!$)|免(?:予|于|去)?|严?禁止?|停止|取消|撤销|拒绝|除外")
_MODALS = (
    (
        Modality.MUST,
        r"(?<![供相响反效适对感])应当?(?![用急对纳税付收])|必须|必需|(?<!无|不)须|务必|(?<![不无])需要?(?!求)",
    ),
    (Modality.MAY, r"可以|(?<![认许不])可(?![再持靠行能见达控])|允许|能够|有权|自愿"),
    (Modality.STRIVE, r"力争|争取|努力|力求"),
    (Modality.ENSURE, r"确保|务求|保证"),
    (Modality.ENCOURAGE, r"鼓励|倡导|提倡"),
)
_MODAL = [(kind, re.compile(pattern)) for kind, pattern in _MODALS]
_NEGATED = re.compile(r"(?:不|无|没有?)(?:应当?|可以?|能够?|须|需要?|必|得)")
_FIRM, _LOOSE = {Modality.MUST, Modality.ENSURE}, {Modality.MAY, Modality.STRIVE, Modality.ENCOURAGE}


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
        mine, theirs = modalities(clause.text), modalities(whole.text)
        for said in mine - theirs:
            if (said in _LOOSE and theirs & _FIRM) or (said in _FIRM and theirs & _LOOSE):
                reason = f"“{clause.text.strip()}”中的“{said.value}”与原文的语气不一致"
                yield Fault(FaultKind.MODALITY, reason)
            elif said in (Modality.STRIVE, Modality.ENSURE):
                yield Fault(FaultKind.MODALITY, f"原文没有说“{said.value}”")


def modalities(text: str) -> set[Modality]:
    """What the text says must, may or is striven to be done."""
    plain = _NEGATED.sub("，", text)
    return {kind for kind, pattern in _MODAL if pattern.search(plain)}


def denies(text: str) -> bool:
    """Whether a folded text denies anything; comparators (不少于) do not."""
    return bool(_DENIAL.search(_NO_DENIAL.sub(_blank, text)))


def denied(text: str) -> frozenset[str]:
    """The words right after each denial, up to the end of the clause."""
    found: set[str] = set()
    for clause in clauses(text):
        plain = _NO_DENIAL.sub(_blank, clause.text)
        for match in _DENIAL.finditer(plain):
            found |= grams(clause.text[match.end() : match.end() + _REACH])
    return frozenset(found)


def _contradicts(clause: str, sentence: str, near: str, whole: str) -> bool:
    """Whether one denies words that the other affirms."""
    mine, theirs = denied(clause), denied(near)
    if mine and not mine & denied(whole):
        return bool(mine & grams(whole)) or not denies(whole)
    return bool(theirs & grams(clause)) and not theirs & denied(sentence)


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
    new = novel(text, "\n".join(s.everything for s in cited))
    return f"所引段落没有说到“{new}”" if new else ""
