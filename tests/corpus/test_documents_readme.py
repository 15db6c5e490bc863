"""The README of the documents agrees with their identity cards."""

import re
from pathlib import Path

import pytest
import yaml

import corpus
from corpus.document import Kind
from corpus.library import load_passages

HOME = Path(corpus.__file__).parent
LIBRARY = load_passages(HOME / "documents")
README = (HOME / "documents" / "README.md").read_text(encoding="utf-8")
ROWS = {
    row[0]: row[1:] for row in re.findall(r"^\| `(.+?)` \|" + r" (.*?) \|" * 5 + "$", README, re.M)
}


@pytest.mark.parametrize("document", LIBRARY.documents, ids=lambda d: d.source.id)
def test_a_row_gives_origin_date_status_and_kind_of_a_document(document):
    source = document.source
    origin, issued_on, status, region, kind = ROWS[source.path]
    assert (issued_on, region, kind) == (source.issued_on, source.region, source.kind)
    assert source.status in status or (source.expires_on and status == f"截止{source.expires_on}")
    if source.kind is Kind.DIGEST:
        named = yaml.safe_load(document.header)["source_title"].split(";")
        assert all(title in origin for title in [*named, *source.document_number.split(";")])
    else:
        assert source.index_number in origin


def test_the_readme_of_the_rules_names_every_programme():
    folder = HOME / "eligibility"
    rules = yaml.safe_load((folder / "programmes.yaml").read_text(encoding="utf-8"))
    text = (folder / "README.md").read_text(encoding="utf-8")
    for programme in rules["programs"]:
        assert f"| `{programme['id']}` | {programme['name']} | `{programme['policy']}` |" in text
