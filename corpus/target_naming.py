"""What a target measures, in the document's own words: subject carried, verbs shared."""

import re
from dataclasses import dataclass

from corpus import plan_language as say
from corpus.outline import LIST_MARK
from corpus.plan_reading import Reading

_OPENING = re.compile(
    rf"^(?:{say.MODAL}|并|且|以及|同时|还|再(?!增)|将|要|进一步|积极|大力|[、和及与)）\s]|"
    rf"(?:到|至|在)?(?:{say.PERIOD.pattern})[,，]?)+"
)
_WHOLE_CITY = re.compile(r"^全[市省县区](?=[^,，]{2})")
_MODAL_END = re.compile(rf"(?:{say.MODAL}|各|共|约)+$")
_CLOSING = re.compile(
    rf"(?:{say.MODAL}|达到?|超过?|突破|实现|(?:控制|保持|稳定|维持)在|(?<!平)均|分别|各|为|要|将|(?<!签)约|近|[到至在]|"
    r"(?:(?:由|从)[\d.]+\S{1,5})?(?:增长|增加|提高|提升|下降|降低|减少|压减|压缩|缩短|[增降])[到至为])+$"
)
_FIGURE_END = re.compile(r"(?:不少于|不低于|超过?|达到?)?[\d.,]+\D{1,4}$")
_TAIL_END = re.compile(r"[、和及并与\s]+$|[(（][^)）]*$")
_TOPIC = re.compile(r"(?:围绕|聚焦|针对|面向)[^\d]+$")
_TOPIC_LENGTH = 16
_MEASURED = re.compile(
    r"(?:居民|领域|行业|产业)?(?:人均)?(?:可支配)?(?:产[量值]|增加值|收入|投资额?|[总余]额|面积|数量?|比重|占比|[一-鿿]{2}率)$"
)
_NOMINAL = re.compile(r"(?:建设|工作|培育|认定|发展|建设和发展|活动)$")
_SPLIT = re.compile(r"、|和|及|以及|与")


@dataclass(frozen=True, slots=True)
class Context:
    """The indicator that the sentence named last, and where its clause starts."""

    last: str = ""
    last_start: int = -1


def indicator(reading: Reading, context: Context) -> str:
    """The thing measured; a topic, verb or noun that an earlier clause supplies is added."""
    return f"{_topic(reading)}{_name(reading, context)}"


def is_elliptical(reading: Reading) -> bool:
    """ "争取获认定10家": what is counted was named before."""
    own = _strip(reading.before)
    return reading.postposed and (not own or _only_verbs(own))


def _name(reading: Reading, context: Context) -> str:
    own = _strip(reading.before, _CLOSING if reading.postposed else _MODAL_END)
    shared = _respective(reading)
    if shared:
        return shared
    if not reading.postposed:
        return _prenominal(reading, own, context)
    if own.startswith("其中"):
        return f"{_parent(reading, context)}其中{own.removeprefix('其中').lstrip(':：')}"
    if not own or say.CHANGE.fullmatch(own) or _only_verbs(own):
        return _with_object(own, _object_before(reading, context))
    if say.LEVEL.fullmatch(own) and say.LEVEL.search(context.last):
        return say.LEVEL.sub(own, context.last, count=1)
    return f"{_leading_verb(context.last)}{own}" if _could_share(reading, own) else own


def _prenominal(reading: Reading, own: str, context: Context) -> str:
    tail = _TAIL_END.sub("", reading.after.split("以及")[0])
    if reading.listed and not own:
        own = _leading_verb(context.last)
    noun = "企业" if reading.figure.unit == "家企业" else ""
    return f"{own}{noun}{tail.removeprefix('的')}"


def _strip(before: str, closing: re.Pattern[str] = _CLOSING) -> str:
    """Words of time, modals, joints and comparing verbs off both ends."""
    text, was = say.AT_LEAST_TO.sub(r"\2", LIST_MARK.sub("", before.strip())), ""
    while text != was:
        was = text
        text = closing.sub("", _OPENING.sub("", text))
    opened = max(text.rfind("("), text.rfind("（"))
    if opened >= 0 and not re.search(r"[)）]", text[opened:]):
        text = text[opened + 1 :]
    return _WHOLE_CITY.sub("", say.LOOSE_PERIOD.sub("", text)).strip()


def _only_verbs(text: str) -> bool:
    return bool(re.fullmatch(rf"(?:{say.STRONG}|{say.WEAK}|{say.MODAL}|获|新)+", text))


def _topic(reading: Reading) -> str:
    """ "围绕碳达峰碳中和,实施项目50项": the short clause right before says what for."""
    text = "" if reading.listed else _clause_before(reading).strip()
    return text if len(text) <= _TOPIC_LENGTH and _TOPIC.match(text) else ""


def _leading_verb(text: str) -> str:
    match = say.STRONG_VERB.match(text)
    return match.group(0) if match else ""


def _could_share(reading: Reading, own: str) -> bool:
    """ "新建A1家,B25家" shares its verb; a rate, or "B达到25家", has its own."""
    counts = reading.figure.unit not in ("%", "个百分点", "倍")
    plain = reading.before.strip("、和及并 ") == own
    states = re.match(r"达|突破|超|不[少低]于", reading.figure.text)
    return counts and plain and not states and not re.match(rf"新|{say.VERB.pattern}", own)


def _object_before(reading: Reading, context: Context) -> str:
    """What the nearest clause before speaks of: "启动X项目,争取立项50项" speaks of X项目."""
    right_before = reading.earlier and context.last_start == reading.earlier[-1].start
    if reading.listed or (context.last and right_before):
        return _object(context.last)
    return _object(_clause_before(reading))


def _clause_before(reading: Reading) -> str:
    return reading.earlier[-1].text if reading.earlier else ""


def _object(text: str) -> str:
    text = _NOMINAL.sub("", _FIGURE_END.sub("", _strip(text)))
    ends = [m.end() for m in say.VERB.finditer(text) if len(text) - m.end() >= 2]
    return text[ends[-1] :] if ends else text


def _with_object(own: str, thing: str) -> str:
    return f"{own}{thing}" if say.TAKES_OBJECT.search(own) else f"{thing}{own}"


def _parent(reading: Reading, context: Context) -> str:
    """The whole that "其中" divides: the last target, or the topic "对X," of the sentence."""
    if context.last:
        return context.last
    first = (*reading.earlier, reading.clause)[0].text.strip()
    return first.removeprefix("对") if first.startswith("对") else ""


def _respective(reading: Reading) -> str:
    """ "A、B分别达到5家、8家": each figure has its own name.

    "甲、乙居民收入分别达……" gives 甲居民收入; "分别下降4%、5%" is said of each.
    """
    clause = reading.clause.text
    names, found, rest = clause.partition("分别")
    at = reading.figure.start - reading.clause.start
    if not found or at < len(names):
        return ""
    items = [item for item in _SPLIT.split(_strip(names)) if item]
    position = len(re.findall(r"[、和]", clause[len(names) + 2 : at]))
    if position >= len(items):
        return ""
    tail, changes = (
        _MEASURED.search(items[-1]),
        re.match(rf"(?:{say.CHANGE.pattern[:-1]})(?![到至为])", rest),
    )
    shared = position < len(items) - 1 and not any(map(_MEASURED.search, items[:-1]))
    return f"{items[position]}{tail[0] if tail and shared else ''}{changes[0] if changes else ''}"
