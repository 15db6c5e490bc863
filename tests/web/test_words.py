"""敏感词: listed by an administrator, heeded at every entrance, marked in the log."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from mcp import Client
from openpyxl import load_workbook
from sqlalchemy import delete
from typer.testing import CliRunner

from assistant.__main__ import app as command_line
from assistant.api.chat_completions import MODEL
from assistant.records.audit import By
from assistant.records.tables import AskedQuestion, Role
from assistant.records.words import WantedWords
from assistant.replies import LISTED
from assistant.settings import Settings
from assistant.wiring import build_assistant
from assistant.words import Action
from evals.systems import OURS, build
from tests.web.conftest import Site, office, opened
from tests.web.people import Desk, appoint
from tests.web.service import soon
from tests.web.talk import Talk
from tests.web.visit import DESK, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DOCUMENT = "# 甲市科技创新券管理办法\n\n第一条 科技创新券每家企业每年最高10万元。\n"
ASKED, REFUSED = "科技创新券每家企业每年最高多少？", "科 技、创新券给内部名单里的企业多少？"
ROLES = {"管理甲": Role.ADMINISTRATOR, "编辑甲": Role.EDITOR, "读者甲": Role.READER}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Settings]]:
    documents = {"创新券.md": DOCUMENT}
    settings = office(tmp_path_factory.mktemp("words"), documents, embedder="none")
    with opened(build_assistant(settings), settings) as site:
        appoint(site.app, **ROLES)
        yield site, settings


@pytest.fixture
def site(served: tuple[Site, Settings]) -> Site:
    """No word is listed, and nothing was asked."""
    site, _ = served
    words = site.app.state.records.words
    words.remove([row.word for row in words.listed(WantedWords()).rows], By("测试"))
    settle(site)
    with site.app.state.records.database.writing() as session:
        session.execute(delete(AskedQuestion))
    return site


def settle(site: Site) -> None:
    """What was asked is in the log."""
    site.app.state.records.questions.close()
    site.app.state.records.questions.start()


def send(desk: Desk, do: str, words: str = "", file: Any = None, **fields: Any) -> Any:
    """The form of the page."""
    sent = {"do": do, "words": words, "action": "拒答", **fields}
    return desk.send("words", {"file": file} if file else None, **sent)


def test_words_are_added_by_paste_and_file_searched_exported_and_taken_in_again(site: Site):
    desk, words = Desk(site.app, "管理甲"), site.app.state.records.words
    assert "还没有词语" in desk.shown("words")
    told = send(desk, "add", "内部名单\n\n税\n=cmd1\n内部 名单").text
    assert "新加 2 条，改了处理的 0 条；没有收入 1 条：“税”除去标点" in told
    file = "词语,处理\n创新券,标记\n保密项目,\n".encode("gb18030")
    assert "新加 2 条" in send(desk, "add", file=("词.csv", file)).text
    assert "新加 1 条" in send(desk, "add", file=("词.txt", "\ufeff高企，名录\n".encode())).text
    assert words.found("创新券、保密项目") == {"创新券": Action.MARK, "保密项目": Action.REFUSE}
    assert "创新券</td>" in desk.shown("words?keyword=新券")
    assert "内部" not in desk.shown("words?keyword=新券")
    sheet = desk.client.get("/staff/words.csv").content
    lines = sheet.decode("utf-8-sig").splitlines()
    assert lines[0] == "词语,处理,添加人,添加时间"
    assert {line.split(",")[0] for line in lines[1:]} == {
        "内部 名单", "'=cmd1", "创新券", "保密项目", "高企，名录",
    }  # fmt: skip
    assert "已删除 5 条" in send(desk, "remove", file=("词.csv", sheet)).text
    assert words.found("创新券、保密项目、高企名录、内部名单") == {}
    assert "新加 5 条" in send(desk, "add", file=("词.csv", sheet)).text
    assert words.found("创新券") == {"创新券": Action.MARK}
    assert "已删除 1 条" in send(desk, "remove", "创新券").text
    audit = desk.client.get("/staff/audit?action=删除敏感词").text
    assert audit.count("管理甲</td>") == 2


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"do": "add"}, "请写明词语"),
        ({"do": "add", "words": " 税 "}, "“税”除去标点和空格不足 2 个字"),
        ({"do": "add", "words": "字" * 51}, "超过 50 个字"),
        ({"do": "add", "file": ("词.txt", bytes(range(32)) * 9)}, "不是可读的文本"),
        ({"do": "add", "file": ("词.csv", b"a" * 200_000)}, "不是完好的 .csv"),
        ({"do": "drop", "words": "内部名单"}, "没有改动"),
    ],
)
def test_what_cannot_be_listed_changes_nothing_and_is_told(site: Site, fields: Any, told: str):
    answer = send(Desk(site.app, "管理甲"), **fields)
    assert (answer.status_code, told in answer.text) == (400, True), answer.text
    assert "共 0 条" in answer.text


def test_editors_look_and_only_administrators_change(site: Site):
    site.app.state.records.words.add({"内部名单": Action.REFUSE}, By("测试"))
    editor, reader = Desk(site.app, "编辑甲"), Desk(site.app, "读者甲")
    assert "内部名单" in editor.shown("words")
    assert "<textarea" not in editor.shown("words")
    for do in ("add", "remove"):
        answer = send(editor, do, "内部名单")
        assert (answer.status_code, "只能查看" in answer.text) == (403, True)
    assert reader.client.get("/staff/words").status_code == 403
    assert reader.client.get("/staff/words.csv").status_code == 403
    assert site.app.state.records.words.found("内部名单")


def over_api(site: Site, question: str) -> str:
    sent = httpx.post(f"{site.url}/api/ask", json={"question": question}, trust_env=False)
    return sent.text


def over_v1(site: Site, question: str) -> str:
    sent = {"model": MODEL, "messages": [{"role": "user", "content": question}]}
    return httpx.post(f"{site.url}/v1/chat/completions", json=sent, trust_env=False).text


def over_mcp(site: Site, question: str) -> str:
    async def asked() -> str:
        async with Client(f"{site.url}/mcp") as client:
            return str(await client.call_tool("ask", {"question": question}))

    return asyncio.run(asked())


def over_page(site: Site, question: str) -> str:
    return Talk(site.url).ask(question)


def over_batch(site: Site, question: str) -> str:
    desk = Desk(site.app, "编辑甲")
    sheet = ("题.csv", f"问题\n{question}\n".encode())
    desk.send("batch", {"sheet": sheet}, do="add")
    key = site.app.state.batches.all()[0].id
    soon(lambda: (done := site.app.state.batches.file(key)) and done.exists())
    return desk.client.get(f"/staff/batch/{key}/file").content.decode("utf-8-sig")


def over_command_line(site: Site, question: str) -> str:
    folder = site.data_dir.parent
    names = {"DOCUMENTS_DIR": "documents", "STORE_DIR": "store", "DATA_DIR": "data"}
    environment = {f"POLICY_{name}": str(folder / place) for name, place in names.items()}
    done = CliRunner().invoke(
        command_line, ["ask", question], env={**environment, "POLICY_EMBEDDER": "none"}
    )
    return done.stdout


@pytest.mark.parametrize(
    "entrance", [over_api, over_v1, over_mcp, over_page, over_batch, over_command_line]
)
def test_at_every_entrance_a_change_is_heeded_with_the_next_question(
    site: Site, entrance: Callable[[Site, str], str]
):
    desk = Desk(site.app, "管理甲")
    assert "10万元" in entrance(site, ASKED)
    send(desk, "add", "科技创新券")
    refused = entrance(site, ASKED)
    assert LISTED in refused
    assert "10万元" not in refused
    send(desk, "add", "科技创新券", action="标记")
    assert "10万元" in entrance(site, ASKED)
    send(desk, "remove", "科技创新券")
    send(desk, "add", "内部名单")
    assert LISTED in entrance(site, REFUSED)


def test_a_search_of_another_program_finds_nothing_for_a_refused_word_and_staff_go_on(site: Site):
    def found() -> list[Any]:
        sent = {"query": "科技创新券"}
        return list(httpx.post(f"{site.url}/api/search", json=sent, trust_env=False).json())

    assert found()
    send(Desk(site.app, "管理甲"), "add", "科技创新券")
    assert found() == []
    assert site.app.state.live.now.retrieve("科技创新券")


def test_an_evaluation_knows_nothing_of_the_list(site: Site, served: tuple[Site, Settings]):
    _, settings = served
    site.app.state.records.words.add({"科技创新券": Action.REFUSE}, By("测试"))
    assert "10万元" in build(OURS, settings, settings.documents_dir).ask(ASKED).text


def test_marked_questions_are_found_in_the_log_and_counted_without_their_words(site: Site):
    desk = Desk(site.app, "管理甲")
    send(desk, "add", "内部名单")
    send(desk, "add", "每家企业", action="标记")
    before = httpx.get(f"{site.url}/metrics", trust_env=False).text
    for question in (ASKED, REFUSED, "你好"):
        over_api(site, question)
    settle(site)
    after = httpx.get(f"{site.url}/metrics", trust_env=False).text
    for action in ("标记", "拒答"):
        name = f'policy_listed_words_total{{action="{action}"}} '
        counts = [float(t.partition(name)[2].split("\n")[0] or 0) for t in (before, after)]
        assert counts[1] == counts[0] + 1
    assert "内部名单" not in after
    editor = Desk(site.app, "编辑甲").client
    shown = editor.get("/staff/questions?marked=yes").text
    assert "共 2 条" in shown
    assert "标记：每家企业" in shown
    assert "拒答：内部名单" in shown
    assert "共 3 条" in editor.get("/staff/questions").text
    first = re.findall(r'href="(/staff/questions/\d+)"', shown)[-1]
    assert "标记：每家企业" in editor.get(first).text
    book = load_workbook(io.BytesIO(editor.get("/staff/questions.xlsx?marked=yes").content))
    assert [row[-1].value for row in book.active.rows] == [
        "敏感词", "内部名单（拒答）", "每家企业（标记）",
    ]  # fmt: skip


@pytest.mark.browser
def test_the_page_fits_a_desk_and_a_telephone(browser: Browser, site: Site, tmp_path: Path):
    visit = Visit(browser, site.url, DESK)
    page = visit.log_in("管理甲", "words")
    page.get_by_label("词语（一行一个").fill("内部名单\n保密项目")
    page.get_by_role("button", name="加入").click()
    page.locator("[role=status]", has_text="新加 2 条").wait_for()
    visit.fits_all(tmp_path / "words")
    page.get_by_role("button", name="删除 保密项目").click()
    page.locator("[role=status]", has_text="已删除 1 条").wait_for()
    assert page.locator("tbody tr").count() == 1
    visit.end()
