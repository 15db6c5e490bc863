"""Several questions in one message: divided, so that each is answered for itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.declined import without_declined
from assistant.each import of_each, without_verdict

_ASK = re.compile(
    r"[百几]分之[几多]少?|多少|几[家个项条名人场年天种类月分成号点位件次折步道份批级款座期轮倍档]|"
    r"哪[些个里年天儿几一两三四五六七八九十家方种类条段份级位边批档步款月部座届所张道头]|什么|啥|怎[么样]|咋|"
    r"如何|是否|能否|是[^,，。?？、]{1,10}还是|(?:由|归|找)[^。?？、]{1,16}还是|"
    r"[高低多少大小快慢升降]还是[高低多少大小快慢升降]|还是(?=[^,，。?？]{1,12}[?？])|"
    r"(?P<a>[能要行算会够用是让可对免交缴减扣补收付报填批审查留退罚管])不(?P=a)|可不可以|符不符合|有没有|谁|何时|"
    r"多久|多长|多大|多高|分别是|吗|[为有因]何|何[种处地日等]|"
    r"(?:能|可以|够|算|得|让|用)[^,，。?？]{1,14}[不没](?=[?？]|[,，、。]|$)|(?<=[^,，。?？]{3})[不没](?=[?？])"
)
_INDEFINITE = re.compile(
    r"(?:什么|啥|谁|哪\w?)[^，。,?？]{0,6}(?:都|也)(?:没|不|行|可)|[好没]几\w|"
    r"(?:我们?|公司|手[上里]|[厂家]里|只)[^，。,?？]{0,6}有几[个名项件家位款](?=[^?？]*[，,])|"
    r"(?:叫|叫做|那个|这个)(?:个)?(?:啥|什么)(?!时[候间]|人|部门|单位|地方|情况)(?:[“‘「『\"'《]|[^，。,?？]{1,10}(?:的|来着)(?=[，,]))"
)  # "啥牌子都没有", "好几家" and "叫啥‘科小’的" ask nothing
# "先问孵化场地的门槛", "再给活动的场次": asked without a question word
_TELL = re.compile(
    r"(?:^|[,，:：])\s*(?:(?:请(?!问)|麻烦|帮我|帮忙|再|另外|顺便|还要|先|一并|同时|并)+"
    r"(?:给出?|列[出举明]|报|说[明说]|讲讲|介绍|写明|问|查|核对)|[一二三四]问)(?:一下|我)?"
    r"(?!如果|要是|假如)[^,，、。;；?？]{5,}(?=[,，。;；?？]|$)"
)
_ELLIPTIC = re.compile(r"^(?:而|那么?|要是|如果|换成)?[^,，。?？]{2,16}呢[\s?？。!！]*$")
_STOP = re.compile(r"(?<=[?？。！!;；\n])")
# a space between characters is the comma of those who type fast
_COMMA = re.compile(r"(?<=[,，、])|(?<=[一-鿿]\s)(?=[一-鿿])")
# "挨家问老板：你们有啥难题？": what others are asked is told, where the message goes on
_ASKED_OF_OTHERS = re.compile(
    r".*?[问喊](?![我咱您你下])[^，。,?？:：]{1,8}[:：][^?？]*(?:你们|你家|贵[司企厂])[^?？]*[?？](?=.{4})"
)
_FOLLOWS = re.compile(
    r"^\s*(?:(?:而|另外|还有|同时|并且|以及|然后|再|又|另)(?:问一?下?)?|[一二三四]问)[,，]?"
)
_MAX_PARTS = 6
# "汇总几项目标:A、B、C": the same is asked of each thing named after the colon
_NAMED = re.compile(
    r"(?P<ask>[^:：。?？]*(?:几[项个家类种]|哪些|分别|各)[^:：。?？]{0,14}(?:目标|指标|数量|数字|多少|要求|标准|条件))[:：](?P<things>[^:：。?？]{2,60})"
)
_COUNTER = re.compile(r"(?:多少|几)([家个项条名人场次批件天年月])")
_SUPPOSES = re.compile(r"(?:那|但|可)?(?:万一|假如|要是|如果)[^,，。?？]{0,2}[没不未]")
_MIN_TOPIC = 4  # characters beside the asking words: less has no subject of its own
_MIN_ASKED = 2  # of these that say what is asked: less only goes on with the question before
_IDLE = re.compile(
    r"今年(?:定的)?|到底|究竟|依据|具体|大概|一般|[最至][多少高低大长]|总共|一共|合计|需要|可以|应该|时候|时间|开始|结束|分别|它们|"
    r"我们|咱们|这个|那个|以[内上下]|[还又也都要得能可是有在的了呢吗吧么啊嘛不没个家项条名人钱块我你他它这那其各才就会被由为和从到去来一下算够成那]|(?<![执银进推施])行(?![业动])"
)


class Stands(StrEnum):
    """How a part stands to the others of its message."""

    ALONE = "alone"
    APART = "apart"  # asks the same as the parts beside it, each of another thing
    LEANING = "leaning"  # its subject is that of the first ("奖励多少钱")
    ELLIPTIC = "elliptic"  # asks of another thing what the one before asks ("专业孵化器呢")


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a message, with what the message (or the talk) says around it; follows
    says that it goes on from an earlier message, pointed that its words leave to that what is
    asked for; of is the thing that it asks about, where the same is asked of several."""

    text: str
    context: str = ""
    answer: str = ""
    follows: bool = False
    pointed: bool = True
    stands: Stands = Stands.ALONE
    of: str = ""


def divide(message: str, follows: bool = False) -> tuple[Part, ...]:
    """The questions of a message in order; one that asks once comes back whole. follows says that
    it goes on from an earlier one, so that its first may be "……呢"."""
    message = without_verdict(without_declined(message))
    sentences = [s for s in _STOP.split(message) if s.strip(" ?？。！!;；\n")]
    asking = _asking(_own_words(message, sentences), follows)
    if named := _NAMED.fullmatch(message.strip(" ?？。！!")):
        things = re.split(r"[、,，]|和|与|以及", named["things"])
        if 2 <= len(things) <= _MAX_PARTS and all(1 < len(t) <= 16 for t in things):
            return tuple(Part(f"{t}：{named['ask']}", stands=Stands.APART) for t in things)
    told = "".join(s for s in sentences if s not in asking and not _ASK.search(s))
    lists = [of_each(s, _asks_at_all, _parted, message.partition(s)[0]) for s in asking]
    each = {a.text: a.of for found in lists for a in found if a.of is not None}
    pieces = [
        piece
        for s, found in zip(asking, lists, strict=True)
        for piece in ([asked.text for asked in found] or _asks(s))
    ]
    if len(pieces) < 2 or len(pieces) > _MAX_PARTS:
        return (Part(message),)
    pieces = [_opened(piece).strip(" \n,，、") for piece in pieces]
    parts = (_part(pieces, number, told) for number in range(len(pieces)))
    return tuple(
        replace(p, stands=Stands.APART, of=each[p.text]) if p.text in each else p for p in parts
    )


def _own_words(message: str, sentences: list[str]) -> list[str]:
    """The sentences behind a question that is told to have been put to others."""
    reported = _ASKED_OF_OTHERS.match(message)
    return [s for s in sentences if not reported or s not in reported[0]]


def _opened(piece: str) -> str:
    """A question without the word that only joins it to the one before."""
    bare = _FOLLOWS.sub("", piece)
    return bare if _asks_at_all(bare) or not _asks_at_all(piece) else piece


def _part(pieces: list[str], number: int, told: str) -> Part:
    """A piece with what it takes from the message: without a subject of its own, that of the
    nearest before that has one; "……呢" what was asked last of it."""
    text = pieces[number]
    if not number:
        return Part(text, told)
    subject = next((p for p in reversed(pieces[:number]) if not _leans(p)), pieces[0])
    if _is_elliptic(text):
        last = pieces[number - 1]
        before = last if last == subject else f"{subject}{last}"
        return Part(text, told + before, stands=Stands.ELLIPTIC)
    if _leans(text):
        return Part(text, told + subject, stands=Stands.LEANING)
    return Part(text, told or pieces[0])


def _leans(piece: str) -> bool:
    """Whether a question names nothing that it is about."""
    return not _asks_alone(piece) or bool(_SUPPOSES.match(piece))


def _asking(sentences: list[str], follows: bool = False) -> list[str]:
    """The sentences that ask; one that only goes on with the one before stays with it."""
    found: list[str] = []
    for sentence in sentences:
        if _is_own(sentence) if found else _opens(sentence, follows):
            found.append(sentence)
        elif found and _asks_at_all(sentence):
            found[-1] += sentence
    return found


def _opens(sentence: str, follows: bool) -> bool:
    """Whether a sentence is the first question; of a follow-up, "……呢" is one too."""
    last = _COMMA.split(sentence.strip())[-1]
    return _asks_alone(sentence) or (follows and _is_elliptic(last))


def _asks(sentence: str) -> list[str]:
    """Split one sentence where two of its clauses ask; a clause that does not ask stays with the
    next that does, at the end of the sentence with the one before."""
    pieces: list[str] = []
    held = ""
    for clause in _COMMA.split(sentence):
        own = _is_own(clause) or (pieces and _counts_else(clause, pieces[-1]))
        if pieces and _asks_at_all(pieces[-1]) and own:
            pieces.append(held + clause)
            held = ""
        elif pieces and _asks_at_all(pieces[-1]) and not _asks_at_all(clause):
            held += clause
        elif pieces:
            pieces[-1] += held + clause
            held = ""
        else:
            pieces.append(clause)
    pieces[-1] += held
    return pieces


def _parted(clause: str) -> list[str]:
    """A clause behind a list of questions: nothing where it only goes on with them."""
    return _asks(clause) if _is_own(clause) else [clause]


def _asks_at_all(clause: str) -> bool:
    return bool(_ASK.search(_INDEFINITE.sub("", clause)) or _TELL.search(clause))


def _is_elliptic(clause: str) -> bool:
    return bool(_ELLIPTIC.match(clause)) and not _asks_at_all(clause)


def _is_own(clause: str) -> bool:
    """Whether a clause after a question is another question."""
    return _is_elliptic(clause.strip()) or (
        _asks_at_all(clause) and len(_left(clause)) >= _MIN_ASKED
    )


def _counts_else(clause: str, before: str) -> bool:
    """Whether it asks after a number of other things than the question before: "办几场,签多少项"."""
    counted, earlier = (set(_COUNTER.findall(text)) for text in (clause, before))
    return bool(counted and earlier and not counted & earlier and _left(clause))


def _left(clause: str) -> str:
    """What a clause says beside the words that ask and those that tell nothing."""
    return re.sub(r"[\W\d_]", "", _IDLE.sub("", _ASK.sub("", clause)))


def _asks_alone(clause: str) -> bool:
    """Whether a clause asks, and about something it names itself."""
    clause = _INDEFINITE.sub("", clause)
    topic = re.sub(r"[\W\d_]", "", _ASK.sub("", clause))
    return _asks_at_all(clause) and len(topic) >= _MIN_TOPIC
