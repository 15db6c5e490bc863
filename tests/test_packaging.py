"""The wheel, built without a network, holds the code and the data beside it, and no more."""

import shutil
import subprocess
import sys
import zipfile
from fnmatch import filter as matching
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "store", "results", "data", "build"
)


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Files of a wheel built from a copy in which an index, a run and feedback lie about."""
    source = tmp_path_factory.mktemp("wheel") / "source"
    shutil.copytree(ROOT, source, ignore=LEFT_BEHIND)
    for stray in ("index/store/default/x.bin", "evals/results/latest/run.json", "data/x.sqlite"):
        (source / stray).parent.mkdir(parents=True, exist_ok=True)
        (source / stray).write_text("x", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "wheel", source, "--wheel-dir", source / "out"]
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = (source / "out").glob("*.whl")
    return zipfile.ZipFile(wheel).namelist()


@pytest.mark.parametrize(
    ("pattern", "at_least"),
    [
        ("app.py", 1),
        ("assistant/reader/weights/*", 3),
        ("assistant/writing/prompts/*.md", 2),
        ("assistant/web/static/*.css", 3),
        ("assistant/web/static/*.js", 2),
        ("assistant/web/static/favicon.svg", 1),
        ("assistant/web/templates/*.html", 20),
        ("corpus/documents/*.md", 17),
        ("corpus/documents/2023年全市科技创新工作要点.txt", 1),
        ("corpus/eligibility/*.yaml", 2),
        ("evals/report.html.j2", 1),
        ("evals/baseline.json", 1),
        ("evals/questions/*.jsonl", 2),
    ],
)
def test_code_and_data_are_in_the_wheel(pattern, at_least, members):
    assert len(matching(members, pattern)) >= at_least


def test_every_module_is_in_the_wheel(members):
    for package in ("assistant", "corpus", "index", "evals"):
        modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / package).rglob("*.py")}
        assert modules <= set(members)


@pytest.mark.parametrize(
    "pattern",
    ["index/store/*", "evals/results/*.json", "data/*", "tests/*", "docs/*", "*.pyc", ".env*"],
)
def test_what_is_built_or_private_is_not(pattern, members):
    assert matching(members, pattern) == []
