import json
from pathlib import Path
from typing import Any

import pytest

from corpus.document import Document, Source
from corpus.library import CorpusReport
from corpus.passage import Passage
from evals.case import Case, InputError
from evals.check import check
from evals.question_set import load, select

GOOD = {"id": "a", "category": "list", "history": [], "question": "问?", "answerable": True}
GOOD |= {"facts": [["300家"]], "forbidden": [], "evidence": ["新增300家"], "note": ""}


def _file(folder: Path, *lines: str | dict[str, object]) -> Path:
    path = folder / "q.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"document": "甲办法.txt", "split": "unseen"},
        {"documents": "文件", "split": "train"},
        {"category": "诗歌"},
    ],
)
def test_a_case_survives_the_round_trip(tmp_path, more):
    assert load([_file(tmp_path, GOOD | more)])[0].to_json() == GOOD | more


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{not json", "不是合法的 JSON"),
        ("[1]", "应为一个有 id 的"),
        (GOOD, "编号重复：a"),
        (GOOD | {"id": "b", "category": ""}, "缺少 category"),
        (GOOD | {"id": "b", "question": None}, "缺少 question"),
        (GOOD | {"id": "b", "answerable": "yes"}, "answerable 应为 true 或 false"),
        (GOOD | {"id": "b", "facts": ["300家"]}, "facts 应为列表的列表"),
        (GOOD | {"id": "b", "forbidden": [""]}, "forbidden 应为字符串列表"),
        (GOOD | {"id": "b", "history": [{"role": "x"}]}, "history 应为"),
    ],
)
def test_a_bad_line_is_named_by_file_and_number(tmp_path, line, message):
    path = _file(tmp_path, GOOD, "", line)
    with pytest.raises(InputError) as error:
        load([path])
    assert len(error.value.problems) == 1
    assert error.value.problems[0].startswith(f"{path}:3：")
    assert message in error.value.problems[0]


@pytest.mark.parametrize("name", ["missing.jsonl", ".", "gbk.jsonl"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, name):
    (tmp_path / "gbk.jsonl").write_bytes("问".encode("gbk"))
    with pytest.raises(InputError, match="：无法读取："):
        load([tmp_path / name])


def test_the_split_is_fixed_by_the_id():
    made = [Case(f"plan-{n}", "list", "?", True) for n in range(400)]
    assert [case.split for case in made[:6]] == ["test", "test", "test", "dev", "dev", "test"]
    assert 150 < len(select(made, "dev")) < 250
    assert len(select(made, "dev")) + len(select(made, "test")) == 400


def test_cases_are_chosen_by_category_and_limit(cases):
    assert [c.id for c in select(cases, categories=["list", "unanswerable"])] == ["b", "c"]
    assert [c.id for c in select(cases, limit=1)] == ["a"]
    with pytest.raises(InputError, match="未知类别"):
        select(cases, categories=["poetry"])
    with pytest.raises(InputError, match="未知划分：train；可选：dev、test、all"):
        select(cases, split="train")


def _findings(*cases: Case) -> list[str]:
    source, text = Source("s", "t"), "年内新增300家,另建120家。"
    document = Document(source, text, header="只在文件头")
    report = CorpusReport((document,), (Passage(source, (), "p1", text),), ())
    return [str(finding) for finding in check(cases, report)]


def _case(**changes: Any) -> Case:
    sound = {"id": "x", "category": "list", "question": "?", "answerable": True}
    proof = {"facts": (("300家",),), "evidence": ("新增300家",), "place": "q.jsonl:7"}
    return Case(**(sound | proof | changes))


@pytest.mark.parametrize(
    ("case", "message"),
    [
        (_case(evidence=("新增400家",)), "证据不在文件中：新增400家"),
        (_case(facts=(("400家",),)), "证据不含事实：400家"),
        (_case(forbidden=("300家",)), "证据断言了禁止内容：300家"),
        (_case(facts=()), "可答而没有 facts"),
        (_case(evidence=()), "可答而没有 evidence"),
        (_case(answerable=False, evidence=()), "不可答而有 facts"),
        (_case(category="follow_up"), "追问应有 history"),
        (_case(question=" "), "问题是空的"),
        (_case(evidence=("新增300家", "只在文件头")), "提示：x：没有一个条目含有整条证据"),
    ],
)
def test_the_checker_says_what_is_wrong_and_where(case, message):
    found = _findings(case)
    assert any(message in line and line.startswith("q.jsonl:7：") for line in found)
