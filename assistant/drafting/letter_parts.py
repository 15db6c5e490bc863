"""A letter divided by its lines, its numbers and a short grammar of what a sentence is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.drafting.letter import CELL, Letter, LetterFault, LetterPart, PartKind
from assistant.orders import is_order
from assistant.understanding.question import asks
from assistant.understanding.several import COURTESY, NUMBER, SENTENCE, words_asking

LONGEST = 5000  # characters of a letter
_MARKED = re.compile(r"[?？][”’」』）)]*\s*$")
_TELLS = "告[知诉]|介绍|说明|解释|明确|列出|提供|确认"
_ASKING = re.compile(
    r"请问|想问|[请求讨]教|(?:想|希望|要求)(?:了解|知道|弄清)|问一下|"
    rf"(?:[请望]|麻烦)[^，,。]{{0,8}}(?:{_TELLS}|[答回]复|解答|回答)"
)
_IMPLIED = re.compile(  # what asks in passing: a list of questions does without it
    r"没有?(?:找到|查到|得到)|不(?:清楚|明白|了解|确定|懂|知)|拿不准|没有?把握|说不清|"
    r"(?:^|[，,。])[^，,]{0,6}问(?![我他她您你])"
)
_TELL = re.compile(rf"(?:{_TELLS})(?:一下|清楚)?[^。！!]{{4,}}")
_RHETORICAL = re.compile("难道|凭什么|岂|何必|何苦|不就?是[^，,]{1,12}是什么")
_WANTS = re.compile(
    r"(?:恳?请求?|求求?|希望|盼望?|望|建议|要求|呼吁|拜托)(?:能)?"
    r"(?:贵|你|您|领导|[省市区县]?局|有关|上级|政府|给予?|予以|尽快|帮|对|把|将)(?!们?(?:包涵|[原见]谅|谅解|理解))"
)
_FAVOUR = re.compile(
    r"^[^，,？?]{0,4}(?:能不能|能否|可否|可不可以)[^，,。？?]{0,8}(?:[答回]复|回个?电话|派人|来人)"
)
_REPLY = re.compile(
    r"(?:[请望盼]|期待|希望|[等静]候)[^？?]*(?:答复|回复|回[^，,]{0,4}信|回音|赐复|解答|为盼|予以?(?:指导|支持|帮助|明确))"
)
_CLOSING = re.compile(
    r"^[^？?]*(?:感谢|谢谢|致谢|谢意|顺祝|敬礼|此致|[此特]函|打扰|冒昧)[^？?]*$|^如[有需][^？?]*联系[^？?]*$|"
    r"^[^，,。]{0,20}您?好[！!。，,]?$"
)
_SALUTED = re.compile(r"^[^。？?！!，,]{2,30}[：:]$")
_TITLE = re.compile(r"^(?:关于)?[^。？?！!：:]{4,60}$")
_SUBJECT = re.compile(
    r"^关于(.+?)(?:的(?:咨询|来信|请示|函|问题|请求|申请|反映|投诉|建议|疑问).*)?$"
)
_WHO = r"[（(]?.{0,2}(?:人|电话|手机|地址|单位|日期|时间|邮箱|编号)[：:].{1,60}"
_FILLED = re.compile(rf"^{_WHO}$")  # a field of a form
_UNSENT = re.compile(  # who signs, when, where
    rf"^[^。？?！!；;：:]{{1,30}}$|^.{{0,12}}[：:]?\s*[\d-]{{7,}}$|^{_WHO}$"
)
_ORG = re.compile(
    r"(?:公司|厂|中心|合作社|学院|大学|医院|研究[院所]|协会|集团|事务所|银行|学校|局|委员会)$"
)
_PERSON = re.compile(r"(?:^|[\s，,：:])([\u4e00-\u9fff]{2,4})$")
_ORDINAL = re.compile(r"\s*(?:第?[（(]?[一二三四五六七八九十]|[（(]?\d|[①-⑳])")
_LABEL = re.compile(r"^(?:【[^】]*】)?\s*(?:标题|主题|内容|正文|诉求)[：:]\s*")  # likewise
_HEAD = 3  # lines in which the salutation stands


@dataclass(frozen=True, slots=True)
class _Told:
    """How a letter asks: with question marks, in a numbered list, here under a number."""

    marked: bool
    listed: bool
    under: bool = False


def divided(text: str) -> Letter:
    """The parts of a letter. Raises LetterFault."""
    if len(text) > LONGEST:
        raise LetterFault(f"来信有 {len(text)} 个字，超过 {LONGEST} 个字，请分成几封")
    lines = [(m[0], m.start()) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    subject = _subject([line.strip() for line, _ in lines])
    last = _body_ends([line.strip() for line, _ in lines])
    told = _Told(
        bool(re.search("[?？]", text)),
        sum(_numbered(line) and asks(line) for line, _ in lines) > 1,
    )
    parts: list[LetterPart] = []
    for n, (line, start) in enumerate(lines):
        bare = line.strip()
        heads = n < _HEAD and _SALUTED.match(bare) and not asks(bare)
        if n == 0 and subject:
            parts.append(_part(PartKind.BACKGROUND, line, start))
        elif n >= last or heads or (_FILLED.match(bare) and not _MARKED.search(bare)):
            parts.append(_part(PartKind.COURTESY, line, start))
        else:
            label = _LABEL.match(line)
            cut = label.end() if label else 0
            parts += _of_line(line[cut:], start + cut, told)
    signed = _signed([line.strip() for line, _ in lines[last:]])
    return Letter(tuple(p for p in parts if p.text), subject, signed)


def _of_line(line: str, start: int, told: _Told) -> Iterator[LetterPart]:
    """The sentences of a line; those under one number are one question where one of them asks."""
    if CELL.search(line.strip()):
        yield from _row(line, start)
        return
    told = replace(told, under=_numbered(line))
    pieces = [_sentence(m, start, told) for m in SENTENCE.finditer(line) if m[0].strip()]
    groups: list[list[LetterPart]] = []
    for piece in pieces:
        opener = groups[-1][0].text if groups else ""
        under = _numbered(opener) and not NUMBER.match(piece.text)
        if under and piece.kind is not PartKind.COURTESY:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    for group in groups:
        yield from _joined(group)


def _row(line: str, start: int) -> Iterator[LetterPart]:
    """A row of a table is told as a whole; a cell that ends in a question mark asks."""
    ends = [*CELL.finditer(line)]
    cells = zip([0, *(m.end() for m in ends)], [*(m.start() for m in ends), len(line)], strict=True)
    asking = [(a, b) for a, b in cells if _MARKED.search(line[a:b])]
    if not asking:
        yield _part(PartKind.BACKGROUND, line, start)
    for a, b in asking:
        yield from _of_line(line[a:b], start + a, _Told(True, False))


def _numbered(text: str) -> bool:
    return bool(NUMBER.match(text) and _ORDINAL.match(text))


def _joined(group: Sequence[LetterPart]) -> list[LetterPart]:
    if not any(piece.kind is PartKind.QUESTION for piece in group):
        return list(group)
    text = "".join(piece.text for piece in group)
    return [replace(group[0], kind=PartKind.QUESTION, text=text)]


def _sentence(match: re.Match[str], start: int, told: _Told) -> LetterPart:
    return _part(_kind(match[0].strip(), told), match[0], start + match.start())


def _kind(sentence: str, told: _Told) -> PartKind:
    """In a letter with question marks a sentence with a full stop rarely asks."""
    bare = NUMBER.sub("", sentence)
    ends, asking = bool(_MARKED.search(bare)), asks(bare)
    wants = _WANTS.search(bare) and not _REPLY.search(bare)
    closes = _CLOSING.match(bare) and not asking
    if bare.endswith(("：", ":")) or closes or (COURTESY.match(bare) and not wants):
        return PartKind.COURTESY
    if is_order(bare):
        return PartKind.QUESTION  # it is blocked, which the drafter is to see
    if _RHETORICAL.search(bare):
        return PartKind.BACKGROUND
    worded = words_asking(bare)
    if _FAVOUR.match(bare) or (wants and not worded and not _TELL.search(bare)):
        return PartKind.REQUEST
    implied = _numbered(sentence) or (told.under and worded)
    passing = _ASKING.search(bare) or (not told.listed and _IMPLIED.search(bare))
    if ends or (asking and (not told.marked or implied or passing)):
        return PartKind.QUESTION
    if _ASKING.search(bare) and _TELL.search(bare):
        return PartKind.QUESTION
    if _REPLY.search(bare):
        return PartKind.COURTESY
    return PartKind.REQUEST if wants else PartKind.BACKGROUND


def _part(kind: PartKind, text: str, start: int) -> LetterPart:
    lead = len(text) - len(text.lstrip())
    return LetterPart(kind, text.strip(), start + lead)


def _subject(lines: Sequence[str]) -> str:
    """What a title says that the letter is about."""
    first = lines[0] if len(lines) > 1 else ""
    if label := _LABEL.match(first):
        first = re.split("[，,。！!？?]", first[label.end() :])[0]
    if not _TITLE.match(first) or CELL.search(first) or asks(first):
        return ""
    found = _SUBJECT.match(first)
    return found[1] if found else first


def _body_ends(lines: Sequence[str]) -> int:
    """The first of the lines at the end that are no sentences: who signs, a day, a telephone."""
    last = len(lines)
    while last > 1 and _UNSENT.match(lines[last - 1]) and not NUMBER.match(lines[last - 1]):
        line = lines[last - 1]
        if not _FILLED.match(line) and (asks(line) or CELL.search(line)):
            break
        last -= 1
    return last


def _signed(lines: Sequence[str]) -> str:
    """An organisation as it signs, or the name of a person."""
    for line in lines:
        if _ORG.search(line):
            return line
    names = [m[1] for line in lines if not COURTESY.match(line) and (m := _PERSON.search(line))]
    return f"{names[-1]}同志" if names else ""
