"""Databases that do not answer as they should. They implement the ``Transactions`` port."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from types import TracebackType

from application.errors import DatabaseUnavailable
from application.ports.transaction import Transaction


@dataclass
class BrokenTransactions:
    """Whatever is asked of it raises ``error``."""

    error: Exception

    def read(self) -> AbstractAsyncContextManager[Transaction]:
        raise self.error

    def write(self, *, exclusive: bool = False) -> AbstractAsyncContextManager[Transaction]:
        raise self.error


@dataclass
class SilentTransactions:
    """Takes a question and does not answer before it is ``gone``, nor lets go of it when asked to."""

    gone: asyncio.Event = field(default_factory=asyncio.Event)

    def read(self) -> AbstractAsyncContextManager[Transaction]:
        return _Silence(self.gone)

    def write(self, *, exclusive: bool = False) -> AbstractAsyncContextManager[Transaction]:
        return _Silence(self.gone)


@dataclass
class _Silence:
    gone: asyncio.Event

    async def __aenter__(self) -> Transaction:
        while not self.gone.is_set():
            try:
                await self.gone.wait()
            except asyncio.CancelledError:
                continue
        raise DatabaseUnavailable("it is gone")

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, residual: TracebackType | None
    ) -> None: ...
