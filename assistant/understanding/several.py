"""The questions of one message: where it may be cut, and what each piece goes on from."""

import re
from dataclasses import dataclass, replace
from itertools import takewhile

from assistant.understanding.question import asks

MOST = 12  # questions answered of one message
_ENOUGH = 4  # characters of a piece that can be a question by itself
_WHOLE = 56  # characters: a shorter message of one sentence is seldom several questions
SENTENCE = re.compile(
    r"(?:[^?？。！!；;\n：:]|[：:](?!\s*(?:\d|[一二三]是?[、.．]|[（(①])))+[?？。！!；;\n：:]*"
)
_CLAUSE = re.compile(r"(?<=[，,、；;])|(?=还有|以及|或者|另外|再问|顺便)")
NUMBER = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十]{1,2}[是、,，.．：:]|[（(][一二三四五六七八九十]{1,2}[）)]|[（(]?\d{1,2}[）)、.．](?!\d)|[①-⑳]|(?:另外|还有|再问(?:一[下句])?|同时|此外|以及|或者|顺便问一?下?)[，,]?)\s*"
)
_STOP = re.compile(r"(?<=[，,。：:；;？?])")
_JOINED = re.compile(r"、|以及|(?<![中总])和|(?<!参)与|及(?!其)|跟")
_SAME = re.compile(r"各|分别|都|[两三四五][个项样条种类头边套档家]|(?:是|要|共)多少|哪[个边]|差")
_EACH = re.compile(r"各自|各是|各|分别")
_ENDS = re.compile(
    r"的|各|分别|都|多少|几|谁|什么|啥|哪|怎|现在|今年|总?共|[是应对由归]|"
    r"[需要](?![求点])|[两三四五][个项样条种类头边套档家]|20\d\d|[，,。：:；;？?]|$"
)
_WORDS = re.compile(
    r"多少|多[大长久]|几|谁|什么|啥|哪|怎|咋|如何|何时|吗|(.)不\1|有没有|[是能可]否|还是|呢$|[?？]"
)
_THING, _THINGS, _PIECES = 24, 5, 6  # characters of a thing, things side by side, pieces at most
_LONGEST = 160  # characters of a sentence that is so divided
_MARKS, _TELLS = ("?", "？"), ("。", "；", ";", "！", "!", "：", ":")
_NAMES = re.compile(r"[^，,]{2,8}呢[?？]")
_WHO_ASKS = re.compile(
    r"\s*(?:我们?|咱们?|俺们?|本(?:公司|企业|单位|厂|人))(?:公司|企业|单位|厂)?[是做](?:[^，,。？?\d一二两三四五六七八九十百千万亿]{2,30}[，,])(?=.{6})"
)
COURTESY = re.compile(
    r"^(?:您?你?好|请问(?:一下)?|谢谢.{0,6}|麻烦.{0,8}|尊敬的.{0,12}|盼复|望(?:答|回)复|此致|敬礼|以上.{0,10}|特此.{0,8}|恳请.{0,12}|打扰了?)[\s，,。！!：:]*$"
)


@dataclass(frozen=True)
class Part:
    """One question of a message: its words, and what was said before it that it may go on from.

    name is the thing it is asked of, where the message asks the same of several; sentence is
    what it was cut from.
    """

    text: str
    background: str = ""
    name: str = ""
    sentence: str = ""

    @property
    def called(self) -> str:
        """In a few words, before its answer: its asking stretch, and the thing it asks of."""
        stretches = [s.rstrip("，,。：:；;？? ") for s in _STOP.split(self.text)]
        asking = next(
            (s for s in reversed(stretches) if len(s) >= _ENOUGH and _WORDS.search(s)), self.text
        )
        return asking if self.name in asking else f"{self.name}，{asking}"


def words_asking(text: str) -> bool:
    """Whether a text has a word, a particle or a mark that asks."""
    return bool(_WORDS.search(text))


def sentences_asking(message: str) -> tuple[Part, ...]:
    """One part for each sentence that asks, with the sentences told before it as its
    background; the whole message where not more than one asks."""
    pieces = [NUMBER.sub("", piece).strip() for piece in SENTENCE.findall(message)]
    pieces = [piece for piece in pieces if piece and not COURTESY.match(piece)]
    marked = any(piece.endswith(_MARKS) for piece in pieces)
    parts: list[Part] = []
    told: list[str] = []
    named = ""  # "活动呢？" before "一年办多少场？"
    for n, piece in enumerate(pieces):
        told_only = piece.endswith(_TELLS) if marked else piece.endswith(("：", ":"))
        told_only |= marked and bool(parts) and not _WORDS.search(piece)  # "…？分别列一下"
        if _NAMES.fullmatch(piece) and not parts and n + 1 < len(pieces):
            named = piece.rstrip("?？呢") + "，"
        elif asks(piece) and len(piece) >= _ENOUGH and not told_only:
            parts.append(Part(named + piece, "".join(told)))
            named = ""
        else:
            told.append(piece)
    if len(parts) == 1 and len(message) <= 2 * _WHOLE:
        parts = [Part(message.strip())]
    asked = {part.text: part for part in reversed(parts)}  # the same asked again is asked once
    parts = [part for part in parts if asked[part.text] is part]
    return tuple(map(without_introduction, parts[:MOST] or [Part(message.strip())]))


def without_introduction(part: Part) -> Part:
    """Who asks, told before the question and without a figure, is background of it."""
    match = _WHO_ASKS.match(part.text)
    if match is None or _WORDS.search(match[0]) or not asks(part.text[match.end() :]):
        return part
    return replace(part, text=part.text[match.end() :], background=part.background + match[0])


def pieces_asking(part: Part) -> tuple[Part, ...]:
    """The questions that one sentence may be cut into: its asking clauses, each for every one of
    the things that it names side by side; () where it is one question."""
    pieces = {
        piece.text: replace(piece, sentence=part.text)
        for clause in clauses_asking(part) or (part,)
        for piece in things_named(clause) or (clause,)
    }
    return tuple(pieces.values()) if 1 < len(pieces) <= _PIECES else ()


def things_named(part: Part) -> tuple[Part, ...]:
    """The same question for each of several things that it names side by side ("甲、乙和丙各多少",
    "甲和乙，丙、丁各多少"), called by its thing; () where it names one."""
    if len(part.text) > _LONGEST or not _SAME.search(part.text):
        return ()
    found = [("", "")]
    for segment in _STOP.split(part.text):
        variants = _variants(segment)
        if len(found) * len(variants) > _PIECES:
            variants = [("", segment)]
        found = [(n or name, text + more) for n, text in found for name, more in variants]
    if len(found) == 1:
        return ()
    return tuple(Part(_EACH.sub("", text), part.background, name) for name, text in found)


def _variants(segment: str) -> list[tuple[str, str]]:
    """A stretch without stops once for each of the things joined in it, else as it is; each
    after its thing."""
    *firsts, last = _JOINED.split(segment)
    if not 0 < len(firsts) < _THINGS:
        return [("", segment)]
    within = any("的" in first for first in firsts)  # then it ends none of them
    end = _ENDS.search(last.replace("的", "之") if within else last, 2)
    thing, rest = (last[: end.start()], last[end.start() :]) if end else (last, "")
    things = [*firsts, thing]
    if any(not 2 <= len(t.strip()) <= _THING or _WORDS.search(t) for t in things):
        return [("", segment)]
    return [(t.strip(), t.strip() + rest) for t in things]


def clauses_asking(part: Part) -> tuple[Part, ...]:
    """The clauses of a sentence where more than one asks, those after the first with what it
    speaks of as their background; () where at most one does."""
    pieces, asking = [""], False
    held = ""  # what asks nothing belongs to what is asked after it
    for clause in _CLAUSE.split(part.text):
        own = clause.strip(" ,，、；;")
        asked = bool(_WORDS.search(own))
        if asking and len(own) >= _ENOUGH:
            pieces, held = ([*pieces, held + clause], "") if asked else (pieces, held + clause)
        else:
            pieces[-1] += held + clause
            held, asking = "", asking or asked
    pieces[-1] += held
    found = [NUMBER.sub("", p.strip(" ,，、；;")) for p in pieces]
    if len(found) < 2:
        return ()
    topic = "".join(takewhile(lambda stretch: not asks(stretch), _STOP.split(found[0])))
    said = (topic if len(topic) >= _ENOUGH else found[0]).strip(" ,，：:")
    return tuple(
        replace(part, text=p, background=said if n else part.background)
        for n, p in enumerate(found)
    )
