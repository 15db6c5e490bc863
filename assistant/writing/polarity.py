"""Whether a sentence denies, obliges, permits or only strives as its source does."""

import re
from collections.abc import Iterator, Sequence

from assistant.writing.source_text import Piece, SourceText, blank, clauses, coverage, grams, pairs

_ALIKE = 0.5  # of a clause's words that a statement of the source must have to say the same
_CLOSE = 0.65  # of them that one of its clauses must have to be held against alone
_REACH = 4  # characters after a denial that are what is denied
_MODAL_CHARACTERS = "得能可以应当予再会要必须在是依"  # between a denial and what is denied
MUST, MAY, STRIVE, ENSURE, ENCOURAGE, FORBID = "应当", "可以", "力争", "确保", "鼓励", "不得"

# Comparators, questions and set words with a denial in them that deny nothing.
_NO_DENIAL = re.compile(
    r"不(?:得|能|应|可)?(?:少于|低于|小于|超过|超出|高于|多于|大于)(?=[^,;。]{0,4}[\d一二三四五六七八九十百])|"
    r"不[仅断同但管论限满足到含服过]|(?:没有?|未)(?=[^,;。]{1,8}前)|([是要会有能可应])[不没]\1|"
    r"是否|能否|有无|无论|未来|未满|不动产|非(?:营利|常|居民|货币|专利)|减免|免费|异常"
)
_DENIAL = re.compile(r"不(?!$)|未|没有?|无|非(?!$)|免(?:予|于|去)?|严?禁止?|除外")
_DENIED = re.compile(rf"(?:{_DENIAL.pattern})[^,;。、(]{{0,{_REACH}}}")
_MODALS = {
    MUST: r"(?<![供相响反效适对感])应当?(?![用急对纳税付收])|必须|必需|(?<!无|不)须|务必|"
    r"(?<![不无])需要?(?!求)|(?<![主重必需只不])要(?![点求素闻件约])",
    MAY: r"可以|(?<![认许不])可(?![再持靠行能见达控])|允许|能够|有权|自愿",
    STRIVE: r"力争|争取|努力|力求",
    ENSURE: r"确保|务求|保证",
    ENCOURAGE: r"鼓励|倡导|提倡",
}
_MODAL = {kind: re.compile(pattern) for kind, pattern in _MODALS.items()}
_FORBIDDEN = re.compile(r"不(?:可以?|得|能|准|许|应当?)")
_FIRM, _LOOSE = {MUST, ENSURE}, {MAY, STRIVE, ENCOURAGE}


def check_polarity(text: str, cited: Sequence[SourceText]) -> Iterator[str]:
    """Faults of a folded sentence against the statements that say the same."""
    verbatim = {clause.text for source in cited for clause in source.clauses}
    for clause in clauses(text):
        same = () if clause.text in verbatim else _nearest(clause, text, cited)
        if not same:
            continue
        near, whole = same
        shown = clause.text.strip()
        close = coverage(clause.grams, near.grams) >= _CLOSE
        mine, theirs = modalities(clause.text), modalities((near if close else whole).text)
        allowed, theirs_allowed = mine & {FORBID, MAY}, theirs & {FORBID, MAY}
        turned = close and allowed and theirs_allowed and not allowed & theirs_allowed
        if turned or _contradicts(clause.text, text, whole.text):
            yield f"“{shown}”与原文“{near.text.strip()}”相反"
        for said in mine - theirs - {FORBID}:
            firm, loose = said in _FIRM and theirs & _LOOSE, said in _LOOSE and theirs & _FIRM
            if firm or loose or said in (STRIVE, ENSURE):
                yield f"“{shown}”中的“{said}”与原文的语气不一致"


def modalities(text: str) -> set[str]:
    """What a folded text says must, may or is striven to be done, or must not."""
    found = {kind for kind, pattern in _MODAL.items() if pattern.search(text)}
    return found | {FORBID} if _FORBIDDEN.search(_NO_DENIAL.sub(blank, text)) else found


def _denied(text: str) -> list[frozenset[str]]:
    """The words right after each denial, up to the end of the clause."""
    found = []
    for clause in clauses(text):
        for match in _DENIAL.finditer(_NO_DENIAL.sub(blank, clause.text)):
            rest = re.split("[、(]", clause.text[match.end() :])[0].lstrip(_MODAL_CHARACTERS)
            found.append(_pairs(rest[:_REACH]))
    return [words for words in found if words]


def _contradicts(clause: str, sentence: str, whole: str) -> bool:
    """Whether one denies words that the other affirms."""
    for denying, affirming, context in ((clause, whole, whole), (whole, clause, sentence)):
        affirmed = _pairs(_DENIED.sub(blank, _NO_DENIAL.sub(blank, affirming)))
        held = frozenset[str]().union(*_denied(context))
        for words in _denied(denying):
            if coverage(words, affirmed) >= _ALIKE and coverage(words, held) < _ALIKE:
                return True
    return False


def _nearest(clause: Piece, text: str, cited: Sequence[SourceText]) -> tuple[Piece, ...]:
    """The source's clause that shares most with a clause, and the statement it stands in."""
    wanted, context = clause.grams, grams(text)
    ranked = (
        (coverage(wanted, c.grams), coverage(context, s.grams), -len(c.text), n, c, s)
        for n, (c, s) in enumerate((c, t.statement_at(c.start)) for t in cited for c in t.clauses)
    )
    *_, near, whole = max(ranked, default=(clause, clause))
    alike = wanted and coverage(wanted, whole.grams | near.grams) >= _ALIKE
    return (near, whole) if alike else ()


def _pairs(text: str) -> frozenset[str]:
    """All pairs of characters: in a denial those of grammar count too (低于)."""
    return frozenset(pair for pair in pairs(text) if pair.isalpha())
