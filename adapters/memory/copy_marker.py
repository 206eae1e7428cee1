"""The copy marker of a database in memory."""


class MemoryCopyMarker:
    """Implements the ``CopyMarker`` port; ``lives_at`` is where its database lives."""

    keeps_count = True

    def __init__(self, lives_at: str = "memory") -> None:
        self.lives_at = lives_at
        self.count: int | None = None

    @property
    def database(self) -> str:
        return self.lives_at

    async def place(self) -> str:
        return self.lives_at

    def remembered(self) -> int | None:
        return self.count

    def persist_high_water_mark(self, high_water_mark: int) -> None:
        self.count = max(high_water_mark, self.count or 0)

    def reset_high_water_mark(self, high_water_mark: int) -> None:
        self.count = high_water_mark
