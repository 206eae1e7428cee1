"""Command lines of any kind: each command with options of its own, whose values are right, odd or out of all bounds."""

from collections.abc import Sequence
from typing import Any

import typer
from hypothesis import strategies as st

from entrypoints.cli.command import command_tree
from tests.support.leads import BOT_ID, LEAD_ID, OWNER_ID

NEVER_ENDING = {"run", "worker", "sandbox"}
NEVER_ENDING_OPTIONS = {"--follow"}
NUMBERS = (
    "0",
    "1",
    "-1",
    "7",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "9" * 400,
    "1e5",
    "0x1",
    "١",
    "½",
)
MOMENTS = ("2026-11-02", "0001-01-01", "9999-12-31T23:59:59-12:00", "2026-11-02T09:00:00+25:00", "-1", "24:00", "now")
LENGTHS = ("30d", "0s", "-1d", "999999999d", "1.5h", "99999999999999999999999d", "d")
NAMES = (
    str(LEAD_ID),
    LEAD_ID.hex[:8],
    "1111",
    f"{LEAD_ID}:1:1",
    f"{LEAD_ID}:9",
    f"{LEAD_ID}:1:99999999999999999999",
    str(OWNER_ID),
    str(BOT_ID),
)
WORDS = (
    "",
    " ",
    "lead_list",
    "tomorrow",
    "Europe/Kyiv",
    "../x",
    "UA",
    "09:30",
    "20:00-08:00",
    "mon-fri",
    "sent",
    "failed",
    "delivered",
)
PATHS = ("kept.db", "leadbell.db", "no/such/kept.db", "n" * 300, ".", "kept\u202e.db")
ODD = (
    "\x00",
    "\udc80",
    "\u202e",
    "💥" * 300,
    "x" * 20_000,
    "--",
    "-",
    "'; DROP TABLE lead_list; --",
    "%s%n",
    "{}",
    "[bold]",
)
VALUES = st.sampled_from((*NUMBERS, *MOMENTS, *LENGTHS, *NAMES, *WORDS, *PATHS, *ODD)) | st.text(max_size=20)


def command_lines() -> st.SearchStrategy[Sequence[str]]:
    tree: Any = typer.main.get_command(command_tree())
    lines = []
    for name, command in tree.commands.items():
        for below, one in getattr(command, "commands", {"": command}).items():
            if name not in NEVER_ENDING:
                lines.append(_lines([word for word in (name, below) if word], one.params))
    return st.one_of(lines) | st.lists(VALUES, max_size=3)


@st.composite
def _lines(draw: st.DrawFn, words: Sequence[str], parameters: Sequence[Any]) -> Sequence[str]:
    line = list(words)
    for one in parameters:
        if one.opts[0] in NEVER_ENDING_OPTIONS or not draw(st.sampled_from((True, one.required))):
            continue
        if one.param_type_name == "argument":
            line.append(draw(VALUES))
        else:
            line += [one.opts[0]] if one.is_flag else [one.opts[0], draw(VALUES)]
    return line
