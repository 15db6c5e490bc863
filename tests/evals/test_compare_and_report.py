import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from evals.calibration import Told, reliability, summary, told
from evals.compare import changed, compare, describe
from evals.report import render
from evals.score import score_rows

HNTE = "今年要多少家高企?"


def test_a_comparison_names_what_was_gained_and_lost(saved):
    good, bad = saved("good"), saved("bad", **{HNTE: ("120家[1]", (1,))})
    found = compare(score_rows(bad), score_rows(good))
    assert [pair[1].case.id for pair in found.gained] == ["a"]
    assert found.lost == ()
    back = compare(score_rows(good), score_rows(bad))
    assert [pair[1].case.id for pair in back.lost] == ["a"]
    main = next(line for line in describe(found) if line[0] == "完整且简明（全部）")
    assert (main[1], main[2], main[4]) == ("0.667", "1.000", "1.000")


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


def test_the_report_is_one_page_that_needs_nothing_else(saved):
    page = render(saved("run", **{HNTE: ("<script>120家</script>[1]", (0, 1))}))
    assert not re.search(r"(?:src|href)=|url\(|@import", page)
    assert "&lt;script&gt;120家" in page
    assert '<span class="chip lost">缺 300家 / 三百家</span>' in page
    assert '<div class="text proof">年内新增高新技术企业300家' in page
    assert "把握" not in page
    assert page.count('<details class="case"') == 1
    balance = _Balance()
    balance.feed(page)
    assert balance.open == []


def _sure(folder: Path) -> Path:
    """The run again, as if its answers had said how sure they are."""
    lines = [json.loads(line) for line in (folder / "predictions.jsonl").read_text().splitlines()]
    for n, line in enumerate(lines):
        line["confidence"] = 0.9 - 0.4 * n
    (folder / "predictions.jsonl").write_text("\n".join(map(json.dumps, lines)))
    return folder


def test_the_report_shows_how_sure_answers_were_and_how_many_were_right(saved):
    folder = _sure(saved())
    sure = told(score_rows(folder))
    assert [one.right for one in sure] == [True, True, False]
    assert render(folder).count("<svg") == 1


def test_confidence_is_judged_by_hand_worked_figures():
    sure = [Told(0.95, True), Told(0.9, True), Told(0.35, True), Told(0.3, False)]
    found = [(b.size, round(b.said, 3), b.right) for b in reliability(sure)]
    assert found == [(2, 0.325, 0.5), (2, 0.925, 1.0)]
    brier = (0.05**2 + 0.1**2 + 0.65**2 + 0.3**2) / 4
    assert summary(sure) == {"cases": 4, "brier": pytest.approx(brier, abs=1e-4), "auc": 1.0}
    assert summary(sure[:2])["auc"] is None


def test_of_unseen_questions_only_figures_are_shown(saved, cases):
    hidden = (replace(cases[0], given_split="unseen"), *cases[1:])
    good = saved("good", cases=hidden)
    bad = saved("bad", cases=hidden, **{HNTE: ("<b>120家[1]", (1,))})
    page = render(bad)
    assert HNTE not in page
    assert "另有 1 题属 unseen 划分" in page
    (pair,) = compare(score_rows(good), score_rows(bad)).lost
    assert changed(pair, "-") == "- a [single_target]"
