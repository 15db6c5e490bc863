"""What is asked for by its name alone: values that a message lists without a question word
("写材料要用两个数：研发投入占比，还有立项数")."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.composing.differing import OF_CONDITIONS
from assistant.several.bracketed import unbracketed
from assistant.several.clauses import ASK
from assistant.several.each_table import OfOne
from assistant.several.manner_told import without_ending
from assistant.several.things import is_kind, kinds, listed
from assistant.several.value_and_body import value_and_body
from assistant.several.value_names import values_of
from corpus.figures import number

_MOST = 6
# What a value is called by
_VALUE = (
    r"[\u4e00-\u9fff]数|[\u4e00-\u9fff]额|[率比值数线]|比[例重]|占比|[人家户项场]次|"
    r"(?:指标|目标|数量|费用|投入|营收|收入|数字|得分|分值|分数|满分|额度|金额|面积|规模|年限|期限|时限|上限|下限|底线|红线|"
    r"增[速幅]|增长|门槛|标准|要求|条件|口径|时间|日期|有效期|任期|周期|流程|程序|材料|部门|单位|待遇|好处|优惠|罚则|名单)"
)
NAMES_VALUE = re.compile(rf"(?:{_VALUE})(?:[（(][^）)]*[）)])?$|占(?:GDP|[^占，,]{{2,12}})$", re.I)
_TELL = (
    r"需要|要用|想要|要(?=[:：—])|列|捋|汇总|说|给|报|讲|查|核对?|填|写|梳理|盘点|整理|归拢|"
    r"过一遍|对一下|比比看|比一比|对比|如下|包括|分别"
)
# "把几个百分比捋一遍——甲、乙,还有丙": what is wanted, then the values one by one
_ANNOUNCED = re.compile(r"^(?P<opening>[^:：—?？。]+)(?:[:：]|—+)(?P<things>[^:：—?？。]+)$")
_KIND_SAID = re.compile(
    r"(?:[几两三四五六\d]\s*[个项条种类]|哪些|这些|分别|各)[^，,:：]{0,14}(?:百分比|比例|占比|数字?|数据|指标|目标|数量|多少|要求|标准|条件)"
)
_COMPARING = re.compile(
    r"^(?:请|麻烦|帮我|帮忙)*(?:对比|比较|对照|比一比|比比|比)(?:一下|下)?(?P<things>[^,，]+)$"
)
_COMPARED = re.compile(
    r"^(?P<opening>(?:[^,，:：]+[,，])*)(?:请|麻烦|帮我|帮忙|想)*(?:对比|比较|对照|比一比|比比)(?:一下|下)?"
    r"(?P<things>[^,，、:：]+?)(?:在|的)(?P<sides>[^,，]+?)(?:上|方面)?的?"
    r"(?P<kind>门槛|要求|标准|条件)?(?:差[别异]|区别|不同)?$"
)
# "先说甲的上限和底线,再说乙的总额"
_TOLD_TO = re.compile(
    r"^\s*(?:(?:请|麻烦|帮我|帮忙|我?(?:想|要)|先|再|另外|顺便|还要?|一并|同时|然后|最后|并)+"
    r"(?:给出?|告诉|告知|列[出举明]?|报|说[明说]?|讲讲?|介绍|写明|问|查|核对|看看?)|说说|讲讲|[说讲列查报]一下)(?:一下|我)?"
    r"(?P<things>[^,，;；?？。:：]{4,}?)(?:[,，;；?？。]|$)"
)
# "工程技术中心、院士工作站、创新中心三项年度任务数"
_COUNTED_BEHIND = re.compile(
    r"^(?P<things>[^，,。?？:：]+、[^，,。?？:：]+?)这?(?P<n>[两三四五六2-6])[项个类](?:的|年度|全年|今年|20\d\d年)*"
    r"(?:任务数?|目标数?|指标数?|数量|数字?)$"
)
# "研究生工作站和科技副总，两个指标一并报给我"
_COUNTED_AFTER = re.compile(
    r"^(?:[^,，:：、]*[:：])?(?P<things>[^,，。?？:：]+(?:、|和|与|跟|以及)[^,，。?？:：]+?)[,，]这?(?P<n>[两三四五六2-6])[个项条]"
    r"[\u4e00-\u9fff]{0,4}?(?:数字?|指标|目标|任务数?|数据)(?:都|一并|一起|一次性)*(?:(?:给|报|发|说|列|告诉)(?:给|我|一下|我们|出来)*)?$"
)
# "签约项目数也给我一下"
_BESIDE = re.compile(
    r"^(?:另外|还有|再有|对了)?[,，]?(?P<thing>[^,，。;；?？:：]{2,16}?)(?:也|顺便|顺带|一并|一起|麻烦)+(?:给|说|讲|报|告诉|发|列|查)"
    r"(?:给|一|我|咱|下|讲|说|清楚|出来|了)*$"
)
# "……多少？还有证书有效期"
_ALSO = re.compile(r"^(?:还有|以及|另外|再有)[,，]?(?P<thing>[^,，。;；?？:：、]{2,14})$")
_ASKING = (
    (
        re.compile(r"(?:占比|比[例重]|[率额线]|年限|面积|得分|费用|投入|收入|营收)(?:要求|标准)$"),
        "是多少",
    ),
    (
        re.compile(r"(?:条件|要求|标准|口径|流程|程序|材料|待遇|好处|优惠|罚则|名单|政策)$"),
        "是什么",
    ),
    (re.compile(r"(?:部门|单位)$"), "是哪个"),
    (re.compile(r"(?:时间|日期)$"), "是什么时候"),
    (re.compile(r"(?:百分比|率|占比|比[例重]|增[速幅])$"), "是百分之多少"),
)
_TOTAL = re.compile(r"总数$")
_YEAR = re.compile(r"今年|明年|20\d\d年")
# what an opening says beside what it is about ("写一段……的材料,需要")
_IDLE = re.compile(
    rf"{_TELL}|(?:我?(?:想|在|准备)?写(?:[一这]?[段篇份个])?)|的?(?:材料|汇报|报告|总结|稿子|台账|方案|简报|PPT)(?:里|中)?|"
    r"[几两三四五六\d]\s*[个项条]|百分比|数字?|数据|指标|目标|请|麻烦|帮我|一[遍下段份篇]|要(?!点|求)|[我把用,，]"
)


def asked_for(sentence: str) -> list[OfOne]:
    """One question for each value that a sentence lists to be told; [] where it lists none."""
    said = sentence.strip(" \n?？。；;！!,，")
    sentence = unbracketed(ended := without_ending(said))
    if together := value_and_body(sentence):
        return together
    if counted := _COUNTED_BEHIND.match(sentence) or _COUNTED_AFTER.match(sentence):
        things = listed(counted["things"])
        if len(things) == number(counted["n"]):
            return [asked_by_name(thing, "的目标数是多少") for thing in things]
    if (also := _ALSO.match(sentence)) and NAMES_VALUE.search(also["thing"]):
        return [asked_by_name(also["thing"])]
    if beside := _BESIDE.match(sentence):
        return [asked_by_name(beside["thing"])] if NAMES_VALUE.search(beside["thing"]) else []
    if compared := _COMPARED.match(sentence):
        return _of_both(compared)
    if announced := _ANNOUNCED.match(sentence):
        return _announced(announced["opening"], announced["things"])
    told_to = ended != said or len(kinds(sentence)) > 1
    if told_to and (named_alone := _named_alone(sentence)):
        return named_alone
    return _told(sentence)


def _named_alone(sentence: str) -> list[OfOne]:
    """Values by their names and nothing else, where the sentence ends by telling to give them
    ("新增家数,以及争创个数,两个一起给我"); [] where it names others."""
    wanted = [] if ASK.search(sentence) or ":" in sentence else values_of(sentence)
    values = 2 <= len(wanted) <= _MOST and all(map(NAMES_VALUE.search, wanted))
    return [asked_by_name(value) for value in wanted] if values else []


def _of_both(compared: re.Match[str]) -> list[OfOne]:
    """ "比较甲与乙在营收和得分上的门槛": each side of both."""
    both, wanted = listed(compared["things"]), listed(compared["sides"])
    if len(both) != 2 or not all(map(is_kind, both)) or len(both) * len(wanted) > _MOST:
        return []
    kind = compared["kind"] or ""
    if f"{compared['sides']}{kind}".endswith("条件"):
        return [OfOne(f"{thing}{OF_CONDITIONS}", thing) for thing in both]
    return [
        OfOne(f"{compared['opening']}{thing}的{side}{kind}是多少", thing)
        for thing in both
        for side in wanted
    ]


def _announced(opening: str, things: str) -> list[OfOne]:
    """The values behind a colon; where the opening does not say what they are, their names do."""
    wanted = values_of(things)
    said = _KIND_SAID.search(opening)
    compared = _COMPARING.match(opening)
    both = listed(compared["things"]) if compared else []
    told = (len(both) > 1 or re.search(_TELL, opening)) and all(map(NAMES_VALUE.search, wanted))
    if ASK.search(things) or not 2 <= len(wanted) <= _MOST or not (said or told):
        return []
    ask = _asking(said[0]) if said else ""
    if len(both) > 1:
        pairs = [(thing, f"{thing}的{side}") for thing in both for side in wanted]
        return [replace(asked_by_name(value), of=thing) for thing, value in pairs]
    about = _IDLE.sub("", opening)
    year = _YEAR.search(opening)
    of_year = year[0] if year and not _YEAR.search(things) else ""
    return [asked_by_name(f"{of_year}{thing}", ask, about) for thing in wanted]


def _told(sentence: str) -> list[OfOne]:
    """The values that one is told to tell, clause by clause ("先说……,再说……")."""
    found: list[OfOne] = []
    clauses = [c for c in re.split(r"[,，;；]", sentence) if c.strip()]
    told = [match for clause in clauses if (match := _TOLD_TO.match(clause))]
    before = "，".join(c for c in clauses if not _TOLD_TO.match(c) and not re.search(r"\d", c))
    if not told or any(ASK.search(clause) for clause in clauses):
        return []
    for match in told:
        wanted = values_of(match["things"])
        if not all(map(NAMES_VALUE.search, wanted)):
            return []
        found += [asked_by_name(value, about=before) for value in wanted]
    return found if 2 <= len(found) <= _MOST else []


def asked_by_name(thing: str, ask: str = "", about: str = "") -> OfOne:
    """The question after one value; "总数" in a list is what is aimed at, not what there is."""
    return OfOne(f"{_TOTAL.sub('数量', thing)}{ask or _asking(thing)}", thing, about)


def _asking(thing: str) -> str:
    """How one asks for a value of that name."""
    return next((ask for ends, ask in _ASKING if ends.search(thing)), "是多少")
