"""Counts the commits that wake a loop."""

import asyncio
from collections.abc import Collection

from application.ports.work import Work


class Commits:
    def __init__(self) -> None:
        self.count = 0
        self.work = set[Work]()
        self.happened = asyncio.Event()

    def notify(self, work: Collection[Work]) -> None:
        self.work |= set(work)
        self.count += bool(work)
        self.happened.set()
