"""What a document may hold costs in step with its length, and nothing in it blows up."""

import base64
import random
from collections.abc import Callable

import pytest

from corpus.deadlines import deadlines
from corpus.errors import CorpusError
from corpus.library import load_passages
from corpus.programme_reading import read_programmes
from corpus.reader import read
from corpus.targets import targets
from tests.growth import grows_in_step

CARD = "---\ntitle: 试验办法\nissuer: 甲\n---\n"
PICTURE = base64.b64encode(random.Random(0).randbytes(100_000)).decode()
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

Make = Callable[[int], str]
CASES: dict[str, Make] = {
    "a picture in a tag": lambda n: f'<img src="data:image/png;base64,{PICTURE[:n]}">\n正文。',
    "a picture in Markdown": lambda n: f"![图](data:image/png;base64,{PICTURE[:n]})\n正文。",
    "one line without a stop": lambda n: "甲" * n,
    "one line of clauses": lambda n: "企业应当，" * (n // 5),
    "digits": lambda n: "1" * n,
    "the same line": lambda n: "企业应当申报。\n" * (n // 8),
    "the same item": lambda n: "1. 企业应当申报。\n" * (n // 10),
    "attributes without an end": lambda n: "正文<a" + " x=b/b" * (n // 6),
    "end tags of nothing": lambda n: "<b>" * (n // 7) + "</i>" * (n // 7) + "正文",
    "elements left open": lambda n: "<div>" * (n // 5) + "正文",
    "labels left open": lambda n: "[_metadata_\n" * (n // 12),
    "roles left open": lambda n: "正文<system " * (n // 9),
    "titles": lambda n: "《试验办法》" * (n // 6),
    "numbers of documents": lambda n: "苏科〔2023〕1号" * (n // 10),
    "repeals": lambda n: "《试验办法》同时废止" * (n // 10),
    "targets": lambda n: "年内新增企业300家，" * (n // 11),
    "figures side by side": lambda n: "新增1家、" * (n // 5),
    "lines of one character": lambda n: "甲\n" * (n // 2),
    "brackets that nest": lambda n: "（" * (n // 2) + "）" * (n // 2),
}


@pytest.mark.parametrize("make", CASES.values(), ids=CASES)
def test_reading_a_document_takes_time_in_step_with_its_length(make, tmp_path):
    file = tmp_path / "文件.md"

    def load(text: str) -> None:
        file.write_text(CARD + text, encoding="utf-8")
        passages = load_passages(tmp_path).passages
        assert passages
        targets(passages, plans_only=False)
        deadlines(passages)

    assert grows_in_step(load, make, 20_000)


def test_aliases_that_multiply_are_refused_with_a_reason(tmp_path):
    assert len(BOMB) < 400
    document, rules = tmp_path / "文件.md", tmp_path / "rules.yaml"
    document.write_text(f"---\ntitle: 试验办法\n{BOMB}---\n正文。", encoding="utf-8")
    with pytest.raises(CorpusError, match="用了引用"):
        read(document)
    rules.write_text(f"disclaimer: 仅供参考\n{BOMB}programs: *i\n", encoding="utf-8")
    told = ("rules.yaml 用了引用（*名称），请直接写出内容",)
    assert read_programmes((), rules) == (None, told)


@pytest.mark.parametrize("text", ["programs: " + "[" * 5000, "as_of: 2022-09-31"])
def test_rules_that_cannot_be_read_are_told(text, tmp_path):
    (tmp_path / "rules.yaml").write_text(text, encoding="utf-8")
    found, faults = read_programmes((), tmp_path / "rules.yaml")
    assert found is None
    assert len(faults) == 1
