"""The parts of a score are told where they are asked for, and only there."""

from __future__ import annotations

import pytest

from assistant.composing.full_marks import full_marks
from assistant.finding.evidence import Evidence
from assistant.finding.statement import statements
from assistant.reading.question import understand
from corpus.document import Source
from corpus.passage import Passage
from index.retriever import Hit

TABLE = tuple(
    Passage(Source("p", "评分办法"), ("一、评分",), str(n), f"{n}. {text}")
    for n, text in enumerate(
        (
            "场地（满分40分）之面积20分：500平方米以上20分，300平方米以上10分。",
            "场地之设备20分：有专用设备20分，没有的0分。",
            "人员指标满分30分，按人数打分：30人以上30分，10人以上15分。",
            "活动不超过30分：每场3分。",
        ),
        1,
    )
)
PARTS = ["场地（满分40分）", "人员指标满分30分", "活动不超过30分"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("打分分几块，每块最高多少分？", PARTS),
        ("评分三类指标各多少分", PARTS),
        ("评分哪几块，满分各多少分", PARTS),
        ("打分最低多少分才合格", []),
        ("活动各项最高多少分", []),
        ("办三项活动能得几分", []),
        ("打分分几块", []),
        ("评分里活动最高多少分", ["活动不超过30分"]),
        ("人员这项满分多少", ["人员指标满分30分"]),
        ("活动次数最高多少分", []),
    ],
)
def test_the_most_of_each_part_is_told_where_the_parts_are_asked_for(question, told):
    found = [
        Evidence(statements(p)[0], 1.0, 1.0, 1.0, (), Hit(p, 1.0, 1.0, None, p.text)) for p in TABLE
    ]
    lines = full_marks(understand(question), found, lambda passage: TABLE)
    assert [line.text for line in lines] == told
    assert all(line.quote in line.passage.text for line in lines)
