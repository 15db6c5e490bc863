"""A number in the counting formats of Word's automatic numbering."""

from __future__ import annotations

_COUNTED = {"Counting": "low", "CountingThousand": "low", "Legal": "up", "LegalSimplified": "up",
            "LegalTraditional": "up"}  # fmt: skip
_LANGUAGES = ("chinese", "taiwanese", "japanese", "korean", "ideograph")
_SIGNS = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
}
_CYCLES = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_DIGITS = {
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital"), "〇一二三四五六七八九"),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), "０１２３４５６７８９"),
}


def numeral(number: int, style: str) -> str:
    """The number as Word prints it; decimal in a format that is not known here."""
    name = style.removesuffix("Chinese")
    if signs := _SIGNS.get(name):
        return signs[number - 1] if 1 <= number <= len(signs) else str(number)
    if signs := _CYCLES.get(name):
        return signs[(number - 1) % len(signs)]
    if signs := _DIGITS.get(name):
        return str(number).translate(str.maketrans("0123456789", signs))
    for language in _LANGUAGES:
        if mode := _COUNTED.get(style.removeprefix(language)):
            return _counted(number, mode)
    return _latin(number, style)


def _counted(number: int, mode: str) -> str:
    """十一, 一百零五; in mode "up" 壹拾壹."""
    from cn2an import an2cn

    return str(an2cn(number, mode)) if 0 <= number < 10**12 else str(number)


def _latin(number: int, style: str) -> str:
    """xiv; z is followed by aa, bb; 07."""
    from pdfminer.utils import format_int_roman

    if style in ("none", "bullet"):
        return ""
    text = str(number)
    if style.endswith("Roman") and 0 < number < 4000:
        text = format_int_roman(number)
    elif style.endswith("Letter"):
        text = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 50)
    elif style == "decimalZero":
        text = f"{number:02}"
    return text.upper() if style.startswith("upper") else text
