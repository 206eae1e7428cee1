"""Chats take turns."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from application.inbox.lanes import AFTER_TROUBLE, LOOKED_AT, Lanes
from application.ports.inbox import InboundUpdate
from tests.support.leads import BOT_ID
from tests.support.memory_app import MemoryApp

IMPATIENT, OTHER, THIRD = 70, 80, 90


@dataclass
class Office:
    """Handles updates: at once, or for a chat in ``slow`` when it is opened."""

    app: MemoryApp
    handled: list[InboundUpdate] = field(default_factory=list)
    slow: set[int | None] = field(default_factory=set)
    at_work: int = 0
    most_at_work: int = 0
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, update: InboundUpdate) -> None:
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        try:
            if update.chat_id in self.slow:
                await self.opened.wait()
            async with self.app.transactions.write() as tx:
                assert await tx.inbox.mark_handled(update, at=self.app.clock.now())
            self.handled.append(update)
        finally:
            self.at_work -= 1

    def lanes(self, tasks: asyncio.TaskGroup, at_once: int) -> Lanes:
        return Lanes(self.app.transactions, self.app.clock, self.handle, tasks, self.woken.set, at_once)

    async def work(self, *, at_once: int = 2) -> None:
        """Until no update is left but those of slow chats; they are handled at the end."""
        async with asyncio.TaskGroup() as tasks:
            lanes = self.lanes(tasks, at_once)
            while await self._waits_elsewhere() or lanes.is_busy:
                self.woken.clear()
                await lanes.step()
                if not await self._waits_elsewhere():
                    self.opened.set()
                await self.woken.wait()

    async def _waits_elsewhere(self) -> bool:
        async with self.app.transactions.read() as tx:
            return any(head.chat_id not in self.slow for head in await tx.inbox.heads(limit=100))


async def kept(app: MemoryApp, *updates: InboundUpdate) -> None:
    async with app.transactions.write() as tx:
        await tx.inbox.keep(updates, at=app.clock.now())


def updates_of(*chats: int | None, presses: Sequence[int | None] = ()) -> Sequence[InboundUpdate]:
    return [InboundUpdate(BOT_ID, n, chat, "", is_press=chat in presses) for n, chat in enumerate(chats, start=1)]


def chats(updates: Sequence[InboundUpdate]) -> Sequence[int | None]:
    return [update.chat_id for update in updates]


async def test_chats_take_turns_however_much_waits_in_another_chat(app: MemoryApp) -> None:
    office = Office(app)
    await kept(app, *updates_of(IMPATIENT, IMPATIENT, IMPATIENT, OTHER, OTHER, THIRD))

    await office.work(at_once=1)

    assert chats(office.handled) == [IMPATIENT, OTHER, THIRD, IMPATIENT, OTHER, IMPATIENT]


async def test_presses_go_before_notes_of_other_chats(app: MemoryApp) -> None:
    office = Office(app)
    await kept(app, *updates_of(IMPATIENT, IMPATIENT, OTHER, presses=[OTHER]))

    await office.work(at_once=1)

    assert chats(office.handled) == [OTHER, IMPATIENT, IMPATIENT]


async def test_a_chat_that_hangs_holds_up_itself_only(app: MemoryApp) -> None:
    office = Office(app, slow={IMPATIENT})
    await kept(app, *updates_of(IMPATIENT, IMPATIENT, *(OTHER,) * 5, THIRD))

    await office.work()

    assert chats(office.handled)[:6] == [OTHER, THIRD, *(OTHER,) * 4]


async def test_at_most_so_many_chats_are_at_work_at_once(app: MemoryApp) -> None:
    office = Office(app, slow=set(range(100)))
    await kept(app, *updates_of(*range(10)))
    async with asyncio.TaskGroup() as tasks:
        lanes = office.lanes(tasks, 3)
        for _ in range(5):
            await lanes.step()
            await asyncio.sleep(0)
        office.opened.set()

    assert office.most_at_work == 3


async def test_a_chat_in_trouble_rests_and_its_update_waits_on(app: MemoryApp) -> None:
    await kept(app, *updates_of(IMPATIENT, OTHER))
    handled = list[int | None]()

    async def refuse(update: InboundUpdate) -> None:
        handled.append(update.chat_id)
        raise OSError("the disk is full")

    async with asyncio.TaskGroup() as tasks:
        lanes = Lanes(app.transactions, app.clock, refuse, tasks, lambda: None)
        await lanes.step()
        await asyncio.sleep(0)
        looks_again_at = await lanes.step()
        await asyncio.sleep(0)
        in_trouble = list(handled)
        app.clock.advance(AFTER_TROUBLE)
        await lanes.step()

    assert in_trouble == [IMPATIENT, OTHER]
    assert looks_again_at == app.clock.now()
    assert handled == [IMPATIENT, OTHER] * 2


@given(arrivals=st.lists(st.sampled_from([IMPATIENT, OTHER, THIRD, None]), max_size=20), at_once=st.integers(1, 4))
async def test_each_update_is_handled_once_and_those_of_a_chat_in_their_order(
    arrivals: list[int | None], at_once: int
) -> None:
    app = MemoryApp()
    office, updates = Office(app), updates_of(*arrivals, presses=[OTHER])
    await kept(app, *updates)

    await office.work(at_once=at_once)

    for chat in {IMPATIENT, OTHER, THIRD, None}:
        of_chat = [update for update in office.handled if update.chat_id == chat]
        assert of_chat == [update for update in updates if update.chat_id == chat]


@given(arrivals=st.lists(st.sampled_from([IMPATIENT, OTHER, THIRD]), max_size=20))
async def test_between_two_turns_of_a_chat_each_other_chat_that_waits_has_its_turn(arrivals: list[int]) -> None:
    app = MemoryApp()
    office = Office(app)
    await kept(app, *updates_of(*arrivals))

    await office.work(at_once=1)

    order = chats(office.handled)
    for first, chat in enumerate(order):
        if chat in order[first + 1 :]:
            second = order.index(chat, first + 1)
            assert set(order[first:second]) >= set(order[second:])


async def test_no_chat_waits_for_two_turns_of_another_however_many_wait(app: MemoryApp) -> None:
    office, crowd = Office(app), range(1, LOOKED_AT + 50)
    await kept(app, *updates_of(*crowd, *crowd, *crowd, 9_999))

    await office.work(at_once=1)

    order = chats(office.handled)
    before = order[: order.index(9_999)]
    assert max(before.count(chat) for chat in crowd) == 1
