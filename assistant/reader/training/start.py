"""Going on from the weights that ship: their int8 tensors as numbers again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, from_numpy

from assistant.reader.training.embedder_weights import EmbedderWeights
from assistant.reader.training.network import Network

_PARTS = ("q", "k", "v", "ao", "fi", "fo")


def pieces_kept(weights: EmbedderWeights, shipped: Path) -> list[int]:
    """Rows of the embedder's vocabulary in the order of the shipped pieces.json."""
    from tokenizers import Tokenizer

    rows = {piece: n for n, piece in enumerate(weights.pieces)}
    rows |= {f"<{name}>": weights.special[name] for name in ("pad", "unk")}
    rows |= {"<s>": weights.special["bos"], "</s>": weights.special["eos"]}
    known = Tokenizer.from_file(str(shipped / "pieces.json")).get_vocab(with_added_tokens=True)
    return [rows[piece] for piece, _ in sorted(known.items(), key=lambda item: item[1])]


def load_shipped(network: Network, shipped: Path) -> None:
    """Set a network to the weights of reader.onnx, all but the frozen word table."""
    graph = onnx.load(str(shipped / "reader.onnx")).graph
    given = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    weights = {
        name.removeprefix("network."): from_numpy(given[name].copy())
        for name in given
        if name.startswith("network.") and name.endswith((".weight", ".bias", ".pos"))
    }
    # Matrices lost their names in the export; they stand in the order in which they are used.
    keys = [n.input[1] for n in graph.node if n.op_type == "MatMulInteger"]
    names = [f"layers.{n}.{part}" for n in range(len(network.layers)) for part in _PARTS]
    for name, key in zip((*names, "tag", "head.0", "head.2"), keys, strict=True):
        matrix = _matrix(given, key.removesuffix("_quantized"))
        weights[f"{name}.weight"] = matrix.T.contiguous()
    weights["segment"] = _matrix(given, "network.segment")
    missing, unexpected = network.load_state_dict(weights, strict=False)
    assert (missing, unexpected) == (["word.weight"], []), (missing, unexpected)


def _matrix(given: dict[str, NDArray[Any]], key: str) -> Tensor:
    steps = given[f"{key}_quantized"].astype(np.float32) - given[f"{key}_zero_point"]
    return from_numpy((steps * given[f"{key}_scale"]).astype(np.float32))
