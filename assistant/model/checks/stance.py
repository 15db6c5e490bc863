"""Whether a sentence denies, obliges, permits or only strives as its source does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from assistant.model.checks.alignment import Counterpart, counterparts, nearest
from assistant.model.checks.source_text import Piece, SourceText, clauses
from assistant.model.checks.verification import Fault, FaultKind
from assistant.model.checks.wording import share, units

_OPPOSITES_FILE = Path(__file__).with_name("opposites.txt")
_HEADS = 2  # words after a denial that are what is denied
_JOINED = 0.3  # of a neighbour's words that show it to be told in the same source clause
_SPREAD = 0.05  # by how much the whole sentence has more of a clause than any of its clauses
_CLOSE = 0.7  # of a clause's words that a counterpart has which says the very same


class Modality(StrEnum):
    """How strongly something is said to be done."""

    MUST = "应"
    MAY = "可"
    STRIVE = "力争"
    ENSURE = "确保"
    ENCOURAGE = "鼓励"


_OPEN = r"([是要会有能该可应需行])[不没]\1"  # 要不要: left open
_NOT_NEGATIVE = re.compile(
    r"不(?:得|能|应|可)?(?:少于|低于|小于|超过|超出|高于|多于|大于)"
    r"(?=[^,，。;；]{0,16}[\d一二三四五六七八九十百半])|"
    + _OPEN
    + r"|(?:没有?|未)(?=[^,;。]{1,8}[之以]?前)|不服|"
    r"不[仅断同但管论良变锈满足到含]|"
    r"^不过|不动产|不限于|无论|未[来满达]|未超过|没有?超过|非(?:营利|凡|常|线性|简单|居民|货币|独占|国有|专利)|"
    r"无(?:人|线|形|缝|偿)|免(?:费|得)|是否|能否|可否|有无|异常|减免|"
    r"(?:不(?:能|得|予|属于|享受|可以?)?|没有|无法|未)(?:再|被)?免(?=[征税缴增企])|"
    r"免[税征](?=优惠|政策|项目|范围|资格|额度)|不[得能]?超过(?=上限|限额)|无不良|不合格"
)
_NEGATIVE = re.compile(
    r"不(?!$)|未|没有?|无|非(?!$)|免|禁止|严禁|不予|拒绝|勿|取消|撤销|停止|(?<!扣)除外|并非|排除"
)
_MODAL = (
    (
        Modality.MUST,
        r"应当?(?![用急对纳税付变激])|必?须|必需|需要?(?!求)|务必|"
        r"(?<![主重必需只])要(?![点求素闻件约])|要求(?=和|各|企业|龙头|有关|的(?!是))",
    ),
    (
        Modality.MAY,
        r"可以|(?<![认许])可(?![再持靠行能见达控])|允许|能够|(?<!所)有权|自愿|"
        r"(?<![功性节智可效职才动技产潜不储])能(?![力源量耗级效])",
    ),
    (Modality.STRIVE, r"力争|争取|争创|努力(?!锻造)|力求"),
    (Modality.ENSURE, r"确保|务求|保证"),
    (Modality.ENCOURAGE, r"鼓励|倡导|提倡"),
)
_MODALS = [(kind, re.compile(pattern)) for kind, pattern in _MODAL]
_PREFIXED = re.compile(
    _OPEN + r"|(?:供|相|响|反|效|适|对|感|呼|照|回|理|本|顺|无|不)应|"
    r"(?:不|无|没有?)(?:应当?|可以?|能够?|须|需要?|必|要求?|得)"
)
_OPPOSITES = [
    line.split()
    for line in _OPPOSITES_FILE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
_CONFLICTS = {
    Modality.MUST: {Modality.MAY, Modality.STRIVE, Modality.ENCOURAGE},
    Modality.MAY: {Modality.MUST, Modality.ENSURE},
    Modality.STRIVE: set(Modality),
    Modality.ENSURE: set(Modality),
    Modality.ENCOURAGE: {Modality.MUST, Modality.ENSURE},
}


def check_stance(text: str, cited: Sequence[tuple[int, SourceText]]) -> list[Fault]:
    """Faults of a folded sentence against the sentences of its sources that say the same."""
    faults: list[Fault] = []
    said = clauses(text)
    verbatim = {c.text.strip() for _, source in cited for c in source.clauses}
    for at, clause in enumerate(said):
        if clause.text.strip() in verbatim:
            continue
        found = counterparts(clause, text, cited)
        if found:
            faults += _denied(text, at, found)
            faults += _obliged(clause, found)
    faults += _turned(text, cited)
    return faults


def negations(text: str) -> int:
    """How many words of denial a folded text has; comparators (不少于) are none."""
    return len(_NEGATIVE.findall(_NOT_NEGATIVE.sub("，", text)))


def modalities(text: str) -> set[Modality]:
    """What the text says is to be done, may be done, is striven for."""
    plain = _PREFIXED.sub("，", text)
    return {kind for kind, pattern in _MODALS if pattern.search(plain)}


def _denied(text: str, at: int, found: Sequence[Counterpart]) -> list[Fault]:
    """A close counterpart must deny as often, by odd and even; a loose one whenever we do."""
    said = clauses(text)
    clause = said[at]
    mine = negations(clause.text)
    found = found if mine else nearest(text, found)
    if not negations(text) and _takes_in_denial(clause.text, found):
        reason = f"原文对“{clause.text.strip()}”是否定的说法"
        return [Fault(FaultKind.NEGATION, clause.start, clause.end, reason)]
    if any(_deny_alike(said, at, c) for c in found):
        return []
    close = all(c.cover >= _CLOSE for c in found)
    if mine and _meets(denied(clause.text), [c.sentence for c in found]):
        if not close and any(_NEGATIVE.search(c.sentence) for c in found):
            return []
        reason = f"原文没有“{clause.text.strip()}”中的否定"
    elif not mine and (close or not negations(text)) and _denies(found, clause.text):
        reason = f"原文对“{clause.text.strip()}”是否定的说法"
    else:
        return []
    return [Fault(FaultKind.NEGATION, clause.start, clause.end, reason)]


def _takes_in_denial(clause: str, found: Sequence[Counterpart]) -> bool:
    """Whether a clause says all of a source's sentence and leaves out the denial in it.

    只拿到证书的企业，不能享受 → "只拿到证书的企业也能享受".
    """
    return any(
        negations(piece.text) == 1 and units(piece.text) and share(piece.text, clause) == 1
        for c in found
        if share(clause, c.sentence) >= _CLOSE
        for piece in clauses(c.sentence)
        if piece.text != c.clause and piece.text.lstrip().startswith("不")
    )


def denied(text: str) -> str:
    """The words after the first word of denial; the whole text where there are none."""
    plain = _NOT_NEGATIVE.sub(lambda m: "，" * len(m.group(0)), text)
    match = _NEGATIVE.search(plain)
    rest = text[match.end() :] if match else ""
    near = units(rest)[:_HEADS]
    return rest[: near[-1].end] if near else text


def _denies(found: Sequence[Counterpart], text: str) -> bool:
    """Whether one of the counterparts denies words that the text says."""
    return any(negations(c.clause) and _meets(denied(c.clause), [text]) for c in found)


def _meets(said: str, texts: Sequence[str]) -> bool:
    return any(share(said, text) > 0 for text in texts)


def _deny_alike(said: Sequence[Piece], at: int, counterpart: Counterpart) -> bool:
    """Either text may cut in two what the other says in one clause."""
    mine, theirs = negations(said[at].text), negations(counterpart.clause)
    if _alike(mine, theirs):
        return True
    for neighbour in (*said[max(0, at - 2) : at], *said[at + 1 : at + 2]):
        joined = share(neighbour.text, counterpart.clause) >= _JOINED
        if joined and units(neighbour.text) and _alike(mine + negations(neighbour.text), theirs):
            return True
    spread = share(said[at].text, counterpart.sentence) > counterpart.cover + _SPREAD
    return spread and _alike(mine, negations(counterpart.sentence))


def _alike(mine: int, theirs: int) -> bool:
    return mine % 2 == theirs % 2 and bool(mine) == bool(theirs)


def _obliged(clause: Piece, found: Sequence[Counterpart]) -> list[Fault]:
    faults = []
    theirs = set[Modality]().union(*(modalities(c.clause) for c in found))
    wide = set[Modality]().union(*(modalities(c.sentence) for c in found))
    for mine in modalities(clause.text):
        if mine in theirs:
            continue
        strict = mine in (Modality.STRIVE, Modality.ENSURE)
        if (strict and mine not in wide) or (not strict and theirs & _CONFLICTS[mine]):
            reason = f"“{clause.text.strip()}”中的“{mine.value}”与原文的语气不一致"
            faults.append(Fault(FaultKind.MODALITY, clause.start, clause.end, reason))
    return faults


def _turned(text: str, cited: Sequence[tuple[int, SourceText]]) -> list[Fault]:
    faults = []
    context = "\n".join(source.everything for _, source in cited)
    for pair in _OPPOSITES:
        for mine, other in (pair, pair[::-1]):
            at = text.find(mine)
            if at >= 0 and mine not in context and other in context and other not in text:
                reason = f"原文说的是“{other}”，不是“{mine}”"
                faults.append(Fault(FaultKind.NEGATION, at, at + len(mine), reason))
    return faults
