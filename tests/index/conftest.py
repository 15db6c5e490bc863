"""An invented library and an embedder that counts; the store is real Chroma."""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Kind, Source, Status
from corpus.passage import Passage
from index.embedder import Embedder
from index.indexer import sync

PLAN = Source(
    id="要点2031",
    title="2031年全市科技创新工作要点",
    issuer="市科技局",
    issued_on="2031-02-10",
    region="盐城市",
    year=2031,
    topics=("科技", "创新"),
)
VOUCHER = Source(
    id="voucher",
    title="科技创新券管理办法（摘编）",
    document_number="苏科规〔2030〕8号",
    status=Status.PARTLY_IN_FORCE,
    kind=Kind.DIGEST,
)
LONG = "建设创新平台。" + "".join(
    f"支持第{n}家企业建设研发机构，最高补助{n}万元；" for n in range(1, 30)
)


def library() -> list[Passage]:
    """Six passages of two sources; one of them takes several windows."""
    return [
        Passage(PLAN, (), "p1", "力争全年新增高新技术企业45家，研发投入占比达到2.4%。", 0),
        Passage(
            PLAN, ("一、抓好企业培育", "完善孵化链条"), "", "新建孵化器3家。\n新建众创空间8家。", 1
        ),
        Passage(PLAN, ("二、建设平台",), "", LONG, 2),
        Passage(PLAN, ("三、保障",), "p1", "  全角１２％、表情😀、制表\t符和“引号”。 ", 3),
        Passage(
            VOUCHER, ("第一章", "第二条"), "", "创新券每年每家企业最高20万元，用于购买科技服务。", 0
        ),
        Passage(VOUCHER, ("第一章", "第三条"), "1", "人才公寓不属于创新券的使用范围。", 1),
    ]


class HashEmbedder(Embedder):
    """Vectors made of digests; remembers what it was asked to embed."""

    def __init__(self, name: str = "hash-1", width: int = 16) -> None:
        self.name = name
        self.width = width
        self.texts: list[str] = []
        self.hook: Callable[[], None] = lambda: None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.hook()
        self.texts.extend(texts)
        return [self._vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._vector(text)

    def _vector(self, text: str) -> list[float]:
        digest = hashlib.sha512(text.encode("utf-8", "replace")).digest()
        return [byte - 127.5 for byte in digest[: self.width]]


@pytest.fixture
def passages() -> list[Passage]:
    return library()


@pytest.fixture
def embedder() -> HashEmbedder:
    return HashEmbedder()


@pytest.fixture
def make_embedder() -> type[HashEmbedder]:
    return HashEmbedder


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "store"
    sync(library(), HashEmbedder(), folder)
    return folder


@pytest.fixture
def filled_store(_template: Path, tmp_path: Path) -> Path:
    """A store that holds the library already, made by an embedder of the same name."""
    return Path(shutil.copytree(_template, tmp_path / "store"))


@pytest.fixture
def amended() -> Callable[..., list[Passage]]:
    """The library with one passage's text changed."""

    def change(number: int = 4, text: str = "创新券每年每家企业最高30万元。") -> list[Passage]:
        changed = library()
        changed[number] = replace(changed[number], text=text)
        return changed

    return change
