"""What an asker says they do not ask ("每项给多少钱不问", "这个我不关心"), taken out, and what they
tell to have asked others."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CLAUSE = re.compile(r"[^,，。?？!！;；\n]+[,，。?？!！;；\n]*")
ASKS = re.compile(r"多少|几|哪|什么|啥|怎么|咋|如何|谁|何时|多久|吗|[?？]")
_DECLINES = re.compile(
    r"(?:^|我们?)(?:好|以便|方便我们?)(?:判断|决定|安排|准备|看看|知道|晓得|心里有)|"
    # what the answer is for: "我想加加看够不够"
    r"^(?:我们?|咱们?)?(?:自己)?(?:也?好|想|要)(?:自己)?(?:加加|算算|比比|对对|掂量掂量|合计合计|盘算盘算|加一?加|算一?算)看?(?:够不够|行不行|对不对|值不值)?[,，。!！?？]*$|"
    # "我看看我们沾哪个": the asker will see for themselves
    r"^(?:我们?|咱们?|让我)(?:自己)?(?:好|来|再|也|得|先)?(?:看看|看一下|对照|对对|对一下|比对|比比)[^,，。?？]{0,6}(?:沾|占|属|符合|够|算|是|在|落在)[^,，。?？]{0,3}[哪几][^,，。?？]{0,4}[\s。!！?？]*$|"
    # not asked, of no interest
    r"(?<![能可会要用好须得])(?:不|没)(?:(?:打算|想)?问(?!题)|关心(?!的)|感兴趣|想知道|需要知道|想了解)|"
    r"[不没]是(?:来)?问|(?:不用|不必|别)(?:再)?(?:给我|跟我)?(?:说|讲|答|告诉|列|提|管|报)(?!上|前)|(?:先|暂且?|都)不(?:谈|说|管|论)(?!是)|"
    r"我(?:们)?(?:手[里上])?(?:都|也|已经|早就)+有了?(?=[。!！,，;；]*$)|"
    r"(?:哪个|哪儿|什么|啥|谁|多少)的?(?:我|都|就)*(?:不管|不用管|无所谓)|"
    # known already, or asked elsewhere
    r"(?<![想要问])我(?:们)?(?:自己)?(?:都|也|已经|早就|本来就)*(?:知道|清楚|晓得|了解|明白)(?!吗|不)|"
    # what is not wanted to happen: "不想等到明年汇算"
    r"^\s*(?:我们?|咱们?|老板|公司)?(?:可|也|都|又)?(?:不想|不愿意?|懒得|等不[及到])(?!.*(?:怎|咋|吗|行不|能|可以|[?？]))|"
    # why it presses: "客户催发票呢"
    r"^\s*(?:我们?|客户|老板|领导|财务|会计|甲方|对方|人家|那边)[^,，。?？]{0,4}(?:催|等着|急着|赶着|盯着|要得急)[^,，。?？怎咋吗几多]{0,6}(?:呢|啊|呀|了)?[\s。!！?？]*$|"
    # "电话不用": a kind of answer that is not wanted
    r"^\s*(?:具体)?(?:电话|联系方式|地址|名单|名字|姓名|金额|数字|时间|日期|理由|原因|背景|出处|原文|链接|解释|例子)(?:号码?)?(?:就|都|先)?(?:不用|不要|不必|免)了?[,，。;；!！\s]*$|"
    r"我(?:们)?(?:自己)?(?:再|会|回头|另外?)*去?(?:问|查|看)(?:兑现|通知|别处|别人|他们|税务|财政|局里|网上|文件|公告)"
)
# "挨家问老板：你们有啥难题？": what others are asked is told, where the message goes on
_ASKED_OF_OTHERS = re.compile(
    r".*?[问喊](?![我咱您你下])[^，。,?？:：]{1,8}[:：][^?？]*(?:你们|你家|贵[司企厂])[^?？]*[?？](?=.{4})"
)
# "新招引的企业,跟孵化器新增的,我要前头那个的底线数": one of two that are named
_ONE_OF_TWO = re.compile(
    r"^(?P<former>[^,，。?？]{2,24})[,，]?(?:跟|和|与|同|、)(?P<latter>[^,，。?？]{2,24})[,，](?:[^。?？]*[,，])?"
    r"(?:我|咱)?们?(?:就|只|是)?(?:要|问|说|查|报|想知道)(?:的)?(?:是|那个)?"
    r"(?:(?P<first>前者|前[头面边]?那?一?个|头一个|第一个)|后者|后[头面边]?那?一?个|第二个)的?(?P<rest>[^,，。?？]*[?？。]?)$"
)
_ONLY = re.compile(r"只问|只想|就问|就想|主要问|我问的是|问的是")
_POINTS_BACK = re.compile(
    r"^(?:[,，]?(?:这|那)(?:个|些|块|点|方面)?)(?=我|是|咱|就|都|也|不|先|暂)"
)


def without_declined(message: str) -> str:
    """The message without the clauses that say what is not asked; whole where nothing asks then.

    "说总投资多大，这个我不关心": what such a clause points back to goes with it.
    """
    if two := _ONE_OF_TWO.match(message):
        meant = two["former"] if two["first"] else two["latter"]
        return f"{meant}的{two['rest']}" if two["rest"] else meant
    clauses = _CLAUSE.findall(message)
    kept: list[str] = []
    for clause in clauses:
        if not _declines(clause):
            kept.append(clause)
        elif kept and _POINTS_BACK.match(clause.strip()) and kept[-1].endswith((",", "，")):
            kept.pop()
    if len(kept) == len(clauses) or not any(map(ASKS.search, kept)):
        return message
    return "".join(kept).strip(" ,，")


def _declines(clause: str) -> bool:
    return bool(_DECLINES.search(clause)) and not _ONLY.search(clause)


def own_words(message: str, sentences: Sequence[str]) -> list[str]:
    """The sentences behind a question that is told to have been put to others."""
    reported = _ASKED_OF_OTHERS.match(message)
    return [s for s in sentences if not reported or s not in reported[0]]
