"""How plans speak: verbs of aiming, words of time, place and level; and what is no target."""

import re
from functools import lru_cache

# New things come into being (STRONG), or others are helped along (WEAK: "推进20个项目" counts
# what is there already, so a weak verb aims only where the figure has a comparator).
STRONG = (
    "新(?:增|建成?|设立?|引进|招引|认定|签约?|备案|开工|培育|评|获批?|改扩建|入库|创|发展|办|开)|"
    "增加|增设|增至|建成|建有|建立|建设|共建|改造|改扩建|扩建|创建|创成|争创|打造|培育|培养|培训|轮训|"
    "引进|引育|引入|招引|招聘|招录|招收|集聚|汇聚|吸引|吸纳|签订|签约|征集|摸排|举办|组织|开展|承办|"
    "召开|入驻|入库|入选|获批|获评|获得|获认定|认定|评定|评选|遴选|选派|选聘|推荐|申报|立项|备案|登记|"
    "实施|启动|扶持|推广|转化|攻克|完成|实现|形成|发布|推出|上线|开通|落地|落户|投产|开工|竣工|投放|"
    "发放|投入|筹集|争取|安排|走访|帮扶|覆盖|惠及|设立|成立|布局|发展|流转|种植|治理|整治|修复|修缮|栽植|配备|"
    "配置|更新|淘汰|关闭|压减|减少|孵化|通过|再增|排查|出台|制定|修订|查处|清理|化解|回收|办理|编制|认领|处置|救助|免费|筛查|签下|达成"
)
WEAK = "推动|推进|促进|帮助|指导|引导|支持|服务|提升|带动|为|对"
MODAL = "力争|争取|确保|努力|保证|计划"
VERB = re.compile(rf"(?:{STRONG}|{WEAK})")
STRONG_VERB = re.compile(rf"(?:{STRONG})")
# Verbs that take what is counted as their object ("新建" + 中心); others follow it (项目 + "立项").
TAKES_OBJECT = re.compile(r"新|建|增(?!长)|引|招|育|集聚|举办|打造|创|签|征集|推荐|选派|培训")
CHANGE = re.compile(r"(?:增长|增加|提高|提升|下降|降低|减少|压减|压缩|缩短|增幅|降幅)$")

_LEVEL = r"(?:国家级|省级|市级|县级|区级|镇级|全国|全省|全市|以上|[、和及或各的约共]|年内|全年)*"
GOVERNED = re.compile(rf"(?:{STRONG}){_LEVEL}$")
GOVERNED_WEAKLY = re.compile(rf"(?:{WEAK}|{MODAL}){_LEVEL}$")
STARTS_NEW = re.compile(r"(?:新|建成|引进|招引|开工|投产)")

PERIOD = re.compile(
    r"(?P<year>20\d\d)年(?:底前?|末|前|内)?|今年(?:底前?|内)?|本年度|年底前|年底|年末|"
    r"(?<![\d一二三四五六七八九十两])年内|(?:\d+|[一二三四五六七八九十两]+)年内|全年|[上下]半年|"
    r"第?[一二三四]季度|\d{1,2}月底?前?|“?十[三四五六]五”?(?:期间|末|时期)|(?P<past>去年|上年|前年|过去|[一二三四五六七八九十两\d]+年来)"
)
RESULT = re.compile(r"达|占|增长|增加|提高|提升|涨幅|下降|降低|减少|压减|控制|保持|稳定|增至|降至")
HELPED = ("家", "家企业", "户", "名", "人", "人次")
LEVEL = re.compile(r"(?:国家级|省级|市级|县级|区级|镇级)(?:以上)?")
AT_LEAST_TO = re.compile(rf"(至少|不少于|不低于)((?:{STRONG})各?)$")
# A year opens its clause ("到2025年,…"); inside it names a thing ("2023年省级项目").
OPENS = re.compile(rf"^(?:{MODAL}|到|至|在|截至|截止|自|从|[\s])*$")
COMPARED = re.compile(r"(?:较|比|高于|低于)$")
LOOSE_PERIOD = re.compile(
    r"(?<![\d一二三四五六七八九十两])年内|全年|今年(?:底前?|内)?|本年度|年底前|[上下]半年|到?20\d\d年(?:底前?|末)"
)

PLACE = re.compile(
    r"全市|全省|全县|全区|全镇|市本级|市、县\(市、区\)本级|市、县（市、区）本级|"
    r"(?:各|每个)(?:县|区|镇|地|街道|乡镇)[^,，\d]{0,6}?(?=不|至|新|建|培|达|超|力|确|完|引)|"
    r"国家级|省级以上|市级以上|县级以上|省级|市级|县级|"
    r"省(?=[一-鿿]{2,10}(?:中心|实验室|企业|基地|园区?|项目))|(?<!科技)农业|(?:高新|经济?开发?|开发)区"
)
_AS_LEVEL = {"省": "省级"}

QUOTED = re.compile(r"“[^”]*”|《[^》]*》|\"[^\"]*\"|‘[^’]*’|「[^」]*」")
# A figure behind one of these is an ordinal, a subsidy, a frequency, or there already.
NO_AIM = re.compile(
    r"(?:第|前|首|上|下|首批|排名|位居|列)$"
    r"|给予|予以|按照?[^,，]*标准"
    r"|(?:奖励|补助|补贴|资助|奖补|罚款|减按|加计)(?:资金)?(?:最高|不超过|各)?$|最高$"
    r"|每(?:个?季度|个?月|周|年|半年|天|日|两年|学期)[^,，;；]*$"
    r"|已(?!知)|现有|原有|共有|截至|目前|此前|以来|完成了|实现了|现存"
)
# "从4.7万家增加到6.1万家" tells what was, unless a time or an aim is named.
RISEN = re.compile(
    rf"^(?!.*(?:{MODAL})).*从[\d.]+[^,，;；]{{0,8}}"
    r"(?:提高|提升|增加|增长|上升|扩大|下降|降低|缩小)[到至]$"
)
# Behind one of these stands what is there: "围绕23条产业链", "按照每吸纳1名……给予".
REFERENCE = re.compile(
    r"(?:围绕|聚焦|依托|针对|按照|落实|对照|结合|上述|以下|这|该|现有|原有|其他|其余)[^,，;；]*$"
)
CONDITION = re.compile(r"\s*(?:对|凡|符合|满足|给)")
MONEY_NOUN = re.compile(r"^的?[^,，;；]{0,8}?(?:资金|贷款|投资|经费|融资|授信|债券|基金|保费|补助)")
CLOCK = re.compile(r"(?:压缩|缩短|控制|减少|延长|提高|提前)(?:[至到在])?$")


def shielded(text: str) -> str:
    """The text with marks of the same length for what it quotes."""
    return QUOTED.sub(lambda m: "＿" * len(m[0]), text)


def scope_of(text: str) -> str:
    """Places and levels named in a text, in order: "国家级、省级"; empty where none is."""
    found = [_AS_LEVEL.get(m.group(0), m.group(0)) for m in PLACE.finditer(text)]
    return "、".join(dict.fromkeys(found))


def opening_scope(clause: str) -> str:
    """The place that opens a clause, and so goes on for those after it: "全市", "市级层面"."""
    text = re.sub(rf"^(?:{MODAL}|到|{PERIOD.pattern}|\s)+", "", clause)
    match = PLACE.match(text)
    return scope_of(match.group(0)) if match else ""


@lru_cache(64)  # every figure of a clause asks
def periods(clause: str) -> tuple[re.Match[str], ...]:
    """Words of time that say when, not those that compare or belong to a name."""
    return tuple(m for m in PERIOD.finditer(clause) if _says_when(m, clause[: m.start()]))


def _says_when(period: re.Match[str], before: str) -> bool:
    bounded = not period["year"] or period[0][-1] in "底前末内" or OPENS.match(before)
    return bool(bounded) and not COMPARED.search(before)
