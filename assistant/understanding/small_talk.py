"""Greetings, thanks and questions about the assistant itself."""

import re

_TALK = (
    (
        r"(?:您|你)?好(?:啊|呀|吗)?|在(?:吗|不在)|有人吗|哈喽|嗨|hi|hello|早上好|下午好|晚上好",
        "您好，我是政策问答助手。{notice}请用平常的话提问，我会给出文件原句并注明出处。",
    ),
    (
        r"(?:多?谢谢?|感谢|辛苦)(?:了|您|你|啦|啊)*|好的?(?:，?谢谢)?|知道了|明白了|再见|拜拜",
        "不客气。还有政策上的问题，请接着问。",
    ),
    (
        r"(?:请问)?(?:你|您)(?:是谁|叫什么|能(?:干|做|回答|帮我?(?:干|做)?)(?:什么|啥|些什么)|会(?:什么|啥)|有(?:什么|啥)(?:功能|用))|帮助|help|怎么用|使用说明",
        "我是政策问答助手，只根据收录的文件回答，每句话都注明出处，文件没有写的直说没有写。{notice}"
        "您可以问条件、金额、时间、流程、目标，也可以说说自己的情况问够不够条件。",
    ),
    (
        r"(?:我要|请|帮我)?(?:转|找|接)?(?:人工|真人)(?:客服|服务|坐席)?|有没有(?:人工|电话)",
        "这里没有人工坐席。具体事项请联系文件上写明的主管部门{issuers}；您也可以直接问“某事找哪个部门办”，"
        "文件里写了的我会告诉您。{notice}",
    ),
)
_PATTERNS = tuple((re.compile(rf"(?:{p})[。！!～~，,？?\s]*", re.I), reply) for p, reply in _TALK)


def small_talk(text: str) -> str:
    """The reply to a message that is nothing but small talk, with {notice} for what is held
    and {issuers} for who issued it; "" for any other message."""
    return next((reply for p, reply in _PATTERNS if p.fullmatch(text.strip())), "")
