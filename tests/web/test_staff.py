"""The staff pages: who is let in, what a form must carry, what each role sees."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.library import Library
from assistant.records.audit import By, WantedChanges
from assistant.records.curated import Content
from assistant.records.database import Database
from assistant.records.feedback import FeedbackStore
from assistant.records.listing import PER_PAGE
from assistant.records.open_records import open_records
from assistant.records.question_log import QuestionLog
from assistant.records.tables import Role
from assistant.settings import Settings
from assistant.web import feedback_form
from assistant.web.link_text import document_key
from assistant.web.request_limits import SecurityHeaders
from assistant.web.staff.area import add_staff
from assistant.web.staff.door import COOKIE
from assistant.web.staff.pages import LOGIN, PAGES, role_for
from corpus.holdings import Holdings
from corpus.library import load_passages
from tests.document_site import DocumentSite, reply
from tests.web.people import SECRET, Desk, appoint
from tests.web.people import token_of as token

PEOPLE = {"甲": Role.READER, "乙": Role.EDITOR, "丙": Role.ADMINISTRATOR}
ME = By("测试")


def staffed(app, settings):
    app.state.records = open_records(settings)
    app.state.live = SimpleNamespace(now=SimpleNamespace(library=Library(())))
    add_staff(app, settings)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[FastAPI]:
    (report := tmp_path / "report.html").write_text("<h1>各项成绩</h1>", encoding="utf-8")
    settings = Settings(_env_file=None, data_dir=tmp_path / "data", report_file=report)
    app = FastAPI()
    app.add_middleware(SecurityHeaders)
    staffed(app, settings)
    yield app
    app.state.records.database.close()


@pytest.fixture
def visitor(app: FastAPI) -> TestClient:
    return TestClient(app, base_url="https://policy.example", follow_redirects=False)


@pytest.fixture
def staff(app: FastAPI, visitor: TestClient):
    """A client of each role, logged in."""
    appoint(app, **PEOPLE)

    def enter(role: Role) -> TestClient:
        name = next(name for name, held in PEOPLE.items() if held is role)
        desk = Desk(app, name, follow_redirects=False)
        assert (desk.entered.status_code, desk.entered.headers["location"]) == (303, "/staff/")
        return desk.client

    return enter


def changes(app: FastAPI) -> list[str]:
    return [
        f"{row.who} {row.action} {row.subject}"
        for row in app.state.records.audit.listed(WantedChanges()).rows
    ]


def staff_routes(app: FastAPI) -> list[tuple[str, str]]:
    return sorted(
        (method, path.replace("{number}", "1"))
        for path, methods in app.openapi()["paths"].items()
        for method in methods
        if path != LOGIN
    )


@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_what_the_table_gives_it_and_no_more(app, staff, role: Role):
    client = staff(role)
    home = client.get("/staff/").text
    for page in PAGES:
        assert (f'href="{page.path}"' in home) == role.covers(page.role) or not page.name
    for method, path in staff_routes(app):
        if method == "get":
            let_in = client.get(path).status_code in (200, 404)
            assert let_in is role.covers(role_for(path)), path


def test_a_path_that_the_table_does_not_have_needs_the_most():
    assert role_for("/staff/forgotten") is Role.ADMINISTRATOR
    assert role_for("/staff/reports") is Role.ADMINISTRATOR
    assert role_for("/staff/feedback.csv") is Role.READER


def test_the_cookie_is_kept_from_scripts_other_sites_and_plain_http(app, staff, visitor):
    staff(Role.READER)
    sent = {"name": "甲", "password": SECRET, "next": "/staff/feedback"}
    answer = visitor.post(LOGIN, data=sent)
    assert answer.headers["location"] == "/staff/feedback"
    cookie = answer.headers["set-cookie"].lower()
    for part in ("httponly", "samesite=lax", "secure", "path=/staff", "max-age=43200"):
        assert part in cookie
    plain = TestClient(app, base_url="http://policy.example", follow_redirects=False)
    assert "secure" not in plain.post(LOGIN, data=sent).headers["set-cookie"].lower()


@pytest.mark.parametrize("next_", ["//evil.example", "https://evil.example", "/staff/../x", ""])
def test_a_login_leads_to_no_other_site(staff, visitor, next_: str):
    staff(Role.READER)
    answer = visitor.post(LOGIN, data={"name": "甲", "password": SECRET, "next": next_})
    assert answer.headers["location"] == "/staff/"


def test_a_wrong_name_and_a_wrong_password_look_alike_and_soon_wait(staff, visitor):
    staff(Role.READER)
    for name in ("甲", "没有这个人"):
        said = [visitor.post(LOGIN, data={"name": name, "password": "错"}) for _ in range(6)]
        assert [one.status_code for one in said] == [401] * 5 + [429]
        assert "用户名或密码不对" in said[0].text
        wait = int(said[5].headers["retry-after"])
        assert 20 < wait <= 30  # less by as long as this took
        assert f"请在 {wait} 秒后再试" in said[5].text
        assert COOKIE not in visitor.cookies


FOREIGN = [
    {"sec-fetch-site": "cross-site", "origin": "https://policy.example"},
    {"sec-fetch-site": "same-site"},
    {"origin": "https://evil.example"},
    {"origin": "null"},
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_form_of_another_site_changes_nothing(app, staff, headers):
    client = staff(Role.ADMINISTRATOR)
    before = changes(app)
    sent = {"token": token(client), "do": "remove", "name": "甲", "password": SECRET}
    for path in ("/staff/accounts", "/staff/logout", LOGIN):
        answer = client.post(path, data=sent, headers=headers)
        assert answer.status_code == 403
        assert "不是从本站页面发出的" in answer.text
    assert changes(app) == before


@pytest.mark.parametrize("said", ["", "x", "其他", None])
def test_a_form_without_the_token_of_its_login_changes_nothing(app, staff, said):
    client, other = staff(Role.ADMINISTRATOR), staff(Role.ADMINISTRATOR)
    sent = {"do": "remove", "name": "甲", "token": token(other) if said is None else said}
    for path in ("/staff/accounts", "/staff/password", "/staff/logout"):
        assert client.post(path, data=sent).status_code == 403
    assert client.post("/staff/accounts", json=sent).status_code == 403
    assert not any("删除" in line for line in changes(app))


def test_an_administrator_keeps_the_accounts(app, staff):
    client = staff(Role.ADMINISTRATOR)

    def change(**sent: str) -> str:
        answer = client.post("/staff/accounts", data={"token": token(client), **sent})
        if answer.status_code == 303:
            return re.search('role="status">(.+?)<', client.get(answer.headers["location"]).text)[1]
        assert answer.status_code == 400
        return re.search('role="alert">(.+?)<', answer.text)[1]

    assert change(do="add", name="丁", role="读者", password="短") == "密码要有 8 到 200 个字符。"
    assert change(do="add", name="丁", role="站长", password=SECRET) == "请选择角色。"
    assert change(do="add", name="丁", role="读者", password=SECRET) == "已新增"
    assert change(do="role", name="丁", role="编辑") == "角色已改"
    assert change(do="password", name="丁", password=SECRET + "新") == "密码已重设"
    assert change(do="remove", name="丁") == "已删除"
    assert "自己" in change(do="remove", name="丙")
    assert "自己" in change(do="password", name="丙 ", password=SECRET)
    assert "没有帐号" in change(do="remove", name="没有")
    assert "没有这个操作" in change(do="x")
    assert changes(app)[:4] == [f"丙 {a} 丁" for a in ("删除帐号", "改密码", "改角色", "新增帐号")]


def test_a_role_that_is_taken_away_is_gone_at_the_next_request(app, staff):
    client = staff(Role.EDITOR)
    app.state.records.accounts.set_role("乙", Role.READER, ME)
    answer = client.get("/staff/audit")
    assert answer.status_code == 403
    assert "需要“编辑”" in answer.text


def test_ones_own_password_is_changed_with_the_old_one_and_ends_every_login(app, staff):
    client, elsewhere = staff(Role.READER), staff(Role.READER)

    def change(old: str, new: str, again: str) -> int:
        sent = {"token": token(client), "old": old, "new": new, "again": again}
        return client.post("/staff/password", data=sent).status_code

    assert change("错", "新" * 8, "新" * 8) == 400
    assert change(SECRET, "新" * 8, "旧" * 8) == 400
    assert change(SECRET, "新" * 7, "新" * 7) == 400
    assert change(SECRET, "新" * 8, "新" * 8) == 303
    for one in (client, elsewhere):
        assert one.get("/staff/").status_code == 303
    assert app.state.records.logins.log_in("甲", "新" * 8, "")


def test_logging_out_ends_the_login_on_the_server(staff):
    client = staff(Role.READER)
    held = client.cookies[COOKIE]
    assert client.post("/staff/logout", data={"token": token(client)}).status_code == 303
    assert COOKIE not in client.cookies
    assert client.get("/staff/", headers={"cookie": f"{COOKIE}={held}"}).status_code == 303


@pytest.fixture
def held(app: FastAPI, tmp_path: Path) -> str:
    """The key of a document that the library holds; what is corrected is read at once."""
    holdings = app.state.holdings = Holdings(tmp_path)
    holdings.add("办法.md", "# 甲市  办法\n\n第一条 补助5万元。\n".encode())
    app.state.live = SimpleNamespace(now=Served(tmp_path))
    return document_key("办法")


class Served:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def library(self) -> Library:
        return Library(load_passages(self._folder).passages)


def saved(client: TestClient, page: str, **fields: str) -> str:
    """What is told after the form of a page is sent with some fields told otherwise."""
    inputs = re.findall(r'<input [^>]*name="(\w+)"[^>]*?value="([^"]*)"', page)
    sent = dict(inputs[inputs.index(("do", "correct")) :]) | {"status": ""} | fields
    sent["token"] = token(client)
    answer = client.post("/staff/library", data=sent)
    if answer.status_code == 303:
        answer = client.get(answer.headers["location"])
    return re.search('class="told.+?>(.+?)<', answer.text)[1]


def test_of_two_editors_the_second_does_not_undo_what_the_first_put_right(app, staff, held):
    one, two = staff(Role.EDITOR), staff(Role.ADMINISTRATOR)
    shown = one.get(f"/staff/library/{held}").text
    assert two.get(f"/staff/library/{held}").status_code == 200
    assert saved(two, shown) == "没有改动"
    assert "已更正 办法 的发布机构" in saved(one, shown, issuer="甲市科技局")
    assert "有了改动，没有保存" in saved(two, shown, region="甲市")
    assert "已更正 办法 的地区" in saved(two, two.get(f"/staff/library/{held}").text, region="甲市")
    (source,) = app.state.live.now.library.sources
    assert (source.issuer, source.region) == ("甲市科技局", "甲市")


def test_a_reader_looks_at_the_library_and_changes_nothing(app, staff, held):
    client = staff(Role.READER)
    assert "保存更正" not in client.get(f"/staff/library/{held}").text
    for do in ("add", "fetch", "replace", "remove", "deactivate", "take_back", "correct"):
        sent = {"token": token(client), "do": do, "key": held}
        answer = client.post("/staff/library", data=sent)
        assert (answer.status_code, "只能查看" in answer.text) == (403, True)
    assert (app.state.holdings.folder / "办法.md").exists()


def test_what_replaces_no_document_is_not_added(app, staff, held):
    client = staff(Role.EDITOR)
    sent = {"token": token(client), "do": "replace", "key": "é"}
    files = {"files": ("新.md", "# 乙市办法\n\n第一条 补助9万元。\n".encode())}
    assert "没有编号为" in client.post("/staff/library", data=sent, files=files).text
    assert not (app.state.holdings.folder / "新.md").exists()


POLICY = "<html><body><h1>甲市补贴办法</h1><p>第一条 企业补贴5万元。</p></body></html>".encode()


def letter(title: str, text: str) -> bytes:
    """A PDF of two lines."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(written := io.BytesIO())
    canvas.setFont("STSong-Light", 14)
    canvas.drawString(60, 760, title)
    canvas.drawString(60, 700, text)
    canvas.save()
    return written.getvalue()


LETTER = letter("乙市关于企业奖励的通知", "第一条 企业奖励9万元。")


@pytest.mark.parametrize(
    ("path", "content", "kind", "name", "text"),
    [
        ("/zc/art_1", POLICY, "text/html", "art_1.html", "第一条 企业补贴5万元"),
        ("/乙市通知.pdf", LETTER, "", "乙市通知.pdf", "企业奖励9万元"),
    ],
    ids=["web page", "PDF"],
)
def test_an_editor_takes_a_document_in_by_its_address(
    app, staff, held, path, content, kind, name, text
):
    client = staff(Role.EDITOR)
    with DocumentSite() as site:
        site.pages[quote(path)] = reply(content, kind=kind)
        app.state.fetch = site.fetcher("a.example", "*.b.example")
        assert "按网址收入（只限 a.example、*.b.example）" in client.get("/staff/library").text
        url = f"http://a.example:{site.port}{quote(path)}"
        sent = {"token": token(client), "do": "fetch", "url": f" {url} "}
        answer = client.post("/staff/library", data=sent)
        assert (answer.status_code, f"{name}：已收入" in answer.text) == (200, True)
        again = client.post("/staff/library", data=sent, headers={"accept": "application/json"})
        assert again.json() == [
            {"file": name, "told": f"已有同名文件 {name}；要更新它，请用“替换”", "taken": False}
        ]
    shown = client.get(f"/staff/library/{document_key(Path(name).stem)}").text
    assert text in shown
    assert url in shown
    row = app.state.records.audit.listed(WantedChanges()).rows[0]
    assert (row.action, row.subject, row.detail.split("；")[0]) == ("按网址收入", name, url)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/b.png", "是图片，没有可读的文字"),
        ("/bomb.docx", "解压后过大"),
        ("/data", "暂不支持 无后缀 格式"),
        ("/empty.html", "文件是空的"),
        ("/readme.html", "文件名不合要求"),
        ("/none", "网站没有给出文件（答复 404）"),
    ],
)
def test_what_comes_from_an_address_is_checked_like_an_upload(app, staff, held, path, told):
    packed = zipfile.ZipFile(bomb := io.BytesIO(), "w", zipfile.ZIP_DEFLATED)
    with packed:
        packed.writestr("word/document.xml", bytes(2**25))
    client = staff(Role.EDITOR)
    with DocumentSite() as site:
        site.pages = {
            "/b.png": reply(b"\x89PNG\r\n\x1a\n"),
            "/bomb.docx": reply(bomb.getvalue()),
            "/data": reply(b"{}", kind="application/json"),
            "/empty.html": reply(b""),
            "/readme.html": reply(POLICY),
        }
        app.state.fetch = site.fetcher()
        url = f"http://a.example:{site.port}{path}"
        sent = {"token": token(client), "do": "fetch", "url": url}
        answer = client.post("/staff/library", data=sent)
    assert (answer.status_code, told in answer.text) == (400, True)
    assert [file.name for file in app.state.holdings.files()] == ["report.html", "办法.md"]
    assert "按网址收入" not in "".join(changes(app))


def test_without_sites_no_address_can_be_told_and_none_is_fetched(app, staff, held):
    client = staff(Role.EDITOR)
    assert "按网址收入" not in client.get("/staff/library").text
    sent = {"token": token(client), "do": "fetch", "url": "http://www.gov.cn/"}
    answer = client.post("/staff/library", data=sent)
    assert (answer.status_code, "不是可以收入文件的网站" in answer.text) == (400, True)


def test_a_page_tells_nothing_that_a_link_made_up(staff):
    client = staff(Role.ADMINISTRATOR)
    for path in ("/staff/library", "/staff/accounts"):
        assert "打电话" not in client.get(f"{path}?done=请打电话给我&seal=").text


def test_feedback_is_listed_filtered_and_exported_as_it_was_written(app, staff):
    store: FeedbackStore = app.state.records.feedback
    store.explain(store.add("down", question="<b>问</b>", answer="答", status="not_stated"), "=1+1")
    store.add("up", question="高企", answer="答", status="answered")
    client = staff(Role.READER)
    shown = client.get("/staff/feedback?verdict=down").text
    assert "&lt;b&gt;问&lt;/b&gt;" in shown
    assert "高企" not in shown
    assert "文件未载明" in shown
    sheet = client.get("/staff/feedback.csv?keyword=%E9%97%AE")
    assert sheet.headers["content-type"].startswith("text/csv")
    (line,) = sheet.content.decode("utf-8-sig").splitlines()[1:]
    assert "没有帮助,'=1+1,<b>问</b>,答,文件未载明" in line


@pytest.mark.parametrize("page", ["curated", "drafts"])
def test_the_next_page_of_a_list_keeps_what_was_searched(app, staff, page: str):
    records, by = app.state.records, By("甲")
    for number in range(PER_PAGE + 1):
        records.curated.write(Content((f"A&B补助#{number}",), "答", ()), by)
        records.drafts.add(f"A&B来信#{number}", "信", "[]", by)
    client = staff(Role.EDITOR)
    shown = client.get(f"/staff/{page}", params={"keyword": "A&B"}).text
    onward = html.unescape(re.search(r'rel="next" href="([^"]+)"', shown)[1])
    last = client.get(f"/staff/{page}{onward}").text
    assert 'value="A&amp;B"' in last
    assert "#0" in last
    assert "#1" not in last


def test_the_log_is_listed_filtered_and_exported(staff):
    client = staff(Role.EDITOR)
    shown = client.get("/staff/audit?who=测试&keyword=丙").text
    assert "共 1 条" in shown
    lines = client.get("/staff/audit.csv?action=登录").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "时间,谁,做了什么,对象,说明,来自"
    assert lines[1].endswith("乙,登录,乙,,testclient")


def test_the_pages_run_scripts_of_this_site_alone_and_the_report_runs_apart(staff):
    client = staff(Role.READER)
    told = client.get("/staff/").headers
    assert "script-src 'self';" in told["content-security-policy"]
    assert "unsafe" not in told["content-security-policy"]
    assert told["content-security-policy"].startswith("default-src 'none'")
    assert told["referrer-policy"] == "same-origin"
    assert told["cache-control"] == "no-store"
    assert told["x-content-type-options"] == "nosniff"
    report = client.get("/staff/report")
    assert "各项成绩" in report.text
    assert report.headers["content-security-policy"].startswith("sandbox allow-scripts;")


def test_without_a_report_the_command_that_makes_one_is_told(app, staff, tmp_path):
    app.state.report_file = tmp_path / "none.html"
    answer = staff(Role.READER).get("/staff/report")
    assert answer.status_code == 404
    assert "make eval" in answer.text


def test_todays_setting_logs_in_and_without_one_the_command_is_told(visitor, tmp_path):
    assert "python -m assistant accounts add" in visitor.get(LOGIN).text
    settings = Settings(_env_file=None, data_dir=tmp_path / "own", staff_password=SecretStr("密"))
    staffed(app := FastAPI(), settings)
    client = TestClient(app, follow_redirects=False)
    assert "accounts add" not in client.get(LOGIN).text
    assert client.post(LOGIN, data={"name": "staff", "password": "密"}).status_code == 303


def test_while_the_database_cannot_be_used_the_pages_say_so(app, visitor, tmp_path):
    (tmp_path / "file").write_text("")
    database = Database(tmp_path / "file" / "f")
    app.state.records = replace(
        app.state.records, accounts=type(app.state.records.accounts)(database)
    )
    answer = visitor.get(LOGIN)
    assert answer.status_code == 503
    assert "请稍后再试" in answer.text


def test_a_verdict_that_cannot_be_kept_is_answered_in_words(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    store = FeedbackStore(database := Database(tmp_path / "file" / "f"))
    log = QuestionLog(database, keeps=False, days=1)
    told: list[str] = []
    monkeypatch.setattr(feedback_form.gr, "Warning", told.append)
    talk = [{"role": "user", "content": "问"}, {"role": "assistant", "content": "答"}]
    liked = SimpleNamespace(index=1, liked=True)
    form = feedback_form.FeedbackForm(store, log, SimpleNamespace(by_id={}))
    given, *_ = form._judge({"messages": talk}, liked)
    assert given == 0
    assert "请稍后再试" in told[0]
