"""Confidence is fitted and judged over saved runs; every figure here is worked by hand."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest

from evals.__main__ import main
from evals.calibration import Told, cuts, fit, reliability, summary, told
from evals.folder import score_rows
from evals.report import render


def case(value: float, right: bool, answerable: bool = True, **signals: float) -> Told:
    return Told(value, signals, right, answerable, True)


CASES = [case(0.95, True), case(0.9, True), case(0.35, True), case(0.3, False, False)]


def test_ranges_of_confidence_stand_beside_how_many_were_right() -> None:
    found = [(b.count, round(b.said, 3), b.right) for b in reliability(CASES)]
    assert found == [(2, 0.325, 0.5), (2, 0.925, 1.0)]


def test_a_threshold_shows_what_it_withholds() -> None:
    (cut,) = cuts(CASES, [0.5])
    assert (cut.shown, cut.right, cut.refused) == (2, 1.0, 1.0)
    assert cut.withheld == pytest.approx(1 / 3)


def test_the_summary_is_worked_by_hand() -> None:
    found = summary(CASES)
    brier = (0.05**2 + 0.1**2 + 0.65**2 + 0.3**2) / 4
    error = (2 * abs(0.325 - 0.5) + 2 * abs(0.925 - 1)) / 4
    assert found["brier"] == pytest.approx(brier, abs=1e-4)
    assert found["calibration_error"] == pytest.approx(error, abs=1e-4)
    assert (found["auc"], found["cases"], found["right"]) == (1.0, 4, 0.75)
    assert summary([]) == {"cases": 0}
    assert summary(CASES[:2])["auc"] is None


def test_the_fit_finds_the_log_odds() -> None:
    """Of 40 with the signal 30 are right, of 40 without it 10: odds of 3 and of 1/3."""
    cases = [case(0.5, n < 30, a=1.0) for n in range(40)]
    cases += [case(0.5, n < 10, a=0.0) for n in range(40)]
    weights = fit(cases)
    assert weights[""] == pytest.approx(-math.log(3), abs=0.01)
    assert weights["a"] == pytest.approx(2 * math.log(3), abs=0.01)


def sure(folder: Path) -> Path:
    """The run again, as if its answers had said how sure they are."""
    lines = [json.loads(line) for line in (folder / "predictions.jsonl").read_text().splitlines()]
    for n, line in enumerate(lines):
        line["confidence"] = {"value": 0.9 - 0.4 * n, "support": 1.0 - 0.4 * n}
    (folder / "predictions.jsonl").write_text("\n".join(map(json.dumps, lines)))
    return folder


def test_the_first_citation_is_what_was_right_or_not(saved: Callable[..., Path]) -> None:
    found = told(score_rows(sure(saved())))
    assert [(c.right, c.answerable, c.answered) for c in found] == [
        (True, True, True),
        (True, True, True),
        (False, False, False),
    ]


def test_the_report_and_the_command_show_it(
    saved: Callable[..., Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = sure(saved())
    assert render(folder).count("<svg") == 5
    monkeypatch.setattr("sys.argv", ["evals", "calibrate", str(folder), "--split", "all"])
    with pytest.raises(SystemExit):
        main()
    printed = capsys.readouterr().out
    assert "support" in printed
    assert "所报把握" in printed


def test_only_answers_with_a_confidence_are_counted(saved: Callable[..., Path]) -> None:
    assert told(score_rows(saved())) == []


def test_the_report_has_no_panel_without_any(saved: Callable[..., Path]) -> None:
    assert "把握" not in render(saved())
