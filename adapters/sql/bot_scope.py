"""Statements of one bot: which bot is said once, for a transaction, and holds for every statement in it.

A table with a column ``bot_id`` belongs to bots. What is read, changed or deleted there is narrowed to the bot of the
transaction, what is inserted is stamped with it: no adapter can forget to. A subquery is the adapter's own: it compares
``bot_id`` with the row outside (``same_bot``), or narrows itself (``ours``). A test reads every statement and sees to
both.

A transaction of all bots reads everything. It inserts no row without a bot, and changes or deletes none where the key
holds the bot, since such a key without its bot names another bot's row as well; a statement that is meant for all says
so (``meant_for_all_bots``).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Concatenate, Never, ParamSpec, TypeVar, TypeVarTuple, cast, overload

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    CursorResult,
    Delete,
    Dialect,
    Executable,
    FromClause,
    Insert,
    ScalarResult,
    Select,
    Table,
    Update,
    bindparam,
    literal,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.selectable import TypedReturnsRows

from application.ports.bots import ALL_BOTS, BotNotNamed, OtherBot

BOT = "bot_id"
HAS_ROWS_OF_ALL = "has rows that hold for all bots"
"""Of a table, in its ``info``: a transaction of all bots writes such a row, and every bot reads it."""
FOR_ALL = "meant_for_all_bots"

P = ParamSpec("P")
T = TypeVar("T")
Ts = TypeVarTuple("Ts")
Row = Mapping[str, Any]
Rows = Row | Sequence[Row] | None
StatementT = TypeVar("StatementT", bound=Executable)


def same_bot(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = one.c[BOT] == other.c[BOT]
    return condition


def meant_for_all_bots(statement: StatementT) -> StatementT:
    return statement.execution_options(**{FOR_ALL: True})


class BotScope:
    """``bot_id`` None is all bots."""

    def __init__(self, bot_id: int | None) -> None:
        self.bot_id = bot_id

    def one_bot(self, matter: str) -> int:
        """Raise ``BotNotNamed``."""
        if self.bot_id is None:
            raise BotNotNamed(matter)
        return self.bot_id

    def narrowed(self, statement: Executable, rows: Rows) -> tuple[Executable, Rows]:
        """Raise ``BotNotNamed``, ``OtherBot``."""
        match statement:
            case Insert():
                return statement, self._stamped(cast(Table, statement.table), rows)
            case Update() | Delete():
                return self._written(statement), rows
            case Select():
                for read in _tables_of(statement):
                    statement = statement.where(*self.ours(read))
                return statement, rows
        raise TypeError(f"it is not known whose rows {type(statement).__name__} reads")

    def _stamped(self, table: Table, rows: Rows) -> Rows:
        if BOT not in table.c:
            return rows
        if rows is None:
            raise TypeError("the rows to be inserted are given beside the statement")
        if isinstance(rows, Mapping):
            return self._with_bot(table, rows)
        return [self._with_bot(table, row) for row in rows]

    def _with_bot(self, table: Table, row: Row) -> Row:
        bot_id = row.get(BOT, self.bot_id)
        if bot_id is None and HAS_ROWS_OF_ALL in table.info:
            bot_id = ALL_BOTS
        if bot_id is None:
            raise BotNotNamed(table.name)
        if self.bot_id not in (None, bot_id):
            raise OtherBot(self.bot_id or ALL_BOTS, bot_id)
        return {**row, BOT: bot_id}

    def _written(self, statement: Update | Delete) -> Update | Delete:
        table = statement.table
        if not isinstance(table, Table) or BOT not in table.c:
            return statement
        if self.bot_id is not None:
            return statement.where(table.c[BOT] == _this(self.bot_id))
        if BOT in table.primary_key.columns and not statement.get_execution_options().get(FOR_ALL):
            raise BotNotNamed(table.name)
        return statement

    def ours(self, read: FromClause) -> Sequence[ColumnElement[bool]]:
        """What a subquery says of a table by itself; none for all bots."""
        if self.bot_id is None or BOT not in read.c or not isinstance(read, Table):
            return ()
        if HAS_ROWS_OF_ALL in read.info:
            return (read.c[BOT].in_([_this(self.bot_id), literal(ALL_BOTS, BigInteger())]),)
        return (read.c[BOT] == _this(self.bot_id),)


class SyncBotConnection(BotScope):
    """For work in one ``run_sync``."""

    def __init__(self, connection: Connection, bot_id: int | None) -> None:
        super().__init__(bot_id)
        self._connection = connection

    @property
    def dialect(self) -> Dialect:
        return self._connection.dialect

    @overload
    def execute(self, statement: TypedReturnsRows[*Ts], rows: Rows = None) -> CursorResult[*Ts]: ...
    @overload
    def execute(self, statement: Executable, rows: Rows = None) -> CursorResult[*tuple[Any, ...]]: ...
    def execute(self, statement: Executable, rows: Rows = None) -> CursorResult[*tuple[Any, ...]]:
        return self._connection.execute(*self.narrowed(statement, rows))


class BotConnection(BotScope):
    """The connection of a transaction, for all ports whose rows belong to bots."""

    def __init__(self, connection: AsyncConnection, bot_id: int | None) -> None:
        super().__init__(bot_id)
        self._connection = connection

    @property
    def dialect(self) -> Dialect:
        return self._connection.dialect

    @overload
    async def execute(self, statement: TypedReturnsRows[*Ts], rows: Rows = None) -> CursorResult[*Ts]: ...
    @overload
    async def execute(self, statement: Executable, rows: Rows = None) -> CursorResult[*tuple[Any, ...]]: ...
    async def execute(self, statement: Executable, rows: Rows = None) -> CursorResult[*tuple[Any, ...]]:
        return await self._connection.execute(*self.narrowed(statement, rows))

    async def scalars(self, statement: TypedReturnsRows[T]) -> ScalarResult[T]:
        return (await self.execute(statement)).scalars()

    @overload
    async def scalar(self, statement: TypedReturnsRows[Never]) -> Any: ...
    @overload
    async def scalar(self, statement: TypedReturnsRows[T]) -> T | None: ...
    async def scalar(self, statement: TypedReturnsRows[Any]) -> Any:
        return (await self.execute(statement)).scalar()

    async def has(self, table: Table, *conditions: ColumnElement[bool]) -> bool:
        """Whether there is such a row."""
        return await self.scalar(select(literal(1)).select_from(table).where(*conditions).limit(1)) is not None

    async def run_sync(
        self, work: Callable[Concatenate[SyncBotConnection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        return await self._connection.run_sync(lambda sync: work(SyncBotConnection(sync, self.bot_id), *args, **kwargs))

    async def change_tables(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Work on tables as such: whose rows are in them does not matter."""
        return await self._connection.run_sync(work, *args, **kwargs)


def _tables_of(statement: Select[Any]) -> Sequence[FromClause]:
    return statement.columns_clause_froms or statement.get_final_froms()


def _this(bot_id: int) -> ColumnElement[int]:
    return bindparam("of_bot", bot_id, BigInteger(), unique=True)
