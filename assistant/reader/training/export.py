"""The files the product ships, int8 ONNX and its tokenizer: written from trained weights, and read
back as numbers to go on from."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, from_numpy, nn

from assistant.reader.pieces import Pieces
from assistant.reader.training.network import Network

_PARTS = ("q", "k", "v", "ao", "fi", "fo")


class Exported(nn.Module):
    """The network with its word table as int8 rows, one scale a row."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        table = network.word.weight.detach().float()
        scale = table.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.table = nn.Parameter((table / scale).round().to(torch.int8), requires_grad=False)
        self.scale = nn.Parameter(scale, requires_grad=False)
        self.network = network
        network.word = nn.Identity()  # its rows are looked up here

    def forward(self, ids: Tensor, mask: Tensor, segments: Tensor) -> tuple[Tensor, Tensor]:
        """As Network.forward, all inputs int64."""
        words = self.table[ids].float() * self.scale[ids]
        logits: Tensor
        tags: Tensor
        logits, tags = self.network(words, mask.bool(), segments)
        return logits, tags


def export(network: Network, pieces: Pieces, out: Path, recipe: dict[str, object]) -> None:
    """Write reader.onnx, pieces.json and recipe.json (how they were made, and their digests)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    ids, mask, segments = (torch.tensor(a) for a in pieces.batch(pieces.pairs("问", [("", "答")])))
    whole = out / "whole.onnx"
    axes = {0: "rows", 1: "tokens"}
    torch.onnx.export(
        Exported(network.float().eval()),
        (ids, mask, segments),
        str(whole),
        input_names=["ids", "mask", "segments"],
        output_names=["logits", "tags"],
        dynamic_axes={
            **dict.fromkeys(("ids", "mask", "segments", "tags"), axes),
            "logits": {0: "rows"},
        },
        dynamo=False,
    )
    quantize_dynamic(
        str(whole), str(out / "reader.onnx"), weight_type=QuantType.QInt8, per_channel=True
    )
    whole.unlink()
    pieces.tokenizer.save(str(out / "pieces.json"), pretty=False)
    digests = {
        name: hashlib.sha256((out / name).read_bytes()).hexdigest()
        for name in ("reader.onnx", "pieces.json")
    }
    told = json.dumps({**recipe, "sha256": digests}, ensure_ascii=False, indent=1)
    (out / "recipe.json").write_text(told + "\n", encoding="utf-8")


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
