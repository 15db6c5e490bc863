"""Expected questions find the words that answer, and are never themselves the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from assistant.finding.expected import answering
from assistant.finding.likened import hints as hints_of
from assistant.finding.statement import statements
from assistant.pipeline import Assistant
from corpus.expected_questions import Expected
from corpus.passage import Passage
from index.question_index import QuestionIndex


@pytest.fixture
def expected(passages: Sequence[Passage]) -> Callable[..., Expected]:
    """A question that the given quotes of the invented library answer."""

    def make(text: str, *quotes: str) -> Expected:
        places = [(next(p for p in passages if quote in p.text), quote) for quote in quotes]
        return Expected(text, tuple(places))

    return make


@pytest.fixture
def known(expected: Callable[..., Expected]) -> QuestionIndex:
    return QuestionIndex(
        (
            expected("券啥时候能换成钱", "科技创新券每年4月1日至5月31日集中兑付"),
            expected("券归哪个衙门管收件", "科技创新券由县级科技主管部门受理"),
            expected(
                "开年要添的两样东西分别是啥",
                "年内新增高新技术企业88家",
                "新增在孵企业260家以上",
            ),
        )
    )


def _statement(passages: Sequence[Passage], words: str):
    return next(s for p in passages for s in statements(p) if words in s.text)


def test_a_spoken_question_leads_to_the_statement(known, passages) -> None:
    hints = hints_of(known, "科技券啥时候换钱")
    right = _statement(passages, "集中兑付")
    wrong = _statement(passages, "县级科技主管部门")
    assert hints.of(right) > hints.of(wrong)
    assert right.passage.id in hints.passages()


def test_a_list_is_led_to_by_a_question_for_a_list(expected, passages) -> None:
    """Likeness of words alone would prefer the one that asks when."""
    index = QuestionIndex(
        (
            expected("创新券什么时候兑付，分别受理", "科技创新券每年4月1日至5月31日集中兑付"),
            expected("创新券由哪些部门分别受理、包括谁", "科技创新券由县级科技主管部门受理"),
        )
    )
    right = _statement(passages, "县级科技主管部门")
    wrong = _statement(passages, "集中兑付")
    when, listed = (hints_of(index, q) for q in ("创新券什么时候兑付", "创新券受理包括哪些"))
    assert when.of(wrong) > when.of(right)
    assert listed.of(right) > listed.of(wrong)


def test_many_wordings_somewhat_like_the_question_outweigh_one_that_is_liker(expected) -> None:
    """The one shares 甲乙丙 with the question, each of the many only two of its pairs."""
    many = "科技创新券每年4月1日至5月31日集中兑付"
    one = "科技创新券由县级科技主管部门受理"
    wordings = ("甲乙丙丁子丑", "甲乙丙丁寅卯", "甲乙丙丁辰巳", "甲乙丙丁午未")
    liker = "甲乙丙丁申"
    asked = "甲乙丙丁戊己"
    alone = QuestionIndex((expected(wordings[0], many), expected(liker, one)))
    together = QuestionIndex((*(expected(w, many) for w in wordings), expected(liker, one)))
    assert alone.alike(asked)[0].expected.answers[0][1] == one
    assert together.alike(asked)[0].expected.answers[0][1] == many


def test_nothing_alike_gives_no_hint(known, passages) -> None:
    hints = hints_of(known, "下雨了吗")
    assert all(hints.of(s) == 0 for p in passages for s in statements(p))
    assert hints.passages() == frozenset()


def test_without_expected_questions_there_are_no_hints(passages) -> None:
    hints = hints_of(QuestionIndex(()), "科技券啥时候换钱")
    assert not hints.alike
    assert not any(hints.of(s) for p in passages for s in statements(p))


@pytest.mark.parametrize(("words", "count", "places"), [("88家", 0, 2), ("集中兑付", 2, 2)])
def test_places_that_answer_together_come_in_document_order(
    known, passages, words: str, count: int, places: int
) -> None:
    hints = hints_of(known, "开年要添的两样东西分别是啥")
    found = hints.gathered(_statement(passages, words), count)
    assert len(found) == places
    assert [p.order for p, _ in found] == sorted(p.order for p, _ in found)
    assert all(quote in p.text for p, quote in found)


def test_one_place_is_not_gathered(known, passages) -> None:
    hints = hints_of(known, "券啥时候能换成钱")
    assert hints.gathered(_statement(passages, "集中兑付"), 0) == ()


def test_one_place_answers_alone_where_the_likest_question_needs_no_more(known, passages) -> None:
    one, two = hints_of(known, "券啥时候能换成钱"), hints_of(known, "开年要添的两样东西分别是啥")
    assert one.alone(_statement(passages, "集中兑付"))
    assert not one.alone(_statement(passages, "88家"))
    assert not two.alone(_statement(passages, "88家"))


def test_a_quote_is_grown_to_whole_clauses(known, passages) -> None:
    """A gathered line reads as the document does, not from the middle of a clause."""
    hints = hints_of(known, "开年要添的两样东西分别是啥")
    quotes = [quote for _, quote in hints.gathered(_statement(passages, "88家"), 0)]
    assert quotes == ["确保年内新增高新技术企业88家", "新增在孵企业260家以上"]


def test_the_quote_marks_the_part_of_a_statement_that_answers(known, passages) -> None:
    hints = hints_of(known, "券啥时候能换成钱")
    assert hints.quote_in(_statement(passages, "集中兑付")).startswith("科技创新券每年4月")
    assert hints.quote_in(_statement(passages, "县级科技主管部门")) == ""


def test_every_statement_that_holds_a_part_of_the_quote_answers(expected, passages) -> None:
    one = expected("发展什么", "以创新能力提升为主线，开展“创新服务月”活动。力争2031年")
    assert {s.index for s in answering(one)} <= {s.index for s in statements(one.answers[0][0])}


def test_a_quote_leads_to_each_part_of_a_numbered_sentence(passages) -> None:
    quote = f"奖励分两类，{'首次认定的企业按当年通知给予奖励，' * 6}；再次认定的另行规定。"
    passage = replace(passages[0], text=f"1. {quote}")
    parts = answering(Expected("奖励分几类", ((passage, quote),)))
    assert len(parts) == len(statements(passage)) == 2


def test_the_expected_wording_is_never_shown(shipped: Assistant) -> None:
    answer = shipped.ask("从孵化器出来算毕业要够哪几条")
    assert answer.citations
    shown = answer.text + "".join(q for c in answer.citations for q in c.quotes)
    texts = {one.expected.text for one in shipped._searcher.expected.alike("孵化器毕业")}
    assert texts
    assert not any(text in shown for text in texts)
