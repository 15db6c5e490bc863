"""Parts of pages: HTML that Gradio leaves as it is, and a list under a filter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import gradio as gr

from assistant.web.keyword import MAX_KEYWORD_CHARS


def plain_html(shown: str = "", elem_id: str | None = None) -> gr.HTML:
    """HTML without Gradio's own style and script."""
    return gr.HTML(shown, elem_id=elem_id, js_on_load=None, apply_default_css=False)


def filtered(
    page: str,
    render: Callable[[str, str], str],
    choices: Sequence[tuple[str, str]],
    *,
    field: str,
    label: str,
    placeholder: str,
    scales: tuple[int, int],
) -> None:
    """A choice (shown, value) and a keyword above what render makes of them; page and field make
    the element ids. Without choices there is nothing to filter."""
    if not choices:
        plain_html(render("", ""), f"{page}-page")
        return
    with gr.Row(elem_id=f"{page}-filter", elem_classes="page-filter"):
        choice = gr.Dropdown(
            [("全部", ""), *choices],
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
    place = plain_html(render("", ""), f"{page}-page")

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
    clear.click(
        lambda: ("", "", render("", "")),
        outputs=[choice, keyword, place],
        api_visibility="undocumented",
        show_progress="hidden",
        queue=False,
    )
