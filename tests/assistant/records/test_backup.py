"""Backed up in one place and restored in another: the same answers, accounts, verdicts."""

from __future__ import annotations

import errno
import io
import json
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import create_engine, delete
from typer.testing import CliRunner, Result

from assistant.__main__ import app
from assistant.answer import Answer, AnswerStatus
from assistant.backup import backup
from assistant.records.audit import By, WantedChanges
from assistant.records.dump import TABLES, lines
from assistant.records.feedback import FeedbackStore
from assistant.records.open_records import Records, open_records
from assistant.records.question_history import WantedQuestions
from assistant.records.tables import Base, QuestionMark, Role
from assistant.settings import Settings
from assistant.wiring import build_assistant
from assistant.words import Action
from tests.postgres import Postgres

SECRET = "一个好密码，很长"
POLICY = "# 甲市科技创新券管理办法\n\n第一条 科技创新券每家企业每年最高10万元。\n"
QUESTION = "科技创新券每家企业每年最高多少万元？"


@pytest.fixture
def at(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[..., Settings]:
    """The settings of a service of a name."""

    def settings(name: str, postgresql: bool = False) -> Settings:
        url = ""
        if postgresql:
            server: Postgres = request.getfixturevalue("postgres")
            Base.metadata.drop_all(engine := create_engine(url := server.url))
            engine.dispose()
        folder = tmp_path / name
        for part in ("data", "documents", "templates"):
            (folder / part).mkdir(parents=True)
        return Settings(
            _env_file=None, data_dir=folder / "data", documents_dir=folder / "documents",
            templates_dir=folder / "templates", store_dir=folder / "data" / "store",
            embedder="none", database_url=SecretStr(url),
        )  # fmt: skip

    return settings


def command(settings: Settings, *words: str | Path) -> Result:
    names = ("data_dir", "documents_dir", "templates_dir", "store_dir")
    environment = {f"POLICY_{name.upper()}": str(getattr(settings, name)) for name in names}
    environment["DATABASE_URL"] = settings.database_url.get_secret_value()
    return CliRunner().invoke(app, [*map(str, words)], env=environment)


def in_use(settings: Settings) -> tuple[Records, Answer]:
    """A service that was asked, judged, and has people."""
    (settings.documents_dir / "办法.md").write_text(POLICY, encoding="utf-8")
    (settings.documents_dir / ".library" / "removed" / "1-a").mkdir(parents=True)
    (settings.documents_dir / ".library" / "removed" / "1-a" / "旧:名\\.md").write_text("旧")
    (settings.data_dir / "answer-link.key").write_bytes(b"k" * 32)
    (settings.templates_dir / "复函.txt.j2").write_text("我们的模板")
    records, answer = open_records(settings), build_assistant(settings).ask(QUESTION)
    records.accounts.add("甲", Role.ADMINISTRATOR, SECRET, By("测试"))
    records.passages.keep([citation.passage for citation in answer.citations])
    records.questions.start()
    records.words.add({"创新券": Action.MARK}, By("测试"))
    marked = replace(answer, listed=records.words.found(QUESTION))
    records.questions.keep(record := records.questions.new_record(), marked, "网页", 12.0)
    given = records.feedback.add("down", question=QUESTION, answer="答\ud800", status="answered")
    records.questions.judged(record, given)
    records.questions.close()
    assert records.logins.log_in("甲", SECRET, "127.0.0.1")
    return records, answer


def told(records: Records) -> list[object]:
    """What people see of the state."""
    (asked,) = records.history.listed(WantedQuestions(), 1).rows
    (given,) = records.feedback.listed().rows
    (account,) = records.accounts.all()
    changes = records.audit.listed(WantedChanges()).rows
    return [
        (asked.question, asked.at, asked.milliseconds, asked.feedback_id, asked.notes),
        [(one.digest, one.quotes) for one in asked.cited],
        [(one.word, one.action) for one in asked.marks],
        records.words.found(QUESTION),
        (given.answer, given.verdict, given.given_at),
        (account.name, account.role, account.password_hash, account.created_at),
        [(one.at, one.who, one.action) for one in changes],
    ]


@pytest.mark.parametrize(
    ("before", "after"), [(False, False), (False, True), (True, False)], ids=str
)
def test_what_is_restored_answers_and_knows_the_same(at, tmp_path: Path, before, after):
    here, archive = at("here", before), tmp_path / "b.tar.gz"
    records, answer = in_use(here)
    assert answer.status is AnswerStatus.ANSWERED
    known = told(records)
    made = command(here, "backup", archive)
    assert "已备份" in made.stdout, made.output
    assert archive.stat().st_mode & 0o777 == 0o600
    records.database.close()

    there = at("there", after)
    done = command(there, "restore", archive)
    assert (done.exit_code, "4 个文件" in done.stdout) == (0, True), done.output
    again = open_records(there)
    assert told(again) == known
    assert again.logins.log_in("甲", SECRET, "127.0.0.1")
    same = build_assistant(there).ask(QUESTION)
    assert (same.text, cited(same)) == (answer.text, cited(answer))
    files = {p.relative_to(there.documents_dir) for p in there.documents_dir.rglob("*.md")}
    assert files == {p.relative_to(here.documents_dir) for p in here.documents_dir.rglob("*.md")}
    assert (there.data_dir / "answer-link.key").read_bytes() == b"k" * 32
    assert (there.templates_dir / "复函.txt.j2").read_text() == "我们的模板"
    assert again.feedback.add("up", question="新", answer="答", status="answered") == 2
    again.database.close()


def cited(answer: Answer) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.passage.digest, one.quotes) for one in answer.citations]


def test_what_is_there_is_replaced_only_by_force_and_set_aside(at, tmp_path: Path):
    here, archive = at("here"), tmp_path / "b.tar.gz"
    records, _ = in_use(here)
    known = told(records)
    command(here, "backup", archive)
    records.feedback.add("up", question="后来的", answer="答", status="answered")
    (here.documents_dir / "新.md").write_text("后来的")
    refused = command(here, "restore", archive)
    assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)
    within = command(here, "backup", here.data_dir / "b.tar.gz")
    assert "之外" in within.stderr
    assert "--force" in refused.stderr
    assert len(records.feedback.listed().rows) == 2
    done = command(here, "restore", archive, "--force")
    assert done.exit_code == 0, done.output
    assert told(records) == known
    assert [p.name for p in here.documents_dir.glob("*.md")] == ["办法.md"]
    (aside,) = here.documents_dir.glob(".before-restore-*")
    assert (aside / "新.md").read_text() == "后来的"
    assert str(aside) in done.stdout
    assert not [*here.data_dir.glob(".restoring*")]
    command(here, "backup", archive)
    with tarfile.open(archive) as tar:
        assert not [name for name in tar.getnames() if "before-restore" in name]


def rewritten(archive: Path, old: str, new: str) -> None:
    """In the names, the list of the digests and the contents of its members."""
    with tarfile.open(archive) as tar:
        members = [(one, tar.extractfile(one).read()) for one in tar]
    with tarfile.open(archive, "w:gz") as tar:
        for one, content in members:
            one.name = one.name.replace(old, new)
            content = content.replace(json.dumps(old)[1:-1].encode(), new.encode())
            one.size = len(content := content.replace(old.encode(), new.encode()))
            tar.addfile(one, io.BytesIO(content))


def test_an_archive_from_before_a_table_was_made_is_restored_without_it(at, tmp_path: Path):
    archive, younger = tmp_path / "b.tar.gz", ("question_marks", "listed_words")
    records, _ = in_use(here := at("here"))
    records.words.remove(["创新券"], By("测试"))
    with records.database.writing() as session:
        session.execute(delete(QuestionMark))
    backup(here, archive)
    with tarfile.open(archive) as tar:
        members = {one.name: tar.extractfile(one).read() for one in tar}
    manifest = json.loads(members.pop("manifest.json"))
    for name in younger:
        assert members.pop(f"state/{name}.jsonl") == b""
        del manifest["files"][f"state/{name}.jsonl"]
    with tarfile.open(archive, "w:gz") as tar:
        for name, content in (members | {"manifest.json": json.dumps(manifest).encode()}).items():
            (one := tarfile.TarInfo(name)).size = len(content)
            tar.addfile(one, io.BytesIO(content))
    done = command(there := at("there"), "restore", archive)
    assert done.exit_code == 0, done.output
    again = open_records(there)
    assert told(again) == told(records)
    assert again.words.add({"创新券": Action.REFUSE}, By("测试")) == (1, 0)


def cut(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-60])


def linked(archive: Path) -> None:
    with tarfile.open(archive, "w:gz") as tar:
        link = tarfile.TarInfo("documents/办法.md")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)


@pytest.mark.parametrize(
    "harm",
    [
        *(lambda archive, to=to: rewritten(archive, "documents/办法.md", to) for to in (
            "documents/../../out.md", "/documents/a.md", "documents//tmp/../../a.md", "out/a.md",
            "documents", "documents/.", "documents/\0.md",
        )),
        lambda archive: rewritten(archive, "10万", "90万"),
        lambda archive: rewritten(archive, '"verdict"', '"unknown"'),
        *(cut, linked),
        lambda archive: archive.write_bytes(b"no archive"),
        lambda archive: archive.unlink(),
    ],
)  # fmt: skip
def test_an_archive_that_was_changed_changes_nothing(at, tmp_path: Path, harm):
    archive = tmp_path / "b.tar.gz"
    in_use(here := at("here"))
    backup(here, archive)
    harm(archive)
    before = set(tmp_path.rglob("*"))
    done = command(there := at("there"), "restore", archive)
    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
    assert "不是完整的备份" in done.stderr
    left = set(tmp_path.rglob("*")) - before
    assert {path for path in left if path.is_file()} <= {*there.data_dir.glob("state.sqlite3*")}
    assert open_records(there).accounts.all() == []


def test_a_disk_that_is_full_leaves_the_last_back_up_as_it_was(at, tmp_path: Path, monkeypatch):
    archive = tmp_path / "b.tar.gz"
    archive.write_bytes(b"the last one")
    in_use(here := at("here"))

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tarfile.TarFile, "addfile", full)
    done = command(here, "backup", archive)
    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
    assert "No space left" in done.stderr
    assert archive.read_bytes() == b"the last one"
    assert [*tmp_path.glob("*.part"), *tmp_path.glob(".*.part")] == []


def test_what_is_written_meanwhile_is_no_part_of_it(database):
    with database.reading() as session:
        assert [*lines(session, TABLES["accounts"])] == []
        store = FeedbackStore(database)
        store.add("up", question="问", answer="答", status="answered")
        assert [*lines(session, TABLES["feedback"])] == []
    with database.reading() as session:
        assert len([*lines(session, TABLES["feedback"])]) == 1
