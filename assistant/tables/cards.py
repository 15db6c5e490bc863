"""Questions about a document itself: its date, number, issuer, status, from its identity card."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.composing.citations import Line
from assistant.library import Library
from assistant.tables.worked import Worked
from assistant.understanding.named import NAMED, share_of_title
from assistant.understanding.question import Question
from corpus.completing import FIELDS
from corpus.document import Kind, Source
from corpus.passage import Passage
from corpus.targets import is_plan

_BY_DAY = r"(?:哪[年天一]天?|哪个?月|什么时候|啥时候|何时|几号|几月)起?"
_ISSUE = r"(?:印发|发布|出台|公布|下发|制定)"
_FIELDS = {
    "成文日期": r"成文(?:日期|时间)",
    "发文日期": rf"(?:发文|发布|印发|公布)(?:日期|时间)|{_BY_DAY}(?:{_ISSUE}|发的|发文)",
    "发布机构": rf"(?:发布|发文|制定|印发)(?:机构|机关|单位|部门)|谁(?:{_ISSUE}|发的)|"
    rf"(?:(?:哪|什么)[一个家些]*(?:部门|单位|机构)|哪一?[个家](?!月))[^，。?？]{{0,6}}(?:{_ISSUE}|发的)",
    "文号": r"文号|发文字号|第几号|几号(?:文|公告)|编号",
    "索引号": r"索引号",
    "施行日期": rf"{_BY_DAY}(?:施行|执行|生效|实施)|(?:施行|生效|实施)(?:日期|时间)",
    "失效日期": rf"{_BY_DAY}(?:失效|到期|废止)|(?:失效|到期|废止)(?:日期|时间)|有效期(?:到|至|多)",
    "时效": r"时效|有效(?:吗|么|没)|是否(?:还|仍|现行)?有效|(?:失效|废止)(?:了|吗|没)",
}
_ASKING = (
    r"20\d\d年?版?",
    r"文件|[这那本该][份个项部]?|请问|哪[个些一天年家]?|什么|多少|几",
    r"[是的了在由从和与及吗呢啊请问新份叫]",
)
# Words for what kind of document one is; a document named so has it in its title or number.
_KIND = re.compile(r"要点|计划|方案|办法|条例|规定|细则|意见|通知|公告|通告|指引|措施|规划")
_DOCUMENT = re.compile(rf"文件|政策|{_KIND.pattern}|[《》]|法(?:是|的|律)")

_ATTRIBUTES = {name: field for field, name in FIELDS.items()}
UNKNOWN = "未知"
_NOWHERE_ELSE = ("索引号",)  # no text tells it but the card
LEFT = 2  # So many characters may be said beside the title and the fields: more ask for more


def card_answer(question: Question, library: Library) -> Worked | None:
    """The fields asked for, of the document that is meant; None for other questions."""
    fields = fields_asked(question.text)
    source = document_meant(question, library.sources) if fields else None
    card = library.cards.get(source.id) if source else None
    if source is None or card is None:
        return None
    if fields != _NOWHERE_ELSE and len(_beside(question.text, source)) > LEFT:
        return None
    told = dict(filter(None, (_told(source, name, question.today) for name in fields)))
    if not any(value != UNKNOWN for value in told.values()):
        return None
    digest = "（摘编所载原文件信息）" if source.kind is Kind.DIGEST else ""
    said = "，".join(f"{name}：{value}" for name, value in told.items())
    passage, quote = _evidence(source, fields, card, library)
    return Worked("", (Line(f"《{_title(source)}》{digest}{said}", passage, quote),))


def _told(source: Source, name: str, day: date) -> tuple[str, str]:
    """A field with its value; the day of signing is told in place of an unknown one of issue."""
    if name == "发文日期" and not source.issued_on and source.signed_on:
        name = "成文日期"
    if name == "时效":
        return name, str(source.status_on(day))
    stated = source.where(_ATTRIBUTES[name])
    value = stated.value if stated else str(getattr(source, _ATTRIBUTES[name]))
    if name in ("施行日期", "失效日期") and value[:1].isdigit():
        value = _written(value)
    return name, value or UNKNOWN


def _evidence(
    source: Source, fields: Sequence[str], card: Passage, library: Library
) -> tuple[Passage, str]:
    """The passage that says what is told, and in which words; else the line of the header."""
    names = [_ATTRIBUTES[name] for name in fields]
    names += ["signed_on", "expires_on", "effective_on"]
    read = [stated for name in names if (stated := source.where(name))]
    for stated in (s for s in read if s.quote):
        for passage in library.passages:
            if passage.source.id == source.id and stated.quote in passage.text:
                return passage, stated.quote
    raw = [s.value for s in read] + [str(getattr(source, name)) for name in names]
    lines = [line.strip() for line in card.text.split("\n")]
    return card, next((x for x in lines if any(v and v in x for v in raw)), lines[0])


def fields_asked(text: str) -> tuple[str, ...]:
    """The fields of an identity card that a question about a document asks for."""
    if not _DOCUMENT.search(text):
        return ()
    return tuple(name for name, pattern in _FIELDS.items() if re.search(pattern, text))


def document_meant(question: Question, sources: Sequence[Source]) -> Source | None:
    """The one that is named by its title; else the only plan, or the only document held."""
    text = question.text
    kinds = set(_KIND.findall(text))
    told = {s.id: set(_KIND.findall(f"{s.title} {s.document_number}")) for s in sources}
    fit = [s for s in sources if not kinds or kinds & told[s.id]]
    shares = {s.id: share_of_title(text, s) for s in fit}
    best = max(shares.values(), default=0.0)
    named = [s for s in fit if shares[s.id] == best and best >= NAMED]
    if not named:
        plans = [s for s in fit if is_plan(s)]
        named = plans if kinds else []
        named = named if len(named) == 1 else list(sources) if len(sources) == 1 else []
    return named[0] if len(named) == 1 and (not kinds or named[0] in fit) else None


def _beside(text: str, source: Source) -> str:
    """What a question says beside the document and the fields."""
    for pattern in (*_FIELDS.values(), *_ASKING):
        text = re.sub(pattern, " ", text)
    told = f"{_title(source)} {source.issuer} {source.region}"
    covered = {n + k for n in range(len(text) - 1) for k in (0, 1) if text[n : n + 2] in told}
    return "".join(c for n, c in enumerate(text) if c.isalpha() and n not in covered)


def _written(day: str) -> str:
    """2026年4月1日 for 2026-04-01, as texts have it, to the precision published."""
    parts = [part.lstrip("0") for part in day.split("-")]
    return "".join(f"{n}{unit}" for n, unit in zip(parts, "年月日", strict=False)) if day else ""


def _title(source: Source) -> str:
    return source.title.strip("《》")
