"""How policy text says "until when": patterns over the language, no list of known dates."""

import re

_CN = "一二三四五六七八九十两半"
_LENGTH = rf"(?:\d{{1,3}}|[{_CN}]{{1,3}})(?:个)?(?:工作日|自然日|日历天|日|天|周|季度|月|年(?!度))"
_WORD = "[^，,。；;：:应须需在于自]"

MOMENT = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})年度?)?(?<!\d)(?P<month>1[0-2]|0?[1-9])月"
    r"(?:(?P<day>[12]\d|3[01]|0?[1-9])[日号]|(?P<edge>[底末]|[上中下]旬|份)?)"
    r"|(?P<iso>(?:19|20)\d{2}[-./](?:1[0-2]|0?[1-9])[-./](?:[12]\d|3[01]|0?[1-9]))(?!\d)"
    r"|(?:(?P<year_ended>(?:19|20)\d{2})|(?<=每年)|(?<=次年)|(?<=当年)|(?<=本年))年?[底末]"
)
YEAR_SAID = re.compile(r"(?P<year>(?:19|20)\d{2})年|每年|每一年|每个?年度|次年|逐年")
EVERY_YEAR = re.compile(r"每年度?$|每个?年度$|次年$|翌年$|第二年$|当年$|本年$")
OF_EACH_YEAR = re.compile(r"当年|次年|每年|上一?年度|年度终了")
YEAR_OF = re.compile(r"((?:19|20)\d{2})年")
STANDING = re.compile(r"办法|条例|规定|规程|细则|指引|制度|政策|法(?=[（(]|$)")
"""Titles of texts that hold every year, so that a day without a year comes each year."""

BEFORE_IT = re.compile(
    r"^(?:（[^）]{0,12}）)?(?:[之以]?前(?![一二三四五六七八九十\d])|为止|截止|止)"
)
LISTED = ("、", "和", "及", "或")
RANGE = re.compile(r"起?(?:至|到|[-—~～－]{1,2})")
CLOSING = re.compile(r"(?:[之以]?前|为止|截止|止)$")
TERM = re.compile(r"执行|实施|延[长续期]|有效|扣除|加计|免[征税]|减[征按半免]|适用|摊销")
"""Said of a policy that ends, not of something that one must do by then."""
UP_TO = re.compile(
    r"(?:执行|延长|延续|延期|实施|持续|顺延|有效|有效期|适用|保留|暂定|期限|受理|申报|填报|报名|"
    r"截止)(?:期|期限|时间|日期|日)?(?:至|到|为|是|于|[:：])+$"
    r"|(?:申报|受理|报名|填报|执行|有效|申请)(?:时间|日期|期限|期)?截[至止]$"
)
WINDOW = re.compile(
    r"填报|申报|受理|报送|报名|提交|申请|公示|征集|办理|执行|实施|有效|享受|加计|扣除|免[征税]|"
    r"减[征按半免]|摊销|适用|期限|期间为|时间为"
)
HAPPENED = re.compile(
    r"已经?|累计|共(?!同|享|建)|实现|完成[^，。；]*[\d%]|同比|召开|举办|举行|开幕"
)
ATTRIBUTE = re.compile(
    r"^(?:的|已经?|取得|获得|获批|认定|成立|设立|注册|购[置进]|颁发|签订|发生|批准|登记|备案|投入|"
    r"形成|入库|开工|毕业)[^，,。；;]*的(?!，|,)|^的"
)
"""What is said of things of that time ("2026年4月1日前取得的称号"), not asked for by then."""
IN_THE_MONTH = re.compile(
    r"^[^，,。；;]{0,6}?(?:申报|填报|报送|预缴|申请|办理|受理)[^，,。；;]{0,4}?(?:时|期间?)"
)
ASSESSED = re.compile(
    r"(?:企业所得税|年度|次年|当年)*汇算清缴(?:申报)?(?:时|期(?:间|内|限)?(?:结束)?前?|结束前|前)"
)

WITHIN = re.compile(
    rf"(?:(?:自{_WORD}{{1,14}}?(?:日起|后|起)|{_WORD}{{1,16}}?后)的?)?(?P<length>{_LENGTH})"
    rf"(?:（[^）]{{1,12}}）)?[之以]?内"
)
LOOKS_BACK = re.compile(r"(?:近|前|过去|最近|上|第|同一?|任[一意]?)$")
DUTY = re.compile(
    r"应|须|必须|需要?|要(?!求|素|点)|报告|报送|提交|办[完结理]|发放|答复|作出|完成|备案|变更|"
    r"申请|提出|缴纳|补缴|审核|公示"
)
BAN = re.compile(r"^[^，,。；;]{0,8}(?:不得|不能|不予|不再|不可|禁止)")
AIM = re.compile(r"力争|争取|目标|预计|获批")
BEFORE_IT_ENDS = re.compile(
    rf"(?:{_WORD}{{0,8}}?(?:届满|期满|到期|满))(?:之?日)?(?:前{_LENGTH}内?|{_LENGTH}[之以]?前|[之以]?前)"
    rf"|提前{_LENGTH}|(?:每|次|下)个?(?:月|季度?)(?:\d{{1,2}}日|初|底)?[之以]?前"
)
"""Before a term ends, or each month: where it is somebody's duty."""
RENEWAL = re.compile(
    r"(?:到期|期满|届满)(?:之日)?后?(?=，?[^，,。；;]{0,8}(?:重新|复核|续[期展办]|换证|再次申请))"
    r"|(?:到|至)[当次该]年年?[底末](?=仍|还|未|没有)"
)

CLAUSE = re.compile(r"[，,。；;！？\n]")
STOP = re.compile(r"[。；;！？\n]")
LEADING = re.compile(r"^(?:[，,、：:]|应当?|必须|须|需要?|要(?!求|素|点)|并且?|或者?|且)+")
TRAILING = re.compile(
    r"(?:[，,、]|应当?|必须|须|需|要|在|于|自|从|到|至|为|是|截[止至]|延长|延续|执行|有效)+$"
)
OPEN = re.compile(r"[的后起：:]$")
"""A clause that ends so is a condition, or announces what follows."""


def needs(earlier: str, piece: str) -> bool:
    """Whether an earlier clause belongs to a piece: as its condition, or its first alternative."""
    return bool(OPEN.search(earlier) or re.match("或|以及|并|且", piece))


def clause(text: str, start: int, end: int) -> str:
    """The clause around a span."""
    left = re.split(CLAUSE, text[:start])[-1]
    return left + text[start:end] + re.split(CLAUSE, text[end:], maxsplit=1)[0]


def next_clause(after: str) -> str:
    """The clause after the one that a text opens in."""
    parts = re.split(CLAUSE, after, maxsplit=2)
    return parts[1] if len(parts) > 1 else ""
