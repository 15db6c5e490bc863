"""Reading programmes.yaml: what is well formed becomes rules, every fault one Chinese line."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from corpus import plain_yaml
from corpus.passage import Passage
from corpus.programme_checks import faults_of, faults_together
from corpus.programme_sections import Sections
from corpus.programmes import Programme, Programmes

RULES_FILE = Path(__file__).parent / "eligibility" / "programmes.yaml"
_SAID = {
    "missing": "缺少 {key}",
    "extra_forbidden": "多了不认识的 {key}",
    "union_tag_invalid": "没有这种谓词 op：{tag}",
    "union_tag_not_found": "谓词缺少 op",
    "string_too_short": "{key} 不能为空",
    "too_short": "{key} 不能为空",
}
_NAMES = ("id", "name")  # what an entry is called by, first found


class ProgrammesBroken(Exception):
    """The rules cannot be used; str() is one Chinese line naming programme, condition, pointer."""


def load_programmes(passages: Sequence[Passage], file: Path = RULES_FILE) -> Programmes:
    """Read the rules; every section must name passages given. Raises ProgrammesBroken."""
    programmes, faults = read_programmes(passages, file)
    if programmes is None or faults:
        more = f"（共 {len(faults)} 处，用 {_checked_by(file)} 查看）" if len(faults) > 1 else ""
        raise ProgrammesBroken(f"资格预判规则有误，{faults[0]}{more}")
    return programmes


def programmes_in(passages: Sequence[Passage]) -> Programmes:
    """The shipped rules as far as these passages hold what they cite; others are left out."""
    found, _ = read_programmes(passages, RULES_FILE)
    return found if found is not None else Programmes((), "")


def _checked_by(file: Path) -> str:
    return "python -m corpus programmes --check" + ("" if file == RULES_FILE else f" {file}")


def read_programmes(
    passages: Sequence[Passage], file: Path
) -> tuple[Programmes | None, tuple[str, ...]]:
    """The rules of a file, and every fault found; None where no rule could be read."""
    try:
        data = plain_yaml.load(file.read_text(encoding="utf-8"), plain_yaml.FAST)
    except OSError as error:
        return None, (f"读不了 {file}：{error.strerror}",)
    except UnicodeDecodeError:
        return None, (f"{file.name} 不是 UTF-8 编码",)
    except plain_yaml.Aliased as error:
        return None, (f"{file.name} {error}",)
    except yaml.YAMLError as error:
        return None, (f"{file.name} 不是正确的 YAML{_line_of(error)}",)
    except (ValueError, RecursionError):
        return None, (f"{file.name} 有不存在的日期、写错的数字或嵌套过深",)
    lacking = _lacking(data)
    if lacking:
        return None, (f"{file.name} 缺少 {lacking}",)
    return _read(data, Sections(passages))


def _lacking(data: Any) -> str:
    if not isinstance(data, dict) or not isinstance(data.get("programs"), list):
        return "programs（项目列表）"
    if not all(isinstance(raw, dict) for raw in data["programs"]) or not data["programs"]:
        return "项目（programs 每项应是一组键值）"
    return "" if str(data.get("disclaimer") or "").strip() else "disclaimer（声明）"


def _line_of(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"（第 {mark.line + 1} 行附近）" if mark else ""


def _read(data: dict[str, Any], sections: Sections) -> tuple[Programmes | None, tuple[str, ...]]:
    found: list[Programme] = []
    faults: list[str] = []
    fields = data.get("fields") or {}
    if not isinstance(fields, dict) or not all(isinstance(f, dict) for f in fields.values()):
        return None, ("fields 应是“填报项: {补充说明}”",)
    for raw in data["programs"]:
        whole = _with_fields(raw, fields) | {"disclaimer": str(data["disclaimer"]).strip()}
        try:
            programme = Programme.model_validate(whole, context={"sections": sections})
        except ValidationError as error:
            faults += [_said(whole, detail) for detail in error.errors()]
        else:
            faults += faults_of(programme, sections.source_ids)
            found.append(programme)
    faults += faults_together(found, fields if len(found) == len(data["programs"]) else None)
    programmes = Programmes(tuple(found), str(data["disclaimer"]).strip(), str(data.get("as_of")))
    return programmes, tuple(dict.fromkeys(faults))


def _with_fields(raw: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    """Add to each input what is said once for all programmes, and the answers it may have."""
    inputs = raw.get("inputs")
    if not isinstance(inputs, list) or not all(isinstance(i, dict) for i in inputs):
        return raw
    merged = [{**(fields.get(item.get("name")) or {}), **item} for item in inputs]
    for item in merged:
        if item.get("type") == "enum":
            item["answers"] = list(dict.fromkeys(_answers(raw, item.get("name"))))
            item.setdefault("options", item["answers"])
    return {**raw, "inputs": merged}


def _answers(node: Any, name: Any) -> Iterator[str]:
    """The texts that predicates compare an input with."""
    if isinstance(node, dict):
        if node.get("field") == name:
            values = node.get("values") or [node.get("value")]
            yield from (value for value in values if isinstance(value, str))
        node = list(node.values())
    if isinstance(node, list):
        for value in node:
            yield from _answers(value, name)


def _said(raw: dict[str, Any], detail: ErrorDetails) -> str:
    """One line: programme, condition, what is wrong."""
    places, key = _place(raw, detail["loc"])
    context = detail.get("ctx") or {}
    pattern = _SAID.get(detail["type"])
    if pattern:
        said = pattern.format(key=key, tag=context.get("tag", ""))
    elif detail["type"] == "section":
        said = detail["msg"]
    else:
        said = f"{key} 的值不对：{str(detail['input'])[:40]}"
    return f"{' › '.join(places)}：{said}"


def _place(raw: dict[str, Any], loc: Sequence[int | str]) -> tuple[list[str], str]:
    """The entries on the way to a fault by their ids, and the key at fault."""
    node: Any = raw
    places = [_called(raw, "项目")]
    key = ""
    for step in loc:
        if isinstance(step, str):
            key = step  # a predicate's op stands in the way too, and is no key
        inside = isinstance(node, list) and isinstance(step, int) and step < len(node)
        if inside or (isinstance(node, dict) and step in node):
            node = node[step]
        if inside and isinstance(node, dict) and any(name in node for name in _NAMES):
            places.append(_called(node, "?"))
    return places, key


def _called(entry: dict[str, Any], default: str) -> str:
    return str(next((entry[name] for name in _NAMES if entry.get(name)), default))
