"""The part of the embedder's vocabulary that the reader keeps."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Tokenizer

from index.e5_file import Vocabulary, readable, tokenizer_of

_LONG_LATIN = re.compile(r"[\x00-\x7f\u2581]{7,}")
_SPECIAL = 4  # rows that readable() puts first


def kept_pieces(vocabulary: Vocabulary, texts: Iterable[str]) -> list[int]:
    """Its rows: every single character, and the longer pieces that the texts have at least
    twice; special tokens first."""
    found = readable(vocabulary)
    rows = [n for n in found[_SPECIAL:] if not _LONG_LATIN.fullmatch(vocabulary.pieces[n])]
    everything = tokenizer_of(vocabulary, [*found[:_SPECIAL], *rows])
    encoded = everything.encode_batch(list(texts), add_special_tokens=False)
    seen = Counter(n for encoding in encoded for n in encoding.ids)
    wanted = [
        row
        for n, row in enumerate(rows, start=_SPECIAL)
        if len(vocabulary.pieces[row].lstrip("\u2581")) <= 1 or seen[n] >= 2
    ]
    return [*found[:_SPECIAL], *wanted]


def pieces_kept(vocabulary: Vocabulary, shipped: Path) -> list[int]:
    """Its rows in the order of the shipped pieces.json."""
    rows = {piece: n for n, piece in enumerate(vocabulary.pieces)}
    rows |= {f"<{name}>": vocabulary.special[name] for name in ("pad", "unk")}
    rows |= {"<s>": vocabulary.special["bos"], "</s>": vocabulary.special["eos"]}
    known = Tokenizer.from_file(str(shipped / "pieces.json")).get_vocab(with_added_tokens=True)
    return [rows[piece] for piece, _ in sorted(known.items(), key=lambda item: item[1])]
