"""Windows never lose text, and cut where a reader would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Source
from corpus.passage import Passage
from index.windows import heading_line, heading_prefix, short_title, windows

TEXT = st.text(
    st.sampled_from("科技创新企业1２.%aZ ，。；：、！？!?;,\n\r\t　“”」）\0\u2028😀"), max_size=400
)
SENTENCE = "支持企业建设研发机构并给予补助。"


@given(TEXT | st.text(max_size=300))
def test_windows_joined_give_back_the_text(text):
    assert "".join(windows(text)) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", [""]),
        ("短。", ["短。"]),
        (SENTENCE * 6, [SENTENCE * 3, SENTENCE * 3]),
        ("甲" * 50 + "；" + "乙" * 50 + "。", ["甲" * 50 + "；", "乙" * 50 + "。"]),
        ("甲" * 50 + "，" + "乙" * 50, ["甲" * 50 + "，", "乙" * 50]),
        ("甲" * 150, ["甲" * 60, "甲" * 60, "甲" * 30]),
        ("他说“好。”" + "乙" * 80, ["他说“好。”", "乙" * 60, "乙" * 20]),
    ],
)
def test_cuts_fall_at_sentences_then_clauses_then_anywhere(text, parts):
    assert list(windows(text)) == parts


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("关于印发科技创新券管理办法的通知", "科技创新券管理办法"),
        ("科技创新券管理办法（摘编）", "科技创新券管理办法"),
        ("2031年全市科技创新工作要点", "2031年全市科技创新工作要点"),
        ("（通知）", ""),
        ("长" * 99, "长" * 30),
    ],
)
def test_a_title_without_its_formal_words(title, short):
    assert short_title(title) == short


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("一、抓好企业培育", "（二）孵化链条"), "抓好企业培育 孵化链条"),
        (("第三章 附则", "第十二条"), "附则"),
        (("1.申报", "  "), "申报"),
        ((), ""),
    ],
)
def test_headings_are_read_without_their_numbers(path, line):
    passage = Passage(Source("s", "办法"), path, "", "文")
    assert heading_line(passage) == line
    assert heading_prefix(passage).startswith("办法")
