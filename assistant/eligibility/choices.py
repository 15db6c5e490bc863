"""Text answers: which of the listed ones is meant, and when that is not clear."""

import re
from typing import Any

from corpus.programme_rules import Input

SHORT_FOR = 0.5  # share of an answer's characters that a shorthand must have
_QUALIFIED = re.compile(r"\(.*?\)")
_GENERIC = re.compile("制造|服务|业")  # says nothing of which trade is meant


class Unusable(ValueError):
    """Why a value as entered cannot be used, as one Chinese line."""


def chosen(item: Input, entered: Any) -> str:
    """The answer meant, or the text itself where it is clearly none that decides.

    "软件著作权" is 计算机软件著作权 and "零售业" is 批发和零售业; "专利" may be one of several and
    "商贸业" is no trade of the official list: these are asked back, never guessed. Raises Unusable.
    """
    if not isinstance(entered, str):
        raise Unusable(f"“{str(entered)[:20]}”看不懂，{_please(item)}")
    text = _plain(entered)
    deciding = {_plain(answer): answer for answer in item.answers}
    known = {_plain(option): option for option in item.options} | deciding
    if text in known:
        return known[text]
    meant = [answer for plain, answer in deciding.items() if _short_for(text, plain)]
    if len(meant) == 1:
        return meant[0]
    if meant or any(_near(text, answer) for answer in deciding):
        raise Unusable(f"“{entered[:20]}”不够明确，{_please(item)}")
    if not item.endings or text.endswith(item.endings):
        return entered
    if any(_short_for(text, option) for option in known):
        return entered
    raise Unusable(f"“{entered[:20]}”看不懂，{_please(item)}")


def _plain(text: str) -> str:
    return text.translate(str.maketrans("（），", "(),")).strip()


def _short_for(text: str, answer: str) -> bool:
    """Whether text leaves out a part of the answer that says no more, or is one kind it joins."""
    if text in _kinds(answer):
        return True
    qualified = _QUALIFIED.search(answer)
    return not qualified and text in answer and len(text) >= SHORT_FOR * len(answer)


def _kinds(answer: str) -> list[str]:
    """ "批发和零售业" joins 批发业 and 零售业; an answer of one kind has none."""
    kinds = re.split("[和、]", answer)
    if len(kinds) < 2 or not answer.endswith("业"):
        return []
    return [kind.removesuffix("业") + "业" for kind in kinds]


def _near(text: str, answer: str) -> bool:
    """Whether text shares a word with the answer, or is too general to share any."""
    said, stem = _GENERIC.sub("", text), _GENERIC.sub("", answer)
    return not said or any(said[i : i + 2] in stem for i in range(max(1, len(said) - 1)))


def _please(item: Input) -> str:
    if item.endings:
        return f"请{item.help}"
    return "请从这些里选一项：" + "、".join(item.options)
