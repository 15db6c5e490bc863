"""A passage added as a basis, and a basis that is no longer as it was."""

from dataclasses import replace

from assistant.drafting.adding import with_basis
from assistant.drafting.draft import Draft
from assistant.drafting.kept import draft_json, draft_kept
from assistant.drafting.net import checked, outdated
from assistant.drafting.templates import ONLINE, REPLY, Templates
from corpus.document import Source
from corpus.passage import Passage

SOURCE = Source(id="a", title="创新券办法", document_number="甲科规〔2030〕8号")
LIMIT = Passage(SOURCE, ("第二条",), "", "第二条 每家企业每年最高10万元。", 1)
TIME = Passage(SOURCE, ("第一条",), "", "第一条 每年4月1日兑付。", 0)


def added(template: str, *passages: Passage) -> tuple[str, Draft]:
    draft = Draft("关于创新券的答复", "来信人：", ())
    text = Templates().render(template, draft).replace("【待补充】来信中没有找到", "来信没有")
    for passage in passages:
        text, draft = with_basis(text, text.index("来信没有"), draft, passage)
    return text, draft


def test_a_basis_is_numbered_once_and_listed_where_the_text_lists_them():
    text, draft = added(REPLY, LIMIT, TIME, LIMIT)
    assert "[1][2][1]来信没有" in text
    assert [c.number for c in draft.citations] == [1, 2]
    listed = (
        "　　以上答复依据：\n　　1. 《旧》：全文。\n　　2. 《旧二》：全文。\n\n附件\n引用原文\n"
    )
    more, _ = with_basis(listed, 0, Draft("", "", ()), TIME)
    assert "　　3. 《创新券办法》（甲科规〔2030〕8号）：第一条。\n\n附件" in more
    assert more.endswith("　　[1]《创新券办法》第一条\n　　“第一条 每年4月1日兑付。”")
    brief, _ = with_basis("可以。\n依据：[1]《旧》。", 2, Draft("", "", ()), TIME)
    assert brief == "可以[1]。\n依据：[1]《旧》[1]《创新券办法》。"
    assert added(ONLINE, TIME)[1].citations[0].passage == TIME


def test_an_added_basis_is_held_against_what_is_written_of_it():
    _, draft = added(REPLY, LIMIT)
    assert checked("每家企业每年最高10万元。[1]", draft, "—") == []
    assert "20万元" in checked("每家企业每年最高20万元。[1]", draft, "—")[0].reason


def test_places_are_no_figures_but_must_be_those_cited():
    _, draft = added(REPLY, LIMIT, TIME)
    assert checked("依据《创新券办法》第一条、第二条答复。", draft, "—") == []
    assert checked("依据《创新券办法》第2项、第9条答复。", draft, "—")


def test_a_citation_whose_document_changed_or_left_is_marked():
    _, draft = added(REPLY, LIMIT, TIME)
    held = {LIMIT.id: replace(LIMIT, text="第二条 每家企业每年最高20万元。")}
    text = "最高10万元。[1]兑付。[2]"
    marks = outdated(text, draft, held)
    assert [text[m.start : m.end] for m in marks] == ["[1]", "[2]"]
    assert "原文有变" in marks[0].reason
    assert "不在库中" in marks[1].reason
    assert outdated(text, draft, {LIMIT.id: LIMIT, TIME.id: TIME}) == []


def test_a_draft_comes_back_from_its_json_as_it_was():
    _, draft = added(REPLY, LIMIT)
    assert draft_kept(draft_json(draft)) == draft
