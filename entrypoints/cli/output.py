"""Tables for people, JSON for programs: the same rows."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

import typer

from domain.visible_text import DIRECTIONS

RowView = Mapping[str, object]

NARROWEST = 6
"""A column of a table on a terminal that is too narrow for all."""
WIDEST = 10_000

_CONTROLS = (*range(0x20), *range(0x7F, 0xA0), *map(ord, DIRECTIONS), 0x2028, 0x2029)
_REPLACED = dict.fromkeys((code for code in _CONTROLS if code != ord("\n")), "\N{REPLACEMENT CHARACTER}")
_ESCAPED = {code: f"\\u{code:04x}" for code in _CONTROLS if code >= ord(" ")}
"""Within JSON's strings; its own line ends stay, and json.dumps has escaped those below a space."""


def show_rows(rows: Sequence[RowView], columns: Sequence[str], *, as_json: bool, empty: str) -> None:
    """``columns`` are those of the table; JSON has all. ``empty`` is said instead of a table without rows."""
    if as_json:
        print_json(plain(rows))
    elif not rows:
        say(empty)
    else:
        _print_table(rows, columns)


def show_one(view: RowView, *, as_json: bool) -> None:
    if as_json:
        print_json(plain(view))
        return
    width = max(len(name) for name in view)
    for name, value in view.items():
        say(f"{name.ljust(width)}  {_cell(value)}")


def with_bot(columns: Sequence[str], rows: Sequence[RowView]) -> Sequence[str]:
    """The bot too, where there is more than one."""
    return ("bot_id", *columns) if len({row["bot_id"] for row in rows}) > 1 else columns


def columns_of(value: object, names: Sequence[str]) -> RowView:
    return {name: getattr(value, name) for name in names}


def say(text: str, *, err: bool = False) -> None:
    typer.echo(_sanitized(text), err=err)


def print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2).translate(_ESCAPED))


def print_json_line(value: object) -> None:
    """On one line, and at once: a program may be following."""
    typer.echo(json.dumps(value, ensure_ascii=False).translate(_ESCAPED))


def plain(value: Any) -> Any:
    """As JSON knows it: dataclasses as objects, instants in ISO 8601 and UTC."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _print_table(rows: Sequence[RowView], columns: Sequence[str]) -> None:
    from rich.console import Console  # noqa: PLC0415 - takes as long to import as the rest of the command line
    from rich.measure import Measurement  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    for column in columns:
        widest = max(len(_cell(row[column])) for row in rows)
        # People copy ids: they must not be broken. And no column may vanish.
        whole = widest if column.endswith("id") else min(widest, NARROWEST)
        table.add_column(column.replace("_", " "), overflow="fold", min_width=whole)
    for row in rows:
        table.add_row(*(Text(_sanitized(_cell(row[column]))) for column in columns))
    console = Console()
    widths = Measurement.get(console, console.options.update(max_width=WIDEST), table)
    console.width = max(console.width, widths.minimum) if console.is_terminal else widths.maximum
    console.print(table)


def _sanitized(text: str) -> str:
    """What people wrote to the bot must not drive the operator's terminal."""
    return text.translate(_REPLACED)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S UTC")
    if isinstance(value, Enum | str | int | UUID):
        return str(value)
    return json.dumps(plain(value), ensure_ascii=False)
