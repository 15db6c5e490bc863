"""The filter above a list: one choice and a keyword, with a button that clears both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import gradio as gr


@dataclass(frozen=True, slots=True)
class PageFilter:
    """page and field make the element ids; choices are (shown, value), the first for all."""

    page: str
    field: str
    label: str
    choices: Sequence[tuple[str, str]]
    placeholder: str
    longest: int
    scales: tuple[int, int]

    def build(self, shown: Callable[[], gr.HTML], show: Callable[[str, str], str]) -> None:
        """Place the filter, then what shown() makes; show() renders it anew for a filter."""
        with gr.Row(elem_id=f"{self.page}-filter", elem_classes="page-filter"):
            choice = gr.Dropdown(
                list(self.choices),
                value="",
                label=self.label,
                filterable=False,
                elem_id=f"{self.page}-{self.field}",
                scale=self.scales[0],
            )
            keyword = gr.Textbox(
                label="关键词",
                placeholder=self.placeholder,
                max_lines=1,
                max_length=self.longest,
                elem_id=f"{self.page}-keyword",
                scale=self.scales[1],
            )
            search = gr.Button("筛选", variant="primary", elem_id=f"{self.page}-search", scale=0)
            clear = gr.Button("清除条件", elem_id=f"{self.page}-clear", scale=0)
        place = shown()
        gr.on(
            [choice.input, keyword.submit, search.click],
            show,
            [choice, keyword],
            place,
            api_visibility="undocumented",
            show_progress="hidden",
            queue=False,
        )
        clear.click(
            lambda: ("", "", show("", "")),
            outputs=[choice, keyword, place],
            api_visibility="undocumented",
            show_progress="hidden",
            queue=False,
        )
