"""How a value changes from one kind of enterprise to the next: it is asked of each of the two
("从专精特新升小巨人，营收门槛从多少涨到多少")."""

from __future__ import annotations

import re

from assistant.several.things import is_kind

_FROM_TO = re.compile(
    r"^(?P<opening>.*[。？?！!；;，,]|)从?(?P<one>[^,，。?？从]{2,14}?)"
    r"(?:升级?|晋级|升格|变|换|转|走)(?:到|成|为)?(?P<other>[^,，。?？]{2,14}?)[,，:：]"
)
_VALUES = re.compile(
    r"从(?P<ask>多少|几[家个项件年分名%]?)[^,，。?？]{0,4}?(?:到|变成?|成|为)(?:多少|几[家个项件年分名%]?)"
)


def of_each_step(message: str) -> str:
    """The message asking what the value of each of the two is; as it is where it asks of no such
    step."""
    step = _FROM_TO.match(message)
    if step is None or not _VALUES.search(message):
        return message
    one, other = step["one"], step["other"]
    if not (is_kind(one) and is_kind(other)):
        return message
    asked = _VALUES.sub(r"各要\g<ask>", message[step.end() :])
    return f"{step['opening']}{one}和{other}，{asked}"
