"""A number in the counting formats of Word's automatic numbering."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def numeral(number: int, style: str) -> str:
    """The number as Word prints it; decimal in a format that is not known here."""
    return _STYLES.get(style, str)(number)


def _counting(number: int) -> str:
    """十一, 一百零五."""
    return _by_cn2an(number, "low")


def _legal(number: int) -> str:
    """壹拾壹."""
    return _by_cn2an(number, "up")


def _by_cn2an(number: int, mode: str) -> str:
    from cn2an import an2cn

    return str(an2cn(number, mode)) if 0 <= number < 10**12 else str(number)


def _digits(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _from(start: str, last: int, number: int) -> str:
    """The signs of a Unicode block that begins with the sign of one."""
    return chr(ord(start) + number - 1) if 1 <= number <= last else str(number)


def _circled(number: int) -> str:
    return chr(0x3251 + number - 21) if 21 <= number <= 35 else _from("①", 20, number)


def _cycle(signs: str, number: int) -> str:
    return signs[(number - 1) % len(signs)]


def _roman(number: int) -> str:
    from pdfminer.utils import format_int_roman

    return str(format_int_roman(number)) if 0 < number < 4000 else str(number)


def _letter(number: int) -> str:
    """z is followed by aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 50)


def _nothing(number: int) -> str:
    return ""


def _zero_padded(number: int) -> str:
    return f"{number:02}"


_STYLES: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "japaneseCounting",
            "koreanCounting",
        ),
        _counting,
    ),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _legal
    ),
    **dict.fromkeys(
        ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"), _digits
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _full_width),
    **dict.fromkeys(("none", "bullet"), _nothing),
    "decimalEnclosedParen": partial(_from, "⑴", 20),
    "decimalEnclosedFullstop": partial(_from, "⒈", 20),
    "ideographEnclosedCircle": partial(_from, "㊀", 10),
    "ideographTraditional": partial(_cycle, _STEMS),
    "ideographZodiac": partial(_cycle, _BRANCHES),
    "decimalZero": _zero_padded,
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
}
