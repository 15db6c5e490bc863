"""Bytes as they stand in a link, and a document's id there."""

import base64


def in_link(data: bytes) -> str:
    """Letters, digits, - and _."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_link(text: str) -> bytes:
    """What in_link made text of. Raises ValueError for anything else."""
    padded = text.encode("ascii") + b"=" * (-len(text) % 4)
    return base64.b64decode(padded, b"-_", validate=True)


def document_key(source_id: str) -> str:
    """A source id as it stands in a link."""
    return in_link(source_id.encode())


def source_id(key: str) -> str:
    """What document_key made a key of; "" for anything else."""
    try:
        return from_link(key).decode()
    except ValueError:
        return ""
