"""Passwords as bcrypt hashes."""

from __future__ import annotations

import base64
import hashlib
import unicodedata

import bcrypt

ROUNDS = 12  # a quarter of a second on a plain processor
# Of a password that nobody has: a name that is unknown takes as long as a wrong password.
_NOBODYS = "$2b$12$Sx18CndC7aaX7v99LRiwWuh614tkQ02v2212n/jMgP2D7josu/evi"


def hashed(password: str) -> str:
    """Salted."""
    return bcrypt.hashpw(_whole(password), bcrypt.gensalt(ROUNDS)).decode()


def fits(password: str, kept: str | None) -> bool:
    """Whether it is the password of this hash; None is told apart by the outcome alone."""
    return bcrypt.checkpw(_whole(password), (kept or _NOBODYS).encode()) and kept is not None


def _whole(password: str) -> bytes:
    """bcrypt takes 72 bytes, 24 Chinese characters, and none that is zero: a digest stands for
    all. The same characters are the same password however a keyboard composes them."""
    text = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    return base64.b64encode(hashlib.sha256(text).digest())
