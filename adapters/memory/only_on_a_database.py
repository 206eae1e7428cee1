"""What memory does not have: erasing, proving and rebuilding are matters of a database."""

from typing import Generic, TypeVar

PortT = TypeVar("PortT")


class OnlyOnADatabase(Generic[PortT]):
    """An attribute of a port that raises ``NotImplementedError`` when it is asked for."""

    def __get__(self, instance: object, owner: type | None = None) -> PortT:
        raise NotImplementedError("memory does not have this: run it on a database")
