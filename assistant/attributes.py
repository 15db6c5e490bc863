"""What a value is of: money or places of one kind never answer a question about another."""

from __future__ import annotations

import re

# What a question asks the value of -> what a text that states it must say. Each pair is one
# attribute of the domain; a figure that stands with none of its words is of something else.
_ATTRIBUTES = (
    (
        r"奖励?多少|奖多少|多少(?:钱的?)?(?:奖励|奖金|补贴|补助|奖补|资助|扶持|财政资金)|(?:补贴|奖励|奖金|补助|奖补|资助|扶持资金?)[^，。?]{0,8}(?:多少|几|标准|金额)|"
        r"(?:补|奖|拨|领)[到了]?(?:多少|几)(?:钱|万|元)|给补多少|补多少",
        r"奖|补|资助|服务券|经费支持|专项经费|兑现",
    ),
    (
        r"有(?:没有|无|啥|什么)?[^，。,?]{0,6}(?:奖金|奖励|补贴|补助|奖补|资助)(?:可拿|拿|吗|没有|么)?(?:$|[，。,?])",
        r"奖|补贴|补助|资助",
    ),
    (r"注册资本|注册资金", r"注册资本|注册资金"),
    (r"总投资|投资额|投资多少|造价|建设资金", r"投资"),
    (r"预算|盘子|专项资金|总共拨|拨款", r"预算|专项资金|拨款|安排资金"),
    (r"门票|票价|收费标准|租金|房租|物业费", r"门票|票价|收费|租金|房租|物业"),
    (r"名额|配额", r"名额|配额|总量"),
    (r"利率|利息|年化", r"利率|利息"),
    (r"每个?月|按月|月薪|月补", r"月"),
    (r"面积|多大(?:的)?(?:地方|场地)|(?:地方|场地)[^，。?]{0,4}多大", r"面积|平方米|场地|工位|亩"),
    (r"选址|具体地址|什么位置|建在哪", r"选址|位于|设在|坐落|地址|落户"),
    (
        r"得票|排名第|第几名|全省第几",
        r"排名|名次|第[一二三四五六七八九十\d]+名|前[一二三四五六七八九十\d]+名",
    ),
    (r"税率|按多少.{0,2}缴|几个点的税", r"税率|减半|免征|预缴|缴纳|征收"),
)
_COMPILED = tuple((re.compile(asked), re.compile(said)) for asked, said in _ATTRIBUTES)


def speaks_of_attribute(question: str, text: str) -> bool:
    """False where the question names an attribute that the text says nothing of."""
    return all(said.search(text) for asked, said in _COMPILED if asked.search(question))
