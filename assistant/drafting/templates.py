"""A draft as text, by a template: the project's, or an office's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import cn2an
from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from assistant.drafting.draft import OPEN, Draft, DraftPart, place_in
from corpus.encoding import decode_all
from corpus.errors import CorpusError

REPLY, ONLINE = "复函", "网上咨询口径"
_SHIPPED = Path(__file__).parent / "templates"
_SUFFIX = ".txt.j2"
_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?\n]|$)(?:\[\d+\])*")
_MARKS = re.compile(r"\[\d+\]")
_MOST = 3  # sentences of one answer from which it is shortened
_INDENT = "　　"
_GIVEN = ("title", "salutation", "parts", "requests", "basis", "citations", "cautions")


class TemplateFault(Exception):
    """A template that is not there or cannot be filled in; str() is one Chinese line."""


class Templates:
    """The templates of an office's folder, and for other names those shipped."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folders = [f for f in (folder, _SHIPPED) if f]
        self._jinja = SandboxedEnvironment(
            loader=FunctionLoader(lambda name: decode_all(self.file(name).read_bytes())),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._jinja.filters |= {"chinese": cn2an.an2cn, "indented": _indented, "place": place_in}

    @property
    def names(self) -> list[str]:
        """All that can be named."""
        found = {p.name.removesuffix(_SUFFIX) for f in self._folders for p in f.glob(f"*{_SUFFIX}")}
        return sorted(found)

    def render(self, name: str, draft: Draft) -> str:
        """The draft as text; where the template sets a limit of characters, shortened by whole
        sentences to keep it. Raises TemplateFault."""
        try:
            template = self._jinja.get_template(name)
            for shorter, rest in _ever_shorter(draft):
                given = {name: getattr(shorter, name) for name in _GIVEN}
                module: Any = template.make_module({**given, "rest": rest})
                text = str(module).strip("\n")
                limit = getattr(module, "limit", None)
                if limit is None or len(text) <= int(limit):
                    break
        except TemplateSyntaxError as error:
            raise TemplateFault(f"模板“{name}”第 {error.lineno} 行有误：{error.message}") from None
        except (TemplateError, CorpusError, TypeError, ValueError) as error:
            raise TemplateFault(f"模板“{name}”不能使用：{error}") from None
        return text

    def file(self, name: str) -> Path:
        """Where a template lies. Raises TemplateFault."""
        for folder in self._folders:
            file = folder / f"{name}{_SUFFIX}"
            if "/" not in name and file.is_file():
                return file
        raise TemplateFault(f"没有模板“{name}”，可用的有：{'、'.join(self.names)}")


def _ever_shorter(draft: Draft) -> Iterator[tuple[Draft, int]]:
    """The draft, then with fewer and fewer sentences of each answer, then with fewer answers; and
    how many answers are left out."""
    yield draft, 0
    for sentences in range(_MOST, 0, -1):
        yield _shortened(draft, sentences, len(draft.parts)), 0
    bare = replace(draft, requests=())
    for kept in range(len(draft.parts) - 1, -1, -1):
        rest = len(draft.parts) - kept + len(draft.requests)
        yield _shortened(bare, 1, kept), rest


def _shortened(draft: Draft, sentences: int, kept: int) -> Draft:
    parts = tuple(_cut(part, sentences) for part in draft.parts[:kept])
    marks = set(_MARKS.findall("".join(part.text for part in parts)))
    cited = tuple(c for c in draft.citations if f"[{c.number}]" in marks)
    return replace(draft, parts=parts, citations=cited)


def _cut(part: DraftPart, most: int) -> DraftPart:
    """The first sentences of each answer of a part, and the first of all that is open."""
    lines = []
    for line in part.brief.splitlines():
        said = [s for s in _SENTENCE.findall(line) if s]
        few = most if OPEN not in line else 1
        while few < len(said) and not _MARKS.search("".join(said[:few])) and OPEN not in line:
            few += 1  # "能。" alone cites nothing
        lines.append("".join(said[:few]))
    return replace(part, text="\n".join(lines))


def _indented(text: str) -> str:
    return "\n".join(f"{_INDENT}{line}" for line in text.splitlines())
