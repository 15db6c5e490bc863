"""What a value is of: names, breakdowns, lead bodies and dates of an event are told as such."""

from __future__ import annotations

import pytest

from assistant.attributes import speaks_of_attribute

PLAN = "全市登记认定技术合同成交额突破350亿元。"
CHAINS = "围绕“5+2”战略性新兴产业和23条重点产业链，编制产业创新图谱。"
LOAN = "省和地方科技部门与商业银行合作，给科技型中小微企业提供低息贷款。"


@pytest.mark.parametrize(
    ("question", "text", "speaks"),
    [
        ("各县（市、区）分别分解了多少？", PLAN, False),
        ("各区县科技局分几批往上报？", "各地科技局分三批于5月30日前报送。", True),
        ("23条重点产业链是哪23条？", CHAINS, False),
        ("五是哪五个？", CHAINS, False),
        ("领域是哪八个？", "领域共八个：电子信息、航空航天、新材料。", True),
        ("哪几家银行在做？", LOAN, False),
        ("跟谁合作放款？", LOAN, True),
        ("跟哪几家银行合作？", "现行利率、额度以合作银行公布为准。", False),
        ("跟哪几家龙头企业建的？", "龙头企业和省产业技术研究院共建中心。", False),
        ("哪几所高校？", "与清华、北大、中科院等合作。", True),
        ("剩下17个叫什么？", "北大拉曼、中科兆能等20个新型研发机构。", False),
        ("合作的是哪位院士？", "新建院士工作站1家。", False),
        ("支持哪几家企业建实验室？", "支持金风科技、润阳光伏等建设实验室。", True),
        ("牵头单位是谁？", "推动项目顺利通过科技部验收。", False),
        ("谁牵头？", "市科技局作为牵头部门。", True),
        ("要提前几个月交？", "三个月内要向认定机构报告。", False),
        ("隔几年才能再报？", "2年内不得再报。", True),
        ("隔几年才能再报？", "有效期为三年。", False),
        ("装备哪天投运？", "年内加快装备建设。", False),
        ("名单什么时候公布？", "年内引进200名。", False),
        ("苏科贷需要什么抵押物？", LOAN, False),
        ("登记处周末上班吗？", "登记机构受理后30日内办完。", False),
        ("工资由谁发？", "由省科技厅联合省委人才办组织。", False),
        ("我们没有抵押，能贷多少？", "首次贷款一般在300万元以内。", True),
        ("第一场什么时候办？", "全年组织活动20场。", False),
        ("认定需要满足什么条件？", "组织开展认定工作，新增5个。", False),
        ("认定需要满足什么条件？", "场地不低于500平方米。", True),
    ],
)
def test_a_text_speaks_of_what_is_asked_or_not(question, text, speaks):
    assert speaks_of_attribute(question, text) is speaks
