"""What a question is about, beside what may be asked of any policy: its conditions, its time."""

import re

from corpus.content_kinds import ContentKind
from index.tokenizer import ASKING, query_tokens

_OF_ANY = re.compile(
    "条件|要求|标准|资格|门槛|材料|资料|手续|流程|程序|步骤|好处|优惠|政策|文件|规定|办法|奖励|奖补|奖金|"
    "补助|补贴|扶持|资助|支持|资金|金额|额度|名额|人数|数量|上限|下限|时间|日期|截止|期限|到期|开始|结束|"
    "受理|申请|申报|报名|办理|提交|领取|享受|准备|需要|部门|单位|地方|窗口|电话|地址|国家|政府|企业|公司|"
    "基本|基础|审批|审核|工作|项目|用途|月份|工资|现在|今年|明年|去年|钱|最[多高低少大小]|至[多少]|封顶"
)
_JOINS = frozenset(
    "要有没能会可是在想还也就都再又和跟与把被对向到从给进出上下里外个些种项人家那这它他她其年月日号天"
    "报办交领拿发做去来用得过着么儿几少多一"
)
_ASKED = {
    ContentKind.WHO: r"谁[能可]|适用对象|哪[些类种](?:企业|公司|单位|机构|人)(?:能|可以)",
    ContentKind.CONDITIONS: "条件|要求|门槛|资格",
    ContentKind.BENEFIT: r"好处|优惠|奖[励补]|补[助贴]|[给发补奖拿领][^，,。?？]{0,3}(?:钱|多少|几万)",
    ContentKind.PROCEDURE: r"流程|程序|步骤|手续|(?:怎么|怎样|如何|咋)(?:去|个)?(?:办|申|报|弄|评|登记|认定)",
}
_PARTS = {kind: re.compile(pattern) for kind, pattern in _ASKED.items()}


def matter(text: str) -> list[str]:
    """The pairs of characters of a text that say what it is about; [] where it says only what
    every policy has ("什么时候截止")."""
    return [t for t in query_tokens(left_of(text)) if len(t) > 1 and set(t) - _JOINS]


def left_of(text: str) -> str:
    """A text without what may be asked of any policy and the words that ask."""
    return " ".join(_OF_ANY.sub(" ", ASKING.sub(" ", text)).split())


def parts_asked(text: str) -> frozenset[ContentKind]:
    """The parts of a policy that a question asks for."""
    return frozenset(kind for kind, pattern in _PARTS.items() if pattern.search(text))
