from pathlib import Path

import pytest

from evals.case import Case, InputError
from evals.library import assemble


def _asked(*documents: str) -> list[Case]:
    return [Case(f"q{n}", "list", "?", True, document=d) for n, d in enumerate(documents)]


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders of documents."""
    for place in ("one/a.md", "one/b.txt", "one/README.md", "two/deep/c.txt", "two/.hidden"):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(place, encoding="utf-8")
    return tmp_path / "one", tmp_path / "two"


@pytest.mark.parametrize(
    ("asked", "only", "files"),
    [
        ((), False, ["a.md", "b.txt", "c.txt"]),
        (("b.txt",), False, ["a.md", "b.txt", "c.txt"]),
        (("b.txt",), True, ["b.txt", "c.txt"]),
        (("b", "c.txt"), True, ["b.txt", "c.txt"]),
        (("", ""), True, ["a.md", "b.txt", "c.txt"]),
    ],
)
def test_folders_form_one_library_whole_where_nothing_of_them_is_named(
    tmp_path, folders, asked, only, files
):
    library = assemble(folders, _asked(*asked), tmp_path / "store", only)
    assert sorted(path.name for path in library.iterdir()) == files


def test_the_same_files_give_the_same_folder_with_what_they_hold_now(tmp_path, folders):
    first = assemble(folders, [], tmp_path / "store", False)
    (folders[0] / "a.md").write_text("changed", encoding="utf-8")
    again = assemble(folders, [], tmp_path / "store", False)
    assert first == again
    assert (again / "a.md").read_text(encoding="utf-8") == "changed"
    assert assemble(folders, _asked("a.md"), tmp_path / "store", True) != first


@pytest.mark.parametrize(
    ("names", "asked", "message"),
    [
        (("one", "none"), (), "找不到文件目录"),
        (("one",), ("x.txt", "a.md"), "没有题目所问的文件：x"),
        (("one", "one"), (), "两份文件同名"),
    ],
)
def test_what_is_missing_or_there_twice_is_named(tmp_path, folders, names, asked, message):
    places = tuple(tmp_path / name for name in names)
    with pytest.raises(InputError, match=message):
        assemble(places, _asked(*asked), tmp_path / "store", True)
