"""Right answers made by rule from shipped passages: cited paraphrases of several kinds.

The rewordings (rewordings.yaml) are not the verifier's own synonyms.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from corpus.figures import figures
from corpus.passage import Passage
from evals.made_answer import MadeAnswer, Part, is_held_out, number_of

SOURCES = 5
_SHORTEST, _LONGEST = 12, 110
_LIST_MARK = re.compile(r"^(?:\d{1,2}[.．、](?!\d)|[（(][一二三四五六七八九十\d]{1,2}[）)])\s*")
_REWORDED = yaml.safe_load(Path(__file__).with_name("rewordings.yaml").read_text(encoding="utf-8"))
_CHINESE = "零一二三四五六七八九十"


Maker = Callable[[Sequence[str], Passage, int, random.Random], "tuple[Part, ...] | None"]


def made_answers(passages: Sequence[Passage]) -> list[MadeAnswer]:
    """Every kind of paraphrase of every passage it can be made of; the same on every run."""
    by_source = defaultdict(list)
    for passage in passages:
        by_source[passage.source.id].append(passage)
    found: list[MadeAnswer] = []
    for passage in passages:
        rng = random.Random(number_of(passage.id))
        sources, at = _sources(passage, by_source[passage.source.id], passages, rng)
        evidence = _evidence(passage)
        for kind, maker in _MAKERS.items():
            parts = maker(evidence, passage, at, rng) if evidence else None
            if parts:
                found.append(_answer(kind, parts, sources, passage))
        merged = _merged(evidence, at, sources, rng) if evidence else None
        if merged:
            found.append(_answer("两段合并", merged, sources, passage))
    return found


def _answer(
    kind: str, parts: tuple[Part, ...], sources: tuple[Passage, ...], passage: Passage
) -> MadeAnswer:
    return MadeAnswer(f"{passage.id}|{kind}", kind, parts, sources, passage, is_held_out(passage))


def _sources(
    passage: Passage, siblings: Sequence[Passage], everything: Sequence[Passage], rng: random.Random
) -> tuple[tuple[Passage, ...], int]:
    """Five sources in a shuffled order, others of the document before others; and its number."""
    others = [p for p in siblings if p.id != passage.id]
    rng.shuffle(others)
    strangers = [p for p in everything if p.source.id != passage.source.id]
    chosen = [passage, *others[: SOURCES - 1]]
    chosen += rng.sample(strangers, SOURCES - len(chosen))
    rng.shuffle(chosen)
    return tuple(chosen), chosen.index(passage) + 1


def _evidence(passage: Passage) -> list[str]:
    plain = [_LIST_MARK.sub("", s.strip()).rstrip("。；;") for s in passage.sentences]
    return [s for s in plain if _SHORTEST <= len(s) <= _LONGEST and not s.endswith(("：", ":"))]


def _told(evidence: Sequence[str], rng: random.Random) -> str:
    """A sentence with a figure before one without."""
    with_figures = [s for s in evidence if figures(s)]
    return rng.choice(with_figures or list(evidence))


def _attributed(
    evidence: Sequence[str], p: Passage, at: int, rng: random.Random
) -> tuple[Part, ...]:
    title = re.sub(r"[（(]要点摘编[)）]", "", p.source.title)
    return (Part(f"根据《{title}》，{_told(evidence, rng)}。", (at,)),)


def _unmarked(evidence: Sequence[str], p: Passage, at: int, rng: random.Random) -> tuple[Part, ...]:
    return (Part("具体规定如下：", ()), Part(f"{_told(evidence, rng)}。", ()))


def _restated(evidence: Sequence[str], p: Passage, at: int, rng: random.Random) -> tuple[Part, ...]:
    topic = p.heading_path[-1].split("、")[-1] if p.heading_path else p.source.title
    opening = rng.choice(("您问的是{}，答案是：", "关于{}，", "就{}而言，")).format(topic)
    return (Part(f"{opening}{_told(evidence, rng)}。", (at,)),)


def _listed(
    evidence: Sequence[str], p: Passage, at: int, rng: random.Random
) -> tuple[Part, ...] | None:
    items = [piece for s in evidence for piece in re.split("[；;]", s) if len(piece) >= _SHORTEST]
    if len(items) < 2:
        return None
    items = items[:5]
    lead = Part(f"主要有以下{len(items)}项：", ())
    numbered = [Part(f"{item}。", (at,), f"{n}. ") for n, item in enumerate(items, 1)]
    return (lead, *numbered)


def _reordered(
    evidence: Sequence[str], p: Passage, at: int, rng: random.Random
) -> tuple[Part, ...] | None:
    """Clauses that stand beside each other change places; the first keeps its subject."""
    for sentence in evidence:
        clauses = re.split("[；;]", sentence)
        if len(clauses) > 1 and "：" not in sentence:
            rng.shuffle(clauses)
            return (Part("；".join(clauses) + "。", (at,)),)
        clauses = re.split("[，,]", sentence)
        if len(clauses) > 3 and all(figures(c) for c in clauses[-2:]):
            *first, a, b = clauses
            return (Part("，".join([*first, b, a]) + "。", (at,)),)
    return None


def _reworded(
    evidence: Sequence[str], p: Passage, at: int, rng: random.Random
) -> tuple[Part, ...] | None:
    sentence = _told(evidence, rng)
    told = sentence
    for pattern, wordings in _REWORDED:
        told = re.sub(pattern, rng.choice(wordings), told)
    return (Part(f"{told}。", (at,)),) if told != sentence else None


def _respelled(
    evidence: Sequence[str], p: Passage, at: int, rng: random.Random
) -> tuple[Part, ...] | None:
    sentence = _told(evidence, rng)
    told = re.sub(r"(?<![\d.])(\d{4})万元", lambda m: f"{int(m[1]) / 10000:g}亿元", sentence)
    told = (
        re.sub(r"(?<![\d.至])(\d)亿元(?!至)", lambda m: f"{m[1]}0000万元", told)
        if told == sentence
        else told
    )
    told = re.sub(
        r"(?<![\d.])([1-9])(年(?!第)|个月|项|家|名)", lambda m: _CHINESE[int(m[1])] + m[2], told
    )
    told = re.sub(r"(?<![\d.])([1-9]|10)%(?!至)", lambda m: f"百分之{_CHINESE[int(m[1])]}", told)
    told = (
        re.sub(
            r"(?<![第二三四五六七八九十年])([二三四五六七八九])年(?!度)",
            lambda m: f"{_CHINESE.index(m[1])}年",
            told,
        )
        if told == sentence
        else told
    )
    return (Part(f"{told}。", (at,)),) if told != sentence else None


def _inverted(
    evidence: Sequence[str], p: Passage, at: int, rng: random.Random
) -> tuple[Part, ...] | None:
    """ "甲的乙不低于丙" told from its figure: "丙，是对甲的乙的下限要求"."""
    for sentence in evidence:
        match = re.fullmatch(
            r"([^，；：。]{6,40}?)(不低于|不少于|不超过|不高于)(\d[^，；：。]{0,8})", sentence
        )
        if match:
            subject, bound, figure = match.groups()
            told = f"{bound}{figure}——这是{subject}的要求。"
            return (Part(told, (at,)),)
    return None


def _merged(
    evidence: Sequence[str], at: int, sources: Sequence[Passage], rng: random.Random
) -> tuple[Part, ...] | None:
    others = [(n, _evidence(p)) for n, p in enumerate(sources, 1) if n != at and _evidence(p)]
    if not others:
        return None
    number, further = rng.choice(others)
    told = f"{_told(evidence, rng)}，同时，{_told(further, rng)}。"
    return (Part(told, (at, number)),)


_MAKERS: dict[str, Maker] = {
    "注明出处": _attributed,
    "换序": _reordered,
    "换词": _reworded,
    "换数字写法": _respelled,
    "分条": _listed,
    "问句式复述": _restated,
    "倒装": _inverted,
    "不带标注": _unmarked,
}
