"""Telling a copy of the database from the original."""

from typing import Protocol


class CopyMarker(Protocol):
    """Kept outside of the database, so that an older copy of it is found out."""

    @property
    def database(self) -> str:
        """Its address, without a password."""
        ...

    async def place(self) -> str:
        """Where this database is: a copy of it is elsewhere. Raise ``DatabaseUnavailable``."""
        ...

    def remembered(self) -> int | None:
        """Return the high-water mark, None without one; ``keeps_count`` says whether one is to be expected."""
        ...

    @property
    def keeps_count(self) -> bool: ...

    def persist_high_water_mark(self, high_water_mark: int) -> None:
        """Slots taken so far, before their messages are handed to Telegram. A smaller number changes nothing."""
        ...

    def reset_high_water_mark(self, high_water_mark: int) -> None:
        """Also to a smaller number."""
        ...


class Installation(Protocol):
    """Which database this is: a copy of it must not send what the original has sent."""

    async def identity(self) -> str | None:
        """As it was when a Leadbell last ran on it, or None."""
        ...

    async def identify(self, identity: str) -> None: ...

    async def high_water_mark(self) -> int:
        """How many slots all bots of this database have taken."""
        ...
