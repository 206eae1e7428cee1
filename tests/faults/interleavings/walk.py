"""Every path through a scene, each step of it really taken.

Two paths that lead to the same state go on alike, so what follows from a state is tried once; the paths are counted
all the same. A scene cannot be wound back: to try another step it is played again from its start.
"""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Protocol


class Scene(Protocol):
    def steps(self) -> Sequence[str]:
        """Return the possible next steps; none when all is over."""
        ...

    async def take(self, step: str) -> None: ...

    async def state(self) -> Hashable:
        """Equal for scenes that are alike, now and later."""
        ...

    async def check(self) -> None:
        """Raise ``AssertionError`` when the promise is broken here."""
        ...

    async def check_end(self) -> None:
        """The same once nothing more happens. The scene is of no use afterwards."""
        ...


Path = tuple[str, ...]


@dataclass(slots=True)
class Walk:
    """``follows`` tells for each state which state each of its steps leads to."""

    stage: Callable[[], AbstractAsyncContextManager[Scene]]
    start: Hashable = None
    follows: dict[Hashable, dict[str, Hashable]] = field(default_factory=dict)
    ends: int = 0
    _left: list[Path] = field(default_factory=list)

    async def everywhere(self) -> None:
        self._left.append(())
        while self._left:
            await self._along(self._left.pop())

    @property
    def steps_taken(self) -> int:
        return sum(len(steps) for steps in self.follows.values())

    def interleavings(self) -> int:
        """How many different paths there are from the start to an end."""
        counted: dict[Hashable, int] = {}

        def paths(state: Hashable) -> int:
            if state not in counted:
                counted[state] = sum(paths(after) for after in self.follows[state].values()) or 1
            return counted[state]

        return paths(self.start)

    async def _along(self, path: Path) -> None:
        """Play ``path``, whose last step is new, then go on with steps that are new."""
        async with self.stage() as scene:
            try:
                await self._play(scene, path)
            except AssertionError as error:
                error.add_note(f"after: {' → '.join(path)}")
                raise
            await self._go_on(scene, path)

    async def _play(self, scene: Scene, path: Path) -> None:
        for step in path[:-1]:
            await scene.take(step)
        if path:
            before = await scene.state()
            await self._step(scene, before, path[-1])
        else:
            self.start = await scene.state()

    async def _step(self, scene: Scene, before: Hashable, step: str) -> None:
        await scene.take(step)
        await scene.check()
        self.follows[before][step] = await scene.state()

    async def _go_on(self, scene: Scene, path: Path) -> None:
        state = await scene.state()
        while state not in self.follows:
            self.follows[state] = {}
            steps = scene.steps()
            if not steps:
                self.ends += 1
                await self._checked(scene.check_end(), path)
                return
            first, *others = steps
            self._left += [(*path, other) for other in others]
            path = (*path, first)
            await self._checked(self._step(scene, state, first), path)
            state = await scene.state()

    async def _checked(self, work: Awaitable[None], path: Path) -> None:
        try:
            await work
        except AssertionError as error:
            error.add_note(f"after: {' → '.join(path)}")
            raise
