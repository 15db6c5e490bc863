"""Which side of a policy is asked about, and the headings under which that side stands."""

from __future__ import annotations

import pytest

from assistant.finding.statement import Statement
from assistant.pipeline import Assistant
from assistant.reading.aspects import aspect_fit
from assistant.reading.question import understand
from corpus.library import load_passages
from corpus.programmes import RULES_FILE

PASSAGES = load_passages(RULES_FILE.parent.parent / "documents").passages


def under(heading: str) -> Statement:
    """The first statement of the shipped documents under such a heading."""
    passage = next(p for p in PASSAGES if p.heading_path and heading in p.heading_path[-1])
    return Statement(passage, passage.sentences[0], 0)


@pytest.mark.parametrize(
    ("question", "heading", "fits"),
    [
        ("科小入库以后有哪些优惠", "政策好处", True),
        ("小巨人评上给不给钱", "优惠内容", True),
        ("创新型中小企业评它图啥", "优惠内容", True),
        ("高企认定要什么条件", "认定条件", True),
        ("科小怎么申请", "办理程序", True),
        ("科小入库以后有哪些优惠", "办理程序", False),
        ("高企认定要什么条件", "优惠内容", False),
        ("证书有效期几年", "优惠内容", False),
        ("万一没批下来怎么办", "办理程序", False),
    ],
)
def test_a_heading_of_what_is_asked_about_leads(question: str, heading: str, fits: bool) -> None:
    assert aspect_fit(understand(question), under(heading)) is fits


def test_benefits_are_listed_without_who_and_how(shipped: Assistant) -> None:
    answer = shipped.ask("科技型中小企业入库以后有哪些优惠")
    assert "亏损结转年限最长可以延长到10年" in answer.text
    assert {c.passage.heading_path[-1] for c in answer.citations} == {"五、政策好处"}
