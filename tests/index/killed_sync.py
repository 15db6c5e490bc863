"""Run by tests: sync a changed library into a store, and die where told to.

python killed_sync.py STORE POINT TEXT
"""

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from conftest import HashEmbedder, library

from index import generations, indexer
from index.indexer import sync


def die(*_: Any, **__: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def main(store: str, point: str, text: str) -> None:
    embedder = HashEmbedder()
    swap = os.replace

    def swap_and_die(*paths: Any) -> None:
        swap(*paths)
        die()

    if point == "embedding":
        embedder.hook = die
    elif point == "copying the old store":
        generations.begin = lambda store, base: die() if begin(store, base) else begin(store, base)
    elif point == "Chroma is written":
        indexer.write = lambda *given: (write(*given), die())
    elif point == "before the swap":
        os.replace = die
    elif point == "after the swap":
        os.replace = swap_and_die
    passages = library()
    passages[4] = replace(passages[4], text=text)
    print(sync(passages, embedder, Path(store)))


begin, write = generations.begin, indexer.write

if __name__ == "__main__":
    main(*sys.argv[1:])
