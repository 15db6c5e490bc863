"""政策速览: every line of every card stands in a paragraph; the calendar and its file."""

import html
import re
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import icalendar
import pytest
from fastapi.testclient import TestClient

from assistant.answer import Citation
from assistant.tables.policy_card import CardLine, policy_cards
from assistant.web.calendar_export import to_ics, uid_of
from assistant.web.citation_link import resolve
from assistant.web.overview_page import OverviewPage
from assistant.web.policy_list import PolicyList
from assistant.web.server import create_app
from corpus.content_kinds import ContentKind
from corpus.deadlines import deadlines
from corpus.document import Source, Status
from corpus.passage import Passage
from corpus.programme_reading import load_programmes

DAY = date(2026, 6, 15)
WHO, CONDITIONS, BENEFIT, _, _, PROCEDURE, _, VALIDITY = ContentKind


@pytest.fixture(scope="module")
def held(policies) -> PolicyList:
    programmes = tuple(load_programmes(policies.passages))
    return PolicyList(policies.passages, programmes, lambda: DAY)


@pytest.fixture(scope="module")
def cards(held):
    return {card.id: card for card in held.cards}


@pytest.fixture(scope="module")
def client(policy_site) -> TestClient:
    return TestClient(policy_site.app)


def text_of(card, name: str) -> str:
    return "\n".join(line.text for part in card.parts if part.name == name for line in part.lines)


def test_every_programme_has_a_card_with_all_its_rules(policies, cards):
    for programme in load_programmes(policies.passages):
        card = cards[programme.id]
        said = text_of(card, CONDITIONS).split("\n")
        assert {c.label for c in programme.all_conditions} <= set(said)
        assert text_of(card, WHO)
        assert text_of(card, BENEFIT)


def test_every_line_cites_a_paragraph_that_is_held_and_quotes_it(policies, cards):
    for card in cards.values():
        for line in (line for part in card.parts for line in part.lines):
            assert line.heading or line.citations, line
            for citation in line.citations:
                assert citation.passage.id in policies.by_id
                assert all(quote.strip() in citation.passage.text for quote in citation.quotes)


@pytest.mark.parametrize(
    ("card", "part", "said", "unsaid"),
    [
        ("hnte", WHO, "在中国境内（不含港澳台地区）注册的居民企业", "工作要点"),
        ("hnte", CONDITIONS, "科技人员占职工总数不低于10%", "工作要点"),
        ("hnte", PROCEDURE, "公示10个工作日", "工作要点"),
        ("hnte-income-tax", BENEFIT, "15%", "应纳税所得额1000万元"),  # an example
        ("tech-sme", VALIDITY, "", "延长到10年"),  # how long losses are carried
        ("tech-sme", CONDITIONS, "第 2 组：满足任意一项即可（与第 3 组符合一组就行）", "工作要点"),
        ("incubator-tax", VALIDITY, "执行至2027年12月31日", "工作要点"),
    ],
)
def test_a_card_says_what_the_document_says_and_nothing_else(cards, card, part, said, unsaid):
    assert said in text_of(cards[card], part)
    assert unsaid not in text_of(cards[card], part)


def test_headings_are_found_by_their_words_in_any_document():
    source = Source("new", "某市科技贷款贴息实施细则")
    told = {"一、支持对象": WHO, "二、申报要求": CONDITIONS, "三、名词解释": None}
    told |= {"四、贴息标准": BENEFIT, "五、申报流程": PROCEDURE}
    texts = ((name, f"1. {name}：给予享受优惠的内容。") for name in told)
    passages = [Passage(source, (name,), "1", text, n) for n, (name, text) in enumerate(texts)]
    (card,) = policy_cards(passages, (), ())
    found = {part.name: [line.text for line in part.lines] for part in card.parts}
    assert found == {kind: [f"{name}：给予享受优惠的内容"] for name, kind in told.items() if kind}


@pytest.mark.parametrize(
    ("status", "keyword", "expected"),
    [
        ("", "高企", {"hnte"}),
        ("", "苏科贷", {"jiangsu-innovation-support"}),
        ("已失效", "", {"hnte-equipment-2022q4"}),
        ("已失效", "小巨人", set()),
        ("", "<script>", set()),
        ("没有这种", "", set()),
    ],
)
def test_cards_are_those_of_the_status_that_have_every_word(held, status, keyword, expected):
    found = {card.id for card in held.select(status, keyword)}
    assert expected <= found
    assert bool(expected) == bool(found)
    assert len(found) < len(held.cards)


def test_every_number_opens_the_paragraph_it_names(held, policies):
    shown = OverviewPage(held).render()
    links = re.findall(r'href="#source/\d+/([\w-]+)" title="查看原文：([^"]*)"', shown)
    assert len(links) > 150
    for reference, where in links:
        cited = resolve(reference, policies.by_id)
        assert not cited.changed
        assert cited.passage.source.title in html.unescape(where)
    articles = re.findall(r"<article.*?</article>", shown, re.DOTALL)
    for article, card in zip(articles, held.cards, strict=True):
        assert f">{held.status_of(card).value}</span>" in article
        opened = set(re.findall(r'href="#source/(\d+)/', article))
        assert set(re.findall(r'href="#cite/(\d+)"', article)) <= opened


def test_the_page_tells_what_is_read_by_now(assistant):
    source = Source("new", "某市茶室办法")
    passage = Passage(source, ("第一条",), "", "第一条 对五星级茶室给予20万元奖励。")
    line = CardLine("对五星级茶室给予20万元奖励", (Citation(1, passage, (passage.sentences[0],)),))
    study = SimpleNamespace(lines={}, total=1)
    page = OverviewPage(PolicyList((passage,), (), lambda: DAY, study))
    assert "没有可以做成速览的政策" in page.render()
    study.lines["new"] = {BENEFIT: (line,)}
    study.total = 2
    shown = page.render(keyword="茶室")
    assert "已读 1/2 份" in shown
    assert line.text in shown
    study.total = 1
    assert "正在细读" not in page.render()


def test_hostile_documents_stay_text(assistant):
    bad = Source("bad", "<img src=x onerror=1>", document_number="${1}")
    passage = Passage(bad, ("一、适用对象",), "1", '1. <script>x</script>"应于每年5月底前填报。')
    page = OverviewPage(PolicyList((passage, *assistant.passages), (), lambda: DAY))
    shown = page.render(keyword='"><script>') + page.render()
    assert "<script" not in shown
    assert "<img" not in shown


def test_what_has_passed_is_marked_and_what_comes_is_in_order(held):
    agenda = held.agenda()
    assert all(row.due < DAY for row in agenda.over if row.due)
    days = [day for day, _ in agenda.coming]
    assert days == sorted(days)
    assert min(days) >= DAY
    over = OverviewPage(held).render().partition("已过（")[2]
    assert over.count('class="date over"') == len(agenda.over)
    passage = Passage(Source("x", "某管理办法"), (), "1", "每年2月底前应当报送材料。")
    old = replace(passage, source=replace(passage.source, status=Status.REPEALED))
    agenda = PolicyList([old], (), lambda: DAY).agenda()
    assert (agenda.coming, len(agenda.over)) == ((), 1)


@pytest.mark.parametrize(
    ("day", "when", "tag"),
    [
        (date(2026, 6, 15), "2026年6月1日至8月31日", "正在进行"),
        (date(2026, 9, 1), "2026年6月1日至8月31日", "已过"),
        (date(2026, 6, 15), "每年5月底前", "今年已过"),
        (date(2026, 5, 31), "4月25日至5月25日", "已过"),
    ],
)
def test_a_date_is_tagged_by_the_day(policies, day, when, tag):
    listed = PolicyList(policies.passages, (), lambda: day)
    shown = OverviewPage(listed).render()
    entries = re.findall(r'<li class="date.*?</li>', shown, re.DOTALL)
    (entry,) = [e for e in entries if when in e]
    assert f">{tag}</span>" in entry


def events(content: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_the_calendar_file_holds_what_comes_with_sentence_and_source(held):
    coming = held.agenda().coming
    found = events(to_ics(coming, DAY))
    assert len(found) == len(coming) >= 7
    for event, (due, row) in zip(found, coming, strict=True):
        assert event.end == due + timedelta(days=1)
        assert row.sentence in event["description"]
        assert f"《{row.passage.source.title}》" in event["description"]
        assert row.what in event["summary"]
        assert event["uid"] == uid_of(row)
    assert len({event["uid"] for event in found}) == len(found)


def test_a_yearly_deadline_comes_back_on_its_day(held):
    by_summary = {str(e["summary"]): e for e in events(to_ics(held.agenda().coming, DAY))}
    report = by_summary["办理期限：企业要在工作网填报年度发展情况报表"]
    assert report.start == date(2027, 5, 31)
    assert report["rrule"].to_ical() == b"FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=5"
    deduction = next(e for e in by_summary.values() if "上半年研发费用" in e["summary"])
    assert (deduction.start, deduction.end) == (date(2026, 7, 1), date(2026, 8, 1))
    assert deduction["rrule"].to_ical() == b"FREQ=YEARLY"
    ends = next(e for e in by_summary.values() if e["summary"].startswith("执行到期"))
    assert "rrule" not in ends


def test_the_file_is_the_same_each_time_and_its_lines_are_folded(held):
    content = to_ics(held.agenda().coming, DAY)
    assert content == to_ics(held.agenda().coming, DAY)
    assert "每年5月底前" in content.decode("utf-8").replace("\r\n ", "")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    later = to_ics(held.agenda().coming, DAY + timedelta(days=1))
    assert [e["uid"] for e in events(content)] == [e["uid"] for e in events(later)]


def test_a_download_is_narrowed_as_the_page_is(client):
    whole = client.get("/deadlines.ics")
    assert whole.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "deadlines.ics" in whole.headers["content-disposition"]
    narrowed = client.get("/deadlines.ics", params={"keyword": "加计扣除 集成电路"})
    assert 0 < len(events(narrowed.content)) < len(events(whole.content))


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ({"status": "../.."}, 404, "没有这种时效"),
        ({"keyword": "长" * 61}, 400, "关键词最多 60 字"),
        ({"keyword": "不存在的词语"}, 404, "没有将到的期限"),
    ],
)
def test_a_query_is_checked(client, query, status, said):
    answered = client.get("/deadlines.ics", params=query)
    assert answered.status_code == status
    assert said in answered.text


def test_the_pages_build_without_rules_and_without_deadlines(assistant, settings):
    fewer = replace(assistant, passages=assistant.passages[4:5], sources=(), targets=())
    assert deadlines(fewer.passages) == ()
    assert TestClient(create_app(fewer, settings)).get("/overview").status_code == 200
    none = OverviewPage(PolicyList((), (), lambda: DAY))
    assert "没有可以做成速览的政策" in none.render()
