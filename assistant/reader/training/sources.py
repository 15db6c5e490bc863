"""Which questions and documents the reader is trained on, and in which shares."""

import pickle
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.reader.pieces import Pieces
from assistant.reader.training.corpora import (
    Library,
    fold,
    for_training,
    held_out,
    joined,
    library,
    read_jsonl,
    reading_sets,
    wordings,
)
from assistant.reader.training.network import Network
from assistant.reader.training.sampling import Candidates, beside, candidates
from assistant.reader.training.vocabulary import kept_pieces
from index.e5_file import Vocabulary, Weights, tokenizer_of

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Prepared:
    """Everything a run needs: the vocabulary kept, and the sources by name."""

    kept: list[int]
    sources: dict[str, Candidates]


def prepare(
    weights: Weights,
    vocabulary: Vocabulary,
    train: list[Path],
    shipped: Path,
    questions: list[Path],
    worded: Path,
    kept: list[int] | None = None,
) -> Prepared:
    """Read all sources. train: folders of documents that do not ship, with questions on them;
    the first also has the reading sets. kept: the vocabulary, where it is given."""
    own = [q for path in questions for q in read_jsonl(path) if for_training(q)]
    documents = joined([library(folder / "documents", _on_documents(folder)) for folder in train])
    libraries = {
        "documents": _without(documents, held_out),
        "shipped": library(shipped, own),
        "wordings": library(shipped, list(wordings(worded))),
        "reading": reading_sets(train[0] / "reading.jsonl.gz"),
    }
    kept = kept or kept_pieces(vocabulary, _texts(libraries.values()))
    embedder = Network(weights, kept, range(12)).eval()
    pieces = Pieces(tokenizer_of(vocabulary, kept))
    sources = {
        name: beside(one) if name == "reading" else candidates(one, embedder, pieces)
        for name, one in libraries.items()
    }
    return Prepared(kept, sources)


def _texts(libraries: Iterable[Library]) -> list[str]:
    found = set()
    for one in libraries:
        found |= {text for row in one.rows for text in (row.context, row.text)}
        found |= {asked.question for asked in one.asked}
    return sorted(found)


def prepared(path: Path, make: Callable[[], Prepared]) -> Prepared:
    """What was prepared before, or is now and kept in a file."""
    if not path.exists():
        path.write_bytes(pickle.dumps(make()))
    found: Prepared = pickle.loads(path.read_bytes())  # noqa: S301  # our own
    return found


def _on_documents(folder: Path) -> list[dict[str, Any]]:
    """The questions to learn from on the documents of a folder: its own, and ours beside this
    module, whose evidence is told by characters of the folded document."""
    given = [q for path in sorted(folder.glob("questions*.jsonl")) for q in read_jsonl(path)]
    found = [q for q in given if for_training(q)]
    texts = {path.name: fold(path.read_text("utf-8")) for path in (folder / "documents").iterdir()}
    for path in sorted(DATA.glob("questions-*.jsonl")):
        for question in read_jsonl(path):
            if text := texts.get(question["document"]):
                spans = question.pop("spans", ())
                found.append({**question, "evidence": [text[a:b] for a, b in spans]})
    return found


def _without(one: Library, out: Callable[[str], bool]) -> Library:
    """A library without some documents and the questions on them."""
    keep = [n for n, name in enumerate(one.documents) if not out(name)]
    new = {n: at for at, n in enumerate(keep)}
    asked = tuple(
        replace(a, states={new[n]: spans for n, spans in a.states.items()})
        for a in one.asked
        if not out(a.document)
    )
    return Library(tuple(one.rows[n] for n in keep), tuple(one.documents[n] for n in keep), asked)
