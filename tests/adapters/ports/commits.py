"""Counts the commits that a database tells of."""

import asyncio


class Commits:
    def __init__(self) -> None:
        self.count = 0
        self.happened = asyncio.Event()

    def ring(self) -> None:
        self.count += 1
        self.happened.set()
