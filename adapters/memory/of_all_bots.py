"""The contents of all bots as one mapping."""

from collections.abc import Iterator, MutableMapping, Sequence, ValuesView
from itertools import chain
from typing import TypeVar

from application.ports.bots import BotNotNamed

KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")


class OfAllBots(MutableMapping[KeyT, ValueT]):
    """What is there can be changed. Something new belongs to a bot: raise ``BotNotNamed``."""

    def __init__(self, parts: Sequence[MutableMapping[KeyT, ValueT]]) -> None:
        self._parts = parts

    def __getitem__(self, key: KeyT) -> ValueT:
        return self._part(key)[key]

    def __setitem__(self, key: KeyT, value: ValueT) -> None:
        if not any(key in part for part in self._parts):
            raise BotNotNamed("something new")
        self._part(key)[key] = value

    def __delitem__(self, key: KeyT) -> None:
        del self._part(key)[key]

    def __iter__(self) -> Iterator[KeyT]:
        return chain.from_iterable(self._parts)

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def values(self) -> ValuesView[ValueT]:
        return _Values(self, self._parts)

    def _part(self, key: KeyT) -> MutableMapping[KeyT, ValueT]:
        for part in self._parts:
            if key in part:
                return part
        raise KeyError(key)


class WithoutTheirBot(OfAllBots[KeyT, ValueT]):
    """Several bots may have the same key, so it can only be listed."""

    def _part(self, key: KeyT) -> MutableMapping[KeyT, ValueT]:
        raise BotNotNamed("what has this key")


class _Values(ValuesView[ValueT]):
    def __init__(self, mapping: OfAllBots[KeyT, ValueT], parts: Sequence[MutableMapping[KeyT, ValueT]]) -> None:
        super().__init__(mapping)
        self._parts = parts

    def __iter__(self) -> Iterator[ValueT]:
        return chain.from_iterable(part.values() for part in self._parts)
