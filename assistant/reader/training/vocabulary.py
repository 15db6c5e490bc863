"""The reader's vocabulary: the embedder's pieces that Chinese policy text is made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from assistant.reader.training.embedder_weights import EmbedderWeights

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_READABLE = re.compile(
    r"[\u2581\u0020-\u007e\u4e00-\u9fff\u3000-\u303f\uff00-\uffef“”‘’—…·〔〕％℃㎡×÷≥≤±°①-⑳▸¦›]+"
)
_LONG_LATIN = re.compile(r"[\x00-\x7f\u2581]{7,}")


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
