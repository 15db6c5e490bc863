"""Command line: a draft reply to a letter, and a sheet of questions answered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.command_line import (
    Documents,
    Modes,
    ended,
    mode_of,
    one_line,
    opened_assistant,
    told_settings,
)


def draft(
    letter: Annotated[Path, typer.Argument(help="来信：.txt、.docx、.pdf")],
    out: Annotated[Path | None, typer.Option(help="答复稿存为 .docx 或 .txt")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
    template: Annotated[str, typer.Option(help="模板名：复函、网上咨询口径或自备的")] = "复函",
    documents: Documents = None,
    mode: Modes = None,
) -> None:
    """起草答复：来信里的问题逐一作答，答不了的标出【待补充】。"""
    from assistant.drafting.drafter import Drafter
    from assistant.drafting.letter import LetterFault
    from assistant.drafting.letter_file import read_letter
    from assistant.drafting.letter_parts import divided
    from assistant.drafting.templates import TemplateFault, Templates

    if out and out.suffix.lower() not in (".docx", ".txt"):
        raise typer.BadParameter("应是 .docx 或 .txt", param_hint="--out")
    templates = Templates(told_settings().templates_dir)
    with one_line(TemplateFault, LetterFault):
        templates.file(template)  # before the letter's questions are asked
        parts = divided(read_letter(letter))
        drafted = Drafter(opened_assistant(documents, mode), mode_of(mode)).draft(parts)
        text = templates.render(template, drafted)
    if out:
        _write(out, text)
    if as_json:
        typer.echo(json.dumps(drafted.to_json(), ensure_ascii=False))
    elif not out:
        typer.echo(text)
    if out:
        told = f"已存为 {out}：{len(drafted.parts)} 问，{len(drafted.open)} 处待补充"
        typer.echo(told, err=True)


def batch(
    questions: Annotated[Path, typer.Argument(help="题表：.xlsx 或 .csv")],
    out: Annotated[Path, typer.Argument(help="加上回答、状态、引用、需人工四列后存为")],
    resume: Annotated[bool, typer.Option("--resume", help="接着上次没做完的做")] = False,
    documents: Documents = None,
    mode: Modes = None,
) -> None:
    """批量作答：一表问题逐行作答，中断后可以接着做。"""
    from tqdm import tqdm

    from assistant.drafting.batch import Journal, answered, needing_a_person
    from assistant.drafting.sheet import Sheet, SheetFault

    if out.suffix.lower() not in (".xlsx", ".csv"):
        raise typer.BadParameter("应是 .xlsx 或 .csv", param_hint="OUT")
    if out.resolve() == questions.resolve():
        raise ended("输出与题表是同一个文件，请换一个名字")
    journal = Journal(out)
    if journal.path.exists() and not resume:
        raise ended(f"上次没有做完：加 --resume 接着做，或删去 {journal.path} 重新开始")
    try:
        with one_line(SheetFault):
            sheet = Sheet(questions)
            assistant = opened_assistant(documents, mode)
            with tqdm(total=len(sheet.questions), desc="逐行作答", unit="题") as bar:
                rows = answered(
                    sheet.questions,
                    lambda text: assistant.ask(text, mode=mode_of(mode)),
                    journal,
                    bar.update,
                )
            sheet.write(out, rows)
    except OSError as error:
        raise ended(f"写不了 {journal.path}：{error.strerror}") from None
    except KeyboardInterrupt:
        raise ended("已停下，加 --resume 接着做") from None
    journal.end()
    left = needing_a_person(list(rows.values()))
    typer.echo(f"已存为 {out}：{len(rows)} 题，其中 {left} 题需人工", err=True)


def _write(out: Path, text: str) -> None:
    from assistant.drafting.official_docx import to_docx

    try:
        if out.suffix.lower() == ".docx":
            out.write_bytes(to_docx(text))
        else:
            out.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise ended(f"写不了 {out}：{error.strerror}") from None
