"""A talk as a Word document."""

import io
from collections.abc import Sequence

from docx import Document

from assistant.web.eligibility_docx import dress
from assistant.web.xlsx_file import storable

_NOTICE = "以下内容由政策问答助手根据收录的文件摘录，办事以官方原文和主管部门答复为准。"


def to_docx(turns: Sequence[tuple[str, str]]) -> bytes:
    """Each question as a heading, below it the lines of its answer; turns are (role, text)."""
    word = Document()
    dress(word)
    word.add_heading("政策问答记录", 0)
    word.add_paragraph(_NOTICE)
    for role, text in turns:
        if role == "user":
            word.add_heading(storable(" ".join(text.split())), 1)
            continue
        for line in filter(None, map(str.strip, storable(text).splitlines())):
            item = line.removeprefix("· ")
            word.add_paragraph(item, style="List Bullet" if item != line else None)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()
