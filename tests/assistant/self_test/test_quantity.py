"""A quantity is the range that its words leave."""

from __future__ import annotations

import pytest

from assistant.self_test.quantity import Kind, quantities


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("三四十人", Kind.PEOPLE, 30, 40),
        ("十来个人", Kind.PEOPLE, 9, 15),
        ("百分之十二", Kind.SHARE, 0.12, 0.12),
        ("六成五", Kind.SHARE, 0.65, 0.65),
        ("三分之一", Kind.SHARE, 0.3333, 0.3334),
        ("5个点", Kind.SHARE, 0.05, 0.05),
        ("一万二千平", Kind.AREA, 12000, 12000),
        ("1.5万平方米", Kind.AREA, 15000, 15000),
        ("三年零两个月", Kind.DAYS, 1125, 1187),
        ("第三名", Kind.RANK, 3, 3),
        ("70分", Kind.SCORE, 70, 70),
        ("500人以上", Kind.PEOPLE, 500, 500000),
        ("一千二百来万", Kind.MONEY, 1080, 1250),
    ],
)
def test_a_quantity_is_the_range_that_its_words_leave(
    text: str, kind: Kind, low: float, high: float
) -> None:
    (found,) = quantities(text)
    assert found.kind is kind
    assert float(found.low) == pytest.approx(low, abs=0.6 if high > 1 else 1e-4)
    assert float(found.high) == pytest.approx(high, abs=0.6 if high > 1 else 1e-4)
