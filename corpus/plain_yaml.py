"""YAML without aliases: a few lines of them, nested, stand for more than any memory holds."""

from typing import Any

import yaml

FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # many times as fast where it is built


class Aliased(yaml.YAMLError):
    """The text refers to itself by aliases (*name)."""


def load(text: str, loader: Any = yaml.SafeLoader) -> Any:
    """The value of a YAML text. Raises YAMLError, Aliased where it has an alias."""
    if "*" in text and any(isinstance(e, yaml.AliasEvent) for e in yaml.parse(text, loader)):
        raise Aliased("用了引用（*名称），请直接写出内容")
    return yaml.load(text, Loader=loader)  # noqa: S506  # a safe one
