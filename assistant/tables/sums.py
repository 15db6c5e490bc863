"""Targets that a question names together: their sum, difference, order, or each with its figure."""

import re
from collections.abc import Sequence

from assistant.tables.rows import Table, line
from assistant.tables.worked import Worked, marks, plain
from corpus.plan_language import VERB
from corpus.targets import Target

_SUM = re.compile(
    r"合计|总[计和共]|之和|一共|共(?:要|计|需|新|建|有)|相加|加(?:起来|总|在一起|到一起)|合起来"
)
_DIFFERENCE = re.compile(
    r"相?差(?:距|额)?(?:是|有)?(?:多[少大远]|几)|[多少高低大小]出?(?:多少|几)|相差|差距"
)
_ORDER = re.compile(
    r"最(?P<most>[多高大少低小])|哪[个一项边类条]*[^，。?？]{0,8}?(?P<which>[多高大少低小])|"
    r"(?P<either>[多高大少低小])还是|"
    r"(?<![占相对同])比(?![例重])[^，、。?？]{2,24}?(?P<than>[多高大少低小])"
)
_EACH = re.compile(
    r"分别|各|依次|逐[项个]|都[是有要]|(?:多少|几)[^多少几]{2,}(?:多少|几)|[:：]|"
    r"[一两二三四五六七八九几]个(?:数|目标|指标)"
)
_KINDS = re.compile(r"([两二三四五2345])[类种项个]")
_NUMERALS = dict(zip("两二三四五2345", (2, 2, 3, 4, 5, 2, 3, 4, 5), strict=True))
_LESS = frozenset("少低小")
_PART = re.compile(r"^(?:含|包括|其中)")
# Comparators that bind alike; the word on the left says them together.
_ALIKE = {
    "以上": {"以上", "不少于", "不低于", "至少", "达到"},
    "超": {"超", "突破", "高于"},
    "以内": {"以内", "以下", "不超过", "不高于"},
    "左右": {"左右", "约"},
}
_BEHIND = frozenset(("以上", "以下", "以内", "左右"))


def combined(text: str, table: Table) -> Worked | None:
    """What becomes of the rows that a question names; None where it names no two, or no more."""
    added = bool(_SUM.search(text)) and not _DIFFERENCE.search(text)
    order = _ORDER.search(text)
    if not (added or order or _DIFFERENCE.search(text) or _EACH.search(text)):
        return None
    rows = table.operands(text) or (_of_kinds(text, table) if added else [])
    if not rows:
        return None
    if added:
        return total(rows)
    if order or _DIFFERENCE.search(text):
        word = next(filter(None, order.groups()), "多") if order else "多"
        return _compared(rows, less=word in _LESS)
    return Worked("", tuple(map(line, rows)))


def total(rows: Sequence[Target]) -> Worked:
    """The sum with its working; where there is none, why, and each row."""
    lines = tuple(map(line, rows))
    why_not = why_not_added(rows)
    if why_not:
        return Worked(f"{why_not}，不能相加，分别是：\n", lines)
    values = [_in_unit_of(rows[0], row) for row in rows]
    amount = f"{plain(sum(values))}{rows[0].unit}"
    working = f"{'＋'.join(map(plain, values))}＝{amount}"
    bound = _together(rows)
    if bound is None:
        told = f"目标数相加为{amount}：{working}{marks(lines)}。各项要求不同，分别是：\n"
        return Worked(told, lines)
    worded = f"{amount}{bound}" if bound in _BEHIND else f"{bound}{amount}"
    return Worked(f"合计{worded}：{working}（按目标数相加）{marks(lines)}。\n", lines)


def why_not_added(rows: Sequence[Target]) -> str:
    """Why these rows have no sum; "" where they have one."""
    units = list(dict.fromkeys(row.magnitude[1] for row in rows))
    if len(units) > 1:
        return f"各项单位不同（{'、'.join(units)}）"
    if units[0] in ("%", "‰") or "百分点" in units[0]:
        return "比例和增幅各有各的基数"
    pairs = [(a, b) for a in rows for b in rows if a is not b]
    if any(_is_part_of(a, b) for a, b in pairs):
        return "其中一项已包含在另一项里"
    if any(_same_object(a, b) for a, b in pairs):
        return "各项说的是同一类对象，可能互相包含"
    if len({row.comparator == "达到" for row in rows}) > 1:
        return "有的是总量，有的是新增量"
    return ""


def _compared(rows: Sequence[Target], *, less: bool) -> Worked:
    """The row that is most (or least), and of two by how much; unlike units are not compared."""
    lines = tuple(map(line, rows))
    units = list(dict.fromkeys(row.magnitude[1] for row in rows))
    if len(units) > 1:
        return Worked(f"各项单位不同（{'、'.join(units)}），不能比较，分别是：\n", lines)
    ranked = sorted(rows, key=lambda row: row.magnitude[0], reverse=not less)
    first, second = ranked[0], ranked[1]
    if first.magnitude[0] == second.magnitude[0]:
        return Worked(f"按目标数计，两项相同{marks(lines)}：\n" if len(rows) == 2 else "", lines)
    share = units[0] == "%"
    if len(rows) > 2:
        word = f"最{'低' if less else '高'}" if share else f"最{'少' if less else '多'}"
        told = f"按目标数计，{word}的是“{first.indicator}”（{first.text}）{marks(lines)}：\n"
        return Worked(told, lines)
    high, low = sorted((first, second), key=lambda row: row.magnitude[0], reverse=True)
    a, b = (_in_unit_of(first, row) for row in (high, low))
    unit = "个百分点" if share else first.unit
    word = ("低" if less else "高") if share else ("少" if less else "多")
    working = f"{plain(a)}－{plain(b)}＝{plain(a - b)}{unit}"
    told = f"按目标数计，“{first.indicator}”{word}{plain(a - b)}{unit}：{working}{marks(lines)}。\n"
    return Worked(told, lines)


def _of_kinds(text: str, table: Table) -> list[Target]:
    """ "两类工作站一共多少": as many rows as it says, each of them named by the words."""
    said = _KINDS.search(text)
    count = _NUMERALS.get(said[1], 0) if said else 0
    content = table.content(text)
    rows = [row for row in table.rows if content and table.row_share(content, row) >= 1]
    return rows if count > 1 and len(rows) == count else []


def _in_unit_of(one: Target, row: Target) -> float:
    """The value of a row in the unit as the first is written: 8000万元 is 0.8 of 亿元."""
    scale = one.magnitude[0] / one.value if one.value and one.unit else 1.0
    return row.magnitude[0] / scale


def _together(rows: Sequence[Target]) -> str | None:
    """The one comparator of a sum ("以上" + "以上"); None where the parts bind differently."""
    said = {row.comparator for row in rows}
    alike = next((word for word, words in _ALIKE.items() if said <= words), None)
    return said.pop() if len(said) == 1 else alike


def _is_part_of(part: Target, whole: Target) -> bool:
    """ "其中省级6家", "（含线上3场）" stand inside the figure before them."""
    if part.sentence != whole.sentence or part.passage != whole.passage:
        return False
    head, found, _ = part.indicator.partition("其中")
    return bool(found and head in ("", whole.indicator)) or bool(_PART.match(part.indicator))


def _same_object(one: Target, other: Target) -> bool:
    """ "推荐企业20家，获认定10家": the same things, further along."""
    shorter, longer = sorted((_object(one), _object(other)), key=len)
    return bool(shorter) and shorter in longer


def _object(row: Target) -> str:
    verbs = rf"(?:{VERB.pattern}|获|择优)+"
    return re.sub(rf"^{verbs}|{verbs}$", "", row.indicator)
