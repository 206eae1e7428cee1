"""The page of commands, from the tree that ``leadbell --help`` shows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from typer import Context
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from entrypoints.cli.command import command_tree
from tests.reference.markdown import code, page, paragraphs, table

INTRODUCTION = """
What each command does, takes, and ends with. `leadbell COMMAND --help` says the same. After `make demo` or `make test`
the command is `.venv/bin/leadbell`.

Exit codes: 0 is fine; 1 is a finding or a difference, that you answered no, or that the database file of a running
program is gone; 2 is usage or configuration: a wrong option, a wrong setting, no such lead, a database that is not
there or not ready. Moments are ISO 8601; without an offset they are UTC. Tables want a wide terminal; `--json` wants
none.
"""
WORDS_OF_TYPES = {bool: "", int: "a whole number", float: "a number", str: "a text", Path: "a path"}
UNBOUNDED = 2**31
"""A bound beyond this is the database's and has no meaning for a reader."""


@dataclass(frozen=True, slots=True)
class Documented:
    """``words`` follow ``leadbell``."""

    words: tuple[str, ...]
    command: TyperCommand | TyperGroup
    context: Context

    @property
    def name(self) -> str:
        return " ".join(("leadbell", *self.words))


def commands_page() -> str:
    return page("Commands", INTRODUCTION, *(_section(one) for one in documented_commands() if one.words))


def documented_commands() -> Iterator[Documented]:
    """The root first, each group before its commands."""
    root = get_command(command_tree())
    yield from _below((), root, Context(root, info_name="leadbell"))


def _below(words: tuple[str, ...], command: object, context: Context) -> Iterator[Documented]:
    assert isinstance(command, TyperCommand | TyperGroup)
    yield Documented(words, command, context)
    if isinstance(command, TyperGroup):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _below((*words, name), below, Context(below, info_name=name, parent=context))


def _section(one: Documented) -> str:
    described = paragraphs(one.command.help)
    if isinstance(one.command, TyperGroup):
        return f"## {one.name}\n\n{described}"
    level = "##" if len(one.words) == 1 else "###"
    parts = [f"{level} {one.name}", described, f"```\n{_usage(one)}\n```"]
    rows = [_row(parameter) for parameter in _parameters(one.command)]
    if rows:
        parts.append(table(("argument or option", "value", "default", "meaning"), rows))
    parts.append(f"Exit codes: {_exit_codes(one.command)}.")
    return "\n\n".join(parts)


def _usage(one: Documented) -> str:
    """Options that must be given are shown; the others are in the table."""
    arguments = [_name(p) if p.required else f"[{_name(p)}]" for p in _parameters(one.command) if _is_argument(p)]
    needed = [f"{p.opts[0]} …" for p in _parameters(one.command) if not _is_argument(p) and p.required]
    others = any(not _is_argument(p) and not p.required for p in _parameters(one.command))
    return " ".join((one.name, *arguments, *needed, *(["[OPTIONS]"] if others else [])))


def _parameters(command: TyperCommand | TyperGroup) -> list[TyperArgument | TyperOption]:
    return [one for one in command.params if isinstance(one, TyperArgument | TyperOption) and one.name != "help"]


def _is_argument(parameter: TyperArgument | TyperOption) -> bool:
    return isinstance(parameter, TyperArgument)


def _row(parameter: TyperArgument | TyperOption) -> tuple[str, str, str, str]:
    default = "must be given" if parameter.required else ""
    if not parameter.required and parameter.default not in (None, False, ()):
        default = code(parameter.default)
    name = _name(parameter) if _is_argument(parameter) else ", ".join(parameter.opts)
    return code(name), _value(parameter), default, parameter.help or ""


def _name(parameter: TyperArgument | TyperOption) -> str:
    return parameter.metavar or (parameter.name or "").upper()


def _value(parameter: TyperArgument | TyperOption) -> str:
    """The allowed values, in words."""
    kind = parameter.type_descriptor.annotation
    if isinstance(kind, type) and issubclass(kind, Enum):
        return ", ".join(code(choice.value) for choice in kind)
    words = WORDS_OF_TYPES.get(kind, "a text; may be repeated")
    bounds = [bound for bound in (parameter.min, parameter.max) if bound is not None and abs(bound) < UNBOUNDED]
    if parameter.min is not None and len(bounds) == 2:
        return f"{words} from {bounds[0]} to {bounds[1]}"
    return f"{words} from {bounds[0]}" if bounds else words


def _exit_codes(command: TyperCommand | TyperGroup) -> str:
    """The meaning of 1 is in the help of a command or of its options."""
    texts = [command.help, *(one.help for one in _parameters(command))]
    return "0, 1, 2" if any(re.search(r"\bexits 1\b", text or "", re.IGNORECASE) for text in texts) else "0, 2"
