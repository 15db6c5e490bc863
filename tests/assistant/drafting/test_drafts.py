"""Letters of the kind a bureau gets, answered over the shipped documents."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.answer import AnswerStatus
from assistant.drafting.draft import CHECK, OPEN, Draft
from assistant.drafting.drafter import Drafter
from assistant.drafting.letter_parts import divided
from assistant.drafting.net import checked
from assistant.drafting.templates import ONLINE, REPLY, TemplateFault, Templates

LETTERS = Path(__file__).parent / "letters"
# For each question in order: words of it, and what its part says: the right answer, or OPEN;
# what is marked for a person may be wrong.
EXPECTED = {
    "企业三问": [
        ("应当达到多少", ["不低于4%", "按近三个会计年度的合计数计算"]),
        ("委托境内高校", ["80%", "受托方不能重复加计"]),
        ("研究生工作站由谁出资", ["由企业申请并出资建设", OPEN]),
    ],
    "错误前提": [
        ("有效期是五年", ["文件所列与您说的不同", "有效期为三年"]),
        ("国家统一奖励十万元", ["国家没有统一的入库现金奖励"]),
        ("每年几月底之前", ["每年5月底前"]),
    ],
    "无关来信": [("学区范围", [OPEN]), ("房产证原件", [OPEN]), ("停车费", [OPEN])],
    "生气的来信": [
        ("上哪里查去", [OPEN]),  # a complaint in the form of a question is left to a person
        ("耽误多少事情", [OPEN]),
        ("没有高企资格", ["不要求先取得高新技术企业"]),
        ("亏损的企业", ["亏损企业也可以享受"]),
        ("气不气", [CHECK]),
        ("要达到多少分", ["不低于60分"]),
        ("两项实用新型专利", [CHECK]),  # the reader takes the wrong line; the drafter is told so
        ("网上填报", ["2026年6月1日至8月31日"]),
        ("星期六", [OPEN]),
    ],
    "带表格的来信": [
        ("在孵企业有多少家", ["在孵企业50家以上"]),
        ("毕业企业累计", ["累计20家以上", "不低于500万元"]),
        ("孵化多少个月", ["不超过48个月"]),
        ("一次性奖励", [OPEN]),
    ],
    "集团请示": [
        ("直接延长有效期", [OPEN]),
        ("1.31亿元", ["不低于4%"]),
        ("38人是否达标", ["不低于10%", CHECK]),
        ("买方还是卖方", ["申请人是技术的卖方"]),
        ("超过的部分怎么征收", ["500万元以内的部分免征", "减半征收"]),
        ("自动免征增值税", [CHECK]),
        ("制造业企业", [CHECK]),
        ("多大比例计入", ["80%"]),
        ("职工总数不超过多少人", ["500人", "2亿元"]),
        ("食堂补贴", [OPEN]),
    ],
    "园区来信": [
        ("评价要多少分", [CHECK]),  # a whole scale is told in the place of what a pass needs
        ("58分", ["不低于60分"]),
        ("从几月几日开始", [CHECK, OPEN]),
        ("场地面积", ["不低于10000平方米"]),
        ("在孵企业的数量", ["在孵企业50家以上"]),
        ("41家，够不够", ["在孵企业50家以上", CHECK]),
        ("创业团队和初创企业", ["20家以上"]),
        ("多少名科技副总", ["200名以上"]),
        ("每人每月发多少", [OPEN]),
        ("十年不用再认定", ["有效期为三年"]),
        ("究竟是几年", ["有效期为三年", CHECK]),
        ("不填会怎么样", ["每年5月底前", CHECK]),  # what follows from it is left out
        ("两家餐饮企业", [OPEN]),
    ],
    "网上来信": [
        ("有什么用呢", [OPEN]),
        ("到底听谁的", ["满一年", CHECK]),
        ("是365天还是", ["满一年", "365个日历天数", CHECK]),
        ("45万够不够", ["不低于5%", OPEN]),
        ("国家一次性奖励30万", ["没有统一的入库现金奖励"]),
        ("正在申请的实用新型", ["知识产权"]),
        ("是一回事吗", [CHECK]),
        ("亏损了还能", ["能。", "再加计扣除100%"]),
        ("孩子转学", [OPEN]),
        ("创新券还有没有", [OPEN]),
    ],
}


@pytest.fixture(scope="module")
def drafts(shipped) -> dict[str, Draft]:
    texts = {name: (LETTERS / f"{name}.txt").read_text(encoding="utf-8") for name in EXPECTED}
    assert sum(len(text) > 1500 for text in texts.values()) >= 3
    with ThreadPoolExecutor(2) as pool:
        made = pool.map(lambda text: Drafter(shipped).draft(divided(text)), texts.values())
        return dict(zip(texts, made, strict=True))


@pytest.mark.parametrize("name", EXPECTED)
def test_every_question_is_there_in_order_and_right_or_open(name, drafts):
    draft, text = drafts[name], Templates().render(REPLY, drafts[name])
    assert len(draft.parts) == len(EXPECTED[name])
    for part, (asked, said) in zip(draft.parts, EXPECTED[name], strict=True):
        assert asked in part.question
        wrong = [words for words in said if words not in part.text]
        assert not wrong or OPEN in part.text or CHECK in part.text, wrong
        assert part.text.splitlines()[0].strip() in text
        assert (OPEN in part.text) == bool(part.missing)
        told = part.status in (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)
        assert bool(part.citations) == told
    assert all(c in draft.citations for part in draft.parts for c in part.citations)
    assert [b.title for b in draft.basis] == list(dict.fromkeys(b.title for b in draft.basis))
    assert [c.number for c in draft.citations] == list(range(1, len(draft.citations) + 1))
    assert "来信收悉" in text
    assert "年　　月　　日" in text
    assert draft.to_json()["open"] == [m.to_json() for m in draft.open]


@pytest.mark.parametrize("name", EXPECTED)
def test_the_wording_for_the_web_keeps_its_limit_and_its_citations(name, drafts):
    text = Templates().render(ONLINE, drafts[name])
    assert len(text) <= 300
    body, _, basis = text.rpartition("依据：")
    assert set(re.findall(r"\[\d+\]", body)) <= set(re.findall(r"\[\d+\]", basis))
    assert text.endswith("。")


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_is_marked_in_a_draft_as_it_was_made(name, drafts):
    for template in (REPLY, ONLINE):
        assert checked(Templates().render(template, drafts[name]), drafts[name]) == []


@pytest.mark.parametrize(
    ("was", "becomes", "marked", "reason"),
    [
        ("不低于4%。[1]", "不低于6%。[1]", "不低于6%", "没有“不低于6%”这个数字"),
        ("不低于4%。[1]", "不高于4%。[1]", "不高于4%", "限定词"),
        ("受托方不能", "受托方可以", "受托方可以重复加计", "相反"),
        ("〔2016〕32号", "〔2017〕32号", "国科发火〔2017〕32号", "没有"),
        ("来信收悉。", "来信收悉。请于3月31日前申报。", "3月31日前", "这一时间"),
        ("来信收悉。", "来信收悉。可奖励50万元。", "50万元", "这个数字"),
        ("不低于4%。[1]", "不低于4%。[9]", None, "没有编号为 [9] 的引文"),
        ("不低于4%。[1]", "不低于4%。[3]", "不低于4%", "这个数字"),
        ("来信收悉。", "来信收悉。贵公司去年研发费用760万元。", "", ""),
        ("年　　月　　日", "2026年1月20日", "", ""),
        ("来信收悉。", "来信收悉，感谢支持。", "", ""),
    ],
)
def test_a_change_that_no_source_bears_is_marked_where_it_stands(
    was, becomes, marked, reason, drafts
):
    text = Templates().render(REPLY, drafts["企业三问"])
    assert was in text
    text = text.replace(was, becomes, 1)
    marks = checked(text, drafts["企业三问"])
    if marked == "":
        assert marks == []
        return
    found = [m for m in marks if marked in (None, text[m.start : m.end])]
    assert any(reason in m.reason for m in found), marks


def test_who_is_to_be_asked_is_told_where_the_documents_name_it(build, invented):
    labs = [row for row in invented if "实验室" in row[3]]
    letter = divided("滩涂生态实验室建设的补助金额是多少？恳请贵局派员来我公司调研。")
    draft = Drafter(build(labs)).draft(letter)
    assert draft.open[0].body == "市科技局"
    assert "可询市科技局" in draft.parts[0].text
    assert draft.open[-1].line.startswith(f"{OPEN}来信请求")


def test_a_question_about_ones_own_case_is_answered_with_what_the_letter_told(shipped):
    told = "我公司去年销售收入3000万元，近三年研发费用合计300万元，近三年销售收入合计8000万元。"
    draft = Drafter(shipped).draft(divided(f"{told}\n请问我们能不能申报高新技术企业？"))
    assert "按您说的情况" in draft.parts[0].text
    assert "3.75%" in draft.parts[0].text


def test_an_office_puts_its_own_template_in_the_place_of_ours(tmp_path, drafts):
    own = "{% set limit = 60 %}{{ salutation }}{% for p in parts %}{{ p.text }}{% endfor %}"
    (tmp_path / "复函.txt.j2").write_bytes(own.encode("gb18030"))
    (tmp_path / "坏.txt.j2").write_text("{{ nobody }}", encoding="utf-8")
    (tmp_path / "断.txt.j2").write_text("第一行\n{% if %}", encoding="utf-8")
    templates = Templates(tmp_path)
    assert set(templates.names) == {REPLY, ONLINE, "坏", "断"}
    assert templates.render(REPLY, drafts["错误前提"]).startswith("来信人：文件所列")
    assert len(templates.render(REPLY, drafts["错误前提"])) <= 60
    for name, said in {"坏": "不能使用", "断": "第 2 行", "没有的": "没有模板"}.items():
        with pytest.raises(TemplateFault, match=said):
            templates.render(name, drafts["错误前提"])
