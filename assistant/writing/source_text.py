"""A source as verification reads it: its clauses, and how far words stand in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.writing.quantities import fold, quantities
from corpus.passage import Passage

SUPPORT = 0.42  # of a sentence's words that the statements cited must have
_CLAUSE = re.compile(r"(?:[^,;。；!?\n]|(?<=\d),(?=\d{3}))+")
_STATEMENT = re.compile(r"[^;。；!?\n]+")
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z][a-z0-9+.-]*")
# A name by its last characters, and what stands right before them.
_COMPOUND = re.compile(
    r"[\u3400-\u9fff]{2,4}?(?:企业|项目|平台|机构|人才|基金|专项|产品|所得税|增值税|扣除|计划|工程|"
    r"行动|园区|孵化器|费用|专利|空间|基地|实验室|部门|类)"
)
# Characters of grammar; a pair with one of them says nothing that could be wrong.
_GRAMMAR = frozenset(
    "的了是在和与及或为于中其等即并且而但也都均还就则将把被从自向到至按有又再已之以所该此本各每"
    "您贵我你们这那个可能应需须要会不未无非得共只仅"
)
# Words that only join, open or order; a model may add them.
_JOINING = re.compile(
    "同时|此外|另外|如果|例如|比如|因此|所以|由于|因为|但是|不过|其中|具体|如下|以下|上述|以及|或者|方面|"
    "情况|进行|导致|前提|首先|其次|最后|答案|内容|规定|要求|根据|按照|依据|需要|可以|应当|必须|能够|一种|一样|"
    "已经|目前|现在|之间|时候|一共|总共|合计|计划|打算|只要|只有|除了|除此|还是|就是|即可|之后|之前"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a folded text with its place; grams is what it says, without its figures."""

    text: str
    start: int
    end: int
    grams: frozenset[str]


class SourceText:
    """A passage, folded: its text and its head (title, headings, card); number is its mark."""

    def __init__(self, passage: Passage, number: int) -> None:
        source, self.number = passage.source, number
        days = (source.issued_on, source.effective_on, source.expires_on)
        named = (source.title, *passage.heading_path, source.document_number, source.issuer, *days)
        head = "\n".join(str(part) for part in named if part)
        self.head = fold(re.sub(r"(\d{4})-0?(\d+)-0?(\d+)", r"\1年\2月\3日", head))
        self.text = f"{fold(passage.evidence)}\n{self.head}"
        self.clauses, self.statements = clauses(self.text), statements(self.text)
        self.quantities = quantities(self.text)

    def statement_at(self, at: int) -> Piece:
        """The statement of the body that holds a place."""
        none = Piece("", at, at, frozenset())
        return next((s for s in self.statements if s.start <= at < s.end), none)


@lru_cache(maxsize=8192)
def clauses(text: str, parts: re.Pattern[str] = _CLAUSE) -> tuple[Piece, ...]:
    """The clauses of a folded text."""
    found = (m for m in parts.finditer(text) if m[0].strip())
    return tuple(Piece(m[0], *m.span(), grams(m[0])) for m in found)


def statements(text: str) -> tuple[Piece, ...]:
    """The sentences of a folded text."""
    return clauses(text, _STATEMENT)


@lru_cache(maxsize=32768)
def grams(text: str) -> frozenset[str]:
    """The pairs of characters and the Latin words by which a folded text says something."""
    found: set[str] = set()
    for q in quantities(text):
        text = text[: q.start] + "　" * (q.end - q.start) + text[q.end :]
    for run in _RUN.findall(_JOINING.sub("　", text)):
        said = [run] if run[0].isascii() else pairs(run)
        found.update(pair for pair in said if not _GRAMMAR.intersection(pair))
    return frozenset(found)


def coverage(wanted: frozenset[str], held: frozenset[str]) -> float:
    """The share of the words that are held; 1 where nothing is wanted."""
    return len(wanted & held) / len(wanted) if wanted else 1.0


def support(text: str, cited: Sequence[SourceText]) -> list[str]:
    """Faults of a folded sentence whose words two statements of each source do not have."""
    words = grams(text)
    every = [s for source in cited for s in source.statements]
    near = sorted(every, key=lambda s: -coverage(words, s.grams))[: 2 * len(cited)]
    told = "\n".join((*(s.text for s in near), *(s.head for s in cited)))
    new = _compound(text, told)
    lacks = coverage(words, grams(told)) < SUPPORT
    return [f"所引段落没有说到“{new or text.strip()}”"] if lacks or new else []


def _compound(text: str, held: str) -> str:
    """The first name with a head (…企业, …项目) whose other characters are not held before it."""
    for match in _COMPOUND.finditer(_JOINING.sub("　", text)):
        said = (pair for pair in pairs(match[0]) if not _GRAMMAR.intersection(pair))
        if sum(pair not in held for pair in said) > 1:
            return match[0]
    return ""


def pairs(run: str) -> list[str]:
    """The pairs of neighbouring characters."""
    return [run[n : n + 2] for n in range(len(run) - 1)]


def blank(match: re.Match[str]) -> str:
    """As many blanks, so that all else stays in its place."""
    return "　" * len(match[0])


def flat(text: str) -> str:
    """The text without spaces and quotation marks."""
    return re.sub(r"\s|[\"'·]", "", text)
