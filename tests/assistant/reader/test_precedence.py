"""What has lapsed, older versions, repetitions and rules of a part of a place stand back, levels
are told; and none answers where it is left open which document is meant."""

from datetime import date
from typing import Any

import pytest

from assistant.answer import Citation
from assistant.composing.notes import notes, notes_of
from assistant.composing.places import of_other_levels, place_told
from assistant.composing.trimming import whole
from assistant.reader.evidence import Evidence
from assistant.reader.finder import Finding
from assistant.reader.precedence import Precedence, originals_first, rivals
from assistant.reader.reader import Reading
from assistant.reader.statements import Statement
from assistant.understanding.follow_up import Meaning
from assistant.understanding.named import names
from assistant.understanding.question import Question
from corpus.divisions import places_in
from corpus.document import Kind, Source, Status
from corpus.passage import Passage

DAY = date(2031, 6, 1)
OLD = Source(
    "old", "滨州市灯塔管理办法（试行）", effective_on="2025-01-01", expires_on="2028-12-31"
)
NEW = Source("new", "滨州市灯塔管理办法", effective_on="2029-01-01")
TOWN = Source("town", "惠民县灯塔补助规定")
CITY = Source("city", "滨州市灯塔补助规定")
STATE = Source("state", "灯塔补助规定", region="国家")
FAR = Source("far", "济南市灯塔补助规定")
LOST = Source("lost", "灯塔规定")
OF_CITY = "滨州每座补助9万元。"
PLAN = "滨海市2031年科技工作要点"


def evidence(source: Source, logit: float, text: str = "每座补助8万元。") -> Evidence:
    passage = Passage(source, ("一、补助",), "1", text)
    return Evidence(Reading(Statement(passage, text, 0), logit, ((0, len(text), 3.0),)), 0.5)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("灯塔补助多少？", False),
        ("2027年灯塔补助多少？", True),
        ("2030年灯塔补助多少？", False),
        ("滨州市灯塔管理办法怎么说？", True),
    ],
)
def test_what_has_lapsed_answers_only_where_it_or_its_years_are_named(question, named):
    asked = Question(question, DAY)
    assert names(asked, OLD) is named
    assert Precedence([OLD]).lapsed(OLD, asked) is not named
    assert not Precedence([NEW]).lapsed(NEW, asked)


@pytest.mark.parametrize(
    ("question", "found", "standing"),
    [
        ("补助多少？", [(OLD, 3.0), (NEW, 2.0)], ["new"]),
        ("补助多少？", [(OLD, 6.0), (NEW, 0.0)], ["old", "new"]),
        ("补助多少？", [(OLD, 3.0), (NEW, -4.0)], ["old", "new"]),
        ("2026年补助多少？", [(OLD, 3.0), (NEW, 2.0)], ["old", "new"]),
        ("滨州补助多少？", [(TOWN, 3.0), (CITY, 1.0)], ["city"]),
        ("滨州补助多少？", [(TOWN, 3.0), (STATE, 1.0)], ["state"]),
        ("滨州补助多少？", [(TOWN, 3.0), (CITY, -4.0)], ["town", "city"]),
        ("惠民县补助多少？", [(TOWN, 3.0), (CITY, 1.0)], ["town", "city"]),
        ("补助多少？", [(TOWN, 3.0), (CITY, 1.0)], ["town", "city"]),
    ],
)
def test_who_answers_first(question, found, standing):
    order = Precedence([OLD, NEW, TOWN, CITY, STATE])
    read = [evidence(source, logit) for source, logit in found]
    left = order.standing(read, Question(question, DAY), places_in(question))
    assert [e.statement.passage.source.id for e in left] == standing


@pytest.mark.parametrize(
    ("found", "standing"),
    [
        ([(FAR, OF_CITY), (CITY, "补助8万元。")], ["city"]),  # where its own document states it
        ([(FAR, OF_CITY), (STATE, "补助8万元。")], ["state"]),
        ([(FAR, OF_CITY), (TOWN, "补助8万元。")], ["town"]),
        ([(FAR, OF_CITY)], ["far"]),  # alone, and in words that name the place
        ([(FAR, "每座补助9万元。")], []),
        ([(LOST, "每座补助9万元。")], ["lost"]),
    ],
)
def test_a_neighbours_document_stands_back(found, standing):
    read = [evidence(source, 3.0, text) for source, text in found]
    order = Precedence([source for source, _ in found])
    left = order.standing(read, Question("滨州补助多少？", DAY), places_in("滨州"))
    assert [e.statement.passage.source.id for e in left] == standing


def finding_of(question: str, *found: Evidence, places: str = "") -> Finding:
    return Finding(Question(question, DAY), Meaning(question), found, places=places_in(places))


@pytest.mark.parametrize(
    ("question", "found", "held", "said"),
    [
        ("补助多少？", [CITY], [CITY, STATE], ""),  # one lies in the other
        ("补助多少？", [CITY], [CITY, FAR], "出自滨州市的文件；别处的规定可能不同"),
        ("补助多少？", [CITY, FAR], [CITY, FAR], "出自滨州市的文件；济南市的文件也写到这件事"),
        ("补助多少？", [STATE, FAR], [STATE, FAR, CITY], ""),
        ("滨州市灯塔补助规定补多少？", [CITY], [CITY, FAR], ""),
        ("补助多少？", [LOST], [LOST, CITY, FAR], "《灯塔规定》没有写明是哪里的文件"),
        ("补助多少？", [LOST], [LOST, CITY], ""),
    ],
)
def test_an_answer_says_of_which_place_it_is_where_the_question_does_not(
    question, found, held, said
):
    read = [evidence(source, 3.0 - n) for n, source in enumerate(found)]
    citation = Citation(1, read[0].statement.passage, ("补助",))
    told = "".join(place_told([finding_of(question, *read)], [citation], held))
    assert said in told
    assert bool(said) is bool(told)


def test_an_older_version_and_a_rule_of_a_part_are_named_in_a_note():
    found = [evidence(TOWN, 3.0)]
    finding = Finding(
        Question("滨州补助多少？", DAY),
        Meaning("滨州补助多少？"),
        tuple(found),
        places=places_in("滨州"),
        versions=Precedence([OLD, NEW]).versions([evidence(OLD, 3.0)]),
    )
    version, part = notes_of(finding)
    assert "《滨州市灯塔管理办法（试行）》是旧版" in version
    assert "只在惠民县适用" in part


def test_other_levels_are_told_where_they_differ():
    question = "灯塔补助多少？"
    found = (
        evidence(CITY, 3.0),
        evidence(STATE, 2.5, "每座补助5万元，由中央财政承担。"),
        evidence(TOWN, 2.5),
        evidence(FAR, 2.5, "每座灯塔另外补助9万元。"),
    )
    finding = Finding(Question(question, DAY), Meaning(question), found)
    lines = of_other_levels(finding, [whole(found[0])])
    assert [line.passage.source.id for line in lines] == ["state"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (NEW, "《滨州市灯塔管理办法》时效未载明。"),
        (OLD, "现为“已失效”（有效期至2028-12-31，已过）"),
        (Source("a", "甲", effective_on="2031-07-01"), "尚未施行，自2031-07-01起施行"),
        (Source("a", "甲", repealed_by="乙"), "《甲》可能已被《乙》废止，尚待核对。"),
        (Source("a", "甲", status=Status.IN_FORCE), ""),
    ],
)
def test_the_status_of_a_source_is_told_with_it(source, said):
    told = notes([Citation(1, Passage(source, (), "1", "补助。"), ("补助。",))], DAY)
    assert any(said in note for note in told) if said else told == ()


def test_a_deadline_that_is_over_says_so():
    text = "申请材料应于2030年6月30日前报送。"
    passage = Passage(Source("a", "甲", status=Status.IN_FORCE), (), "1", text)
    assert any("已过" in note for note in notes([Citation(1, passage, (text,))], DAY))
    assert notes([Citation(1, passage, (text,))], date(2030, 6, 1)) == ()


def of(**card: Any) -> Source:
    return Source(**{"id": "x", "title": "滨海市奖补办法", **card})


@pytest.mark.parametrize(
    ("best", "other", "first"),
    [
        ({"kind": Kind.DIGEST}, {"id": "plan", "title": PLAN}, "plan"),
        ({}, {"id": "plan", "title": PLAN}, "plan"),  # the best one names it
        ({}, {"id": "other"}, "x"),
        ({"kind": Kind.DIGEST}, {"id": "plan", "kind": Kind.DIGEST}, "x"),
    ],
)
def test_what_repeats_another_document_stands_behind_it(best, other, first):
    said = evidence(of(**best), 4.0, f"{PLAN}提出，年内新增青苗企业30家。")
    own = evidence(of(**other), 2.0, "年内新增青苗企业30家；")
    beside = evidence(of(id="z"), 2.0, "年内新建孵化器5家。")
    assert originals_first([said, beside, own])[0].statement.passage.source.id == first


@pytest.mark.parametrize(
    ("question", "logits", "documents"),
    [
        ("要什么条件？", [2.0, 1.0, 0.0], 3),
        ("要什么条件？", [2.0, 1.0], 0),
        ("要什么条件？", [2.0, 1.0, -9.0], 0),  # only two of them state it
        ("青苗企业要什么条件？", [2.0, 1.0, 0.0], 0),
        ("芝麻怎么申请？", [2.0, 1.0, 0.0], 3),  # unknown to the library
        ("芝麻怎么申请？", [4.0, 0.5, 0.0], 0),
    ],
)
def test_a_question_of_no_known_matter_leaves_open_which_document(question, logits, documents):
    found = [evidence(of(id=str(n)), x) for n, x in enumerate(logits)]
    assert len(rivals(question, found, {"青苗": 3})) == documents
