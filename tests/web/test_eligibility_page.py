"""资格自测: the form that the rules give, the result, the exports, and that nothing is kept."""

import html
import io
import json
import re
from datetime import date
from types import SimpleNamespace

import docx
import pytest
from fastapi.testclient import TestClient

from assistant.eligibility import assess, read_profile
from assistant.web.citation_link import resolve
from assistant.web.eligibility_page import ALL, EligibilityPage, Filled, groups_of
from assistant.web.eligibility_result import DISCLAIMER, SYMBOLS, Standing, rank
from corpus.programme_reading import load_programmes
from corpus.programmes import Programmes
from tests.web.firm import FIGURES, YES

DAY = date(2026, 6, 15)
HNTE = FIGURES | dict.fromkeys(YES, "是")
ENOUGH = HNTE | {"rd_expense_3y": "1100万"}


@pytest.fixture(scope="module")
def programmes(policies):
    return load_programmes(policies.passages)


def over(programmes, policies) -> EligibilityPage:
    held = SimpleNamespace(programmes=programmes, sources=policies.sources)
    return EligibilityPage(held, lambda: DAY)


@pytest.fixture(scope="module")
def page(policies, programmes) -> EligibilityPage:
    return over(programmes, policies)


@pytest.fixture(scope="module")
def client(policy_site) -> TestClient:
    return TestClient(policy_site.app)


def fields(form: str) -> list[str]:
    return re.findall(r'data-field="(\w+)"', form)


def words(fragment: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", fragment)))


def whole(result: str) -> str:
    (head,) = re.findall(r"<summary>.*?</summary>", result.partition("result-body")[0], re.DOTALL)
    return words(head).split()[2]


def test_the_form_asks_exactly_what_the_chosen_programme_needs(page, programmes):
    for programme in programmes:
        form = page.form(programme.id)
        assert sorted(fields(form)) == sorted(item.name for item in programme.inputs)
        for item in programme.inputs:
            assert html.escape(item.label) in form
            assert html.escape(item.help) in form


def test_with_all_programmes_what_they_share_is_asked_once(page, programmes):
    asked = fields(page.form(ALL))
    assert len(asked) == len(set(asked))
    for item in (item for p in programmes for item in p.inputs):
        assert {item.name, *item.same_as} & set(asked), item.name
        assert not ({item.name} <= set(asked) and set(item.same_as) & set(asked))
    shared, *others = groups_of(tuple(programmes))
    assert "tech_staff" in {f.name for f in shared.inputs}
    assert all(group.folded for group in others)


@pytest.mark.parametrize("chosen", ["", "nothing", "../hnte", "<script>"])
def test_an_unknown_programme_is_told_so(page, client, chosen):
    assert page.form(chosen) is None
    assert client.get("/eligibility/form/nothing").status_code == 404
    answered = client.post("/eligibility/result", json={"programme": chosen, "values": {}})
    assert answered.status_code == 404
    assert "没有这个项目" in answered.text


def test_the_chooser_names_every_programme_with_its_status(page, programmes, policies):
    chooser = page.chooser()
    for name in (ALL, *(programme.id for programme in programmes)):
        assert f'value="{name}"' in chooser
    assert "盐城市，部分有效" in chooser
    assert DISCLAIMER in chooser
    empty = over(Programmes((), ""), policies)
    assert "没有可以自测的项目" in empty.chooser()
    assert empty.form("hnte") is None
    assert empty.result(Filled("hnte", {})) is None


def test_every_condition_is_shown_with_verdict_working_and_citation(page, policies):
    shown = page.result(Filled("hnte", HNTE))
    said = words(shown)
    assert "研发费用占比 = 1000 ÷ 26000 = 3.85%，低于 4%" in said
    assert "还差 40 万元" in said
    assert "另有 1 项需人工核实" in said
    rows = re.findall(r"<tr>\s*<td class=\"outcome\">.*?</tr>", shown, re.DOTALL)
    assert len(rows) == 10
    for row in rows:
        assert re.search(r'href="#(?:source|cite)/\d+', row)
    for reference in re.findall(r'href="#source/\d+/([\w-]+)"', shown):
        assert resolve(reference, policies.by_id) is not None
    verdicts = re.findall(r'class="symbol" aria-hidden="true">(.)</span>(\S+?)</span>', shown)
    assert {word for _, word in verdicts} == {"符合", "差一步", "不符合", "需人工核实"}
    assert all(SYMBOLS[word] == symbol for symbol, word in verdicts)
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)


@pytest.mark.parametrize(
    ("values", "standing"),
    [
        (ENOUGH, "需人工核实"),  # one condition is for people to judge
        (HNTE, "差一步"),
        ({}, "待补充"),
        (ENOUGH | {"has_core_ip": "否", "tech_staff": "1"}, "不符合"),
    ],
)
def test_the_whole_is_told_in_a_word(page, values, standing):
    assert whole(page.result(Filled("hnte", values))) == standing


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"rd_expense_3y": "-3"}, "不能是负数"),
        ({"tech_staff": "500"}, "不能超过"),
        ({"total_staff": "很多"}, "“很多”"),
        ({"sales_3y": "12%"}, "“12%”"),
    ],
)
def test_an_impossible_value_gets_a_message_and_is_not_computed_with(page, wrong, message):
    shown = page.result(Filled("hnte", ENOUGH | wrong))
    (told,) = re.findall(r'<div class="problems".*?</div>', shown, re.DOTALL)
    assert message in words(told)
    (name,) = wrong
    assert f'data-problem="{name}"' in told
    assert whole(shown) == "待补充"


def test_all_programmes_are_ranked_from_met_to_not_met(programmes):
    profile = read_profile(ENOUGH | {"registered_in_yancheng": "否"}, programmes)
    ranked = rank(assess(p, profile) for p in programmes)
    assert len(ranked) == len(tuple(programmes))
    assert ranked[0].assessment.programme.id == "hnte"
    assert ranked[0].standing is Standing.MANUAL  # all met that a program can judge
    assert all(r.standing is not Standing.MET for r in ranked if r.assessment.manual)
    current = [r for r in ranked if not r.assessment.programme.note]
    order = [list(Standing).index(r.standing) for r in current]
    assert order == sorted(order)
    assert ranked[len(current) :]  # rules of the past come last


@pytest.mark.parametrize(
    ("left", "standing", "step"),
    [("", Standing.ONE_STEP, "40 万元"), ("has_core_ip", Standing.NOT_MET, "")],
)
def test_one_step_is_named_and_what_is_open_beside_it_makes_it_none(
    programmes, left, standing, step
):
    known = {name: value for name, value in HNTE.items() if name != left}
    (only,) = rank([assess(programmes.find("hnte"), read_profile(known, programmes))])
    assert only.standing is standing
    assert step in only.step


def test_what_is_filled_in_stays_text(page, client):
    bad = {"tech_staff": '"><script>alert(1)</script>', "industry": "${1}<img src=x>"}
    shown = [page.result(Filled(chosen, bad)) for chosen in (ALL, "hnte", "rd-super-deduction")]
    for result in (*shown, exported(client, "html", "hnte", bad).text):
        assert "<script" not in result
        assert "<img" not in result
        assert DISCLAIMER in result


def test_a_result_comes_over_the_net_and_is_not_stored(client, policy_site):
    sales = "26037.1846"  # no digest or time has it by chance
    sent = {"programme": "hnte", "values": HNTE | {"sales_3y": f"{sales}万"}}
    answered = client.post("/eligibility/result", json=sent)
    assert answered.status_code == 200
    assert f"1000 ÷ {sales}" in answered.text
    assert answered.headers["cache-control"] == "no-store"
    kept = b"".join(f.read_bytes() for f in policy_site.data_dir.rglob("*") if f.is_file())
    assert sales.encode() not in kept


@pytest.mark.parametrize(
    "body",
    [
        b"", b"no json", b"[]", b"{}", b'{"programme": 1, "values": {}}',
        b'{"programme": "hnte", "values": []}', b'{"programme": "hnte", "values": {"a": 1}}',
        b'{"programme": "hnte", "values": {"tech_staff": "' + b"1" * 61 + b'"}}',
        b"[" * 50_000, b"\xff\xfe",
    ],
)  # fmt: skip
def test_a_malformed_request_is_told_so(client, body):
    answered = client.post("/eligibility/result", content=body)
    assert answered.status_code == 400
    assert "提交的内容有误" in answered.text


def exported(client, kind: str, chosen: str, values: dict[str, str]):
    filled = json.dumps({"programme": chosen, "values": values}, ensure_ascii=False)
    return client.post(f"/eligibility/report.{kind}", data={"filled": filled})


def word(client, chosen: str, values: dict[str, str]) -> tuple[list[str], list[list[str]]]:
    """The paragraphs of the Word file, and the rows of its tables."""
    answered = exported(client, "docx", chosen, values)
    assert "report.docx" in answered.headers["content-disposition"]
    file = docx.Document(io.BytesIO(answered.content))
    rows = [[cell.text for cell in row.cells] for table in file.tables for row in table.rows]
    return [p.text for p in file.paragraphs], rows


@pytest.mark.parametrize("chosen", ["hnte", "tech-sme", ALL])
def test_the_word_file_holds_result_sources_date_and_disclaimer(client, programmes, chosen):
    paragraphs, rows = word(client, chosen, ENOUGH)
    said = "\n".join(paragraphs)
    for words in (DISCLAIMER, "2026-06-15", "国科发"):
        assert words in said
    for programme in (p for p in programmes if chosen in (p.id, ALL)):
        assert programme.name in said
        assert all(any(c.label in row for row in rows) for c in programme.all_conditions)
    cited = {n for row in rows for n in re.findall(r"\[(\d+)\]", row[-1])}
    assert cited
    assert cited <= {m[1] for p in paragraphs if (m := re.match(r"\[(\d+)\] ", p))}
    if chosen == "hnte":
        assert ["近三个会计年度研发费用合计", "1100万"] in rows
        assert any("研发费用占比 = 1100 ÷ 26000 = 4.23%" in cell for row in rows for cell in row)
        assert "最近一年销售收入在5000万元至2亿元（含2亿元）的企业，研发费用占比不低于4%" in said


def test_what_could_not_be_used_is_told_in_the_exports(client):
    assert "不能是负数" in exported(client, "html", "hnte", {"tech_staff": "-3"}).text
    assert any("不能是负数" in p for p in word(client, "hnte", {"tech_staff": "-3"})[0])
    rows = word(client, "hnte", {"tech_staff": "坏\x0b字"})[1]  # no Word file may hold it
    assert any("坏字" in cell for row in rows for cell in row)


def test_the_printable_page_is_whole_in_itself(client):
    answered = exported(client, "html", "hnte", HNTE)
    page = answered.text
    assert answered.headers["content-type"].startswith("text/html")
    assert not re.findall(r'(?:src|href)="(?!#)|@import|url\(', page)
    for said in (DISCLAIMER, "2026-06-15", "1000 ÷ 26000 = 3.85%"):
        assert said in page
    opened, held = (set(re.findall(rf'{at}(source-\d+)"', page)) for at in ('href="#', 'id="'))
    assert opened <= held


@pytest.mark.parametrize("kind", ["docx", "html"])
@pytest.mark.parametrize(
    ("filled", "status"), [("", 400), ("{", 400), ('{"programme":"x","values":{}}', 404)]
)
def test_an_export_of_nothing_is_told_so(client, kind, filled, status):
    answered = client.post(f"/eligibility/report.{kind}", data={"filled": filled})
    assert answered.status_code == status
