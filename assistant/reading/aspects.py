"""Which side of a policy is asked about, and the headings under which that side stands."""

from __future__ import annotations

import re

from assistant.finding.statement import Statement
from assistant.reading.asking import WHAT_THEN
from assistant.reading.question import Question

_ASPECTS = (
    (  # what one gets
        re.compile(
            r"好处|甜头|(?:哪些|什么|啥)[^,，。?？]{0,6}优惠|优惠[^,，。?？]{0,4}(?:哪些|什么|啥)|有优惠|有(?:什么|啥|哪些)(?:用|服务|支持|帮助|扶持)(?=[\s,，。?？呢呀啊]|$)|图(?:个|它|他)?(?:啥|什么)|给不给(?:钱|奖|补)|有没有(?:钱|奖|补)|"
            r"享受(?:到|得到)?(?:哪些|什么|啥)|能?(?:拿|得)到?(?:哪些|什么|啥)"
        ),
        re.compile(
            r"优惠|好处|用途|奖[励补]|补[助贴]|(?:支持|扶持|资助|减免|免税)(?:内容|政策|标准)"
        ),
    ),
    (  # what one must be or have
        re.compile(
            r"(?:什么|哪些|啥)(?:样的)?(?:指标)?(?:条件|要求|门槛)|(?:条件|门槛|要求)(?:是|有)?(?:什么|哪些|啥)"
        ),
        re.compile(r"条件|(?:申[报请]|资格|准入|基本)要求|[评认][价定]标准"),
    ),
    (  # whom it is for
        re.compile(
            r"(?:什么|哪些|啥|哪类|哪种)(?:样的?)?(?:企业|公司|单位|机构|资格|身份|人)[^,，。?？不]{0,6}"
            r"(?:能|可以|才|享受|适用|够格|[?？]|$)|谁(?:才|都)?(?:能|可以)(?:享受|用|申报|申请|报)"
        ),
        re.compile(r"适用对象|享受(?:主体|对象)"),
    ),
    (  # what one does
        re.compile(
            r"流程|程序|手续|步骤|(?:怎么|如何|咋)(?:个)?(?:办理?|申请|申报|报名?|入库|进库|进(?=[?？]|$))(?![,，]?多少)"
        ),
        re.compile(r"程序|流程|(?:办理|申[报请]|认定|登记|备案)(?:方式|步骤|要点|指南|手续)"),
    ),
)


def aspect_fit(question: Question, statement: Statement) -> bool:
    """Whether a statement stands under a heading of the side that is asked about."""
    headed = " ".join(statement.passage.heading_path)
    text = WHAT_THEN.sub("", question.text)
    return any(asked.search(text) and heading.search(headed) for asked, heading in _ASPECTS)
