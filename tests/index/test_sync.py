"""Only what changed is embedded; what is stored comes back exactly."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.passage import Passage
from index import generations
from index.errors import EmbedderFailed
from index.indexer import sync
from index.retriever import open_retriever
from index.windows import indexed_parts, windows

ROOT = Path(__file__).parents[2]


def held(store: Path, embedder: Any = None) -> list[Passage]:
    return list(open_retriever(store, embedder).passages)


def manifest(store: Path) -> Path:
    generation = generations.current(store)
    return generation / "manifest.json"


def test_a_second_sync_embeds_nothing_and_writes_nothing(store, passages, embedder, make_embedder):
    sync(passages, embedder, store)
    before = {path: path.stat().st_mtime_ns for path in store.rglob("*")}
    again = make_embedder()
    assert sync(passages, again, store).unchanged == 6
    assert again.texts == []
    assert {path: path.stat().st_mtime_ns for path in store.rglob("*")} == before


def test_neither_an_idle_sync_nor_opening_loads_the_database_nor_a_search_by_words(
    store, passages, embedder
):
    sync(passages, embedder, store)
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, 'tests/index')\n"
        "from conftest import HashEmbedder, library\n"
        "from index.indexer import sync; from index.retriever import open_retriever\n"
        f"store, embedder = Path({str(store)!r}), HashEmbedder()\n"
        "print(sync(library(), embedder, store).unchanged)\n"
        "print(len(open_retriever(store, embedder).search('创新券', legs=['words'])) > 0)\n"
        "print([m for m in ('chromadb', 'onnx', 'openai') if m in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.split("\n")[:3] == ["6", "True", "[]"]


def test_vectors_of_an_incremental_sync_are_those_of_a_fresh_one(
    store, tmp_path, passages, amended, embedder
):
    sync(passages, embedder, store)
    sync(amended(2, "很短。"), embedder, store)
    sync(amended(2, "很短。"), embedder, tmp_path / "fresh")
    mended, fresh = (
        [(h.passage.id, h.score, h.windows) for h in open_retriever(s, embedder).search("创新券")]
        for s in (store, tmp_path / "fresh")
    )
    assert mended == fresh


def test_passages_that_claim_one_id_are_both_kept(store, passages, embedder):
    twins = [passages[0], replace(passages[0], text="同一编号的另一段。")]
    sync(twins, embedder, store)
    assert held(store, embedder) == twins


def test_an_emptied_library_leaves_an_empty_store_that_opens(store, passages, embedder):
    sync(passages, embedder, store)
    assert sync([], embedder, store).deleted == 6
    retriever = open_retriever(store, embedder)
    assert retriever.search("创新券") == []
    assert sync(passages, embedder, store).added == 6


def test_a_store_made_otherwise_is_made_anew_with_one_clear_line(store, passages, embedder):
    sync(passages, embedder, store)
    path = manifest(store)
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 1}))
    embedder.texts.clear()
    assert sync(passages, embedder, store).rebuilt == "索引格式有更新，全部重建"
    assert embedder.texts
    assert sync(passages, embedder, store).rebuilt is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda rows: rows[:-1],
        lambda rows: [row[:-1] if n else row for n, row in enumerate(rows)],
        lambda rows: [[float("nan")] * len(row) for row in rows],
        lambda rows: [["x"] * len(row) for row in rows],
        lambda rows: 1 / 0,
    ],
    ids=["too few", "unequal width", "not a number", "not even numeric", "an exception"],
)
def test_unusable_vectors_leave_the_old_state_serving(
    spoil, store, passages, amended, make_embedder
):
    good = make_embedder()
    sync(passages, good, store)
    bad = make_embedder()
    embed = bad.embed_documents
    bad.embed_documents = lambda texts: spoil(embed(texts))
    with pytest.raises(EmbedderFailed, match=r"^向量模型 hash-1 调用失败：.+"):
        sync(amended(), bad, store)
    assert held(store, good) == passages
    assert not list(store.glob("part-*"))


def test_a_changed_passage_alone_is_embedded_again_and_a_removed_one_goes(
    store, passages, amended, embedder
):
    seen: list[tuple[int, int]] = []
    sync(passages, embedder, store, lambda *count: seen.append(count))
    assert seen[-1] == (len(embedder.texts), len(embedder.texts))
    assert len(embedder.texts) == 2 + sum(len(indexed_parts(windows(p.text))) for p in passages)
    embedder.texts.clear()
    report = sync(amended()[:5], embedder, store)
    assert (report.updated, report.deleted, report.unchanged) == (1, 1, 4)
    assert embedder.texts == ["科技创新券管理办法", "创新券每年每家企业最高30万元。"]
    assert held(store, embedder) == amended()[:5]
    embedder.texts.clear()
    assert sync(amended()[:5], embedder, store, rebuild=True).rebuilt == "按要求全部重建"
    assert len(embedder.texts) > 10
