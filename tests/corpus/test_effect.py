"""From which day a document holds and until when, as its own clauses say."""

from __future__ import annotations

import pytest

from corpus.effect import effect

SIGNED, PUBLISHED = "2029-04-10", "2029-04-20"


@pytest.mark.parametrize(
    ("clause", "effective", "expires"),
    [
        ("第九条 本办法自2029年5月1日起施行。", "2029-05-01", ""),
        ("本实施细则从2029年5月1日起正式执行，有效期5年。", "2029-05-01", "2034-04-30"),
        ("本规定有效期五年，自2029年1月1日起施行。", "2029-01-01", "2033-12-31"),
        ("本通知自2029年5月1日起实施，有效期至2031年12月31日。", "2029-05-01", "2031-12-31"),
        ("本办法自2029年5月1日起试行，试行期2年。", "2029-05-01", "2031-04-30"),
        ("本方案自2029年8月31日起施行，试行6个月。", "2029-08-31", "2030-02-27"),
        ("本公告执行至2031年12月31日。", "", "2031-12-31"),
        ("本政策自2029年1月1日起至2030年12月31日止执行。", "", "2030-12-31"),
        ("本办法自印发之日起施行。有效期3年。", "2029-04-10", "2032-04-09"),
        ("本条例自公布之日起施行。", "2029-04-20", ""),
        ("本规定自发布之日起30日后施行。", "2029-05-20", ""),
        ("本规定自发布之日起三十日后施行。", "2029-05-20", ""),
        ("本办法由市科技局负责解释，自印发之日起施行。", "2029-04-10", ""),
        ("《甲办法》已经通过，现予公布，自2029年5月1日起施行。", "2029-05-01", ""),
        ("2029年5月1日 施行", "2029-05-01", ""),
        # what a document says of other things
        ("本通知规定的标准从2029年1月1日起执行。", "", ""),
        ("证书有效期3年，自2029年5月1日起施行新版。", "", ""),
        ("在本条例施行前失业的，按原规定执行至2030年1月1日。", "", ""),
        ("继续执行《甲办法》，有效期延续5年。", "", ""),
        ("本办法自2029年2月30日起施行。", "", ""),
    ],
)
def test_a_document_says_of_itself_how_long_it_holds(clause, effective, expires):
    found = effect(f"第一条 总则。\n{clause}", SIGNED, PUBLISHED)
    assert [s.field for s in found] == ["effective_on", "expires_on"]
    assert [s.value if s.value != s.quote else "" for s in found] == [effective, expires]


def test_a_clause_whose_first_day_nobody_states_is_kept_in_words():
    found = effect("本办法自印发之日起施行，有效期3年。", "", "")
    assert {s.value for s in found} == {"本办法自印发之日起施行，有效期3年"}
    assert all(s.quote == s.value for s in found)
