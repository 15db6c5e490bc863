"""The identity card completed: what the header leaves open is read from the text, if it says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from corpus.divisions import place_read, place_spoken_of
from corpus.document import Document, Kind, Source, Stated, Status, Where
from corpus.effect import effect
from corpus.imprint import imprint

FIELDS = {
    "title": "标题",
    "issuer": "发布机构",
    "document_number": "文号",
    "index_number": "索引号",
    "issued_on": "发文日期",
    "signed_on": "成文日期",
    "effective_on": "施行日期",
    "expires_on": "失效日期",
    "status": "时效",
    "region": "地区",
    "url": "网址",
}
"""Fields of a Source that a card shows, with their names."""
_NEEDED = ("发布机构", "发文日期", "时效")


def completed(document: Document) -> Document:
    """The document with all that its header and its text state, and what is lacking told."""
    source = _of_header(document)
    if source.kind is Kind.FULL_TEXT:  # a digest speaks of other documents
        source = filled(source, imprint(source.title, document.body))
        source = filled(source, effect(document.body, source.signed_on, source.issued_on))
    place = place_read(source)
    if place and not source.region:
        of = source.where(place[1])
        where = of.where if of else Where.TITLE
        source = filled(source, [Stated("region", place[0].name, where, getattr(source, place[1]))])
    elif source.kind is Kind.FULL_TEXT and not place:
        spoken = place_spoken_of(document.body, source.issuer)
        source = filled(source, [Stated("region", spoken.name if spoken else "", Where.CLAUSE)])
    odd = {remark.field for remark in document.remarks}
    told = {
        "发布机构": source.issuer,
        "发文日期": source.issued_on or source.signed_on,
        "时效": source.status or source.expires_on,
    }
    missing = tuple(name for name in _NEEDED if not told[name] and name not in odd)
    return replace(document, source=source, warnings=missing)


def filled(source: Source, found: Iterable[Stated]) -> Source:
    """The source with fields that it lacks, of several the first; what is no date is told and
    not reckoned with."""
    new = {s.field: s for s in source.stated}
    for stated in found:
        if stated.value:
            new.setdefault(stated.field, stated)
    added = [s for s in new.values() if s not in source.stated]
    values: dict[str, object] = {
        s.field: s.value for s in added if not s.field.endswith("_on") or s.value[:1].isdigit()
    }
    if "status" in values:
        values["status"] = Status(str(values["status"]))
    return replace(source, stated=tuple(new.values()), **values)  # type: ignore[arg-type]  # by field name


def _of_header(document: Document) -> Source:
    source = document.source
    found = [
        Stated(name, str(getattr(source, name)), Where.HEADER)
        for name in FIELDS
        if name != "title" and getattr(source, name)
    ]
    remarked = any(remark.field == FIELDS["title"] for remark in document.remarks)
    where = Where.FILE_NAME if remarked and source.title == source.id else Where.TITLE
    return replace(source, stated=(Stated("title", source.title, where), *found))
