"""Training groups: a question, a statement that states it, and near ones that do not."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import bm25s
import numpy as np
import torch
from pypinyin import lazy_pinyin

from assistant.reader.pieces import ASIDE, Pair, Pieces
from assistant.reader.training.corpora import Library
from assistant.reader.training.network import Network
from index.tokenizer import char_tokens, query_tokens

_NEAREST = 24  # rows taken from each leg
_HARD = 14  # of the best, most negatives are drawn from
_MISTYPED, _AFTER_ANOTHER = 0.08, 0.08  # shares of draws whose question is varied
_DENSE_FLOOR = 0.7  # cosines of unrelated texts of this embedder lie about here


@dataclass(frozen=True)
class Candidates:
    """A library's questions, each with its nearest rows, best first."""

    library: Library
    near: tuple[tuple[int, ...], ...]

    @cached_property
    def unstated(self) -> tuple[int, ...]:
        """The questions whose answer is not stated, by number."""
        return tuple(n for n, one in enumerate(self.library.asked) if not one.states)

    @cached_property
    def alike(self) -> dict[str, str]:
        """Characters of the questions that are mistyped for each other."""
        return same_sound(one.question for one in self.library.asked)


@dataclass(frozen=True)
class Labelled:
    """A row of a group: its tokens, whether it states the answer, and where (token flags)."""

    pair: Pair
    states: bool
    tags: tuple[int, ...] | None


def candidates(library: Library, embedder: Network, pieces: Pieces) -> Candidates:
    """Nearest rows by vectors and by characters, as retrieval finds them."""
    texts = [f"{row.context} {row.text}" for row in library.rows]
    asked = [one.question for one in library.asked]
    rows = embed(embedder, pieces, [f"passage: {text}" for text in texts])
    vectors = embed(embedder, pieces, [f"query: {text}" for text in asked])
    words = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    words.index([char_tokens(text) for text in texts], show_progress=False)
    near = []
    for text, vector in zip(asked, vectors, strict=True):
        cosines = rows @ vector
        told = words.get_scores(query_tokens(text) or ["?"])
        fused = 0.5 * np.clip((cosines - _DENSE_FLOOR) / (1 - _DENSE_FLOOR), 0, 1)
        fused = fused + 0.5 * told / (told.max() + 1e-9)
        best = np.unique(np.r_[np.argsort(-cosines)[:_NEAREST], np.argsort(-told)[:_NEAREST]])
        near.append(tuple(map(int, best[np.argsort(-fused[best])])))
    return Candidates(library, tuple(near))


def beside(library: Library) -> Candidates:
    """For reading sets: the other sentences of the paragraph are the near ones."""
    of: dict[str, list[int]] = {}
    for n, document in enumerate(library.documents):
        of.setdefault(document, []).append(n)
    return Candidates(library, tuple(tuple(of[one.document]) for one in library.asked))


def embed(
    embedder: Network, pieces: Pieces, texts: Sequence[str], size: int = 64
) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Unit vectors, one row a text."""
    encoded = [
        e.ids[:160] for e in pieces.tokenizer.encode_batch(list(texts), add_special_tokens=False)
    ]
    order = sorted(range(len(texts)), key=lambda n: len(encoded[n]))
    found = np.zeros((len(texts), embedder.pos.shape[1]), dtype=np.float32)
    for start in range(0, len(order), size):
        part = order[start : start + size]
        rows = [
            Pair((pieces.bos, *encoded[n], pieces.eos), (0,) * (len(encoded[n]) + 2), ())
            for n in part
        ]
        ids, mask, _ = pieces.batch(rows)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            found[part] = (
                embedder.embed(torch.tensor(ids), torch.tensor(mask).bool()).float().numpy()
            )
    return found


def group(
    source: Candidates, number: int, negatives: int, pieces: Pieces, chance: random.Random
) -> list[Labelled]:
    """One question's rows, the stating one (if any) first. The negatives of a question about
    one document are mostly of it, so that another that answers as well seldom counts as wrong."""
    asked, rows = source.library.asked[number], source.library.rows
    question = varied(asked.question, source, number, chance)
    near = [n for n in source.near[number] if n not in asked.states]
    if asked.document and chance.random() < 0.6:
        own = [n for n in near if source.library.documents[n] == asked.document]
        near = own if len(own) >= 3 else near
    hard, rest = near[:_HARD], near[_HARD:]
    wrong = chance.sample(hard, min(len(hard), negatives - bool(rest)))
    wrong += [chance.choice(rest)] if rest else []
    states = chance.sample(sorted(asked.states), min(len(asked.states), 1))
    chosen = [*states, *wrong]
    pairs = pieces.pairs(question, [(rows[n].context, rows[n].text) for n in chosen])
    return [
        Labelled(pair, n in asked.states, _tags(pair, asked.states.get(n)))
        for n, pair in zip(chosen, pairs, strict=True)
    ]


def varied(question: str, source: Candidates, number: int, chance: random.Random) -> str:
    """The question, now and then mistyped, or said after another question that it does not need."""
    draw = chance.random()
    if draw < _MISTYPED:
        return mistyped(question, source.alike, chance)
    if draw < _MISTYPED + _AFTER_ANOTHER and ASIDE not in question:
        other = source.library.asked[(number + chance.choice((-1, 1))) % len(source.near)]
        return f"{other.question.split(ASIDE)[-1][-60:]}{ASIDE}{question}"
    return question


def mistyped(text: str, alike: Mapping[str, str], chance: random.Random) -> str:
    """One or two characters put in place by others of the same sound."""
    places = [n for n, char in enumerate(text) if len(alike.get(char, "")) > 1]
    for n in chance.sample(places, min(len(places), chance.choice((1, 1, 2)))):
        text = text[:n] + chance.choice(alike[text[n]].replace(text[n], "")) + text[n + 1 :]
    return text


def same_sound(texts: Iterable[str]) -> dict[str, str]:
    """For each Chinese character of some texts, those of them that sound alike (tones apart)."""
    seen = sorted({char for text in texts for char in text if "\u4e00" <= char <= "\u9fff"})
    sounds: dict[str, str] = {}
    for char in seen:
        sound = lazy_pinyin(char)[0]
        sounds[sound] = sounds.get(sound, "") + char
    return {char: group for group in sounds.values() for char in group}


def _tags(pair: Pair, spans: tuple[tuple[int, int], ...] | None) -> tuple[int, ...] | None:
    """1 for each token inside a span, 0 for another of the statement, -1 elsewhere."""
    if not spans:
        return None
    return tuple(
        -1 if end == 0 else int(any(a < end and start < b for a, b in spans))
        for start, end in pair.offsets
    )
