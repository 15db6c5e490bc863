"""What a converter makes of a file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Converted:
    """Text with headings, paragraphs and tables by lines, and what the container says of it.

    title is the container's own and names the document only where the text has no title.
    removed is what nobody sees ("隐藏的文字 3 处"), remarks what a reader should know. plain is
    text as somebody wrote it, which has to name itself.
    """

    text: str
    title: str = ""
    url: str = ""
    removed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    plain: bool = False


LOCKED = "有密码保护，请去掉密码后再放入"
