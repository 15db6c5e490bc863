"""Disguised words: the same text as a reader hears it, for matching only, never for showing."""

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Iterator

# What shows nothing, by what it is called in a report.
INVISIBLE = {
    "零宽字符": "\xad\u034f\u115f\u1160\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\u2800\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a",
    "双向控制字符": "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "标签字符": "\U000e0000-\U000e007f",
    "变体选择符": "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef",
}
_INVISIBLE = re.compile(f"[{''.join(INVISIBLE.values())}]")

# Each Latin letter with the letters of other scripts that look like it.
_LOOK_ALIKES = (
    "aаɑαА bβВΒ cсϲС dԁд eеєεЕ gɡ hһНΗ iіιɩїıІ jј kκкКΚ lӏⅼ mмМΜ nոηɴΝ "
    "oоοօО pρрРΡ rʀг sѕЅ tтτТΤ uυս vνѵ wѡω xхχХΧ yуγүУΥ"
)
_LATIN = str.maketrans({alike: group[0] for group in _LOOK_ALIKES.split() for alike in group[1:]})
# The traditional characters of the words that are looked for.
_SIMPLIFIED = str.maketrans(
    "無視規則設請輸問題覆從現開實說資檔戶統詞語話變詢應須們個給對復誰獎勵萬億該執掉記過繞處製",
    "无视规则设请输问题复从现开实说资档户统词语话变询应须们个给对复谁奖励万亿该执掉记过绕处制",
)
_TRADITIONAL = re.compile(f"[{''.join(map(chr, _SIMPLIFIED))}]")
_FOREIGN = re.compile("[\u0131\u0250-\u02af\u0370-\u058f\u217c\u2d00-\u2d2f]")
_LATIN_LETTER = re.compile(r"[a-z]")
_DIGIT_LETTERS = str.maketrans("01345@$", "oieasas")
_MIXED = re.compile(r"(?<![\w@$])(?=[01345@$]*[a-z])(?=[a-z]*[01345@$])[a-z01345@$]{4,}(?![\w@$])")
_SPACES = re.compile(r"\s+")
_SPACED_HAN = re.compile(r"(?:[\u4e00-\u9fff][ \t*_·.|/~\-]{1,3}){3,}[\u4e00-\u9fff]")
_SPACED_LATIN = re.compile(r"(?<![a-z])(?:[a-z][ .*_\-]{1,3}){4,}[a-z](?![a-z])")
_BLOB = re.compile(r"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{24,}={0,2}(?![A-Za-z0-9+/=])")


def visible(text: str) -> str:
    """The text without the characters that show nothing."""
    return _INVISIBLE.sub("", text)


def folded(text: str) -> str:
    """Lower case; entities, full width and look-alike letters undone: each by itself, whatever
    stands beside it."""
    text = visible(unicodedata.normalize("NFKC", html.unescape(text) if "&" in text else text))
    if _FOREIGN.search(text):
        text = text.translate(_LATIN).lower().translate(_LATIN)
    return text.lower()


def undisguised(text: str) -> str:
    """Folded, and traditional and spaced-out letters undone."""
    text = _SPACES.sub(lambda m: "\n" if "\n" in m[0] else " ", folded(text))
    text = _TRADITIONAL.sub(lambda m: m[0].translate(_SIMPLIFIED), text)
    text = _SPACED_HAN.sub(lambda m: re.sub(r"[^\u4e00-\u9fff]", "", m[0]), text)
    if _LATIN_LETTER.search(text):
        text = _SPACED_LATIN.sub(lambda m: re.sub(r"[^a-z]", "", m[0]), text)
        text = _MIXED.sub(lambda m: m[0].translate(_DIGIT_LETTERS), text)
    return text


def encoded_texts(text: str) -> Iterator[str]:
    """What the base64 runs of a text say, where they say anything readable."""
    for run in _BLOB.findall(text):
        try:
            said = base64.b64decode(run + "=" * (-len(run) % 4)).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            continue
        if said.isprintable():
            yield said
