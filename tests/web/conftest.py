"""A small assistant over passages written by hand, and the pages served on a free port."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, AnswerStatus, Citation, Turn
from assistant.library import Library
from assistant.reader.reader import OnnxReader
from assistant.records import passwords
from assistant.settings import Settings
from assistant.tables.study import Study
from corpus.document import Kind, Source, Status
from corpus.library import load_passages
from corpus.passage import Passage
from corpus.programme_reading import programmes_in
from corpus.programmes import Programmes
from corpus.targets import Target, targets
from tests.scripted_service import ScriptedService
from tests.web.service import Service

CHROMIUM = [
    "--no-sandbox",  # the tests may run as root
    *("--no-first-run", "--disable-gpu", "--disable-quic", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
PLAN = Source(
    id="2023年全市科技创新工作要点",
    title="2023年全市科技创新工作要点",
    issuer="市科技局",
    index_number="11320900014354918R/2023-24714",
    issued_on="2023-10-16",
    status=Status.IN_FORCE,
    region="盐城市",
    year=2023,
)
RECOGNITION = Source(
    id="hnte-recognition",
    title="高新技术企业认定管理办法",
    issuer="科技部、财政部、国家税务总局",
    document_number="国科发火〔2016〕32号",
    issued_on="2016-01-29",
    effective_on="2016-01-01",
    status=Status.IN_FORCE,
    region="国家",
    kind=Kind.DIGEST,
    note="本文为要点摘编，以官方原文为准",
)
GRADIENT = Source(
    id="sme-gradient-2022",
    title="优质中小企业梯度培育管理暂行办法",
    issuer="工业和信息化部",
    document_number="工信部企业〔2022〕63号",
    issued_on="2022-06-01",
    status=Status.REPEALED,
    region="国家",
    kind=Kind.DIGEST,
)
HOSTILE = Source(
    id="hostile",
    title="<script>document.title='hacked'</script>测试文件",
    issuer="{{7*7}}",
    issued_on="2024-01-01",
    expires_on="2024-12",
    url="javascript:alert(1)",
)

GOALS = (
    "2023年，全市科技创新工作的总体要求是：坚持以习近平新时代中国特色社会主义思想为指导，"
    "以创新能力提升为主线，聚焦科技创新关键环节和短板弱项，深入开展“科技创新提升年”活动。"
    "力争2023年，全市全社会研发投入占地区生产总值比重达到2.4%左右，"
    "高新技术产业产值占规模以上工业产值比重达45%以上；科技进步贡献率达62%；"
    "年内新增高新技术企业300家；新建省级研发机构及人才站点120家；"
    "全市登记认定技术合同成交额突破350亿元。"
)
GOALS_QUOTE = GOALS[GOALS.index("力争2023年") :]
INCUBATION = (
    "完善科技企业孵育链条。建立覆盖科技型企业培育成长的“众创空间—孵化器—加速器—产业园”科技孵化链条。"
    "全年争创国家级和省级孵化器、众创空间、加速器3个以上。"
    "聚焦科技企业成长需求，推动现有孵化载体加强专业化服务团队建设，全年新增在孵企业500家以上。"
)
CLUSTER = (
    "培育壮大创新型企业集群。强化科技型中小企业评价导向作用，"
    "年内通过国家科技型中小企业评价企业达5000家。"
    "力争1/3重大项目建成投产3年内获批高新技术企业。高效完成全年申报，确保年内新增高企300家。"
)
SECTION = "二、抓好科技企业培育，厚植创新发展优势"
INJECTION = (
    '危险<img src=x onerror="window.hacked=1">文字 ${window.hacked=1} {{constructor}} 结束。'
)

STAFF = "4. 科技人员：做研发和相关技术创新工作的人员，占当年职工总数的比例不低于10%。"
RESEARCH = "1. 最近一年销售收入在5000万元以下（含5000万元）的企业，研发费用占比不低于5%。"

PASSAGES = (
    Passage(PLAN, (), "p1", GOALS, 0),
    Passage(PLAN, (SECTION,), "", SECTION + "。实施高新技术企业培育提升行动。", 1),
    Passage(PLAN, (SECTION, "完善科技企业孵育链条"), "", INCUBATION, 2),
    Passage(PLAN, (SECTION, "培育壮大创新型企业集群"), "", CLUSTER, 3),
    Passage(RECOGNITION, ("二、认定条件",), "p1", "申请企业须同时满足以下八项条件，缺一不可。", 0),
    Passage(RECOGNITION, ("二、认定条件",), "4", STAFF, 1),
    Passage(RECOGNITION, ("三、研发费用占比的分档标准",), "1", RESEARCH, 2),
    Passage(GRADIENT, ("一、适用对象",), "1", "1. 本办法适用于优质中小企业。", 0),
    Passage(HOSTILE, ("<b>标题</b>",), "p1", INJECTION, 0),
)


reader = cache(OnnxReader)
"""Read from its file once."""


@cache
def _rules(passages: tuple[Passage, ...]) -> Programmes:
    return programmes_in(passages)


@dataclass
class FakeAssistant:
    """Keeps the shape of assistant.wiring's assistant; replies by keyword."""

    passages: tuple[Passage, ...] = PASSAGES
    cards: tuple[Passage, ...] = ()
    sources: tuple[Source, ...] = (PLAN, RECOGNITION, GRADIENT, HOSTILE)
    targets: tuple[Target, ...] = targets(PASSAGES)
    notice: str = "收录 2023 年度工作要点及国家、省有关政策；标“摘编”的非官方原文，以官方文本为准。"
    suggestions: tuple[str, ...] = (
        "今年全市新增多少家高新技术企业？",
        "2023年全社会研发投入占比目标是多少？",
        "认定高新技术企业要满足哪些条件？",
        "孵化器有什么目标？",
    )
    study: Study | None = None
    reader: Any = None
    curated: Any = None
    histories: list[tuple[Turn, ...]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def by_id(self) -> Mapping[str, Passage]:
        return {passage.id: passage for passage in (*self.passages, *self.cards)}

    @property
    def library(self) -> Library:
        return Library(self.passages, self.cards)

    @property
    def programmes(self) -> Programmes:
        return _rules(self.passages)

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Answer]:
        self.histories.append(tuple(history))
        self.asked.append(question)
        if "故障" in question:
            raise RuntimeError("broken on purpose")
        final = self._answer(question)
        draft = Answer(question, question, AnswerStatus.ANSWERED, final.text[:12])
        yield draft
        yield final

    def _answer(self, question: str) -> Answer:
        def reply(text: str, *cited: Citation, status: Any = "answered", note: str = "") -> Answer:
            notes = (note,) if note else ()
            return Answer(question, question, AnswerStatus(status), text, cited, notes)

        plan_note = "以上为2023年度目标，是市级工作安排，不是企业申报条件。"
        if "高新技术企业" in question and "多少" in question:
            return reply(
                "2023年，全市年内新增高新技术企业300家。[1]\n\n"
                "围绕这一目标，还要求：\n"
                "- 高效完成全年申报，确保年内**新增高企300家**；[2]\n"
                "- 全年新增在孵企业500家以上，形成后备梯队。[3]",
                Citation(1, PASSAGES[0], (GOALS_QUOTE,)),
                Citation(2, PASSAGES[3], ("高效完成全年申报，确保年内新增高企300家。",)),
                Citation(3, PASSAGES[2], (INCUBATION[INCUBATION.index("聚焦科技企业") :],)),
                note=plan_note,
            )
        if "条件" in question:
            return reply(
                "科技人员占当年职工总数的比例不低于10%[1]；"
                "销售收入5000万元以下的企业，研发费用占比不低于5%[2]。",
                Citation(1, PASSAGES[5], (PASSAGES[5].text,)),
                Citation(2, PASSAGES[6], (PASSAGES[6].text,)),
                note="依据为要点摘编，以官方原文为准。",
            )
        if "孵化器" in question:
            quote = "全年争创国家级和省级孵化器、众创空间、加速器3个以上。"
            return reply(quote + "[1]", Citation(1, PASSAGES[2], (quote,)), note=plan_note)
        if "奖励" in question:
            return reply(
                "文件提到年内新增高新技术企业300家[1]，但没有载明奖励金额。建议咨询市科技局。",
                Citation(1, PASSAGES[0], ("年内新增高新技术企业300家",)),
                status="not_stated",
            )
        if "废止" in question:
            return reply("该办法已废止。[1]", Citation(1, PASSAGES[7]))
        if "危险" in question:
            return reply(INJECTION + "[1]", Citation(1, PASSAGES[8], (INJECTION,)))
        return reply("没有在收录的文件中找到依据。", status="not_found")


class Slow(FakeAssistant):
    """Answers once it may."""

    def __init__(self) -> None:
        super().__init__()
        self.may = threading.Event()

    def stream(self, question: str, history: Any = ()) -> Any:
        self.may.wait(30)
        yield from super().stream(question, history)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real Chromium; without one the tests that need it are skipped."""
    found = filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    executable = next(found, None)
    if executable is None:
        pytest.skip("没有找到 Chromium，跳过浏览器测试 (apt-get install chromium)")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=executable, args=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True, scope="session")
def _quick_and_quiet() -> Iterator[None]:
    """Passwords are hashed in no time, and Gradio tells nobody anything."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "ROUNDS", 4)
        patch.setenv("GRADIO_ANALYTICS_ENABLED", "False")
        yield


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return on_day(tmp_path / "data", 2026, 1, 15)


@dataclass(frozen=True)
class Site:
    """The pages, served."""

    url: str
    data_dir: Path
    assistant: FakeAssistant
    app: Any


@contextmanager
def opened(assistant: Any, settings: Settings) -> Iterator[Site]:
    """The pages over an assistant, on a free port."""
    from assistant.web.server import create_app

    app = create_app(assistant, settings)
    with served(app) as url:
        yield Site(url, settings.data_dir, assistant, app)
    app.state.records.database.close()


def office(folder: Path, documents: Mapping[str, str], **more: Any) -> Settings:
    """The settings of a whole service over documents of its own."""
    places = {f"{name}_dir": folder / name for name in ("documents", "store", "data")}
    places["documents_dir"].mkdir()
    for name, text in documents.items():
        (places["documents_dir"] / name).write_text(text, encoding="utf-8")
    return Settings(_env_file=None, **places, **more)


def on_day(data_dir: Path, *day: int, rate_per_minute: int = 0, **more: Any) -> Settings:
    about = {"data_dir": data_dir, "today": date(*day), "rate_per_minute": rate_per_minute}
    return Settings(_env_file=None, **about, **more)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with opened(FakeAssistant(), on_day(tmp_path_factory.mktemp("data"), 2026, 1, 15)) as site:
        yield site


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """One that may be killed, and is in the end."""
    service = Service(tmp_path)
    yield service
    service.kill()


@pytest.fixture
def model_site(tmp_path: Path, model_service: ScriptedService) -> Iterator[str]:
    """The pages over the real pipeline, whose model is the scripted service."""
    from assistant.pipeline import Assistant
    from assistant.writing.chat_model import build_chat_model
    from assistant.writing.write import Writer
    from index.retriever import Retriever

    service = {"chat_base_url": model_service.url, "chat_api_key": "sk-marked-key"}
    settings = on_day(tmp_path, 2026, 1, 15, **service, chat_model="m", chat_retries=0)
    model = build_chat_model(settings)
    writer = Writer(model, seconds=20.0, context_chars=4000, today=settings.day)
    plan = [p for p in PASSAGES if p.source is not HOSTILE]
    found = Retriever(plan)
    about = {"max_chars": 500, "today": settings.day, "writer": writer}
    assistant = Assistant(Library(plan), found, reader(), **about)
    assistant.warm_up()
    with opened(assistant, settings) as site:
        yield site.url


@contextmanager
def served(app: Any) -> Iterator[str]:
    """An app on a free loopback port, in a thread."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def policies() -> FakeAssistant:
    """The assistant over the documents that are shipped."""
    held = load_passages(Settings(_env_file=None).documents_dir)
    rows = targets(held.passages)
    return FakeAssistant(held.passages, held.cards, held.sources, rows)


@pytest.fixture(scope="session")
def policy_site(
    policies: FakeAssistant, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The pages over the shipped documents, served on a fixed day."""
    with opened(policies, on_day(tmp_path_factory.mktemp("policy-data"), 2026, 6, 15)) as site:
        yield site
