"""The training loop: groups of one right and several near statements, on plain processors."""

import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from assistant.reader.pieces import Pieces
from assistant.reader.training.corpora import SHARES
from assistant.reader.training.network import Network
from assistant.reader.training.sampling import Candidates, Labelled, group

QUESTIONS, NEGATIVES = 8, 4  # questions a step; statements that do not answer, for each
RATE, HEAD_RATE, WARM = 1e-4, 4e-4, 150
UNSTATED = 0.1  # share of draws that are questions whose answer is not stated, beside the rest
_POSITIVE_WEIGHT, _TAG_WEIGHT = 2.0, 0.5
_BUCKETS = 3  # a step's rows are padded in so many parts by length
_SAVED_EVERY = 250


class Training:
    """One run; its state lies in one file, from which it can go on."""

    def __init__(self, network: Network, pieces: Pieces) -> None:
        self.network, self.pieces = network, pieces
        self.chance = random.Random(0)
        trained = {n: p for n, p in network.named_parameters() if p.requires_grad}
        self.master = {n: p.detach().clone().float() for n, p in trained.items()}
        heads = [p for n, p in self.master.items() if _is_head(n)]
        body = [p for n, p in self.master.items() if not _is_head(n)]
        self.optimizer = torch.optim.AdamW(
            [{"params": body, "rate": RATE}, {"params": heads, "rate": HEAD_RATE}],
            weight_decay=0.01,
            fused=True,
        )
        network.to(torch.bfloat16).train()
        self.step = 0

    def run(self, sources: dict[str, Candidates], steps: int, out: Path) -> None:
        """Train up to a number of steps in all; the learning rate falls linearly to them."""
        names, shares = list(SHARES), list(SHARES.values())
        loss, start, first = 0.0, time.time(), self.step
        while self.step < steps:
            share = min(1.0, (self.step + 1) / WARM) * max(0.02, 1 - self.step / steps)
            for part in self.optimizer.param_groups:
                part["lr"] = part["rate"] * share
            drawn = [sources[n] for n in self.chance.choices(names, shares, k=QUESTIONS)]
            groups = [
                group(source, self._drawn(source), NEGATIVES, self.pieces, self.chance)
                for source in drawn
            ]
            loss += self._update([g for g in groups if g])
            self.step += 1
            if self.step % 50 == 0:
                pace = (time.time() - start) / (self.step - first)
                print(f"{self.step} loss {loss / 50:.4f} {pace:.3f} s/step", flush=True)
                loss = 0.0
            if self.step % _SAVED_EVERY == 0 or self.step == steps:
                self.save(out)

    def _drawn(self, source: Candidates) -> int:
        """A question; one that is not stated more often than there are such, where there are."""
        if source.unstated and self.chance.random() < UNSTATED:
            return self.chance.choice(source.unstated)
        return self.chance.randrange(len(source.library.asked))

    def _update(self, groups: Sequence[list[Labelled]]) -> float:
        rows = [row for part in groups for row in part]
        logits, tag_loss = self._forward(rows)
        right = torch.tensor([float(row.states) for row in rows])
        loss = F.binary_cross_entropy_with_logits(
            logits, right, pos_weight=torch.tensor(_POSITIVE_WEIGHT)
        )
        loss = loss + _TAG_WEIGHT * tag_loss
        at = 0
        for part in groups:
            if part[0].states:
                loss = loss - F.log_softmax(logits[at : at + len(part)], 0)[0] / len(groups)
            at += len(part)
        self.network.zero_grad()
        loss.backward()
        for name, parameter in self.network.named_parameters():
            if name in self.master and parameter.grad is not None:
                self.master[name].grad = parameter.grad.float()
        torch.nn.utils.clip_grad_norm_(list(self.master.values()), 1.0)
        self.optimizer.step()
        self._share()
        return float(loss.detach())

    def _share(self) -> None:
        """Give the network what the master has learned."""
        with torch.no_grad():
            for name, parameter in self.network.named_parameters():
                if name in self.master:
                    parameter.copy_(self.master[name])

    def _forward(self, rows: Sequence[Labelled]) -> tuple[Tensor, Tensor]:
        """Logits in the order of the rows, and the mean loss of the tags."""
        order = sorted(range(len(rows)), key=lambda n: len(rows[n].pair.ids))
        found: list[Tensor] = []
        tag_losses: list[Tensor] = []
        for part in np.array_split(np.array(order), _BUCKETS):
            pairs = [rows[n].pair for n in part]
            ids, mask, segments = (torch.tensor(a) for a in self.pieces.batch(pairs))
            logits, tags = self.network(ids, mask.bool(), segments)
            found.append(logits.float())
            for at, n in enumerate(part):
                flags = rows[n].tags
                if flags is not None:
                    wanted = torch.tensor(flags)
                    seen = wanted >= 0
                    tag_losses.append(
                        F.binary_cross_entropy_with_logits(
                            tags[at, : len(flags)].float()[seen], wanted[seen].float()
                        )
                    )
        logits = torch.cat(found)[torch.tensor(np.argsort(np.array(order)))]
        return logits, torch.stack(tag_losses).mean() if tag_losses else torch.zeros(())

    def save(self, out: Path) -> None:
        """Everything needed to go on, written whole."""
        state = {
            "master": self.master,
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "chance": self.chance.getstate(),
        }
        torch.save(state, out.with_suffix(".part"))
        out.with_suffix(".part").replace(out)

    def load(self, out: Path) -> None:
        """Go on from a saved state."""
        state = torch.load(out, weights_only=False)
        with torch.no_grad():
            for name, value in state["master"].items():
                self.master[name].copy_(value)
        self._share()
        self.optimizer.load_state_dict(state["optimizer"])
        self.step = state["step"]
        self.chance.setstate(state["chance"])


def _is_head(name: str) -> bool:
    return name.startswith(("head", "tag", "segment"))
