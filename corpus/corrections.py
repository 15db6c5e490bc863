"""What staff has put right in identity cards: by document and field, over all that was read."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from corpus.completing import FIELDS, filled
from corpus.document import Source, Stated, Status, Where

Corrections = Mapping[str, Mapping[str, str]]
"""By document id, then by field of a Source; status as told ("已废止"), days as ISO dates."""

SIDECAR = "library.json"
DAYS = ("issued_on", "signed_on", "effective_on", "expires_on")
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


def read_corrections(path: Path) -> Corrections:
    """The corrections of a JSON file; none where there is no file. Raises ValueError."""
    from pydantic import TypeAdapter  # not at the start

    if not path.is_file():
        return {}
    found = TypeAdapter(dict[str, dict[str, str]]).validate_json(path.read_bytes())
    for fields in found.values():
        if unknown := fields.keys() - FIELDS.keys():
            raise ValueError(f"没有“{'、'.join(sorted(unknown))}”这样的字段")
        if "status" in fields:
            Status(fields["status"])
    return found


def with_correction(path: Path, source_id: str, fields: Mapping[str, str]) -> None:
    """Put fields of one document right in the file, beside those that are. Raises ValueError."""
    for name, value in fields.items():
        if name in DAYS and value and not _DAY.fullmatch(value):
            raise ValueError(f"{FIELDS[name]}应写成 2023-05-01 这样的日期")
        if name == "status" and value not in ("", *Status):
            raise ValueError("没有这种时效")
    held = dict(read_corrections(path))
    _write(path, {**held, source_id: {**held.get(source_id, {}), **fields}})


def without_corrections(path: Path, source_id: str) -> None:
    """Take those of one document out of the file. Raises ValueError."""
    _write(path, {key: told for key, told in read_corrections(path).items() if key != source_id})


def _write(path: Path, held: Corrections) -> None:
    fresh = path.with_name(f".{path.name}.part")
    fresh.write_text(json.dumps(held, ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(fresh, path)


def corrected(source: Source, fields: Mapping[str, str]) -> Source:
    """The card as staff has it; what staff leaves empty is unknown."""
    kept = tuple(stated for stated in source.stated if stated.field not in fields)
    emptied: dict[str, object] = dict.fromkeys(fields, "")
    if "status" in fields:
        emptied["status"] = Status(fields["status"]) if fields["status"] else None
    bare = replace(source, stated=kept, **emptied)  # type: ignore[arg-type]  # by field name
    return filled(bare, [Stated(name, value, Where.STAFF) for name, value in fields.items()])
