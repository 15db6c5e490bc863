"""How an asker says that the answer shall be told ("两个一起告诉我", "谢谢"), taken out."""

from __future__ import annotations

import re

from assistant.several.declined import ASKS

_HOW = re.compile(
    r"(?:[,，。!！?？;；\s]|^)(?:请|麻烦|劳烦|帮忙?|你|您|给我|跟我|都|也|[这那]?[两三四五几]个(?:问题|数字?)?|一起|一并|一次|一块儿?|分别|逐[个条一]|分开|简单|直接|尽快|全部?)+"
    r"(?:告诉|告知|回复|答复|回答|答|讲讲?|说说?|说明|列|解答|(?<=[个起并次块条])给|给出来?|报)(?:给?我(?:们)?)?(?:一下|一声|下|清楚|明白)*(?:吧|呗|哈|啊|即可|就行)?(?=[,，。!！;；\s]*$)|"
    r"[,，。!！?？;；\s]*(?:谢谢|多谢|感谢|急用?|在线等|辛苦)(?:了|啦|您|你|大家)*(?=[,，。!！;；~\s]*$)"
)
# "我写招商材料要列全": for what the answer is wanted; its words are not what is asked about
_PURPOSE = re.compile(
    r"(?:^|(?<=[,，。!！?？;；\n]))(?:(?:我们?|咱们?|局里|领导|老板|单位|科里|公司)(?:让我)?)?(?:这边|这会)?"
    r"(?:要|在|正在?|得|想|需要|准备)*(?:写|做|准备|起草|整理|弄|赶|交)(?:一?[个份篇块张点])?(?:年终|年度|评估|对比|宣讲|招商|园区|宣传|工作)*"
    r"(?:材料|报告|汇报|稿子?|PPT|总结|简报|展板|新闻|通稿|请示|发言)[里要用的得列全写上]*(?:[,，。:：!！;；]|$)"
)
# "怎么申请，先干嘛后干嘛": the steps in their order are what "怎么" asks
_STEPS = re.compile(
    r"(?<=[\u3400-\u9fff])[,，、\s]\s*(?:要|得|该)?先(?:干|做|办|弄|走)(?:嘛|啥|什么|哪一?步)[,，]?(?:再|然后|后)(?:面|来)?"
    r"(?:再|又)?(?:干|做|办|弄|走)(?:嘛|啥|什么|哪一?步)(?=[\s?？。]*$)"
)
_HOW_ASKED = re.compile(r"怎么|咋|如何|流程|步骤|手续|程序")


def without_manner(message: str) -> str:
    """The message without the clauses that only say how to answer and what for; whole where
    nothing asks then."""
    steps = _STEPS.sub("", message)
    left = _PURPOSE.sub("", steps if _HOW_ASKED.search(steps) else message)
    left = without_ending(left if ASKS.search(left) else message)
    return left if ASKS.search(left) else message


def without_ending(message: str) -> str:
    """The message without the clauses at its end that say how to answer, as far as others are
    left."""
    left, last = message, ""
    while left != last:
        last, left = left, _HOW.sub("", left).strip(" ,，!！;；~") or left
    return left
