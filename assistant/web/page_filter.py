"""Parts of pages: HTML that Gradio leaves as it is, and a list under a filter; every word of its
keyword is found, also as an abbreviation of a name."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr

from index.tokenizer import normalize

MAX_KEYWORD_CHARS = 60
_SHORT = range(2, 5)
_FRESH = "kept_fresh"


def plain_html(shown: str | Callable[[], str] = "", elem_id: str | None = None) -> gr.HTML:
    """HTML without Gradio's own style and script; what a function gives is kept fresh."""
    first = shown() if callable(shown) else shown
    place = gr.HTML(first, elem_id=elem_id, js_on_load=None, apply_default_css=False)
    if callable(shown):
        keep_fresh(place, value=shown)
    return place


def keep_fresh(place: gr.components.Component, **parts: Callable[[], Any]) -> None:
    """Let refresh() make these properties of a component anew."""
    setattr(place, _FRESH, parts)


def refresh(pages: gr.Blocks) -> None:
    """What a page is first sent follows what is held and read by now. (An event at each visit
    would be cut off, with an error in the browser, by whoever leaves the page at once.)"""
    for place in pages.blocks.values():
        for name, made in getattr(place, _FRESH, {}).items():
            setattr(place, name, made())
    pages.config = pages.get_config_file()


def filtered(
    page: str,
    render: Callable[[str, str], str],
    choices: Callable[[], Sequence[tuple[str, str]]],
    *,
    field: str,
    label: str,
    placeholder: str,
    scales: tuple[int, int],
) -> None:
    """A choice (shown, value) and a keyword above what render makes of them; page and field make
    the element ids."""

    def offered() -> list[tuple[str, str]]:
        return [("全部", ""), *choices()]

    with gr.Row(elem_id=f"{page}-filter", elem_classes="page-filter"):
        choice = gr.Dropdown(
            offered(),
            value="",
            label=label,
            filterable=False,
            elem_id=f"{page}-{field}",
            scale=scales[0],
        )
        keyword = gr.Textbox(
            label="关键词",
            placeholder=placeholder,
            max_lines=1,
            max_length=MAX_KEYWORD_CHARS,
            elem_id=f"{page}-keyword",
            scale=scales[1],
        )
        search = gr.Button("筛选", variant="primary", elem_id=f"{page}-search", scale=0)
        clear = gr.Button("清除条件", elem_id=f"{page}-clear", scale=0)
    place = plain_html(lambda: render("", ""), f"{page}-page")

    def show(chosen: str | None, said: str | None) -> str:
        return render(chosen or "", (said or "").strip())

    gr.on(
        [choice.input, keyword.submit, search.click],
        show,
        [choice, keyword],
        place,
        api_visibility="undocumented",
        show_progress="hidden",
        queue=False,
    )
    keep_fresh(choice, choices=offered)
    clear.click(
        lambda: ("", "", render("", "")),
        outputs=[choice, keyword, place],
        api_visibility="undocumented",
        show_progress="hidden",
        queue=False,
    )


class Keyword:
    """The words of a keyword as it comes from the net."""

    def __init__(self, text: str) -> None:
        words = normalize(text[:MAX_KEYWORD_CHARS]).split()
        self._words = [(word, _abbreviated(word)) for word in words]

    def found(self, names: str, text: str) -> bool:
        """Whether every word stands in the text, or shortens one of the names."""
        if not self._words:
            return True
        names, text = normalize(names), normalize(text)
        return all(word in text or (p and p.search(names)) for word, p in self._words)


def _abbreviated(word: str) -> re.Pattern[str] | None:
    """ "高企" shortens 高新技术企业: its characters in order, each beginning a pair."""
    if len(word) not in _SHORT or not re.fullmatch("[一-鿿]+", word):
        return None
    return re.compile("[一-鿿]{1,4}?".join(map(re.escape, word)))
