"""The header block and the furniture of a Chinese government web page, as copied text."""

import re

# The names by which we keep them, with the labels of the open-government index block
# (政府信息公开目录).
_KEPT_AS = {
    "索引号": "索引号",
    "组配分类": "组配分类 体裁分类",
    "发布机构": "发布机构 发文机关",
    "发文日期": "发文日期 印发日期 发布日期",
    "成文日期": "成文日期 生成日期",
    "施行日期": "施行日期 实施日期 生效日期",
    "失效日期": "失效日期 废止日期 有效期至",
    "文号": "发文字号 文号",
    "公开方式": "公开方式 公开形式",
    "公开范围": "公开范围",
    "主题分类": "主题分类",
    "时效": "有效性 时效性 时效",
    "关键词": "关键词 主题词",
}
_LABELS = {label: name for name, labels in _KEPT_AS.items() for label in labels.split()}
_LABEL = re.compile(
    r"(?:^|(?<=\s))("
    + "|".join(r"\s?".join(label) for label in sorted(_LABELS, key=len, reverse=True))
    + r")(?=[\s:：]|$)[\s:：]*"
)
_CONTROL = r"(?:打\s*印|关\s*闭|返回顶部|收藏|TOP)(?:本页|本文|此页|窗口|页面|文章)?"
_FURNITURE = re.compile(
    rf"[\s【\[（(]*(?:{_CONTROL}(?:[\s】【\[\]（）()|｜]+{_CONTROL})*[\s】\]）)|｜]*|"
    r"(?:分享到|扫一扫|上一篇|下一篇|浏览次数|阅读次数|责任编辑|字体|来源)\s*[:：].*|扫一扫在手机.*)"
)
_DATE = re.compile(r"(\d{4})[-年/.](\d{1,2})(?:[-月/.](\d{1,2}))?(?!\d)")


def parse_header(text: str) -> tuple[dict[str, str], str, str]:
    """Split the leading label block off: its fields (ISO dates), the block and the rest."""
    fields: dict[str, str] = {}
    lines = text.split("\n")
    length = 0
    label = ""  # where labels and values alternate by lines, the label of the line above
    for line in map(str.strip, lines):
        if _LABEL.match(line):
            found = _fields(line)
            upright = not any(found.values()) and (label or not fields)
            label = next(iter(found)) if upright else ""
            fields |= found
        elif line and label and not fields[label]:
            fields[label] = line
        elif line or fields:
            break
        length += 1
    fields = {name: value for name, value in fields.items() if value}
    for name in fields:
        if name.endswith("日期"):
            fields[name] = iso_date(fields[name])
    return fields, "\n".join(lines[:length]).strip(), "\n".join(lines[length:])


def iso_date(text: str) -> str:
    """The first date of a text, to the precision written (2023-10); the text if it has none."""
    match = _DATE.search(text)
    return "-".join(part.zfill(2) for part in match.groups() if part) if match else text


def drop_furniture(body: str) -> str:
    """Remove the page's trailing controls; only whole lines at the end are touched."""
    lines = body.rstrip().split("\n")
    while lines and (not lines[-1].strip() or _FURNITURE.fullmatch(lines[-1])):
        lines.pop()
    return "\n".join(lines)


def _fields(line: str) -> dict[str, str]:
    marks = list(_LABEL.finditer(line))
    ends = [m.start() for m in marks[1:]] + [len(line)]
    values = [line[m.end() : end].strip() for m, end in zip(marks, ends, strict=True)]
    names = [_LABELS[re.sub(r"\s", "", m.group(1))] for m in marks]
    return dict(zip(names, values, strict=True))
