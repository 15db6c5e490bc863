"""Markup that shows nothing: elements hidden by their style, and attributes that give orders."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

import tinycss2  # type: ignore[import-untyped]  # it ships no types
from tinycss2.color4 import parse_color  # type: ignore[import-untyped]  # nor this

from corpus.addressed import addresses_machine

_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input"})  # no content
_VOID |= {"link", "meta", "source", "track", "wbr"}
_NEVER_SHOWN = frozenset({"script", "style", "template", "noscript", "title", "datalist"})
_CLOSED_BY_ITS_LIKE = frozenset({"p", "li", "td", "th", "tr", "dt", "dd", "option"})
_BLOCKS = frozenset({"p", "div", "ul", "ol", "table", "section", "article", "blockquote", "pre"})
_BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6"}
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n|\Z")
# "a<b" in a sentence is no tag: only what is well-formed is one. Nothing is read in two ways (a
# slash ends a bare value only before another attribute with a value), so that nothing is retried.
_NAME = r"[A-Za-z_:@][A-Za-z0-9_:.-]*+"
_BARE = rf"""(?:[^\s"'<>=`/]|/(?!{_NAME}\s*+=))++"""
_NO_TAG = re.compile(
    rf"""<(?!/?[A-Za-z][A-Za-z0-9:-]*+(?:(?:[\s/]++|(?<=["'])){_NAME}"""
    rf"""(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|{_BARE}))?+)*+[\s/]*+>)"""
)
_LIGHT = 0.85  # luminance from which text is not seen on a white page
_ALIKE = 0.05  # luminance apart: text in the colour of its background
_FAINT = 0.1  # opacity that nobody sees
_TINY = {"px": 3.0, "pt": 2.0, "em": 0.2, "rem": 0.2, "%": 20.0, "": 0.0}
_OFF = {("display", "none"), ("visibility", "hidden"), ("visibility", "collapse")}
_OFF |= {("content-visibility", "hidden"), ("mso-hide", "all")}
_FAR = 500  # px or so: moved off the page

Style = Mapping[str, list[tinycss2.ast.Node]]


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open; background is the luminance its text stands on."""

    tag: str
    start: int
    hidden: bool
    background: float


def hidden_ranges(text: str) -> list[tuple[int, int]]:
    """Stretches of the text that a browser would not show, in order, none inside another."""
    text = _NO_TAG.sub("\uff1c", text)  # of the same length, so that places stay
    reader = _Reader(text)
    reader.feed(text)
    reader.close()
    reader.finish()
    return _merged(reader.found)


class _Reader(HTMLParser):
    """Follows the elements of a text; anything that is no markup passes."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, int]] = []
        self._text = text
        self._lines = [0, *(m.end() for m in re.finditer(r"\n", text))]
        self._open: list[_Open] = []
        self._tags: Counter[str] = Counter()  # of those open, so that a stray end tag is cheap
        self._classes = _hiding_selectors(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start, raw = self._at(), self.get_starttag_text() or ""
        if self._open and _closes(tag, self._open[-1].tag):
            self._close(len(self._open) - 1, start)
        given = {name: value or "" for name, value in attrs}
        style = _declared(given.get("style", ""))
        background = _background(style, given, self._open[-1].background if self._open else 1.0)
        hidden = (
            tag in _NEVER_SHOWN
            or "hidden" in given
            or _hides(style, given, background)
            or self._is_hidden_by_sheet(tag, given)
        )
        if tag in _VOID:
            if hidden or tag in ("meta", "input") or addresses_machine(raw):
                self.found.append((start, start + len(raw)))
            return
        if not hidden and addresses_machine(" ".join(given.values())):
            self.found.append((start, start + len(raw)))
        self._open.append(_Open(tag, start, hidden, background))
        self._tags[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self._tags[tag]:
            return
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].tag == tag:
                end = self._text.find(">", self._at())
                self._close(at, end + 1 if end >= 0 else len(self._text))
                return

    def finish(self) -> None:
        """An element left open ends with its paragraph, so that it hides no more than that."""
        end = 0
        for element in self._open:
            if element.hidden and element.start >= end:
                stop = _PARAGRAPH_END.search(self._text, element.start)
                end = stop.start() if stop else len(self._text)
                self.found.append((element.start, end))

    def _close(self, at: int, end: int) -> None:
        for element in self._open[at:]:
            self._tags[element.tag] -= 1
            if element.hidden:
                self.found.append((element.start, end))
        del self._open[at:]

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _is_hidden_by_sheet(self, tag: str, given: Mapping[str, str]) -> bool:
        names = {tag, f"#{given.get('id', '')}"}
        names |= {f".{name}" for name in given.get("class", "").split()}
        names |= {f"{tag}{name}" for name in tuple(names)}
        return bool(names & self._classes)


def _closes(tag: str, opened: str) -> bool:
    return (tag == opened and tag in _CLOSED_BY_ITS_LIKE) or (opened == "p" and tag in _BLOCKS)


def _merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _hiding_selectors(text: str) -> frozenset[str]:
    """Simple selectors (a class, an id, a tag) that the text's own style sheets hide."""
    found: set[str] = set()
    for sheet in re.findall(r"<style[^>]*>(.*?)(?:</style|\Z)", text, re.DOTALL | re.IGNORECASE):
        for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
            if rule.type == "qualified-rule" and _hides(_declared(rule.content), {}, 1.0):
                found.update(s.strip() for s in tinycss2.serialize(rule.prelude).split(","))
    return frozenset(found)


def _declared(content: str | list[tinycss2.ast.Node]) -> Style:
    parts = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return {
        part.lower_name: [v for v in part.value if v.type not in ("whitespace", "comment")]
        for part in parts
        if part.type == "declaration"
    }


def _hides(style: Style, given: Mapping[str, str], background: float) -> bool:
    return _is_off(style) or _is_tiny(style) or _is_unseen_colour(style, given, background)


def _is_off(style: Style) -> bool:
    words = {
        (name, v.lower_value) for name, values in style.items() for v in values if v.type == "ident"
    }
    moved = ("left", "top", "right", "bottom", "text-indent", "margin-left", "margin-top")
    return bool(
        words & _OFF
        or any(number <= _FAINT for number, _ in _numbers(style, "opacity"))
        or any(number <= -_FAR for name in moved for number, unit in _numbers(style, name) if unit)
        or any(v.type == "function" and v.lower_name == "rect" for v in style.get("clip", ()))
        or "clip-path" in style
        or any(
            v.type == "function"
            and v.lower_name == "scale"
            and tinycss2.serialize(v.arguments) == "0"
            for v in style.get("transform", ())
        )
    )


def _is_tiny(style: Style) -> bool:
    size = [*_numbers(style, "font-size"), *_numbers(style, "font")[:1]]
    if any(number <= _TINY.get(unit, 0.0) for number, unit in size):
        return True
    cut = any(v.type == "ident" and v.lower_value == "hidden" for v in style.get("overflow", ()))
    sides = ("width", "height", "max-width", "max-height")
    return cut and any(number <= 1 for name in sides for number, _ in _numbers(style, name))


def _is_unseen_colour(style: Style, given: Mapping[str, str], background: float) -> bool:
    seen = _luminance(style.get("color", given.get("color", "")))
    if seen is None:
        return False
    luminance, alpha = seen
    alike = abs(luminance - background) <= _ALIKE
    return alpha <= _FAINT or alike or (luminance >= _LIGHT and background >= _LIGHT)


def _background(style: Style, given: Mapping[str, str], outer: float) -> float:
    """The luminance that the text of an element stands on."""
    values = [*style.get("background-color", ()), *style.get("background", ())]
    for value in (*values, given.get("bgcolor", "")):
        found = _luminance([value] if not isinstance(value, str) else value)
        if found is not None and found[1] > _FAINT:
            return found[0]
    return outer


def _luminance(value: str | list[tinycss2.ast.Node]) -> tuple[float, float] | None:
    """Relative luminance (0 black, 1 white) and opacity of a colour; None for what is none."""
    tokens = value if isinstance(value, str) else next(iter(value), "")
    colour = parse_color(tokens) if tokens else None
    if colour is None or colour == "currentcolor":
        return None
    *channels, alpha = colour.to("srgb")
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue, alpha


def _numbers(style: Style, name: str) -> list[tuple[float, str]]:
    """The numbers of a property with their units ("" bare, "%")."""
    return [
        (v.value, "%" if v.type == "percentage" else str(getattr(v, "lower_unit", "")))
        for v in style.get(name, ())
        if v.type in ("number", "percentage", "dimension")
    ]
