"""What a question says aside: what it rules out, and why it is asked."""

from __future__ import annotations

import re

from assistant.several.clauses import asks_at_all

_EXCLUDED = re.compile(
    r"除了?([\u3400-\u9fff“”]{2,9}?)(?:的|以外|之外|外)[,，]|[(,，?？]\s*(?:(?:我们?|咱们?)?[问说指讲查]的)?(?:也|而|可|并|注意|记得|小心|千万|请)*(?:不是|并非|不问|不要|(?:别|不要|不能)(?:跟|和|与|把|(?:给我)?(?:报|说|答|拿|提)|给我))(?:全年)?(?:那)?([\u3400-\u9fff“”\d]{2,16}?)(?:的?那(?:个|种|项|几[个场家项件次])|的)?(?:(?:项目|任务|企业)?数(?:字|量)?|指标|目标|比例|口径|标准)?(?:弄混|搞混|混淆|混|混为一谈)?(?:了)?(?=[)，,。?]|$)\)?|"
    r"[,，](?:跟|和|与|同)([\u3400-\u9fff“”]{2,14}?)的?(?:数|指标|目标)?分开(?:报|说|算|列|讲)?(?=[，,。?]|$)|"
    r"[(,，](?:区别于|有别于|不同于)([\u3400-\u9fff“”]{2,20}?)(?=[),，。?]|$)\)?|"
    r"(?:(?:跟|与|和|同)([\u3400-\u9fff“”\d]{2,30}?)相?比(?:起来|较)?|比起([\u3400-\u9fff“”\d]{2,30}?))[，,](?=(?:现在|如今|新)[^，。,?？]{2,})"
)
# "……多少?我写材料要用", "等着报数呢": why it is asked, with nothing of one's own case
_PURPOSE = re.compile(
    r"(?<=[?？])\s*(?:我(?!们|公司|厂|司|家|这|校|院|的)|等着|急[着用等]|领导|局长|主任|[写做填]|要用|用来|方便|好[让跟给])"
    r"[^?？\d]*$"
)


def without_excluded(text: str) -> tuple[str, tuple[str, ...]]:
    """ "专精特新(不是小巨人)": what the asker rules out, taken out of the text."""
    found = tuple(next(filter(None, m.groups())) for m in _EXCLUDED.finditer(text))
    return _EXCLUDED.sub(" ", text), found


def without_purpose(text: str) -> str:
    """A question without what it ends in of why it is asked ("……多少?我写材料要用")."""
    told = _PURPOSE.search(text)
    return text[: told.start()] if told and not asks_at_all(told[0]) else text
