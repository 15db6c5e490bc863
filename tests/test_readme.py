"""What the README tells people to type exists."""

import importlib
import importlib.util
import re
import shlex
from pathlib import Path

import pytest
import typer

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
SET_UP = ("make run", "make test")


def commands() -> list[str]:
    """The lines of its code blocks that start make or one of our modules."""
    lines = [
        line.strip().removeprefix("$ ")
        for block in re.findall(r"```[a-z]*\n(.*?)```", README, re.DOTALL)
        for line in block.replace("\\\n", " ").splitlines()
    ]
    inline = re.findall(r"`((?:make|python -m) [^`]+)`", README)
    return sorted({line for line in [*lines, *inline] if re.match(r"(make|python3? -m) ", line)})


def options_and_commands(module: str) -> tuple[set[str], set[str]]:
    """All option names and all command names of a package's command line."""
    root = typer.main.get_command(importlib.import_module(f"{module}.__main__").app)
    every = [root]
    for command in every:  # grows by the commands of each command
        every += getattr(command, "commands", {}).values()
    options = {name for command in every for p in command.params for name in p.opts}
    return options, set(getattr(root, "commands", {}))


@pytest.mark.parametrize("command", commands() or [pytest.param("", marks=pytest.mark.skip)])
def test_a_command_of_the_readme_exists(command):
    words = shlex.split(command, comments=True)
    if words[0] == "make":
        named = [word for word in words[1:] if "=" not in word and not word.startswith("-")]
        assert set(named) <= TARGETS
        return
    module, arguments = words[2], words[3:]
    if "." in module:  # a module that is a command of its own
        assert importlib.util.find_spec(module)
        return
    if module not in ("corpus", "index", "assistant", "evals"):
        assert module in ("venv", "pip", "pytest")
        return
    options, names = options_and_commands(module)
    if names:
        assert arguments[0] in names
    assert {word.split("=")[0] for word in arguments if word.startswith("--")} <= options


@pytest.mark.parametrize("command", SET_UP)
def test_the_readme_names_the_two_commands_of_the_set_up(command):
    assert command in README
    assert command.removeprefix("make ") in TARGETS
