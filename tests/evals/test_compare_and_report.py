import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from evals.case import InputError
from evals.compare import compare, describe
from evals.folder import score_rows
from evals.report import render
from evals.score import scores
from evals.table import markdown, print_failure, print_scores

HNTE = "今年要多少家高企?"


def test_a_comparison_names_what_was_gained_and_lost(saved: Callable[..., Path]) -> None:
    good, bad = saved("good"), saved("bad", **{HNTE: ("120家[1]", (1,))})
    found = compare(score_rows(bad), score_rows(good))
    assert [pair[1].case.id for pair in found.gained] == ["a"]
    assert found.lost == ()
    back = compare(score_rows(good), score_rows(bad))
    assert [pair[1].case.id for pair in back.lost] == ["a"]
    main = next(d for d in found.differences if d.name == "complete_and_concise")
    assert (main.before, main.after, main.p) == (pytest.approx(2 / 3), 1, 1)
    assert len(describe(found)) == len(found.differences) + 1


def test_runs_over_different_questions_are_not_compared(saved: Callable[..., Path]) -> None:
    rows = score_rows(saved())
    with pytest.raises(InputError, match="没有相同的题目"):
        compare(rows[:1], rows[1:])


class _Balance(HTMLParser):
    void = ("meta", "br")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self.void:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_report_is_one_page_that_needs_nothing_else(saved: Callable[..., Path]) -> None:
    page = render(saved("run", **{HNTE: ("<script>120家</script>[1]", (0, 1))}))
    assert not re.search(r"(?:src|href)=|url\(|@import", page)
    assert "&lt;script&gt;120家" in page
    assert '<span class="chip lost">缺 300家 / 三百家</span>' in page
    assert '<mark class="proof">新增高新技术企业300家</mark>' in page
    assert page.count("<svg") == 3
    assert page.count('<details class="case"') == 1
    balance = _Balance()
    balance.feed(page)
    assert balance.open == []


def test_the_report_shows_systems_side_by_side(tmp_path: Path, saved: Callable[..., Path]) -> None:
    for name in ("side/ours", "side/tutorial-1"):
        saved(name)
    page = render(tmp_path / "side")
    assert "<th>ours</th><th>tutorial-1</th>" in page


def test_the_table_of_the_design_has_a_column_per_system(saved: Callable[..., Path]) -> None:
    found = scores(score_rows(saved()))
    lines = markdown({"ours": found, "tutorial-1": found}).split("\n")
    assert lines[0] == "| figure | ours | tutorial-1 | to reach |"
    assert "| facts recalled | 1.000 [1.00, 1.00] | 1.000 [1.00, 1.00] | ≥ 0.95 |" in lines
    assert "| asserted something forbidden | 0 of 3 | 0 of 3 | 0 |" in lines


def test_a_failure_is_printed_with_question_facts_answer_and_reason(
    saved: Callable[..., Path],
) -> None:
    rows = score_rows(saved("run", **{HNTE: ("120家[1]", (1,))}))
    text = print_failure(rows[0])
    for part in (HNTE, "应有：300家/三百家", "120家[1]", "plan/一、目标", "证据名次：2", "缺事实"):
        assert part in text
    assert "共 3 题" in print_scores({"": scores(rows)})
