"""What a message says outright: yes or no, one of some words, nothing of a kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.self_test.language import spoken
from assistant.self_test.said import Said

_ASKED_BEFORE = re.compile(
    r"(?:有没|有|是不是|是否|算不算|能不能|要不要|如果|假如|要是|会不会|想|打算|准备|能|可以|怎么|申请|申报|冲|评|报|够)$"
)
_ASKED_AFTER = re.compile(
    r"^(?:吗|么|没有?[?？]|不[,，。?？]|的?(?:企业|公司)?(?:能|可以|才|就能|必须))"
)


def claims(text: str) -> dict[str, Said]:
    """The inputs that the words of a normalised message fill, no figures among them."""
    return {**dict(_zeros(text)), **dict(_words(text)), **dict(_yes_no(text))}


def _zeros(text: str) -> Iterator[tuple[str, Said]]:
    zero = Decimal(0)
    for pattern, names, proviso in spoken().none:
        match = _asserted(pattern, text)
        if match is not None:
            yield from ((name, Said(zero, match[0], zero, zero, proviso)) for name in names)


def _words(text: str) -> Iterator[tuple[str, Said]]:
    for name, choice in spoken().choices.items():
        if not choice.when.search(text):
            continue
        chosen = [(v, m) for v, form in choice.of.items() if (m := form.search(text))]
        if len(chosen) == 1:
            value, match = chosen[0]
            yield name, Said(value, match[0], proviso=choice.proviso.get(value, ""))
    for name, told in spoken().told_shares.items():
        for share, form in told.items():
            found = _asserted(form, text)
            if found is not None:
                number = Decimal(share)
                yield name, Said(number, found[0], number, number)


def _yes_no(text: str) -> Iterator[tuple[str, Said]]:
    for name, wordings in spoken().facts.items():
        no = next((m for p in wordings.no if (m := _asserted(p, text))), None)
        yes = next((m for p in wordings.yes if (m := _asserted(p, text))), None)
        parts = [m for p in wordings.parts if (m := _asserted(p, text))]
        if no is not None and (yes is None or no.start() <= yes.start() < no.end()):
            yield name, Said(False, no[0])
        elif yes is not None and no is None:
            yield name, Said(True, yes[0])
        elif no is None and parts and len(parts) == len(wordings.parts):
            yield name, Said(True, "，".join(dict.fromkeys(m[0] for m in parts)))


def _asserted(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first place where the words are said and not asked."""
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - 4) : match.start()]
        either = before.endswith("还") and match[0].startswith("是")  # "高企还是科小"
        asked = either or _ASKED_BEFORE.search(before)
        if not asked and not _ASKED_AFTER.match(text[match.end() :]):
            return match
    return None


def titles_told(text: str) -> list[str]:
    """The wordings with which a message claims a title it has or had ("我们是高企")."""
    return [
        match[0]
        for name, wordings in spoken().facts.items()
        if name.startswith(("has_", "ever_"))
        for pattern in (*wordings.yes, *wordings.no)
        if (match := _asserted(pattern, text))
    ]
