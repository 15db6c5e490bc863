"""Why a value as entered cannot be used."""

from __future__ import annotations


class Unusable(ValueError):
    """str() is one Chinese line for the person who entered the value."""
