"""What a message says of the asker ("我们是高企"): it names no subject to talk about."""

from __future__ import annotations

import re

_OF_ONESELF = re.compile(
    r"(?:我[们门]?|咱们?|本公司|我司|公司)(?:公司|厂|企业|这)?(?:本身|本来|自己|其实|现在|目前|已经?|也|都|还|就)*"
    r"(?:不?是|没?有|属于|拿[了到过]|只做|专做|主要做)[^,，。;；?？]*"
)


def without_oneself(text: str) -> str:
    """A message without the clauses that only tell who asks."""
    return _OF_ONESELF.sub("", text)
