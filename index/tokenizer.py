"""Tokens of Chinese text: characters, and pairs of them."""

import re
import unicodedata

_QUESTION_WORDS = (
    "请问 您好 你好 想问 咨询 了解一下 问一下 麻烦 谢谢 告诉我 帮我 我想 我要 知道 "
    "什么时候 什么样 什么 怎么办 怎么样 怎么 怎样 如何 为什么 为何 是否 能否 可否 有没有 是不是 "
    "能不能 可不可以 要不要 会不会 多少 多大 多久 多长 多高 几个 几家 几项 哪些 哪个 哪几 哪里 "
    "哪儿 哪年 哪一 有哪 谁 何时 何种 具体 到底 究竟 分别 大概 一共 总共 一下 可以 能够 应该 "
    "是啥 啥 咋 的话 我们 你们 他们 这个 那个 对于 关于 吗 呢 吧 啊 呀 的 了 我 你 您"
)
ASKING = re.compile("|".join(sorted(_QUESTION_WORDS.split(), key=len, reverse=True)))
"""Words that say how something is asked, not what about."""

_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\U00020000-\U000323af"
_RUN = re.compile(rf"\d+(?:\.\d+)+%?|\d+%|[a-z0-9]+(?:[&+\-][a-z0-9]+)*|[{_CJK}]+")
_CHINESE = re.compile(f"[{_CJK}]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def normalize(text: str) -> str:
    """NFKC and lower case; thousands are written without commas."""
    return _THOUSANDS.sub("", unicodedata.normalize("NFKC", text).lower())


def char_tokens(text: str) -> list[str]:
    """Chinese characters and pairs of them; Latin and digit runs whole ("2.4%" gives 2.4 too)."""
    return _split(normalize(text))


def _split(normal: str) -> list[str]:
    tokens: list[str] = []
    for run in _RUN.findall(normal):
        if run.isascii():
            tokens.append(run)
            if run.endswith("%"):
                tokens.append(run[:-1])
        else:
            tokens.extend(run)
            tokens.extend(run[i : i + 2] for i in range(len(run) - 1))
    return tokens


def query_tokens(question: str) -> list[str]:
    """Tokens of what is asked about; a question of question words alone keeps them all."""
    normal = normalize(question)
    return _split(ASKING.sub(" ", normal)) or _split(normal)


def is_chinese(char: str) -> bool:
    """Whether a character is a Chinese one."""
    return bool(_CHINESE.match(char))
