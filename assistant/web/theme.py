"""Colours and type of the pages; the rest is static/portal.css."""

from gradio.themes import Base, Color, sizes

_BLUE = Color("#f1f6fc", "#dfeaf7", "#bfd5ee", "#94b8e0", "#5f93cb", "#2f6fb5",
              "#1d5596", "#17457b", "#123660", "#0d2747", "#08182d")  # fmt: skip
_GREY = Color("#f7f8fa", "#eff1f4", "#e0e4ea", "#c8ced7", "#98a2b0", "#6b7686",
              "#4e5968", "#3a4452", "#272f3b", "#1a202a", "#10141b")  # fmt: skip
_FONT = (
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "system-ui",
    "sans-serif",
)  # all local: no page may load a font from elsewhere


def portal_theme() -> Base:
    """Calm blue on light grey."""
    return Base(
        primary_hue=_BLUE,
        secondary_hue=_BLUE,
        neutral_hue=_GREY,
        radius_size=sizes.radius_md,
        text_size=sizes.text_md,
        font=_FONT,
        font_mono=("ui-monospace", "Consolas", "monospace"),
    ).set(
        body_background_fill="*neutral_100",
        body_background_fill_dark="*neutral_950",
        block_border_width="0px",
        block_shadow="none",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_background_fill_dark="*primary_500",
        button_primary_text_color="white",
    )
