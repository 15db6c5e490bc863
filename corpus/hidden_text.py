"""What a reader of the published document cannot see is taken out, and named.

Invisible characters, HTML and Markdown comments, markup styled so that it shows nothing, and the
control blocks of chat templates. What can be seen stays verbatim.
"""

import re
from collections import Counter

from corpus.disguise import INVISIBLE

_KINDS = {name: re.compile(f"[{characters}]") for name, characters in INVISIBLE.items()}
# After a symbol a single one only chooses its form, as in "☎️".
_EMOJI_FORM = re.compile(r"(?<=[^\w\s])[\ufe0e\ufe0f](?![\ufe00-\ufe0f\U000e0100-\U000e01ef])")

_PARAGRAPH_END = r"(?=\n[ \t]*\n)|\Z"
_COMMENT = re.compile(
    rf"<!--(?:-?>|.*?(?:--!?>|{_PARAGRAPH_END}))|<[!?](?!--)[^<>]{{0,2000}}>|"
    r"</(?![A-Za-z])[^<>]{0,2000}>|"
    r"^[ ]{0,3}\[(?://|comment|_metadata_[^\]\n]*|#)\]:[ \t]*(?:<>|#|/)[ \t]*[(\"'][^\n]*$",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_ROLE = r"(?:system|assistant|user|human|developer)"
_CHAT = re.compile(
    r"<\|(?:im_start|begin_of_text|start_header_id|system|user|assistant)\|>.*?"
    rf"(?:<\|(?:im_end|eot_id|end|end_of_text)\|>|{_PARAGRAPH_END})|"
    rf"\[INST\].*?(?:\[/INST\]|{_PARAGRAPH_END})|<<SYS>>.*?(?:<</SYS>>|{_PARAGRAPH_END})|"
    rf"<({_ROLE}|instructions?|prompt)\b[^<>]*>.*?(?:</\1\s*>|{_PARAGRAPH_END})|"
    rf"^[ \t]*(?:#{{1,6}}[ \t]*|\*\*)?(?:{_ROLE}|instruction|response)"
    rf"(?:\*\*)?[ \t]*[:：]?(?:\*\*)?[ \t]*\n(?=[ \t]*\S).*?(?:{_PARAGRAPH_END})|"
    r"\{\s*\"role\"\s*:\s*\"[^\"]*\"\s*,\s*\"content\"\s*:\s*\"(?:[^\"\\]|\\.)*\"\s*\}",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_MAY_BE_MARKUP = re.compile(r"<[A-Za-z]")


def seen(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as a reader sees it, and what was taken out ("零宽字符 3 个"). Line ends stay."""
    removed: Counter[str] = Counter()
    text = _EMOJI_FORM.sub("", text)
    for name, characters in _KINDS.items():
        text, count = characters.subn("", text)
        removed[f"{name} {{}} 个"] += count
    for name, pattern in (("注释 {} 处", _COMMENT), ("伪造的对话标记 {} 处", _CHAT)):
        text, count = pattern.subn("", text)
        removed[name] += count
    if _MAY_BE_MARKUP.search(text):
        text, count = _without_hidden_elements(text)
        removed["样式隐藏的文字 {} 处"] += count
    return text, tuple(name.format(n) for name, n in removed.items() if n)


def _without_hidden_elements(text: str) -> tuple[str, int]:
    from corpus.hidden_markup import hidden_ranges  # a parser that most documents never need

    ranges = hidden_ranges(text)
    for start, end in reversed(ranges):
        text = text[:start] + text[end:]
    return text, len(ranges)
