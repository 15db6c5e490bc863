import gzip
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.reader.reader import OnnxReader
from corpus.document import Source
from corpus.passage import Passage
from evals.benchmark import Reordered, load_dataset, measure
from evals.case import InputError
from index.retriever import Retriever


def _bench(folder: Path) -> None:
    article = {
        "id": "L1",
        "title": "民法典",
        "chapter": "总则",
        "article": "第一条",
        "text": "为了",
    }
    with gzip.open(folder / "corpus.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(article) + "\n")
    row = {"id": "3", "text": "为什么?", "relevant": ["L1"]}
    (folder / "queries.dev.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")


def test_a_data_set_becomes_articles_under_their_headings(tmp_path):
    _bench(tmp_path)
    found = load_dataset(tmp_path)
    assert found.passages[0].source.title == "民法典"
    assert found.passages[0].heading_path == ("总则", "第一条")
    assert found.queries[0].relevant == ("L1",)


def test_a_search_is_measured_by_the_ids_of_the_data(tmp_path):
    _bench(tmp_path)
    data = load_dataset(tmp_path)
    retriever = SimpleNamespace(
        search=lambda text, k, legs: [SimpleNamespace(passage=data.passages[0])]
    )
    seen: list[tuple[int, int]] = []
    found, times = measure(retriever, data, ["words"], lambda *at: seen.append(at))
    assert found["recall@1"]["value"] == found["ndcg@10"]["value"] == 1
    assert (len(times), seen) == (1, [(1, 1)])


def test_the_reader_puts_the_best_passages_in_order():
    source = Source(id="L", title="实验室办法")
    texts = (
        "新认定的实验室应当每年报送年度报告。",
        "对新认定的实验室给予最高80万元补助。",
        "解释。",
    )
    passages = [Passage(source, (f"第{n}条",), "", text, n) for n, text in enumerate(texts)]
    retriever = Retriever(passages)
    question = "新认定的实验室应当给多少钱？"
    orders = [
        [hit.passage.order for hit in by.search(question, 2, legs=["words"])]
        for by in (retriever, Reordered(retriever, OnnxReader()))
    ]
    assert orders == [[0, 1], [1, 0]]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("none", "", "无法读取"),
        ("queries.jsonl", "{", "不是合法的 JSON"),
        ("queries.jsonl", '{"x": 1}', "格式不对"),
        ("queries.jsonl", "", "没有问题"),
    ],
)
def test_an_unusable_folder_is_named(tmp_path, name, text, message):
    if text or name != "none":
        _bench(tmp_path)
        (tmp_path / "queries.dev.jsonl").unlink()
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        load_dataset(tmp_path)
