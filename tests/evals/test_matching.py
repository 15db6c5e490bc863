import pytest

from evals.matching import asserts, contains, normalise, without_marks


@pytest.mark.parametrize(
    ("text", "form", "found"),
    [
        ("新增35家", "5家", False),
        ("新增5家", "5家", True),
        ("新增３００ 家", "300家", True),
        ("1,300家", "300家", False),
        ("目标,300家", "300家", True),
        ("2023,300家", "300家", True),
        ("12.4%", "2.4%", False),
        ("62%,2.4%左右", "2.4%", True),
        ("2.45%", "2.4", False),
        ("2.4", "2.4", True),
        ("到2.", "2", True),
        ("2. 7月份预缴", "7月份", True),
        ("1.\n15%税率", "15%", True),
        ("三十五家", "五家", False),
        ("第十二条", "第十", False),
        ("共五家", "五家", True),
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
        ("120家的说法不正确。", False),
        ("文件没有规定,目标是120家。", True),
        ("补助不超过120家。", True),
        ("是否为120家请核对,目标是120家。", True),
        ("您问的“目标是120家吗?”,文件写的是300家。", False),
        ("文件称“目标120家以上”。", True),
        ("未来三年新建120家。", True),
        ("文件未写明120家这一数字。", False),
        ("是1120家。", False),
        ("先说不是120家;再说就是120家。", True),
    ],
)
def test_a_forbidden_string_counts_only_where_it_is_asserted(text: str, asserted: bool) -> None:
    assert asserts(text, "120家", question="目标是120家吗?") is asserted


def test_citation_marks_are_no_part_of_the_answer() -> None:
    assert without_marks("300[1]家[2][3],[1, 2]共[一]") == "300家,共[一]"


def test_normalising_twice_changes_nothing() -> None:
    once = normalise("“Ａ”　１２ ㎡")
    assert normalise(once) == once == '"A"12m2'
