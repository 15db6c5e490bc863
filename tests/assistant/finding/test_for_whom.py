"""For whom a rule holds is told by what limits it, or what says to whom it is given."""

from __future__ import annotations

import pytest

from assistant.finding.for_whom import says_for_whom
from assistant.finding.statement import Statement

ONLY = "减半计税只适用于高等学校，企业发的奖金不在其列。"
GIVEN = "优惠给的是运营方，不是直接减免入驻企业自己的税。"
RULE = "高校发的现金奖励，只按50%计税；场地免征房产税。"


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("我们私企发奖金，能跟高校一样只按一半算不", ONLY, True),
        ("企业可以像高校那样减半吗", ONLY, True),
        ("我们私企发奖金，能跟高校一样只按一半算不", RULE, False),
        ("高校发的奖金能减半吗", ONLY, False),
        ("房产税是免到我们头上还是免给运营方的", GIVEN, True),
        ("优惠是给园区还是给入驻企业", GIVEN, True),
        ("房产税免的是运营方还是里面的企业", GIVEN, True),
        ("房产税是免到我们头上还是免给运营方的", RULE, False),
        ("运营方要交房产税吗", GIVEN, False),
    ],
)
def test_for_whom_a_rule_holds_is_told_by_what_limits_it(passages, question, text, told):
    assert says_for_whom(question, Statement(passages[0], text, 0)) is told
