"""The parts of a policy card: how headings and sentences speak of each, and what a reader asks."""

import re
from dataclasses import dataclass

from assistant.reader.calibration import STATED
from assistant.reader.statements import plain
from corpus.figures import Measure, figures

WHO, CONDITIONS, BENEFIT, MATERIALS = "适合谁", "条件", "好处", "材料"
WINDOW, PROCEDURE, VALIDITY, CONTACT = "什么时候办", "怎么办", "有效期", "找谁问"

_APPLY = "申[报请领]|受理|报名|参保|缴费|办理|申办|登记"
_GIVES = re.compile(
    r"给予|拿出|按[\d.]+[%％]|享受|发放|半价|免费|减[免按半收]|免[征收交缴]|优惠|结转|抵[扣免]|加[计速]|"
    r"(?:补[助贴偿]?|奖[励补]?|资助|扶持|贴息)(?!对象)(?:资金|金额|标准|额度|比例|期限)?"
    r"(?:[为是：:有]|最高|不超过|\d|每|按|一次性)|按[^，。；]{1,40}(?:补[助贴]|奖[励补]|资助|扶持)"
)
_DENIES = re.compile(
    r"罚|没收|追[缴回究]|收回|退[还回]|违[反法规约]|骗|虚假|伪造|冒[用领]|处分|诉讼|仲裁|复议|法院|"
    r"不予|不得|不再|不能|不适用|停止|取消|禁止|未享受|所称|累计(?:发放|支付|拨付)|缴费基数|费率|名单"
)
_DAY = re.compile(r"\d月|每年|季度|常年|全年|随时")
_ASIDE = re.compile(r"（[^）]*）|\([^)]*\)")
_MEETS = re.compile(r"(?:下列|以下|任[意何]?一?)[^，。]{0,8}条件")
_CHAPTER = re.compile(r"^第[零一二三四五六七八九十百\d]+[编章节]")
_ORDER = re.compile(r"^第[零一二三四五六七八九十百\d]+[条款]\s*")
_GENERAL = re.compile(
    "申[报请领]|认定|办理|审[批核查]|受理|评[审定]|登记|相关|有关|基[础本]|主要|具体|其他|必备|清单|说明|事项|要求|"
    r"标准|对象|范围|时间|期限|总\s*则|附\s*则|责任|管理|规定|政策|时效|用途|后续|程序|流程|鼓励|措施|工作|项目|[的和与及、，：—\s-]"
)
_LEAST_SUBJECT, _LONGEST_SUBJECT = 2, 20  # characters
_HEADING = 20  # characters: what is longer is a sentence, its 和 joins no two headings
_ASKS = re.compile("申[请报][^，。；]*的，(?:应|须|需|必须)")
_FREED = re.compile("半价|免费|减[免半收]|免[征收交缴]")
_PENAL = re.compile("罚|骗|追[缴回究]|虚假|虚报")
_FREE = re.compile("半价|免费|[减免抵][免按半收征交缴扣]|优惠|享受|结转|加[计速]")
_MEASURES = {Measure.MONEY, Measure.PERCENT}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the card. heading: of what stands over lines of it; says: of a sentence of it;
    asks: questions, {title} and {subject} of the document, whose answer such a sentence is;
    least: the probability (0..1) that it must have."""

    name: str
    heading: re.Pattern[str]
    says: re.Pattern[str]
    asks: tuple[str, ...]
    least: float = STATED


def _part(name: str, heading: str, says: str, asks: str, least: float = STATED) -> Part:
    return Part(name, re.compile(heading), re.compile(says), tuple(asks.split()), least)


PARTS = (
    _part(
        WHO,
        r"(?:适用|申[报请]|支持|扶持|奖励|资助|补[助贴]|享受|服务|受理)(?:对象|范围|主体)",
        r"适用(?:于|本)|对象(?:是|为|指|包括|：)|享受本|"
        r"(?:下列|以下)[^，。；]{0,12}(?:人员|企业|单位|组织|机构|个人)[^，。；]{0,6}：",
        "谁可以申请？ 《{title}》适用于哪些人或者单位？ 哪些人可以享受？ 适用范围是什么？",
        least=0.35,
    ),
    _part(
        CONDITIONS,
        r"条件|(?:申[报请]|资格|准入|基本)要求|[评认][价定]标准|评分标准",
        r"(?:应当?|须|需|必须)(?:同时)?(?:具备|符合|满足)",
        "申请要符合什么条件？ 申请{subject}要符合哪些条件？ 应当具备哪些条件？",
    ),
    _part(
        BENEFIT,
        r"优惠|好处|税率|报酬|结转|奖[励补]|补[助贴]|贴息|"
        r"(?:支持|扶持|资助|减免|免税)(?:内容|方式|政策|标准|措施|力度|金额|额度)",
        _GIVES.pattern,
        "给多少钱？ 最高给多少？ {subject}的补助、奖励标准是多少？ {subject}有哪些支持或者优惠？",
        least=0.1,
    ),
    _part(
        MATERIALS,
        r"材料|资料|要件",
        r"(?:提[交供]|上传|携带|出示)[^，。；]{0,30}(?:材料|资料|证明|证件|复印件|申请[表书])",
        "要提交哪些材料？ 申请{subject}要提交哪些材料？",
    ),
    _part(
        WINDOW,
        rf"(?:{_APPLY})[^，。]{{0,4}}(?:时间|期限|日期)",
        rf"(?:{_APPLY})[^，。；]{{0,6}}(?:时间|期限|日期)[^，。；]{{0,12}}\d|截止[^，。；]{{0,6}}\d|"
        rf"(?:于|在)[^，。；]{{0,16}}(?:前|期间)[^，。；]{{0,10}}(?:{_APPLY}|提交|报送)",
        "什么时候申报？ 什么时候办理，截止到哪天？ {subject}是什么时间？",
    ),
    _part(
        PROCEDURE,
        rf"程序|流程|(?:{_APPLY})渠道|"
        r"(?:办理|申[报请]|认定|登记|评审|兑现|受理|备案|审批|评价)(?:方式|步骤|要点|提示|指南|手续)",
        r"(?:向|到|通过|登录)[^，。；]{2,40}(?:提出|提交|申[请报领]|申办|办理|登记|报名)",
        "怎么申请？ 怎么办理？ 向哪个部门申请？ {subject}怎么申请？",
    ),
    _part(
        CONTACT,
        r"咨询|联系(?:方式|电话|人)|(?:主管|负责|实施)(?:部门|单位)",
        r"(?:咨询|联系|服务|监督)[^，。；]{0,4}(?:电话|方式|热线)|主管部门，|"
        r"本(?:条例|办法|规定|细则|通知|意见|措施|政策|方案|通告)[^，。；]{0,10}由[^，。；]{2,40}"
        r"(?:解释|负责|实施)|负责本(?:条例|办法|规定|细则)的",
        "咨询电话是多少？ 由哪个部门负责？ 由谁负责解释？",
    ),
)


def parts_under(over: tuple[str, ...], text: str) -> tuple[Part, ...]:
    """The parts that a line is put in by what stands over it, innermost first; where that names
    several, those that the line itself speaks of."""
    for name in over:
        if _DENIES.search(name):
            return ()
        named = _named(_ASIDE.sub("", name))
        if named:
            return tuple(
                p for p in named if _is_of(p, text) and (len(named) == 1 or speaks(p, text))
            )
    return ()


def _named(name: str) -> tuple[Part, ...]:
    """The part that each of the things joined in a heading is: its last word says which."""
    if _MEETS.search(name):
        return (PARTS[1],)
    things = re.split("[与和及、]", name) if len(name) <= _HEADING else [name]
    found: dict[Part, None] = {}
    for thing in things:
        ends = [(m.end(), n) for n, p in enumerate(PARTS) for m in p.heading.finditer(thing)]
        if ends:
            found[PARTS[max(ends)[1]]] = None
    return tuple(found)


def speaks(part: Part, text: str) -> bool:
    """Whether a sentence is of the kind that states this part."""
    return not _DENIES.search(text) and bool(part.says.search(text)) and _is_of(part, text)


def _is_of(part: Part, text: str) -> bool:
    """Whether a line has what its part is about: what is given gives, a time has a day."""
    if part.name == BENEFIT:
        return gives(text)
    if part.name == PROCEDURE:
        return not _PENAL.search(text)
    return part.name != WINDOW or bool(_DAY.search(text))


def gives(text: str) -> bool:
    """Whether a sentence gives something: an amount, or what is free, reduced or preferred."""
    if not _GIVES.search(text) or _ASKS.search(text):
        return False
    return has_amount(text) or bool(_FREE.search(text))


def has_amount(text: str) -> bool:
    """Whether a text names money, a share, or that something is free."""
    return bool(_FREED.search(text)) or any(f.measure in _MEASURES for f in figures(text))


def subject(over: tuple[str, ...]) -> str:
    """The innermost of the names that stand over a line which says what it is about, and not only
    which part of it; "" where none does."""
    for name in (name for name in over if not _CHAPTER.match(name)):
        own = _ORDER.sub("", _ASIDE.sub("", plain(name))).rstrip("。：:")
        left = own
        for part in PARTS:
            left = part.heading.sub("", left)
        if len(_GENERAL.sub("", left)) >= _LEAST_SUBJECT and len(own) <= _LONGEST_SUBJECT:
            return own
    return ""
