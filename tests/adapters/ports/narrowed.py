"""Every subquery of a bot's transaction is narrowed to the bot: looked at as SQLAlchemy is given it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Delete, Executable, FromClause, Select, Update
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import ClauseElement

from adapters.sql.bot_scope import BOT


def not_narrowed(statement: Executable) -> list[str]:
    """The tables of subqueries that read rows of other bots too."""
    if not isinstance(statement, Select | Update | Delete) or not _is_of_one_bot(statement):
        return []
    outside = statement.get_final_froms() if isinstance(statement, Select) else [statement.table]
    return [
        str(table) for select in _subqueries(statement) for table in _tables(select, outside) if not _is(select, table)
    ]


def _is_of_one_bot(statement: ClauseElement) -> bool:
    return any(isinstance(one, BindParameter) and one._orig_key == "of_bot" for one in visitors.iterate(statement))


def _subqueries(statement: ClauseElement) -> Iterator[Select[Any]]:
    for one in visitors.iterate(statement):
        if isinstance(one, Select) and one is not statement:
            yield one


def _tables(select: Select[Any], outside: "list[FromClause] | Any") -> Iterator[FromClause]:
    for table in select.get_final_froms():
        if BOT in table.c and table not in outside:
            yield table


def _is(select: Select[Any], table: FromClause) -> bool:
    conditions: list[ColumnElement[Any]] = list(select._where_criteria)
    return any(one is table.c[BOT] for condition in conditions for one in visitors.iterate(condition))
