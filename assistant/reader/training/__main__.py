"""python -m assistant.reader.training: make the reader's weights from the training data."""

import argparse
from pathlib import Path

import torch

from assistant.reader.pieces import Pieces
from assistant.reader.training.export import export, load_shipped
from assistant.reader.training.network import Network
from assistant.reader.training.sources import DATA, prepare, prepared
from assistant.reader.training.train import Training
from assistant.reader.training.vocabulary import pieces_kept
from index.e5_file import load, tokenizer_of


def main() -> None:
    """Prepare, train (going on where an earlier run stopped), export."""
    options = _options()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    weights, vocabulary = load()
    questions = sorted(Path("evals/questions").glob("*.jsonl"))
    data = prepared(
        options.work / "prepared.pickle",
        lambda: prepare(
            weights,
            vocabulary,
            options.train,
            Path("corpus/documents"),
            questions,
            DATA / "wordings",
            pieces_kept(vocabulary, options.start) if options.start else None,
        ),
    )
    for name, source in data.sources.items():
        print(name, len(source.library.asked), "questions", len(source.library.rows), "statements")
    pieces = Pieces(tokenizer_of(vocabulary, data.kept))
    network = Network(weights, data.kept)
    if options.start:
        load_shipped(network, options.start)
    training = Training(network, pieces)
    state = options.work / "state.pt"
    if state.exists():
        training.load(state)
    training.run(data.sources, options.steps, state)
    network = Network(weights, data.kept)
    network.load_state_dict(training.master, strict=False)  # all but the frozen word table
    command = f"python -m assistant.reader.training --steps {options.steps}"
    export(network, pieces, options.out, {"command": command, "steps": training.step})


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", type=Path, action="append", required=True)
    parser.add_argument("--start", type=Path, help="a folder of weights to go on from")
    parser.add_argument("--work", type=Path, default=Path("build/reader"))
    parser.add_argument("--out", type=Path, default=Path("assistant/reader/weights"))
    parser.add_argument("--steps", type=int, default=12000)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
