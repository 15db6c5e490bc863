"""Questions about a document itself: its date, number, issuer, status, from its identity card."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.composing.line import Line
from assistant.library import Library
from assistant.tables.worked import Worked
from assistant.understanding.question import Question
from corpus.document import Kind, Source
from corpus.targets import is_plan

_BY_DAY = r"(?:哪[年天一]天?|哪个?月|什么时候|啥时候|何时|几号|几月)起?"
_ISSUE = r"(?:印发|发布|出台|公布|下发|制定)"
_FIELDS = {
    "发文日期": rf"(?:发文|成文|发布|印发|公布)(?:日期|时间)|{_BY_DAY}(?:{_ISSUE}|发的|发文)",
    "发布机构": rf"(?:发布|发文|制定|印发)(?:机构|机关|单位|部门)|谁(?:{_ISSUE}|发的)|"
    rf"(?:(?:哪|什么)[一个家些]*(?:部门|单位|机构)|哪一?[个家](?!月))[^，。?？]{{0,6}}(?:{_ISSUE}|发的)",
    "文号": r"文号|发文字号|第几号|几号(?:文|公告)|编号",
    "索引号": r"索引号",
    "施行日期": rf"{_BY_DAY}(?:施行|执行|生效|实施)|(?:施行|生效|实施)(?:日期|时间)",
    "失效日期": rf"{_BY_DAY}(?:失效|到期|废止)|(?:失效|到期|废止)(?:日期|时间)|有效期(?:到|至)",
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

_NOWHERE_ELSE = ("索引号",)  # no text tells it but the card
NAMED = 0.6  # Share of a title's character pairs from which a question names the document
LEFT = 2  # So many characters may be said beside the title and the fields: more ask for more
OF_YEAR = 0.2  # What the year of a version ("办法（2026版）") adds to it


def card_answer(question: Question, library: Library) -> Worked | None:
    """The fields asked for, of the document that is meant; None for other questions."""
    fields = fields_asked(question.text)
    source = document_meant(question, library.sources) if fields else None
    card = library.cards.get(source.id) if source else None
    if source is None or card is None:
        return None
    if fields != _NOWHERE_ELSE and len(_beside(question.text, source)) > LEFT:
        return None
    values = _values(source, question.today)
    told = {name: values[name] for name in fields if values[name]}
    if not told:
        return None
    digest = "（摘编所载原文件信息）" if source.kind is Kind.DIGEST else ""
    said = "，".join(f"{name}：{value}" for name, value in told.items())
    lines = [line.strip() for line in card.text.split("\n")]
    raw = (*told.values(), source.effective_on, source.expires_on)
    quote = next((x for x in lines if any(v and v in x for v in raw)), lines[0])
    return Worked("", (Line(f"《{_title(source)}》{digest}{said}", card, quote),))


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
    shares = {s.id: _share_of_title(text, s) for s in fit}
    best = max(shares.values(), default=0.0)
    named = [s for s in fit if shares[s.id] == best and best >= NAMED]
    if not named:
        plans = [s for s in fit if is_plan(s)]
        named = plans if kinds else []
        named = named if len(named) == 1 else list(sources) if len(sources) == 1 else []
    return named[0] if len(named) == 1 and (not kinds or named[0] in fit) else None


def _share_of_title(text: str, source: Source) -> float:
    """The share of the title's character pairs in the text, its brackets apart."""
    title, _, version = _title(source).replace("（", "(").partition("(")
    pairs = {title[i : i + 2] for i in range(len(title) - 1)}
    years = set(re.findall(r"20\d\d", version or title)) & set(re.findall(r"20\d\d", text))
    share = sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0
    return share + (OF_YEAR if years else 0.0)


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


def _values(source: Source, day: date) -> dict[str, str]:
    return {
        "发文日期": source.issued_on,
        "施行日期": _written(source.effective_on),
        "失效日期": _written(source.expires_on),
        "发布机构": source.issuer,
        "文号": source.document_number,
        "索引号": source.index_number,
        "时效": str(source.status_on(day)),
    }
