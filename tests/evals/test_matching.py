import pytest

from evals.matching import asserts, contains


@pytest.mark.parametrize(
    ("text", "form", "found"),
    [
        ("新增35家", "5家", False),
        ("新增5家", "5家", True),
        ("新增３００ 家", "300家", True),
        ("1,300家", "300家", False),
        ("目标,300家", "300家", True),
        ("62%,2.4%左右", "2.4%", True),
        ("2. 7月份预缴", "7月份", True),
        ("1.\n15%税率", "15%", True),
        ("三十五家", "五家", False),
        ("“小巨人”企业", "「小巨人」企业", True),
        ("研 发\n投入", "研发投入", True),
        ("", "5", False),
        ("任何", "", False),
    ],
)
def test_a_form_is_found_as_a_whole_number_whatever_its_width_spaces_or_quotes(
    text: str, form: str, found: bool
) -> None:
    assert contains(text, form) is found


@pytest.mark.parametrize(
    ("text", "asserted"),
    [
        ("目标是120家。", True),
        ("不是120家,是300家。", False),
        ("是300家,并非120家。", False),
        ("文件没有规定,目标是120家。", True),
        ("补助不超过120家。", True),
        ("是否为120家请核对,目标是120家。", True),
        ("您问的“目标是120家吗?”,文件写的是300家。", False),
        ("文件未写明120家这一数字。", False),
        ("是1120家。", False),
    ],
)
def test_a_forbidden_string_counts_only_where_it_is_asserted(text: str, asserted: bool) -> None:
    assert asserts(text, "120家", question="目标是120家吗?") is asserted
