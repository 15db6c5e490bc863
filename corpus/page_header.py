"""The header block and the furniture of a Chinese government web page, as copied text."""

from __future__ import annotations

import re

# Labels of the open-government index block (政府信息公开目录), with the name we keep them by.
_LABELS = {
    "索引号": "索引号",
    "组配分类": "组配分类",
    "体裁分类": "组配分类",
    "发布机构": "发布机构",
    "发文机关": "发布机构",
    "发文日期": "发文日期",
    "成文日期": "发文日期",
    "生成日期": "发文日期",
    "发布日期": "发文日期",
    "发文字号": "文号",
    "文号": "文号",
    "公开方式": "公开方式",
    "公开形式": "公开方式",
    "公开范围": "公开范围",
    "主题分类": "主题分类",
    "有效性": "时效",
    "时效性": "时效",
    "时效": "时效",
    "关键词": "关键词",
    "主题词": "关键词",
}
_LABEL = re.compile(
    r"(?:^|(?<=\s))(" + "|".join(sorted(_LABELS, key=len, reverse=True)) + r")(?=[\s:：]|$)[\s:：]*"
)
_FURNITURE = re.compile(
    r"^[\s【\[（(]*(?:打印|关闭|返回顶部|分享到.*|扫一扫.*|上一篇.*|下一篇.*|字体.*|"
    r"来源[:：].*|浏览次数.*|责任编辑.*)(?:[\s】\[\]【|）)]*(?:打印|关闭|本页))*[\s】\]）)]*$"
)


def parse_header(text: str) -> tuple[dict[str, str], str, str]:
    """Split the leading label block off: its fields (ISO dates), the block and the rest."""
    fields: dict[str, str] = {}
    lines = text.split("\n")
    index = 0
    while index < len(lines):
        line = lines[index].strip()
        if line and not _LABEL.match(line):
            break
        if line:
            fields.update(_fields(line))
        elif fields:
            break
        index += 1
    if "发文日期" in fields:
        fields["发文日期"] = _iso(fields["发文日期"])
    return fields, "\n".join(lines[:index]).strip(), "\n".join(lines[index:])


def drop_furniture(body: str) -> str:
    """Remove the page's trailing controls; only whole lines at the end are touched."""
    lines = body.rstrip().split("\n")
    while lines and (not lines[-1].strip() or _FURNITURE.match(lines[-1])):
        lines.pop()
    return "\n".join(lines)


def _fields(line: str) -> dict[str, str]:
    marks = list(_LABEL.finditer(line))
    ends = [m.start() for m in marks[1:]] + [len(line)]
    found = {
        _LABELS[m.group(1)]: line[m.end() : end].strip()
        for m, end in zip(marks, ends, strict=True)
    }
    return {name: value for name, value in found.items() if value}


def _iso(text: str) -> str:
    match = re.search(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})", text)
    return "-".join([match[1], match[2].zfill(2), match[3].zfill(2)]) if match else text
