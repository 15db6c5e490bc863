"""The reader as a PyTorch network: six layers of the embedder, two segments, two heads."""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from index.e5_file import Weights

LAYERS = (1, 3, 5, 7, 9, 11)  # of the embedder's twelve: every second one keeps most of it
_HEADS = 12
_EPSILON = 1e-12


class Layer(nn.Module):
    """One post-norm transformer layer; attention is written out, since the fused kernel's
    backward pass is slow on processors without an accelerator."""

    def __init__(self, hidden: int, forward: int) -> None:
        super().__init__()
        self.q, self.k, self.v = (nn.Linear(hidden, hidden) for _ in range(3))
        self.ao = nn.Linear(hidden, hidden)
        self.fi, self.fo = nn.Linear(hidden, forward), nn.Linear(forward, hidden)
        self.aln = nn.LayerNorm(hidden, eps=_EPSILON)
        self.oln = nn.LayerNorm(hidden, eps=_EPSILON)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: (rows, tokens, hidden); mask: 0 where there is a token, else very negative."""
        rows, tokens, hidden = x.shape
        q, k, v = (
            part(x).view(rows, tokens, _HEADS, -1).transpose(1, 2)
            for part in (self.q, self.k, self.v)
        )
        weights = torch.softmax((q * (hidden / _HEADS) ** -0.5) @ k.transpose(-1, -2) + mask, -1)
        seen = (weights @ v).transpose(1, 2).reshape(rows, tokens, hidden)
        x = self.aln(x + self.ao(seen))
        y: Tensor = self.oln(x + self.fo(F.gelu(self.fi(x))))
        return y


class Network(nn.Module):
    """(question, statement) -> logit that it states what is asked, and one logit a token that
    the token belongs to the words that answer."""

    def __init__(
        self, weights: Weights, kept: Sequence[int], layers: Sequence[int] = LAYERS
    ) -> None:
        """kept: rows of the embedder's vocabulary, in the order of the reader's own ids."""
        super().__init__()

        def given(name: str) -> Tensor:
            return torch.tensor(weights.tensor(name))

        word = torch.tensor(weights.rows("emb.word", kept))
        hidden = weights.hidden
        self.word = nn.Embedding.from_pretrained(word, freeze=True)
        self.pos = nn.Parameter(given("emb.pos")[:256] + given("emb.type")[0])
        self.segment = nn.Parameter(torch.zeros(2, hidden))
        self.norm = nn.LayerNorm(hidden, eps=_EPSILON)
        self.norm.load_state_dict({"weight": given("emb.ln.w"), "bias": given("emb.ln.b")})
        self.layers = nn.ModuleList()
        for n in layers:
            layer = Layer(hidden, weights.forward)
            layer.load_state_dict(
                {
                    f"{part}.{name}": given(f"l{n}.{part}.{name[0]}")
                    for part in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln")
                    for name in ("weight", "bias")
                }
            )
            self.layers.append(layer)
        self.head = nn.Sequential(nn.Linear(hidden, hidden), nn.GELU(), nn.Linear(hidden, 1))
        self.tag = nn.Linear(hidden, 1)

    def hidden(self, ids: Tensor, mask: Tensor, segment: Tensor | None) -> Tensor:
        """The last layer's states: (rows, tokens, hidden)."""
        x = self.word(ids) + self.pos[: mask.shape[1]]
        if segment is not None:
            x = x + self.segment[segment]
        x = self.norm(x)
        added = torch.where(mask[:, None, None, :], 0.0, -1e4).to(x.dtype)
        for layer in self.layers:
            x = layer(x, added)
        return x

    def forward(self, ids: Tensor, mask: Tensor, segment: Tensor) -> tuple[Tensor, Tensor]:
        """ids, mask (bool), segment (0 question, 1 statement): (rows, tokens). -> (rows,),
        (rows, tokens)."""
        x = self.hidden(ids, mask, segment)
        return self.head(_mean(x, mask)).squeeze(-1), self.tag(x).squeeze(-1)

    def embed(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Unit vectors as the embedder makes them, given all twelve layers."""
        return F.normalize(_mean(self.hidden(ids, mask, None), mask), dim=-1)


def _mean(x: Tensor, mask: Tensor) -> Tensor:
    there = mask[:, :, None].to(x.dtype)
    return (x * there).sum(1) / there.sum(1)
