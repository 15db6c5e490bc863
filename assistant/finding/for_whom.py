"""For whom a rule holds: only for others than the asker, or for which of two."""

from __future__ import annotations

import re

from assistant.finding.statement import Statement

FITS = 1.5  # what says for whom a rule holds, where that is asked

# "我们私企能跟高校一样减半吗"
_AS_OTHERS = re.compile(
    r"(?:能|可以|也|会|是不是|算|享受|该|照)[^,，。;；?？]{0,6}?(?:跟|和|像|同|比照|参照)[^,，。;；?？]{2,10}?"
    r"(?:一样|那样|似的|同样|一个样|一视同仁|同等)"
)
_ONLY_THEIRS = re.compile(
    r"(?:只|仅)(?:适用|限|给|面向|对)|限于|不在其列|不在享受范围|没有列入|不适用|不能(?:比照|参照|享受)|不属于|不包括"
)
# "是免到我们头上还是免给孵化器的"
_TO_EITHER = re.compile(
    r"(?:免|减|补|奖|给|归|享受)的是[^,，。;；?？]{1,10}还是[^,，。;；?？]{1,10}|"
    r"(?:给|到|归|落|让|由)[^,，。;；?？]{1,10}还是[^,，。;；?？]{0,6}?(?:给|到|归|落|让|由)[^,，。;；?？]{1,10}"
)
_NOT_THE_OTHER = re.compile(r"(?:给|归|由|是)[^，。；]{1,16}[，,](?:而)?(?:不是|不归|不由|不直接)")


def says_for_whom(question: str, statement: Statement) -> bool:
    """Whether it is asked if what holds for others holds for the asker too, or for which of two
    it holds, and the statement says so."""
    if _AS_OTHERS.search(question):
        return bool(_ONLY_THEIRS.search(statement.text))
    return bool(_TO_EITHER.search(question) and _NOT_THE_OTHER.search(statement.text))
