"""The shipped weights: made as their recipe says, and reading what a person would."""

import hashlib
import json

import pytest

from assistant.reader.pieces import STATEMENT
from assistant.reader.reader import WEIGHTS, OnnxReader
from assistant.reader.statements import Statement
from assistant.reader.training.corpora import SHARES, asked_text, fold, for_training, held_out
from corpus.document import Source
from corpus.passage import Passage

PASSAGE = Passage(Source(id="x", title="滨海市实验室管理办法"), ("第二章 支持",), "", "")


def statement(text, lead=""):
    return Statement(PASSAGE, text, 0, lead)


@pytest.fixture(scope="module")
def reader():
    return OnnxReader()


def test_the_weights_are_those_of_the_recipe():
    recipe = json.loads((WEIGHTS / "recipe.json").read_text(encoding="utf-8"))
    assert recipe["command"].startswith("python -m assistant.reader.training")
    for name, digest in recipe["sha256"].items():
        assert hashlib.sha256((WEIGHTS / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (
            "新认定的实验室给多少补助？",
            "对新认定的实验室给予最高80万元补助。",
            "实验室每年报送报告。",
        ),
        ("验收不合格怎么办？", "验收不合格的，限期六个月整改。", "验收由市科技局组织专家进行。"),
        ("谁负责验收？", "验收由市科技局组织专家进行。", "验收不合格的，限期六个月整改。"),
        ("建设期几年？", "实验室建设期为两年。", "实验室有效期满三年的应当重新认定。"),
    ],
)
def test_the_statement_that_states_what_is_asked_is_likelier(reader, question, right, wrong):
    one, other = reader.read(question, [statement(right), statement(wrong)])
    assert one.logit > other.logit


def test_the_words_that_answer_are_marked(reader):
    text = "实验室建设期为两年，期满由市科技局组织专家验收，验收不合格的限期整改。"
    (reading,) = reader.read("建设期几年？", [statement(text)])
    at = text.index("期满")
    assert reading.marked(0, at) > reading.marked(at, len(text))


def test_readings_do_not_depend_on_what_is_read_beside_them(reader):
    texts = ["实验室建设期为两年。", "甲" * 140, "验收由市科技局组织专家进行。"]
    together = reader.read("建设期几年？", [statement(text) for text in texts])
    for text, reading in zip(texts, together, strict=True):
        (alone,) = reader.read("建设期几年？", [statement(text)])
        assert alone.logit == pytest.approx(reading.logit, abs=0.4)  # int8 scales differ a little


def test_too_long_a_statement_is_cut_and_an_empty_list_is_none(reader):
    assert reader.read("问", []) == []
    (pair,) = reader._pieces.pairs("问" * 500, [("", "甲乙丙丁" * 200)])
    assert len(pair.ids) <= STATEMENT + 60
    assert len(pair.ids) == len(pair.segments) == len(pair.offsets)


def test_unseen_questions_and_the_test_half_are_never_learned_from():
    assert not for_training({"id": "a", "split": "unseen"})
    assert for_training({"id": "a", "split": "train"})
    halves = {for_training({"id": str(n)}) for n in range(20)}
    assert halves == {True, False}


def test_documents_are_held_out_whole_and_the_shares_are_of_one():
    held = [n for n in range(500) if held_out(f"文件{n}.txt")]
    assert 0.05 < len(held) / 500 < 0.2
    assert sum(SHARES.values()) == pytest.approx(1)


def test_a_follow_up_is_read_behind_what_was_asked_before():
    history = [{"role": "user", "content": "建设期几年"}, {"role": "assistant", "content": "两年"}]
    assert asked_text({"question": "那有效期呢", "history": history}) == "建设期几年 ▸ 那有效期呢"
    assert fold("“甲　乙”１") == '"甲乙"1'
