"""HTML of templates/, with everything escaped that is put into it."""

from datetime import datetime

from jinja2 import Environment, PackageLoader, StrictUndefined

from corpus.divisions import place_of
from corpus.document import is_over


def shown(moment: datetime) -> str:
    """In the time zone of this machine."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"


_templates = Environment(
    loader=PackageLoader("assistant.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals |= {"place_of": place_of, "is_over": is_over, "time": shown}


def render(name: str, /, **values: object) -> str:
    """A template of this package filled in."""
    return _templates.get_template(name).render(**values)
