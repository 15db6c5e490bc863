"""Whatever a file holds, it is read or refused with a reason; whatever a text holds, it is split
without loss, in steps that grow with its length alone."""

import shutil
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.document import Document, Source
from corpus.errors import CorpusError
from corpus.figures import figures
from corpus.outline import marker, run_in_headings
from corpus.passage import Passage
from corpus.reader import read
from corpus.splitter import split
from tests.corpus.test_converting import (
    a_low_table,
    a_pdf,
    a_web_page,
    a_word_file,
    a_workbook,
    an_ofd,
)
from tests.corpus.test_converting_refusals import ole
from tests.fuzzing import calls, edited, filled, with_member, with_numbers

CARD = "---\ntitle: 试验办法\nissued: 2024-01-02\ntopics: [甲, 乙]\n---\n第一条 补贴10万元。\n"
PAGE = "市科技局文件\n文号：市科〔2024〕3号\n\n试验办法\n第一条 企业应当申报。\n|甲|乙|\n|1|2|\n"


def a_compound(stream: str) -> Callable[[], bytes]:
    return lambda: ole(stream) * 3


SAMPLES: dict[str, Callable[[], bytes]] = {
    "页.html": a_web_page,
    "文.docx": a_word_file,
    "文.pdf": a_pdf,
    "文.ofd": an_ofd,
    "表.xlsx": a_workbook,
    "比例.xlsx": a_low_table,
    "旧.doc": a_compound("WordDocument"),
    "旧.xls": a_compound("Workbook"),
    "旧.rtf": lambda: rb"{\rtf1\ansi{\listtext 1.}\u31532?\ls1 text}",
    "卡.md": CARD.encode,
    "页.txt": PAGE.encode,
    "宽.txt": lambda: PAGE.encode("utf-16"),
    "国标.txt": lambda: PAGE.encode("gb18030"),
}
TELLING = [
    *b"< > & -1 1e999 99999999999 %PDF- obj &#0; &#xD800;".split(),
    *(b'"', b"\0", b"\xff\xfe", b"---\n", b"[" * 500, b"<div>" * 300, b"g 9 9 ", b"<!DOCTYPE a ["),
    *(b"\xed\xa0\x80", "\ufdd0".encode(), "\u202e".encode(), "第".encode(), b"|" * 200, b"\n"),
]
EDITS = st.lists(
    st.tuples(
        st.integers(0, 10**6), st.integers(0, 40), st.sampled_from(TELLING) | st.binary(max_size=6)
    ),
    min_size=1,
    max_size=6,
)
NUMBERS = st.lists(
    st.tuples(
        st.integers(0, 10**4),
        st.sampled_from([b"", b"0", b"-1", b"7", b"300", b"99999999", b"1e308", b"nan", b"x"]),
    ),
    min_size=1,
    max_size=8,
)
PACKED = ["文.docx", "文.ofd", "表.xlsx", "比例.xlsx"]
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def tried(examples: int) -> settings:
    """The same examples every time."""
    return settings(
        max_examples=examples, derandomize=True, deadline=None, suppress_health_check=QUIET,
        database=None,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _no_office(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)


@cache
def sample(name: str) -> bytes:
    return SAMPLES[name]()


def read_or_refused(path, raw: bytes) -> None:
    path.write_bytes(raw)
    try:
        document = read(path)
    except CorpusError as fault:
        refusal = str(fault)
    else:
        refusal = ""
        assert document.source.title
        assert document.body.strip()
        document.body.encode()  # no half of a pair
        assert_split_well(document)
    assert "\n" not in refusal


def assert_split_well(document: Document) -> None:
    body = bare(document.body)
    for passage in split(document):
        for line in passage.text.split("\n"):
            assert bare(line) in body, passage
        figures(passage.text)


def bare(text: str) -> str:
    """Without what a table is drawn with and headings are marked by."""
    return "".join(char for char in text if not char.isspace() and char not in "|#-:：")


@pytest.mark.parametrize("name", SAMPLES)
@given(edits=EDITS)
@tried(40)
def test_a_file_with_something_changed_is_read_or_refused(name, edits, tmp_path):
    read_or_refused(tmp_path / name, edited(sample(name), edits))


@pytest.mark.parametrize("name", PACKED)
@given(number=st.integers(0, 30), edits=EDITS)
@tried(30)
def test_a_file_with_a_changed_part_is_read_or_refused(name, number, edits, tmp_path):
    changed = with_member(sample(name), number, lambda part: edited(part, edits))
    read_or_refused(tmp_path / name, changed)


@pytest.mark.parametrize("name", PACKED)
@given(number=st.integers(0, 30), others=NUMBERS)
@tried(40)
def test_a_file_with_other_numbers_in_it_is_read_or_refused(name, number, others, tmp_path):
    changed = with_member(sample(name), number, lambda part: with_numbers(part, others))
    read_or_refused(tmp_path / name, changed)


MAGIC = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf",
         b"<html><body>", b"\xff\xfe", b"---\n"]  # fmt: skip


@pytest.mark.parametrize("magic", MAGIC)
@given(
    rest=st.binary(max_size=600) | st.text(max_size=300).map(lambda t: t.encode("utf-8", "ignore"))
)
@tried(40)
def test_bytes_and_text_of_any_kind_are_read_or_refused(magic, rest, tmp_path):
    read_or_refused(tmp_path / "文.txt", magic + rest)


WORDS = """
    一、 （一） 1. ① 第 章 条 企业应当， 甲 1 一 万 % （ ） 《 》 “ ， 。 ； ：
    10万元以上 百分之 三分之一 2023年 1-2 1,000 半 点 ，不得 至 以下 <b> a
"""
UNITS = (
    *WORDS.split(),
    *("第一条 企业应当申报。", "# 标题\n", "附件1\n", "|甲|乙|\n", "|---|\n", "\n", " ", "\u3000"),
    *("问：多少？\n", "单位：万元\n"),
)
SHAPES: dict[str, Callable[[int], str]] = {
    **{repr(unit): (lambda n, unit=unit: filled(unit, n)) for unit in UNITS},
    "clauses of one sentence": lambda n: filled("企业应当提交材料，", n - 1) + "。",
    "brackets that nest": lambda n: "（" * (n // 2) + "）" * (n // 2),
    "titles that nest": lambda n: "《〈" * (n // 4) + "〉》" * (n // 4),
    "levels in turn": lambda n: filled("一、甲\n（一）乙\n1. 丙\n（1）丁\n①戊。\n", n),
    "lines that count": lambda n: "".join(f"{i}. 甲{i}项\n" for i in range(n // 8)),
}


def passages_of(text: str) -> tuple[Passage, ...]:
    return split(Document(Source(id="s", title="试验办法"), text))


def taken_apart(text: str) -> None:
    for line in text.split("\n"):
        marker(line)
        run_in_headings(line)
        figures(line)
    for passage in passages_of(text):
        assert passage.sentences is not None


@pytest.mark.parametrize("make", SHAPES.values(), ids=SHAPES)
def test_steps_grow_with_the_length_of_a_text_alone(make):
    few, many = (calls(lambda n=n: taken_apart(make(n))) for n in (1000, 4000))
    assert many <= 5 * few + 2000


@given(st.lists(st.sampled_from(UNITS) | st.text(max_size=5), max_size=120).map("".join))
@tried(150)
def test_any_text_is_split_into_what_it_holds(text):
    taken_apart(text)
    assert_split_well(Document(Source(id="s", title="试验办法"), text))
