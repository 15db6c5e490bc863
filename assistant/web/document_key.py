"""A document's id as it stands in a link."""

import base64
import binascii


def document_key(source_id: str) -> str:
    """A source id as it stands in a link."""
    return base64.urlsafe_b64encode(source_id.encode()).decode().rstrip("=")


def source_id(key: str) -> str:
    """What document_key made a key of; "" for anything else."""
    try:
        padded = key.encode("ascii") + b"=" * (-len(key) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        return ""
