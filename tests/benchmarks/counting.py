"""Counts what a program does while a block runs: files, functions, transactions by purpose, statements."""

import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine, event

from adapters.sql.database import SqlDatabase
from adapters.sql.transaction import SqlTransaction

REPOSITORY = Path(__file__).parents[2]
PACKAGES = tuple(f"{REPOSITORY / name}/" for name in ("domain", "application", "adapters", "entrypoints"))
SANDBOX = f"{REPOSITORY / 'entrypoints' / 'sandbox'}/"
APPLICATION = f"{REPOSITORY / 'application'}/"


@dataclass(slots=True)
class CountedTransaction:
    """``names`` are all values that its statements were given."""

    kind: str
    purpose: str
    statements: int = 0
    changes: bool = False
    names: set[str] = field(default_factory=set)

    def is_of(self, names: set[str]) -> bool:
        """It changes something, or asks for one of ``names``; a look for waiting work does neither."""
        return self.changes or bool(self.names & names)


@dataclass(slots=True)
class Counted:
    """``statements`` are as SQLite sees them, BEGIN, COMMIT and PRAGMA included, on every connection."""

    functions: set[tuple[str, str, int]] = field(default_factory=set)
    transactions: list[CountedTransaction] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)

    @property
    def files(self) -> set[str]:
        return {file for file, _, _ in self.functions}


@dataclass(slots=True)
class Counter:
    """Counts into ``counted`` while that is there."""

    counted: Counted | None = None
    _present: "ContextVar[CountedTransaction | None]" = field(default_factory=lambda: ContextVar("tx", default=None))

    @contextmanager
    def counting(self) -> Iterator[Counted]:
        self.counted = counted = Counted()
        sys.setprofile(self._called)
        try:
            yield counted
        finally:
            sys.setprofile(None)
            self.counted = None

    def _called(self, frame: FrameType, what: str, _argument: object) -> None:
        code = frame.f_code
        is_ours = code.co_filename.startswith(PACKAGES) and not code.co_filename.startswith(SANDBOX)
        if what == "call" and is_ours and self.counted is not None:
            self.counted.functions.add((code.co_filename, code.co_qualname, code.co_firstlineno))

    def traced(self, statement: str) -> None:
        if self.counted is not None:
            self.counted.statements.append(statement)

    @asynccontextmanager
    async def opened(
        self, kind: str, purpose: str, opening: AbstractAsyncContextManager[SqlTransaction]
    ) -> AsyncIterator[SqlTransaction]:
        transaction = CountedTransaction(kind, purpose)
        if self.counted is not None:
            self.counted.transactions.append(transaction)
        token = self._present.set(transaction)
        try:
            async with opening as tx:
                yield tx
        finally:
            self._present.reset(token)

    def executed(self, _connection: Any, cursor: Any, _statement: str, given: Any, context: Any, _many: bool) -> None:
        transaction = self._present.get()
        if transaction is None:
            return
        transaction.statements += 1
        writes = context.isinsert or context.isupdate or context.isdelete
        transaction.changes |= bool(writes and cursor.rowcount)
        transaction.names |= {str(value).replace("-", "") for value in _flat(given)}


@contextmanager
def counter() -> Iterator[Counter]:
    """Must be there before the program opens its database."""
    counts, connect, write, read = Counter(), sqlite3.connect, SqlDatabase.write, SqlDatabase.read

    def traced(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **named)
        connection.set_trace_callback(counts.traced)
        return connection

    def written(self: SqlDatabase, *, exclusive: bool = False) -> AbstractAsyncContextManager[SqlTransaction]:
        return counts.opened("write", _purpose(), write(self, exclusive=exclusive))

    def looked(self: SqlDatabase) -> AbstractAsyncContextManager[SqlTransaction]:
        return counts.opened("read", _purpose(), read(self))

    event.listen(Engine, "after_cursor_execute", counts.executed)
    with patch("sqlite3.connect", traced), patch.multiple(SqlDatabase, write=written, read=looked):
        yield counts
    event.remove(Engine, "after_cursor_execute", counts.executed)


def _purpose() -> str:
    """The first method of the application on the way up: who wants a transaction."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        code = frame.f_code
        if code.co_filename.startswith(APPLICATION) and "self" in code.co_varnames[:1]:
            return code.co_qualname
        frame = frame.f_back
    return "(start)"


def _flat(given: Any) -> Iterator[Any]:
    if isinstance(given, dict):
        given = given.values()
    if isinstance(given, str) or not hasattr(given, "__iter__"):
        yield given
    else:
        for one in given:
            yield from _flat(one)
