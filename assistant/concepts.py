"""Concepts: the things a question is about, each with the wordings that a document may use."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from assistant.lexicon import lexicon
from index.tokenizer import QUESTION_WORDS, policy_terms, query_tokens, words

TERM, PLAIN = 1.2, 0.85  # a term of the trade tells more than a common word as rare
AS_SAID = 0.9  # a spoken form itself, where the official wording could have stood
_MOST_COVERED = 0.85
UNKNOWN_WEIGHT = 0.2  # of the rarest known word: spoken filler is mostly unknown
_PARTICLES = frozenset("的得地了和与在是为对及等或就也都能可要该时以之其不我你他这那有没做")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_YEAR = re.compile(r"(?<!\d)(?:20\d\d|\d\d)年度?")
_LATIN = re.compile(r"[a-z]{2,}(?:[ \-][a-z]{2,})*", re.I)

# Words that say how or when is asked; they never tell one statement from another.
_IDLE = frozenset(
    "最长 最高 最短 最大 最低 以后 之前 之后 以内 之内 超过 不少 不少于 不低于 截止 截至 到期 哪天 不能 能否 没有 今年 本年 全年 年内 年度 目前 现在 当前 计划 打算 准备 希望 要求 规定 需要 想要 目标 指标 数量 数字 数目 量化 具体 情况 问题 内容 文件 政策 "
    "方面 部分 这块 这边 那块 一块 一下 最少 最多 至少 最晚 最迟 最后 最终 总共 一共 合计 加起来 达到 做到 争取 力争 全市 盐城 盐城市 市里 我市 咱们 "
    "东西 事情 时候 时间 地方 哪天 那种 这种 那个 这个 这些 那些 其中 之类 一个 几个 多少 是不是 就是 还是 或者 以及 还有 另外 而且 但是 因为 所以 如果 "
    "必须 一般 通常 主要 相关 有关 对于 关于 按照 根据 通过 进行 属于 作为 拿到 算是 起来 出来 下来 上去 过来 到底 大概 请 请问 列 列出 说 讲 叫 问 想 干 弄 搞 办 "
    "归纳 要点 核实 公司 企业 单位 老板 会计 我们 你们 他们 一次 清楚 尽量 一条 逐条 全部 所有 给 家 个 项 条 名 场 年 月 日 怎么 什么 哪些 意思 吗 呢 呀 啊 the of for in is what how many".split()
) | frozenset(QUESTION_WORDS)


@dataclass(frozen=True)
class Concept:
    """One thing asked about: its wordings (the asker's first), its weight and whether known.

    said is the asker's own form; known says whether any wording occurs in the library, term
    whether it is the name of something in this field.
    """

    said: str
    forms: tuple[str, ...]
    weight: float
    known: bool
    term: bool = False

    def match(self, text: str) -> float:
        """How far the text has it: 1 whole, else the covered share of character pairs."""
        best = 0.0
        for n, form in enumerate(self.forms):
            if form in text:
                best = max(best, AS_SAID if n == 0 and len(self.forms) > 1 else 1.0)
            elif best < _MOST_COVERED:
                best = max(best, _coverage(form, text))
        return best


@lru_cache(maxsize=65536)
def _pairs(form: str) -> tuple[str, ...]:
    return tuple(form[i : i + 2] for i in range(len(form) - 1))


def _coverage(form: str, text: str) -> float:
    pairs = _pairs(form)
    if len(form) < 3 or not _HAN.search(form):
        return 0.0
    share = sum(pair in text for pair in pairs) / len(pairs)
    return _MOST_COVERED * share if share >= 0.5 else 0.0


@dataclass
class Vocabulary:
    """The words of the library: how rare each is, and what it sounds like."""

    texts: Sequence[str]
    _frequency: dict[str, int] = field(default_factory=dict)
    _sounds: dict[str, list[str]] = field(default_factory=dict)

    def frequency(self, form: str) -> int:
        """In how many statements (with their headings) the form stands."""
        if form not in self._frequency:
            self._frequency[form] = sum(form in text for text in self.texts)
        return self._frequency[form]

    def idf(self, form: str) -> float:
        """Rarity, 0 for a form in every text; an unknown form counts as seen once."""
        return math.log((len(self.texts) + 1) / (max(1, self.frequency(form)) + 0.5))

    def sounding_like(self, spelling: str) -> tuple[str, ...]:
        """Words of the library with this toneless pinyin."""
        if not self._sounds:
            self._sounds = _sounds(self.texts)
        return tuple(self._sounds.get(spelling, ()))


def _sounds(texts: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for text in dict.fromkeys(piece for text in texts for piece in re.split(r"[ ,，。；：]", text)):
        cut = [w for w in words(text) if _HAN.fullmatch(w) and w not in _PARTICLES]
        pieces = [w for w in cut if len(w) >= 2]
        pieces += [a + b for a, b in zip(cut, cut[1:], strict=False) if 2 < len(a + b) <= 6]
        for piece in pieces:
            found[pinyin(piece)].add(piece)
    return {sound: sorted(forms, key=len) for sound, forms in found.items()}


def pinyin(text: str) -> str:
    """Toneless pinyin run together, each character by its commonest reading."""
    return "".join(map(_reading, text))


@cache
def _reading(character: str) -> str:
    from pypinyin import lazy_pinyin

    return str(lazy_pinyin(character)[0])


def concepts(text: str, vocabulary: Vocabulary) -> tuple[Concept, ...]:
    """The concepts of a normalised question, left to right, each once."""
    found: dict[str, tuple[str, ...]] = {}
    rest = text = _YEAR.sub(" ", text)  # years are judged, not matched
    for form, official in lexicon().found_in(text):
        if any(form in term and term in text for term in official):
            continue  # the official wording is there already
        found[form] = (form, *official)
        rest = rest.replace(form, " ", 1) if len(form) > 2 else rest
    for form, official in _mistyped(rest, vocabulary):
        found.setdefault(form, (form, *official))
        rest = rest.replace(form, " ")
    for word in words(rest):
        idle = word in _IDLE or word[0] in "几哪啥"
        if not idle and len(word) > 1 and not word.isdigit() and word not in found:
            found[word] = (word,)
    return tuple(_concept(said, forms, vocabulary) for said, forms in found.items())


def rarity_of_pairs(text: str, vocabulary: Vocabulary) -> dict[str, float]:
    """The character pairs (and Latin or digit runs) of what is asked about, with their rarity."""
    tokens = {t for t in query_tokens(text) if len(t) > 1}
    return {t: vocabulary.idf(t) for t in tokens if vocabulary.frequency(t)}


def official_wording(text: str, found: Sequence[Concept]) -> str:
    """The question as a document would put it: spoken forms give way to official ones."""
    for concept in found:
        if len(concept.forms) > 1 and concept.forms[1] not in text:
            text = text.replace(concept.said, "、".join(concept.forms[1:3]))
    return text


def _concept(said: str, forms: tuple[str, ...], vocabulary: Vocabulary) -> Concept:
    known = [form for form in forms if vocabulary.frequency(form)]
    if known:
        weight = min(vocabulary.idf(form) for form in known)
        named = any(form in policy_terms() or form in lexicon().terms for form in forms)
        share = TERM if named or len(forms) > 1 else PLAIN
        return Concept(said, forms, max(weight, 0.3) * share, True, named)
    covered = max((_vocabulary_coverage(form, vocabulary) for form in forms), default=0.0)
    weight = UNKNOWN_WEIGHT * math.log(len(vocabulary.texts) + 1)
    return Concept(said, forms, weight, covered >= 0.5)


def _vocabulary_coverage(form: str, vocabulary: Vocabulary) -> float:
    pairs = _pairs(form)
    return sum(vocabulary.frequency(p) > 0 for p in pairs) / len(pairs) if pairs else 0.0


def _mistyped(text: str, vocabulary: Vocabulary) -> list[tuple[str, tuple[str, ...]]]:
    """Spans that the library does not have but that sound like words it has: typos and pinyin."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for run in _HAN.findall(text):
        found += _homophones(run, vocabulary)
    for match in _LATIN.finditer(text):
        found += _spelled(match.group(0), vocabulary)
    return found


def _homophones(run: str, vocabulary: Vocabulary) -> list[tuple[str, tuple[str, ...]]]:
    """Whole words (or neighbours jieba could not join) that the library does not have."""
    cut = words(run)
    found = []
    at = 0
    while at < len(cut):
        for end in range(min(len(cut), at + 4), at, -1):
            span = "".join(cut[at:end])
            if not 2 <= len(span) <= 6 or vocabulary.frequency(span) or _PARTICLES & set(span):
                continue
            alike = [w for w in vocabulary.sounding_like(pinyin(span)) if _shares(w, span)]
            if alike:
                found.append((span, tuple(alike[:3])))
                at = end - 1
                break
        at += 1
    return found


def _shares(word: str, span: str) -> bool:
    """A typo keeps most characters: at least one in place, half of a longer word."""
    same = sum(a == b for a, b in zip(word, span, strict=False))
    return len(word) == len(span) and same >= max(1, len(span) // 2) and word != span


def _spelled(latin: str, vocabulary: Vocabulary) -> list[tuple[str, tuple[str, ...]]]:
    """Pinyin typed as Latin letters: the longest runs of syllable groups that the library has."""
    parts = re.split(r"[ \-]", latin.lower())
    found = []
    at = 0
    while at < len(parts):
        for size in range(len(parts) - at, 0, -1):
            alike = vocabulary.sounding_like("".join(parts[at : at + size]))
            if alike:
                found.append((" ".join(parts[at : at + size]), alike[:3]))
                at += size - 1
                break
        at += 1
    return found
