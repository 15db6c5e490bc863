"""How an asker says that the answer shall be told ("两个一起告诉我", "谢谢"), taken out."""

from __future__ import annotations

import re

_ASKS = re.compile(r"多少|几|哪|什么|啥|怎么|咋|如何|谁|何时|多久|吗|[?？]")
_HOW = re.compile(
    r"(?:[,，。!！?？;；\s]|^)(?:请|麻烦|劳烦|帮忙?|你|您|给我|跟我|都|[这那]?[两三四五几]个(?:问题|数字?)?|一起|一并|一次|一块儿?|分别|逐[个条一]|分开|简单|直接|尽快|全部?)+"
    r"(?:告诉|告知|回复|答复|回答|答|讲|说|说明|解答)(?:给?我(?:们)?)?(?:一下|一声|下|清楚|明白)*(?:吧|呗|哈|啊|即可|就行)?(?=[,，。!！;；\s]*$)|"
    r"[,，。!！?？;；\s]*(?:谢谢|多谢|感谢|急用?|在线等|辛苦)(?:了|啦|您|你|大家)*(?=[,，。!！;；~\s]*$)"
)


def without_manner(message: str) -> str:
    """The message without the last clauses that only say how to answer; whole where nothing asks
    then."""
    left, last = message, ""
    while left != last:
        last, left = left, _HOW.sub("", left).strip(" ,，!！;；~") or left
    return left if _ASKS.search(left) else message
