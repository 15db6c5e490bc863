"""What kind of content a policy's headings and sentences have (conditions, benefits, procedure):
one grammar, for what is searched and for the cards."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from corpus.figures import Measure, figures


class ContentKind(StrEnum):
    """What a reader of a policy looks for in it, in the order of a card."""

    WHO = "适合谁"
    CONDITIONS = "条件"
    BENEFIT = "好处"
    MATERIALS = "材料"
    WINDOW = "什么时候办"
    PROCEDURE = "怎么办"
    CONTACT = "找谁问"
    VALIDITY = "有效期"


_APPLY = "(?:申[报请领办]|受理|报名|参保|缴费|办理|登记)"
_HEADINGS = {
    ContentKind.WHO: r"(?:适用|申[报请]|[支扶]持|奖励|资助|补[助贴]|享受|服务|受理)"
    r"(?:对象|范围|主体)",
    ContentKind.CONDITIONS: r"条件|申[报请]要求|[评认][价定分]标准",
    ContentKind.BENEFIT: r"优惠|好处|税率|报酬|结转|奖[励补]|补[助贴]|贴息|"
    r"(?:支持|扶持|资助|减免|免税)(?:内容|方式|政策|标准|措施|力度|金额|额度)",
    ContentKind.MATERIALS: "材料|资料",
    ContentKind.WINDOW: rf"{_APPLY}[^，。]{{0,4}}(?:时间|期限|日期)",
    ContentKind.PROCEDURE: rf"程序|流程|{_APPLY}渠道|"
    r"(?:办理|申[报请]|认定|登记|评审|兑现|受理|备案|审批|评价)(?:方式|步骤|要点|提示|指南|手续)",
    ContentKind.CONTACT: "咨询|联系(?:方式|电话|人)|(?:主管|负责|实施)(?:部门|单位)",
}
_FREE = r"半价|免费|减[免按半收]|免[征收交缴]"
_FAVOUR = r"优惠|享受|结转|加[计速]"
_GIVEN = re.compile(
    r"给予|拿出|发放|按[\d.]+[%％]|按[^，。；]{1,40}(?:补[助贴]|奖[励补]|资助|扶持)|"
    r"(?:补[助贴偿]?|奖[励补]?|资助|扶持|贴息)(?!对象)(?:资金|金额|标准|额度|比例|期限)?"
    r"(?:[为是：:有]|最高|不超过|\d|每|按|一次性)"
)
_SENTENCES = {
    ContentKind.WHO: r"适用(?:于|本)|对象(?:是|为|指|包括|：)|享受本",
    ContentKind.CONDITIONS: r"(?:应当?|须|需|必须)(?:同时)?(?:具备|符合|满足)",
    ContentKind.BENEFIT: rf"{_FREE}|{_FAVOUR}|{_GIVEN.pattern}",
    ContentKind.MATERIALS: r"(?:提[交供]|上传|携带|出示)[^，。；]{0,30}"
    r"(?:材料|资料|证明|证件|复印件|申请[表书])",
    ContentKind.WINDOW: rf"{_APPLY}[^，。；]{{0,6}}(?:时间|期限|日期)|"
    rf"(?:于|在)[^，。；]{{0,16}}(?:前|期间)[^，。；]{{0,10}}(?:{_APPLY}|提交|报送)",
    ContentKind.PROCEDURE: rf"(?:向|到|通过|登录)[^，。；]{{2,40}}(?:提出|提交|{_APPLY})",
    ContentKind.CONTACT: r"(?:咨询|联系|服务|监督)[^，。；]{0,4}(?:电话|方式|热线)|主管部门，|"
    r"本(?:条例|办法|规定|细则|通知|意见|措施|政策|方案|通告)[^，。；]{0,10}"
    r"由[^，。；]{2,40}(?:解释|负责|实施)",
    ContentKind.VALIDITY: r"有效期限?(?:[为至到自是：]|[一二三四五六七八九十\d]+个?[年月])|"
    r"(?:当年|继续)有效|延[长续][至到]\d{4}年|期限(?:已经)?届满|"
    r"起(?:继续)?(?:施行|执行|实施)|替代|废止|已经结束",
}
_OVER = {kind: re.compile(pattern) for kind, pattern in _HEADINGS.items()}
_SAYS = {kind: re.compile(pattern) for kind, pattern in _SENTENCES.items()}
_NO_AMOUNT = re.compile(f"{_FREE}|{_FAVOUR}")
_AMOUNTLESS = re.compile(_FREE)
_MEASURES = {Measure.MONEY, Measure.FOREIGN_MONEY, Measure.PERCENT}
_DENIES = re.compile(
    r"罚|骗|虚假|取消|不得|不能|未享受|所称|累计(?:发放|支付|拨付)|缴费基数|名单|示例|举例|案例"
)
_PENAL = re.compile("罚|骗|虚假")
_DAY = re.compile(r"\d月|每年|季度|常年|全年|随时")
_ASIDE = re.compile(r"（[^）]*）|\([^)]*\)")
_MEETS = re.compile(r"(?:下列|以下|任[意何]?一?)[^，。]{0,8}条件")
_HEADING = 20  # characters: what is longer is a sentence, its 和 joins no two headings


def kinds_over(names: Iterable[str]) -> tuple[ContentKind, ...]:
    """The kinds that what stands over a text announces, innermost first: those of the first that
    announces any."""
    for name in names:
        if _DENIES.search(name):
            break
        if named := _announced(_ASIDE.sub("", name)):
            return named
    return ()


def _announced(name: str) -> tuple[ContentKind, ...]:
    """The kind that each of the things joined in a heading is: its last word says which."""
    if _MEETS.search(name):
        return (ContentKind.CONDITIONS,)
    found: dict[ContentKind, None] = {}
    for thing in re.split("[与和及、]", name) if len(name) <= _HEADING else [name]:
        ends = [(m.end(), kind) for kind, p in _OVER.items() for m in p.finditer(thing)]
        if ends:
            found[max(ends, key=lambda end: end[0])[1]] = None
    return tuple(found)


def kinds_under(names: Iterable[str], text: str) -> tuple[ContentKind, ...]:
    """The kinds of a text by what stands over it; where that announces several, those that the
    text itself states."""
    over = kinds_over(names)
    return tuple(k for k in over if (_fits(k, text) if len(over) == 1 else states(k, text)))


def states(kind: ContentKind, text: str) -> bool:
    """Whether a sentence is of the sort that states such content."""
    plainly = kind is ContentKind.VALIDITY or not _DENIES.search(text)
    return plainly and bool(_SAYS[kind].search(text)) and _fits(kind, text)


def _fits(kind: ContentKind, text: str) -> bool:
    """Whether a text has what its kind is about: what is given gives, a time has a day, no
    procedure is a penalty."""
    if kind is ContentKind.BENEFIT:
        given = bool(_GIVEN.search(text)) and has_amount(text)
        return given or bool(_NO_AMOUNT.search(text))
    if kind is ContentKind.PROCEDURE:
        return not _PENAL.search(text)
    return kind is not ContentKind.WINDOW or bool(_DAY.search(text))


def denied(names: Iterable[str]) -> bool:
    """Whether what stands over a text says that it is no rule of this policy: an example, a
    penalty."""
    return any(map(_DENIES.search, names))


def has_amount(text: str) -> bool:
    """Whether a text names money, a share, or that something is free."""
    return bool(_AMOUNTLESS.search(text)) or any(f.measure in _MEASURES for f in figures(text))


def unnamed(name: str) -> str:
    """What a heading says beside the kinds of content it announces."""
    for pattern in _OVER.values():
        name = pattern.sub("", name)
    return name
