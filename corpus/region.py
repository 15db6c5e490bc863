"""Which place a document speaks for, by its index number (索引号)."""

import re

from corpus.divisions import name_of

_NATION = "1000"


def region_of_index_number(index_number: str) -> str:
    """11320900014354918R/2023-24714 -> 盐城市; empty where the code is not known.

    It opens with the issuer's social credit code, whose digits 3-8 are a code of GB/T 2260.
    """
    match = re.match(r"[0-9A-Z]{2}(\d{4})\d{2}[0-9A-Z]{10}", index_number)
    if match is None:
        return ""
    return "国家" if match[1] == _NATION else name_of(match[1])
