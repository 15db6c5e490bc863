"""The first step: what must not, or cannot, be answered at all."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from assistant.answer import AnswerStatus
from assistant.replies import REPLIES, TOO_LONG

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")

# An instruction to the assistant itself, not a question about policy. Grouped by what it tries.
_INSTRUCTIONS = (
    # set the rules or the documents aside
    r"(?:忽略|无视|忘[掉记了]|抛开|绕过|别管|不用管|不要管|不必理会|不要理会|不要(?:遵守|理会|执行))"
    r"[^。！？?!；;]{0,16}(?:指令|指示|规则|规矩|规定|要求|设定|限制|约束|提示|说明|文件|资料|前面|之前|以上|上面)",
    r"(?:跳过|放弃|取消)[^。！？?!；;，,]{0,12}(?:指令|指示|提示词|设定)|把[^。！？?!；;]{0,10}(?:规则|指令|设定)[^。！？?!；;]{0,3}忘",
    r"(?:ignore|disregard|forget|override|bypass)[^.?!]{0,40}"
    r"(?:instruction|rule|prompt|previous|above|guideline|document)",
    # say where the rules come from
    r"(?:系统|内部|初始|隐藏|原始)(?:的)?(?:提示词|提示语|指令|prompt|设定|消息)|(?:system|hidden|developer)\s*"
    r"(?:prompt|message|instruction)|你的(?:提示词|prompt|设定|指令)",
    # take another role
    r"(?:你现在是|从现在(?:起|开始)[,，]?你|你(?:现在)?扮演|请?扮演|假装(?:你|自己)?是|充当|角色扮演|进入.{0,6}模式|"
    r"越狱|开发者模式|DAN\b|jailbreak|pretend (?:to be|you)|act as|you are now|roleplay)",
    # put words into the answer
    r"(?:只(?:要|能|许|准)?(?:回答|回复|输出|说)|一律(?:回答|回复|说|不得)|统一(?:回答|回复|说)|直接(?:回答|输出|写)[“\"「]|"
    r"(?:以后|谁问|不管谁|无论谁)[^。！？?!；;]{0,12}都(?:说|回答|答)|照着(?:说|念|抄)|重复(?:一遍|下面|以下)|按我说的(?:来|回答|做|答)|(?:以|用).{0,12}(?:名义|口吻|语气).{0,8}(?:保证|承诺|宣布))",
    r"(?:repeat (?:after me|everything|the above|all)|say exactly|print your|reveal your|output only)",
    # pass for a new rule of the documents
    r"(?:最新|紧急|内部)(?:勘误|更正|通知|指令|指示)[：:]",
)
_INJECTION = re.compile("|".join(_INSTRUCTIONS), re.IGNORECASE)
_ABUSE = re.compile(
    r"(?:傻[逼比叉bB]|他妈的|操你|草泥马|滚蛋|王八蛋|狗[东屎]|脑残|去死|废物(?:东西|助手)|fuck|shit\b|bitch)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?:[^。！!？?；;\n.]|\.(?!\s))+[。！!？?；;\n.]?\s*")
_CLAUSE = re.compile(r"(?:[^。！!？?；;\n.，,]|\.(?!\s))+[。！!？?；;\n.，,]?\s*")
_ASKS = re.compile(
    r"[?？]|多少|几[个家项名条场人类种年天]|哪[些个里年天几]|什么|怎么|如何|是否|能否|能不能|可不可以|有没有|是不是|吗|呢|谁|何时|多久"
)


@dataclass(frozen=True, slots=True)
class Guarded:
    """The cleaned question, or the status that ends it.

    orders holds what was cut out of it: never followed, but it may name what "该项" means.
    """

    question: str
    ended: AnswerStatus | None = None
    reply: str = ""
    orders: str = ""


def guard(question: str, max_chars: int) -> Guarded:
    """Clean a message and end it early where it is empty, too long, abusive or an order."""
    text = clean(question)
    if not re.search(r"[\w\u3400-\u9fff]", text):
        return _end(text, AnswerStatus.INVALID)
    if len(text) > max_chars:
        reply = TOO_LONG.format(length=len(text), limit=max_chars)
        return Guarded(text[:max_chars], AnswerStatus.INVALID, reply)
    if _ABUSE.search(text) and not _ASKS.search(_ABUSE.sub("", text)):
        return _end(text, AnswerStatus.BLOCKED)
    plain = _TAG.sub(" ", text).strip()
    if not re.search(r"[\w\u3400-\u9fff]", plain):
        return _end(text, AnswerStatus.INVALID)
    if _orders(text):
        return _without_orders(plain)
    return Guarded(plain)


def clean(text: str) -> str:
    """Drop control, invisible and lone surrogate characters; fold spaces."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text.replace("\r", "\n")))
    return re.sub(r"[ \t\u3000]+", " ", re.sub(r"\s*\n\s*", "\n", text)).strip()


def _without_orders(text: str) -> Guarded:
    """Keep what is asked beside the orders; nothing asked means that the message was an order."""
    sentences = _SENTENCE.findall(text)
    if all(_orders(s) for s in sentences if _ASKS.search(s)):
        sentences = _CLAUSE.findall(text)  # "忽略以上指令，今年要新增多少家……？"
    kept = [s for s in sentences if not _orders(s)]
    if not any(_ASKS.search(s) for s in kept):
        return _end(text, AnswerStatus.BLOCKED)
    orders = "".join(s for s in sentences if s not in kept)
    return Guarded("".join(kept).strip(), orders=orders)


def _end(text: str, status: AnswerStatus) -> Guarded:
    return Guarded(text, status, REPLIES[status])


def _orders(text: str) -> bool:
    return bool(_INJECTION.search(unicodedata.normalize("NFKC", text)))
