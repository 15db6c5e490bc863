"""What a follow-up means beside what it says around it: corrections, guesses, what is set aside."""

from __future__ import annotations

import re

# "好,这个我记下了。": what was answered is taken in, nothing is asked
TAKEN_IN = re.compile(
    r"^\s*(?:(?:好的?|嗯+|行|哦|噢|ok|okay|收到|谢谢[您你]?|(?:这个|这条|这点|那)?我?(?:都)?"
    r"(?:明白|知道|晓得|懂|清楚|了解|记下|记住|有数)了?)(?:吧|啊|哈)?[,，。.!！、\s]+)+",
    re.I,
)
CHANGE = re.compile(
    r"^\s*(?:换(?:个|一个)?(?:话题|问题|事情?|方向)(?:问(?:一下|下)?|说)?|另外(?:再)?问(?:一下|个)?|"
    r"再问(?:一?个)?(?:别的|其他)?(?:问题|事情?)?|问(?:个|点)?别的|顺便问(?:一下|个)?|"
    r"(?:说|聊)点?别的|不[说谈]这个了|下一个问题|还有(?:一)?[件个](?:事情?|问题)|(?:再)?请教(?:个|一[个下])?(?:别的|[\u3400-\u9fff]{2,4}上的))[,，。.:：\s]*"
)
_NOT_BUT = re.compile(
    r"^\s*(?:不是(?:问|说|要|指|讲)?的?|我?(?:问|说|要|指|讲)的不是)([^,，]{2,12}?)的?[,，]\s*(?:而?是|我(?=[问说要指讲]的))(?:问|说|要|指|讲)?(?:的是)?"
)
# "我是问高企认定那本账，不是加计的"
_BUT_NOT = re.compile(
    r"^\s*我(?:是|其实)?(?:想)?(?:问|说|要|指|讲)的?(?:其实)?是?(?P<meant>[^,，。?？]{2,16}?)[,，](?:而?不是|别给我|不要)"
    r"(?:问|说|要|指|讲)?(?P<other>[^,，。?？]{1,14}?)(?:的|那个)?[\s。?？]*$"
)
# "你给的是老办法吧，2026年新的呢": what was answered, told before what is meant
_WAS_ANSWERED = re.compile(
    r"^\s*(?:你(?:这|那|刚才?|上面)?(?:给|说|答|讲|报|引)的?(?:这个|那个)?(?:好像|应该)?是[^,，。?？]{1,14}?"
    r"(?:吧|吗|啊|了)?[,，。?？]\s*(?:我(?:要|想?问|想知道|说)(?:的)?(?:是)?)?|"
    r"[这那]个?(?:数字?)?(?:好像|应该)?是[^,，。?？]{1,14}?(?:吧|吗|啊)[,，。?？]\s*我(?:要|想?问|说)的?是)"
    r"(?=[^,，。?？]{3})"
)
# "科小的呢？也是五月吗": what is guessed of it
_GUESSED = re.compile(
    r"^\s*([^,，。?？]{2,16}呢)[,，?？。]\s*(?:是不是|还是|也是)(?![^,，。?？]*还是)[^,，。?？]{1,8}?[吗吧么嘛]?[\s?？。]*$"
)
# "众创空间先放一放。", "评分我明白了。": what is no longer asked about
ASIDE = re.compile(
    r"^\s*[^,，。;；?？]{1,14}?(?:先|就|都|以后|回头)?(?:"
    r"放一?放|放着|放(?:到)?一边|搁一?搁|搁一边|(?:先)(?:不[说谈管问提看聊]|别[说管])|不[谈聊]了|"
    r"这样|这么着|再(?:说|谈|聊)|(?:[问说看听弄搞]完|明白|清楚|了解|知道|晓得|差不多|懂|有数)了)(?:了|吧|啊)?[,，。!！\s]+"
)
# "搞错了,我问的是……,不是……"
CORRECTS = re.compile(
    r"^\s*(?:(?:不对|不是(?:这个|那个)?|(?:你?[搞说弄看听]|你?理解)?错了|答非所问)(?:吧|啊|哦)?[,，。!！\s]*)*"
    r"(?:我)?(?:想)?(?:问|要|说|指|讲|查)的(?:其实|就)?不?是|^\s*不是(?:问|说|要|指)|^\s*(?:不对|[搞说弄]错了)(?:吧|啊)?[,，。]"
)
_SAME_ASKED = re.compile(
    r"^\s*([^,，。?？]{2,14}?)(?:呢|的话)[,，?？]\s*(?:又|那|该|大概|得|应该)*(?:是|要|有)?(?:多少|怎么样|咋样|如何)[?？。]?\s*$"
)
# "……呢，负债率一起说": another side of it is asked for too
BESIDES = re.compile(
    r"[,，]\s*(?:把)?([^,，。?？]{2,8}?)(?:也|都)?(?:一起|一并|一块儿?|顺便)(?:都|也)?"
    r"(?:[说讲给报列]|告诉)(?:一?下|我|出来|说)?[。?？\s]*$"
)

# "孵化器呢？（18年那个办法）": of which it is asked, told behind
_BEHIND = re.compile(
    r"^(?P<named>[^,，。?？（(]{2,16}呢)[\s?？,，。]*[（(](?:我?(?:是)?(?:[问说指讲]的?)?(?:是)?)?(?P<of>[^（()）]{2,16}?)的?[)）]\W*$"
)


def only_takes_in(question: str) -> bool:
    """Whether a message asks nothing, and only takes in what was answered."""
    return bool(TAKEN_IN.fullmatch(f"{question.strip()}。"))


def set_aside(question: str) -> str:
    """ "孵化器呢？（18年那个办法）" -> "18年那个办法的孵化器呢": what only names another thing,
    with what is told of it in brackets."""
    found = _BEHIND.match(question)
    return f"{found['of']}的{found['named']}" if found else question


def meant(question: str) -> str:
    """ "不是问新建的,是问已有的" -> "已有的,不是新建": what is meant first, then what is not."""
    question = _WAS_ANSWERED.sub("", question)
    if found := _BUT_NOT.match(question):
        return f"{found['meant']}，不是{found['other']}"
    found = _NOT_BUT.match(question)
    if found is None:
        return question
    return f"{question[found.end() :].rstrip('?？。 ')}，不是{found[1]}"


def named_alone(question: str) -> str:
    """ "那专精特新呢,又是多少" only names another thing: the same is asked of it."""
    found = _SAME_ASKED.match(question) or _GUESSED.match(question)
    return (found[1] if found[1].endswith("呢") else f"{found[1]}呢") if found else question


def is_correction(question: str) -> bool:
    """Whether it says that what was answered is not what was meant."""
    told = (CORRECTS, _BUT_NOT, _WAS_ANSWERED)
    return any(pattern.match(question) for pattern in told)
