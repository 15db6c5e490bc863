"""Which place a document speaks for, and places that a question may name."""

from __future__ import annotations

import re

# GB/T 2260 codes of Jiangsu's prefecture-level cities. An index number (索引号) opens with the
# issuer's social credit code, whose digits 3-8 are its division code, so the region is read.
_CITIES = {
    "3201": "南京市",
    "3202": "无锡市",
    "3203": "徐州市",
    "3204": "常州市",
    "3205": "苏州市",
    "3206": "南通市",
    "3207": "连云港市",
    "3208": "淮安市",
    "3209": "盐城市",
    "3210": "扬州市",
    "3211": "镇江市",
    "3212": "泰州市",
    "3213": "宿迁市",
}
_ABOVE = {"1000": "国家", "3200": "江苏省"}


def region_of_index_number(index_number: str) -> str:
    """11320900014354918R/2023-24714 -> 盐城市; empty where the code is not known."""
    match = re.match(r"[0-9A-Z]{2}(\d{4})\d{2}[0-9A-Z]{10}", index_number)
    if match is None:
        return ""
    code = match.group(1)
    return _CITIES.get(code) or _ABOVE.get(code, "")
