"""Fixed sentences of a self-test; a talk is known for one by its opening."""

from __future__ import annotations

OPENING = "按您提供的情况初步判断："
CLOSING = "以上为预判，以主管部门审核和官方原文为准。"
MORE = "还需要补充（可按序号回答）："
LONGEST = 700  # characters of an answer
STILL_OPEN = 2  # turns after which the questions of a self-test are no longer answered
