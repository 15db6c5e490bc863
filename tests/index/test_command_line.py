"""python -m index, as a person or a program runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from index.__main__ import app

ROOT = Path(__file__).parents[2]


def run(*arguments: str | Path, **env: str | Path) -> subprocess.CompletedProcess[str]:
    """In a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "index", *map(str, arguments)],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **{k: str(v) for k, v in env.items()}},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def command(*arguments: str | Path, **env: str | Path) -> Result:
    """The same in this process, for tables of cases."""
    told = {name: str(value) for name, value in env.items()}
    done = CliRunner().invoke(app, [*map(str, arguments)], env=told)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    (folder / "要点.md").write_text(
        "---\ntitle: 测试要点\nissuer: 市科技局\nissued: 2031-01-02\nstatus: 有效\n---\n"
        "# 测试要点\n\n## 一、企业培育\n\n年内新增高新技术企业45家。\n\n"
        "## 二、创新券\n\n创新券每年每家企业最高20万元。\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def store(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Filled by the command itself, with the bundled model."""
    folder = tmp_path_factory.mktemp("stores")
    done = run("sync", "--documents", library, "--store", folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("索引已同步：新增 ")
    assert "Traceback" not in done.stderr
    return folder


def test_search_prints_the_contract_as_json_and_title_and_headings_for_people(library, store):
    held = ("--documents", library, "--store", store)
    done = run("search", "高企今年新增几家", "-k", "1", "--json", *held)
    assert (done.returncode, done.stderr) == (0, "")
    (row,) = json.loads(done.stdout)
    assert list(row) == ["passage_id", "source_id", "heading_path", "text", "score"]
    assert row["source_id"] == "要点"
    assert row["passage_id"].startswith("要点#")
    assert isinstance(row["heading_path"], list)
    assert "45家" in row["text"]
    assert 0 < row["score"] <= 1
    assert command("search", "创新券", *held).stdout.startswith("1. 1.00 测试要点 二、创新券")


WORDS = {"POLICY_EMBEDDER": "none"}
DEAD = {"POLICY_EMBEDDING_BASE_URL": "http://127.0.0.1:9/v1", "POLICY_EMBEDDING_MODEL": "m"}


@pytest.mark.parametrize(
    ("arguments", "env", "code", "line"),
    [
        (("search", "问", "--documents", "/nowhere"), {}, 1, "错误：找不到文件目录：/nowhere"),
        (("sync", "--documents", "/nowhere"), {}, 1, "错误：找不到文件目录：/nowhere"),
        (("sync", "--store", "/dev/null/x"), WORDS, 1, "无法写入（上级不是文件夹）"),
        (("sync", "--embedder", "openai"), DEAD, 1, "m@127.0.0.1/v1 调用失败：连接不上服务"),
        (("search",), {}, 2, "Missing argument"),
        (("search", "问", "-k", "0"), {}, 2, "-k"),
        (("sync", "--embedder", "magic"), {}, 2, "--embedder"),
        (("sync",), {"POLICY_EMBEDDER": "magic"}, 2, "POLICY_EMBEDDER"),
        (("sync", "--what"), {}, 2, "--what"),
    ],
)
def test_a_fault_is_1_and_bad_usage_is_2_and_neither_shows_a_traceback(
    arguments, env, code, line, tmp_path, library
):
    held = {"POLICY_STORE_DIR": tmp_path, "POLICY_DOCUMENTS_DIR": library}
    done = command(*arguments, **held, **env)
    assert done.exit_code == code, done.stderr
    assert done.stdout == ""
    assert line in done.stderr
    if code == 1:
        assert len(done.stderr.splitlines()) == 1


def test_a_shell_sees_the_line_of_a_fault_and_no_traceback():
    done = run("sync", "--documents", "/nowhere")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("错误：找不到文件目录：/nowhere。请用")
    assert len(done.stderr.splitlines()) == 1


def test_a_service_without_address_falls_back_to_words_with_one_line(library, tmp_path):
    done = command(
        "search", "高新技术企业", "--json", "--documents", library, "--embedder", "openai",
        POLICY_STORE_DIR=tmp_path,
    )  # fmt: skip
    assert done.exit_code == 0
    assert done.stderr == "提示：没有填写向量服务的地址或模型名，改用关键词检索\n"
    assert json.loads(done.stdout)


def test_without_its_chroma_server_a_search_goes_by_words_and_says_so(library, tmp_path):
    held = ("--documents", library, "--store", tmp_path)
    done = run("search", "创新券", *held, CHROMA_URL="http://127.0.0.1:9")
    assert done.returncode == 0
    assert done.stdout.startswith("1. 1.00 测试要点 二、创新券")
    assert "暂不可用（连接不上），只按词语检索" in done.stderr


@pytest.mark.parametrize("words", [["sync"], ["search", "创新券"]])
@pytest.mark.parametrize("url", ["http://[::1", "http://host:99999", "chroma:8000"])
def test_an_address_that_is_none_is_one_line(library, tmp_path, words, url):
    done = command(*words, "--documents", library, "--store", tmp_path, CHROMA_URL=url)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "错误：Chroma 服务器的地址应像 http://主机:端口\n"
