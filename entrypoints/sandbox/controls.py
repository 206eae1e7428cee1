"""What the chat page needs from the house behind it, so that the page's server knows nothing of leads."""

from datetime import datetime, timedelta
from typing import Protocol


class SandboxControls(Protocol):
    """The sandbox's clock, as the page shows and moves it."""

    @property
    def zone(self) -> str:
        """The IANA name of the zone in which the page shows times, for example ``Europe/Warsaw``."""

    def now(self) -> datetime:
        """The sandbox's time, aware, in UTC."""

    async def skip_to_next_reminder(self) -> datetime | None:
        """Skip to when the next reminder is due and return that time; None when nothing is scheduled."""

    async def advance(self, by: timedelta) -> datetime:
        """Skip ``by`` and return the time it is then."""
