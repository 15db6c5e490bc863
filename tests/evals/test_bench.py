import gzip
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from corpus.document import Source
from corpus.passage import Passage
from evals.bench import growth, load, retrieval, told
from evals.bench.cached_embedder import CachedEmbedder
from evals.bench.measuring import percentile
from evals.benchmark import Dataset, Query
from index.embedder import Embedder
from tests.evals.conftest import HNTE

TOPICS = ("研究院", "孵化器", "创新券", "实验室", "技术合同", "人才公寓")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Twelve articles of an invented law, and a question to each of the first six."""
    folder = tmp_path / "data"
    folder.mkdir()
    articles = [
        {"id": f"A{n}", "title": "促进条例", "text": f"{TOPICS[n % 6]}每年给予{n + 10}万元补助。"}
        for n in range(12)
    ]
    asked = [{"id": n, "text": f"{TOPICS[n]}补助多少？", "relevant": [f"A{n}"]} for n in range(6)]
    with gzip.open(folder / "corpus.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in articles)
    lines = "".join(json.dumps(row) + "\n" for row in asked)
    (folder / "queries.jsonl").write_text(lines, encoding="utf-8")
    return folder


def rows(folder: Path, name: str) -> list[dict[str, float]]:
    found: list[dict[str, float]] = json.loads((folder / f"{name}.json").read_text("utf-8"))["rows"]
    return found


def test_retrieval_is_measured_over_vectors_that_are_kept(evals, data, tmp_path):
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- retrieval -->\nold\n<!-- /retrieval -->\nafter\n", "utf-8")
    told_ = ["--data", data, "--passages", 10, "--cache", tmp_path / "kept", "--systems", "ours"]
    done = evals("bench", "retrieval", *told_, "--out", tmp_path, "--markdown", page)
    assert (done.code, done.err) == (0, "")
    (row,) = rows(tmp_path, "retrieval")
    assert (row["段数"], row["recall@10"]) == (10, 1)
    assert row["建索引 s"] > 0
    assert row["p95 ms"] >= row["p50 ms"] > 0
    text = page.read_text("utf-8")
    assert text.startswith("before")
    assert text.endswith("after\n")
    assert "| ours | 10 |" in text
    ElementTree.parse(tmp_path / "page-retrieval.svg")


def test_growth_is_measured_with_a_document_added_meanwhile(evals, data, tmp_path, monkeypatch):
    monkeypatch.setattr(growth, "apart", lambda work, *given: work(*given))  # starts take seconds
    asked = ["--data", data, "--passages", 15, "--queries", 3, "--questions", 2]
    assert evals("bench", "growth", *asked, "--out", tmp_path).code == 0
    (row,) = rows(tmp_path, "growth")
    assert row["段数"] == 15
    assert all(row[key] > 0 for key in ("p95 ms", "一问 p95", "启动 s", "加一份 s", "内存 MB"))


def test_both_doors_of_the_served_app_are_put_under_load(evals, write, cases, tmp_path):
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "计划.txt").write_text("计划\n\n年内新增高新技术企业300家。\n", "utf-8")
    own = {"EMBEDDER": "none", "DOCUMENTS_DIR": documents, "STORE_DIR": tmp_path / "store"}
    given = [word for name, value in own.items() for word in ("--set", f"POLICY_{name}={value}")]
    crowd = ["--users", 2, "--seconds", 1, "--think", 0.1, "--route", "api", "--route", "page"]
    questions = write("q.jsonl", cases)
    done = evals("bench", "load", *crowd, *given, "--questions", questions, "--out", tmp_path)
    assert done.code == 0
    for row in rows(tmp_path, "load"):
        assert row["问数"] > 2
        assert row["答/秒"] > 0
        assert row["内存 MB"] > 50
        assert (row["429/503"], row["其他错误"]) == (0, 0)


def test_an_absent_data_set_is_told_in_one_line(evals, tmp_path):
    done = evals("bench", "growth", "--data", tmp_path / "none", "--out", tmp_path)
    assert done.code == 2
    assert "不测" in done.err


def test_a_sample_holds_what_its_questions_ask_for():
    passages = tuple(Passage(Source(id=f"A{n}", title=""), (), "", "文", n) for n in range(9))
    queries = (Query("1", HNTE, ("A8",)), Query("2", HNTE, ("A7", "A6")), Query("3", HNTE, ("A1",)))
    sample, extra = retrieval.sampled(Dataset(passages, queries), 4, 2)
    held = [passage.source.id for passage in sample.passages]
    assert held == ["A0", "A6", "A7", "A8"]
    assert extra.source.id not in held
    assert [query.id for query in sample.queries] == ["1", "2"]


def test_a_kept_vector_is_not_made_again(tmp_path):
    class Counting(Embedder):
        name, made = "counting", 0

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            self.made += len(texts)
            return [[1.0, float(len(text))] for text in texts]

        def embed_query(self, text: str) -> list[float]:
            return [1.0, 0.0]

    model = Counting()
    for expected in (2, 0):
        embedder = CachedEmbedder(model, tmp_path)
        embedder.embed_documents(["甲", "乙乙"])
        assert embedder.anew == expected
    assert model.made == 2


@pytest.mark.parametrize(
    ("memory", "slope"),
    [([], None), ([(0, 9.0), (50, 9.5)], None), ([(0, 100.0), (500, 101.0), (1000, 102.0)], 2.0)],
)
def test_memory_has_a_slope_by_thousand_answers(memory, slope):
    found = load.slope(memory)
    assert found == (slope and pytest.approx(slope))


def test_nothing_timed_is_a_dash():
    found = told.lines([{told.SYSTEM: "ours", told.P95: percentile([], 95)}])
    assert found == [["系统", "p95 ms"], ["ours", "–"]]
