"""Whether someone asks about their own eligibility for a programme, and what they tell of it.

Three things make a request: first person or own figures, a programme named, and an asking of
being able. A question about the rule, and a case told in words that no input holds, is none.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Turn
from assistant.eligibility.told import told, with_sums
from assistant.eligibility.told_value import Told, own_names
from corpus.programmes import Programme
from corpus.spoken_numbers import said_figures

_DO = "[评报申认享上冲进入过办拿走做有减免]|加计|达到|成为|通过"
_CAN = r"能不能|能否|可不可以|可否|是否可以|可以|能够|能|还能|可"
_ABLE = re.compile(
    rf"(?:{_CAN})(?:够|再|还|直接|继续|一起|被|去|把)?(?:{_DO})|够不够|够格|够条件|够吗|够了?没|符合|"
    r"符不符合|(?<!不)合格吗|合不合格|达标|达到没有|达没达到|有没有资格|有资格|有戏|有希望|有可能|过得去|过关|"
    r"[能可]过吗|行不行|行得通|行吗|成不成|卡在|卡哪|差在哪|还差什么|差什么|哪[条项]没过|还有救|轮得到|"
    r"(?:评|报|申报|申请|认定)(?:得上|得了|不)[吗不]?$|自测|测一下|测一测|预判"
)
_RULE = re.compile(  # what the rule says is asked for, or whether it holds for all
    r"多少|几[个项家名人件年月号分点成]|(?:什么|啥)(?!.{0,2}差)|怎[么样]|如何|"
    r"哪(?!里?[条项]没过|儿?卡)|谁|[才就都全][能可]|"
    r"是不是所有|是否都|要求|规定|哪些"
)
_LACKS = re.compile(
    "卡在哪|卡哪|差在哪|还差什么|差什么|差几[个人项家分]|差多少|哪[条项]没过|还[得要需]+补[^,。]*"
)
_NEEDS = re.compile(
    r"(?:还?[要需得]要?)?(?:满足|符合|达到|具备|有)?(?:哪些|什么样的|什么|啥)(?:条件|要求)"
)
_ONE_RULE = re.compile("[这那]一?[条项关块点]")
_BREAK = re.compile("[，,。；;：:？?！!]")
_FIRST = re.compile(
    "我们|我司|我厂|我公司|我企业|我单位|我这|我的|我是|我有|本公司|本企业|本厂|咱|俺"
)
_OTHERS = re.compile(
    r"[一某这那每][家名位个][^，。？?]{0,12}(?:企业|公司|单位|机构|教授|人员|员工|职工)|"
    r"\d[^，。；？?]{0,10}的(?:企业|公司|单位)|[亿万%下上人]的(?:企业|公司|单位)"
)
_LETTER = re.compile("贵[局单办委]|来信|此致|敬礼")
_GOES_ON = re.compile(
    r"(?:那|那么)?(?:现在|这样|这下)?(?:够了吗|行了吗|符合了吗|可以了吗|还差什么)?"
)
_IF = re.compile("(?:如果|假如|要是|假设|万一)[^。；;？?]*")
_FILLERS = re.compile(
    r"请问|你好|您好|帮我们?|帮忙|看看|一下|今年|现在|目前|公司|企业|这样|这种|情况|条件|认定|资格|评价|"
    r"称号|国家级?|省级?|市级?|的|了|吗|呢|吧|不|啊|去|想|要|还|是|看|给|做|[上中]|\W"
)
_LONGEST = 300  # characters; above it a message is a letter
_UNTOLD = 4  # characters beside the question, where no figure is told


@dataclass(frozen=True, slots=True)
class EligibilityRequest:
    """Someone's question about their own eligibility; told is by input name, or "a/b" of shares.

    of_one_rule is true where one of the conditions is asked about, not the programme; of_all
    where the conditions themselves are asked for.
    """

    question: str
    programme: Programme
    told: Mapping[str, Told]
    going_on: bool = False
    of_one_rule: bool = False
    of_all: bool = False


def eligibility_request(
    message: str, history: Sequence[Turn], programmes: Iterable[Programme]
) -> EligibilityRequest | None:
    """The request that a message makes or goes on with; None where it is another question.

    Of the history only what the asker said counts, and there what they did not suppose.
    """
    held = tuple(programmes)
    said = [_IF.sub("", _plain(turn.question)) for turn in history]
    text = _plain(message)
    before = next((p for t in reversed(said) if (p := _programme(t, held, alone=True))), None)
    programme = _programme(text, held, alone=before is None)
    going_on = programme is None and before is not None and _goes_on(text, before)
    programme = before if going_on else programme
    if programme is None:
        return None
    gathered: dict[str, Told] = {}
    for one in (*said, text):
        gathered |= told(one, programme)
    return EligibilityRequest(
        message,
        programme,
        with_sums(gathered, programme),
        going_on or before is not None,
        _of_one_rule(text, programme),
        bool(_NEEDS.search(text)),
    )


def named(text: str, programmes: Iterable[Programme]) -> list[tuple[int, int, Programme]]:
    """The programmes that a text names, each with its place; of names in each other the longest."""
    names = {name: p for p in programmes for name in (p.name, *p.aliases)}
    longest = sorted(names, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, map(_plain, longest))) or "(?!)")
    by_name = {_plain(name): programme for name, programme in names.items()}
    return [(m.start(), m.end(), by_name[m[0]]) for m in pattern.finditer(text)]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text[: 2 * _LONGEST]).strip()


def _programme(text: str, programmes: Sequence[Programme], *, alone: bool) -> Programme | None:
    """The programme that a message asks about; alone where nothing was told before it."""
    if len(text) > _LONGEST or _LETTER.search(text):
        return None
    found, able = named(text, programmes), list(_ABLE.finditer(text))
    if not alone and len(found) == 1 and re.fullmatch(r"那?么?＿+呢\W*", _blanked(text, found)):
        return found[0][2]
    if not able and _FIRST.search(text) and any(told(text, p) for _, _, p in found):
        able = list(_NEEDS.finditer(text))  # whoever tells their case asks how they stand
    if not found or not able:
        return None
    asked = able[-1]
    near = min(found, key=lambda n: max(n[0] - asked.end(), asked.start() - n[1], 0))
    programme = near[2]
    start = max(text.rfind(mark, 0, min(asked.start(), near[0])) for mark in "，,。；;？?！!") + 1
    clause = _NEEDS.sub("", _LACKS.sub("", text[start:]))
    if _RULE.search(clause):
        return None
    own, values = _FIRST.search(text), told(text, programme)
    if _OTHERS.search(text) and not own:
        return None
    beside = _FILLERS.sub("", _FIRST.sub("", _ABLE.sub("", _blanked(text, found)))).replace(
        "＿", ""
    )
    if not values and len(beside) > _UNTOLD:
        return None  # a case that the inputs cannot hold
    return programme if own or values or "自测" in text else None


def _blanked(text: str, found: Sequence[tuple[int, int, Programme]]) -> str:
    for start, end, _ in reversed(found):
        text = f"{text[:start]}{'＿' * (end - start)}{text[end:]}"
    return text


def _of_one_rule(text: str, programme: Programme) -> bool:
    """Whether what is asked, after the figures told, names an input or "this rule"."""
    asked = [m.start() for m in _ABLE.finditer(text)]
    if not asked:
        return False
    start = max((m.end() for m in _BREAK.finditer(text, 0, asked[-1])), default=0)
    told_to = max((f.end for f in said_figures(text) if f.end <= asked[-1]), default=0)
    rest = _blanked(text, named(text, [programme]))[max(start, told_to) :]
    names = {name for item in programme.inputs for name in own_names(item)}
    return bool(_ONE_RULE.search(text, start)) or any(name in rest for name in names)


def _goes_on(text: str, programme: Programme) -> bool:
    """Whether a message tells more of the case, or asks again, and nothing else."""
    if len(text) > _LONGEST or _RULE.search(_LACKS.sub("", text)):
        return False
    more = bool(told(text, programme))
    return (more and (_asks_nothing(text) or bool(_ABLE.search(text)))) or (
        bool(_GOES_ON.fullmatch(text.rstrip("？?。"))) and bool(text)
    )


def _asks_nothing(text: str) -> bool:
    """ "如果三年研发投到600万呢" asks only the same again."""
    return not re.search("[吗么？?]", text.rstrip("？?")) or text.rstrip("？?").endswith("呢")
