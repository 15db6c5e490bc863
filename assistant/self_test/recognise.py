"""Whether a message tells of an enterprise and asks if it qualifies, and for which programme.

Precision first: a question about the rule itself is left to the passages.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from assistant.reading.lexicon import lexicon
from assistant.self_test.claims import titles_told
from assistant.self_test.language import any_of, spoken

_END = r"(?:吗|么|不|没|嘛|否|吧|呢|啊|呀)?\s*(?:[?？。!,，;；]|$)"
_ASKS_WHETHER = re.compile(
    r"(?:能|可以|够)[^,，。;；?？]{1,10}还是|能不能|能否|可不可以|可否|是否(?:能|可以|够|符合|满足|达标|达到|具备|适用)|符不符合|够不够|够得?上|够格|达不达标|满不满足|"
    r"行不行|行[吗么嘛]|行得通|成不成|有没有(?:戏|希望|资格|机会|可能)|有戏|有救|[评报过轮进沾][得不][上了去到过关]|过不过得|算不算|"
    r"(?:该|能|都|算)?(?:过|进)(?:了|关|线)+(?:吗|么|不|没|吧)|(?:达到|达标|满足|符合|过关|过线|够)(?:了)?没有?|给不给|"
    r"(?:能|可以|可|够|符合|满足|达标|有资格|有希望|具备|达到|算|享受)[^,，。;；?？]{0,20}"
    r"(?:吗|么|不|没|嘛|否|吧)\s*(?:[?？。!,，;；]|$)|"
    r"(?:还让|让)[^,，。;；?？]{0,12}(?:吗|不)|(?:够|达标|符合|行)[^,，。;；?？]{0,6}[?？]$|还差(?:什么|哪|多少)|差在哪|缺什么"
)
_SELF_TEST = re.compile(
    r"自测|自评一下|测一(?:下|测)|(?:帮|给|替)(?:我|我们|咱|咱们|忙)(?:公司|厂|企业)?[^,，。?？]{0,4}"
    r"(?:看看|看一下|判断|评估|测|算算|对一下|诊断|把把关)|"
    r"想(?:看看|看一?下|测一?下|评估一?下|判断一?下)[^,，。?？]{0,6}"
    r"(?:(?:能不能|能否|可不可以)[^,，。?？]{0,3}[评报申认过上进]|够不够|符不符合|是否(?:符合|够))"
)
# Of the result of a self-test: what the figures told come to, what is still lacking.
_OF_SCORE = re.compile(
    r"总得?分|综合得?分|(?:一共|总共|合计|现在|目前|我们?|咱们?|这样)[^,，。?？]{0,8}(?:多少|几)分|"
    r"^(?:那么?|所以)?(?:得分|分数)|过(?:得了)?线|(?:入库|合格|达标)线|[合加]起来[^,，。?？]{0,3}\d+分"
)
_OF_RESULT = re.compile(
    r"够(?:不够|了?[吗没不么])|够\s*\d+\s*分?[吗不没么]|还?差(?:哪|什么|啥|多少|几)|差在哪|"
    r"(?:哪|什么|啥)[^,，。?？]{0,8}(?:不够|没达到|不达标|不符合|没过)|结果(?:怎么样|如何|呢|是)"
)
_OF_RULE = re.compile(
    r"要求|规定|标准|门槛|最[低高少多]|满分(?:是|为|有)?(?:多少|几|啥|什么)|怎么|如何|[要需得][^,，。?？]{0,3}(?:多少|几)|及格|合格"
)
_ASKS_RULE = re.compile(
    r"(?<!差)(?<!缺)多少|几(?![百千万十]|[家个项条名]多)|哪[些个里年几种条]|(?<!都)(?<!没)(?<!还差)(?<!缺)什么(?![^,，。?？]{0,4}(?:都|也)没)|啥(?!都)|怎么(?!样)|咋(?!样)|如何|"
    r"多久|多大|多高|为什么|谁|何时|是不是(?:必须|一定|只要)|只要[^,，。]{0,12}就|才(?:能|可以|行|算)|必须|"
    r"不是[^,，。]{0,24}(?:以[内下上]|不超过|都)[^,，。]{0,12}吗|"
    r"(?:以上|以下|以内|以里)的?(?:企业|公司|单位)|的(?:企业|公司|单位)[,，]?(?:是否|能|可)|(?:能|可以)(?:少|低|放宽|松)(?!交|缴)|文件|条款|规定|(?:听|据)(?:说|讲)"
)
# "卡在哪一项", "哪条没过": of the own figures, what is in the way; no question about a rule.
_OBSTACLE = re.compile(
    r"(?:卡|差|输|败|栽|挡|缺|断)在(?:了)?(?:哪|什么|啥)[^,，。;；?？]{0,6}|"
    r"(?:还|都|就)?(?:差|缺|欠)(?:点|些)?(?:什么|啥|哪些?)[^,，。;；?？]{0,6}|卡不卡|会不会被?(?:卡|刷)|卡(?:了)?(?:哪|什么|啥)[^,，。;；?？]{0,4}|"
    r"(?:还|就)?差(?:多少|几)[个项件人家分名平万]*(?=\s*(?:[?？。]|$))|"
    r"(?:还|就)?差(?:多少|几)[^,，。;；?？]{0,3}(?:才|就|能)[^,，。;；?？]{0,3}(?:够|行|达标|符合|满足|过)|"
    r"(?:哪|什么|啥)[^,，。;；?？]{0,8}(?:不够|没过|过不[了去]|不过关|没?达到|不达标|没达标|不符合|卡住?|挡住?|拖后腿|短板|不行)"
)
# "还得补哪些数字": what the test still needs to be told.
_LACKING = re.compile(
    r"(?:还|再|得|需|要)[^,，。;；?？]{0,4}(?:补|缺|差|提供|给)[^,，。;；?？]{0,4}(?:哪些|什么|啥|哪几)[^,，。;；?？]{0,10}"
)
# One condition singled out is a question about that condition.
_ONE_CONDITION = re.compile(
    r"[这那]一?(?:关|条(?!件)|项|点|块)|[这那]个(?:条件|指标|要求|比例)|该[条项]|算数|作数|还?卡"
)
_ALL = re.compile(
    r"(?:能|可以|够|适合)?(?:申请|申报|享受|报|评|拿|办|做|争取)(?:到|上|得上|个|些)?(?:哪些|哪几个|哪个|什么|啥|点什么|些什么|点啥|些啥)"
    r"(?!时候|材料|条件|流程|手续|地方|网)|(?:哪些|哪个|什么|啥)(?:项目|政策|称号|资质|优惠|牌子)[^,，。?？]{0,6}"
    r"(?:能|可以|够|适合)(?:申请|申报|享受|报|评|拿|办)|(?:都|还)(?:能|可以|够)(?:申请|报|评|享受)(?:哪|什么|啥)|"
    r"(?:全部|所有)(?:项目|政策)?(?:都)?(?:测|看|算|过)一(?:遍|下)"
)
# "凭高企证直接确认科小", "只有科小的编号": the title that is held is not the one asked for.
_HELD = re.compile(
    r"(?:凭|靠|持|用|拿着?|(?:只|就|光)有个?)[^,，。;；?？]{0,3}?(?:高企|高新技术企业|高新|科小|科技型中小企业|专精特新)"
    r"的?(?:入库)?(?:登记)?(?:证书?|资质|资格|称号|牌子|编号)"
)
_OWN = re.compile(
    r"我们|我公司|我司|咱|本公司|我厂|我家|我这|本企业|"
    r"(?:这种|这样的?)情况|这条件|这情况"
)
_BARE = re.compile(
    r"[\d零一二两三四五六七八九十百千万亿元个项人家名条件年天%.,，、;；:：。\s有没是否对无都不嗯好]+"
)
_APPLIES = re.compile(r"申报|申请|认定|[评报][上个得]?|入库|享受|减免|免税|加计|条件|资格|够格|进")
_COUNTS = re.compile(r"\d|[一二两三四五六七八九十百千]+(?:[多来几]?[万亿人个家项件成]|分之)")
_CLAUSES = re.compile(r"[,，。;；!！?？\n]")
_INTENDS = re.compile(r"想|打算|准备|计划|要(?:申|报|评|冲)|申报|申请|冲")
_NEXT = re.compile(
    r"^(?:那|那么|还有|换成|再看看?|再测一?下?|看看)?[^,，。?？]{2,16}?"
    r"(?:呢|行吗|行不行|能吗|可以吗|怎么样|咋样)?[?？。]?$"
)


def asks_whether(text: str) -> bool:
    """Whether a message asks if its enterprise qualifies, and nothing about the rule."""
    if not any(p.search(text) for p in (_ASKS_WHETHER, _SELF_TEST, _OBSTACLE)):
        return False
    return not asks_rule(text)


def asks_rule(text: str) -> bool:
    """Whether a message asks what a rule says."""
    for own in (_ALL, _OBSTACLE, _LACKING):
        text = own.sub("", text)
    return bool(_ASKS_RULE.search(text))


def asks_of_one(text: str) -> bool:
    """ "就这条过得去不": of one condition alone; "研发这块花了80万" tells and does not ask."""
    clauses = _CLAUSES.split(_OBSTACLE.sub("", text))
    return any(
        _ONE_CONDITION.search(clause)
        and (_ASKS_WHETHER.search(clause) or not _COUNTS.search(clause))
        for clause in clauses
    )


def asks_of_programme(text: str) -> bool:
    """Whether a clause that asks names a programme, or says that it is applied for or enjoyed."""
    asking = (
        c for c in _CLAUSES.split(text) if _ASKS_WHETHER.search(f"{c}?") or _LACKING.search(c)
    )
    return any(_names()[0].search(c) or _APPLIES.search(c) for c in asking) or bool(
        _SELF_TEST.search(text)
    )


def asks_what_lacks(text: str) -> bool:
    """ "还得补哪些数字": what the test still needs to be told."""
    return bool(_LACKING.search(text))


def asks_for_test(text: str) -> bool:
    """ "帮我们看看", "自测": asked for in so many words."""
    return bool(_SELF_TEST.search(text)) and not asks_rule(text)


def asks_of_score(text: str) -> bool:
    """ "总分多少": the score that the figures told come to, not what the rule gives."""
    return bool(_OF_SCORE.search(text)) and not _OF_RULE.search(text)


def asks_result(text: str) -> bool:
    """ "总分多少？够60吗", "还差哪些条件": of a self-test that goes on, how it stands."""
    return bool(_OF_SCORE.search(text) or _OF_RESULT.search(text)) and not _OF_RULE.search(text)


def asks_for_all(text: str, *, known: bool = False) -> bool:
    """ "我这种情况还能申请什么": every programme, for the enterprise told of (or known already)."""
    own = known or bool(_OWN.search(text))
    return bool(_ALL.search(text)) and own and not asks_rule(text)


def asks_anything(text: str) -> bool:
    """Whether a message is put as a question at all."""
    return asks_whether(text) or asks_rule(text) or bool(re.search(r"[?？]|[吗么呢]$", text))


def is_bare(text: str) -> bool:
    """Nothing but figures, yes and no: it can only answer questions put before it."""
    return bool(_BARE.fullmatch(text))


def tells_of_own(text: str) -> bool:
    """Whether a message speaks of the asker's own enterprise."""
    return bool(re.search(r"我们|我公司|我司|咱|本公司|我厂|我家|本企业|我这", text))


def names_another(text: str) -> bool:
    """ "那科小呢": nothing but another programme, for the same enterprise."""
    return bool(_NEXT.match(text.strip())) and not asks_rule(text)


def programmes_asked(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The ids of the programmes a message asks about, in its order; titles it claims apart.

    Where the clause that asks names one, those named elsewhere are not asked about."""
    for claimed in (*titles_told(text), *(m[0] for m in _HELD.finditer(text))):
        text = text.replace(claimed, " " * len(claimed))
    clauses = _CLAUSES.split(text)
    asking = [clause for clause in clauses if _ASKS_WHETHER.search(f"{clause}?")]
    meant = [clause for clause in clauses if _INTENDS.search(clause)]
    places = ("，".join(asking), "，".join(meant), text)
    found = next((found for place in places if (found := _named(place, known))), ())
    return found or tuple(n for n, form in spoken().implied.items() if form.search(text))[:1]


def without_programmes(text: str) -> str:
    """The text with the names of programmes blanked: "孵化器够不够" asks about no area."""
    return _names()[0].sub(lambda match: " " * len(match[0]), text)


def _named(text: str, known: Collection[str]) -> tuple[str, ...]:
    pattern, ids = _names()
    found = [ids[match[0].lower()] for match in pattern.finditer(text)]
    return tuple(dict.fromkeys(name for name in found if name in known))


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    """Every form of every programme, with the lexicon's spoken forms of its official wordings;
    names that only hold one of them are matched too, so that they are passed over."""
    ids: dict[str, str] = {}
    official = {word: name for name, words in spoken().programmes.items() for word in words}
    for form, terms in lexicon().official.items():
        for term in terms:
            if term in official:
                ids.setdefault(form, official[term])
            elif any(word in form for word in official):
                ids.setdefault(form, "")
    for term in lexicon().terms:
        if term not in official and any(word in term for word in official):
            ids.setdefault(term.lower(), "")
    ids |= {word.lower(): name for word, name in official.items()}
    ids |= dict.fromkeys(spoken().not_programmes, "")
    return re.compile(any_of([re.escape(form) for form in ids]).pattern, re.IGNORECASE), ids
