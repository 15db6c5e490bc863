import gzip
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from evals.benchmark import measure
from evals.case import InputError
from evals.datasets import load_dataset

SQUAD = {
    "data": [
        {
            "title": "范廷颂",
            "paragraphs": [
                {
                    "id": "D1",
                    "context": "范廷颂是枢机。",
                    "qas": [{"id": "Q1", "question": "他是谁?", "answers": [{"text": "枢机"}]}],
                }
            ],
        }
    ]
}
OLD_CMRC = [
    {
        "context_id": "T1",
        "context_text": "工商协进会报告。",
        "qas": [{"query_id": "T1_Q1", "query_text": "谁报告?", "answers": ["工商协进会"]}],
        "title": "报告",
    }
]


@pytest.mark.parametrize(
    ("name", "data", "text", "question"),
    [
        ("cmrc", SQUAD, "范廷颂是枢机。", "他是谁?"),
        ("drcd", SQUAD, "范廷颂是枢机。", "他是谁?"),
        ("cmrc", OLD_CMRC, "工商协进会报告。", "谁报告?"),
    ],
)
def test_a_reading_set_becomes_paragraphs_and_questions(
    tmp_path: Path, name: str, data: Any, text: str, question: str
) -> None:
    (tmp_path / "dev.json").write_text(json.dumps(data), encoding="utf-8")
    found = load_dataset(name, tmp_path)
    assert [p.text for p in found.passages] == [text]
    assert [(q.text, q.relevant) for q in found.queries] == [(question, ("p0",))]


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


@pytest.mark.parametrize("name", ["statutes", "ncp"])
def test_a_statute_set_becomes_articles_under_their_headings(tmp_path: Path, name: str) -> None:
    _bench(tmp_path)
    found = load_dataset(name, tmp_path)
    assert found.passages[0].source.title == "民法典"
    assert found.passages[0].heading_path == ("总则", "第一条")
    assert found.queries[0].relevant == ("L1",)


def test_a_search_is_measured_by_the_ids_of_the_data(tmp_path: Path) -> None:
    _bench(tmp_path)
    data = load_dataset("ncp", tmp_path)
    retriever = SimpleNamespace(
        search=lambda text, k, legs: [SimpleNamespace(passage=data.passages[0])]
    )
    seen: list[tuple[int, int]] = []
    found, times = measure(retriever, data, ["words"], lambda *at: seen.append(at))
    assert found["recall@1"].value == found["ndcg@10"].value == 1
    assert (len(times), seen) == (1, [(1, 1)])


@pytest.mark.parametrize(
    ("name", "message"), [("squad", "未知数据集"), ("ncp", "无法读取"), ("cmrc", "没有段落")]
)
def test_an_unusable_folder_is_named(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        load_dataset(name, tmp_path)


@pytest.mark.parametrize(("text", "message"), [("{", "不是合法的 JSON"), ('{"x": 1}', "不是 cmrc")])
def test_a_file_of_another_format_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "dev.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        load_dataset("cmrc", tmp_path)
