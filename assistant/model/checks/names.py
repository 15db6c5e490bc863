"""Document numbers, titles, bodies and programmes: each must stand in a cited passage."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model.checks.source_text import SourceText
from assistant.model.checks.verification import Fault, FaultKind
from assistant.model.checks.wording import same_thing

TITLE = re.compile(r"《([^《》]+)》")
_NUMBER = re.compile(r"([\u3400-\u9fff]{1,10})\s*[〔\[(【]\s*(\d{4})\s*[〕\])】]\s*第?(\d+)\s*号")
_LATIN = re.compile(r"(?<![a-z])[a-z][a-z\-]{2,}(?![a-z])")


def check_documents(text: str, cited: Sequence[tuple[int, SourceText]]) -> tuple[str, list[Fault]]:
    """Faults of numbers, titles and Latin names, and the sentence with the first two blanked."""
    context = "\n".join(source.everything for _, source in cited)
    faults = _numbers(text, context) + _titles(text, context)
    rest = list(text)
    spans = [(m.start(2) - 1, m.end()) for m in _NUMBER.finditer(text)]
    for start, end in spans + [m.span() for m in TITLE.finditer(text)]:
        rest[start:end] = "　" * (end - start)
    plain = "".join(rest)
    for match in _LATIN.finditer(plain):
        if not any(form in context for form in same_thing(match.group(0))):
            faults.append(missing(FaultKind.NAME, match.group(0), *match.span()))
    return plain, faults


def missing(kind: FaultKind, name: str, start: int, end: int) -> Fault:
    """The fault of a name that does not stand in what is cited."""
    return Fault(kind, start, end, f"所引段落没有“{name}”")


def _numbers(text: str, context: str) -> list[Fault]:
    stated: dict[tuple[str, str], list[str]] = {}
    for m in _NUMBER.finditer(context):
        stated.setdefault((m[2], m[3]), []).append(m[1])
    faults = []
    for match in _NUMBER.finditer(text):
        stems = stated.get((match[2], match[3]), [])
        if not any(_same_series(match[1], stem) for stem in stems):
            faults.append(missing(FaultKind.DOCUMENT_NUMBER, match.group(0), *match.span()))
    return faults


def _same_series(said: str, stated: str) -> bool:
    """国科发火 is not 国科发政; the words before a number (根据, 文号为) may stand or not."""
    return said[-2:] == stated[-2:] or said.endswith(stated) or stated.endswith(said)


def _titles(text: str, context: str) -> list[Fault]:
    plain = _bare_title(context)
    return [
        missing(FaultKind.NAME, match.group(0), *match.span())
        for match in TITLE.finditer(text)
        if _bare_title(match[1]) not in plain
    ]


def _bare_title(title: str) -> str:
    return re.sub(r"\((?:试行|要点摘编|暂行|修订)\)|[\s\"'《》<>]", "", title)
