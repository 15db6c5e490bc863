"""From trained weights to the files the product ships: int8 ONNX and its tokenizer."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import torch
from torch import Tensor, nn

from assistant.reader.pieces import Pieces
from assistant.reader.training.network import Network


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
