"""Whether a statement has the kind of thing that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from assistant.fitness import fits
from assistant.question import understand
from assistant.statement import Statement
from corpus.passage import Passage

DAY = date(2031, 5, 1)


@pytest.mark.parametrize(
    ("question", "text", "fit"),
    [
        ("免税的服务收入限定在哪几类？", "服务限于五类：代理、租赁、咨询、鉴证、检测。", 2.0),
        ("出孵有哪几条路？", "出孵企业至少符合一条：上市；被收购；营业收入超过一千万元。", 2.0),
        ("资料分哪三种？", "资料分为三种：合同、账簿、凭证。", 2.0),
        ("免税的服务收入限定在哪几类？", "服务收入包括代理、租赁、咨询、鉴证。", 1.0),
        ("资料分哪三种？", "收费标准分为三档：高、中、低。", 1.0),
        ("有哪些资料要备？", "资料分为三种：合同、账簿、凭证。", 1.0),
        ("资料分哪三种？", "每种资料都要保存十年。", 0.6),
    ],
)
def test_a_list_that_counts_what_is_asked_for_fits_best(
    passages: Sequence[Passage], question: str, text: str, fit: float
) -> None:
    assert fits(understand(question), Statement(passages[0], text, 0), DAY) == fit
