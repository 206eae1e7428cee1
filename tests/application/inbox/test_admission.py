"""Who is let in, how much is taken of each person, and what is kept of the others: nothing."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import pytest

from application.inbox.admission import Admission
from application.inbox.house import Access, House, Limits
from application.inbox.refusals import Refusals
from application.inbox.updates import UpdateIntake
from application.operator_request import OperatorRequest
from application.ports.inbox import InboundUpdate
from application.wording import bounds
from entrypoints.bot.incoming.admitting import TelegramReading
from tests.support.leads import BOT_ID
from tests.support.memory_app import YOU, MemoryApp

STRANGER, GROUP = 8, -100
ONLY_YOU = House(allowed=frozenset({YOU.id}))
HOUR = timedelta(hours=1)


class Door:
    """Updates that come, and what becomes of them before any is handled."""

    def __init__(self, app: MemoryApp, house: House) -> None:
        self.app = app
        self.admission = Admission(house, TelegramReading())
        self.last_id = 0

    async def come(self, *updates: InboundUpdate) -> None:
        app, refusals = self.app, Refusals(self.app.transactions, self.app.clock, BOT_ID)
        intake = UpdateIntake(_Bringing(updates), app.transactions, app.clock, refusals, self.admission)
        await intake.take_in(after=None, wait=timedelta(0))

    def message(
        self, person_id: int, text: str = "Met Ada", chat_id: int | None = None, sent_at: datetime | None = None
    ) -> InboundUpdate:
        date = {"date": int(sent_at.timestamp())} if sent_at else {}
        return self._update(person_id, "message", {"text": text, **date}, chat_id)

    def press(self, person_id: int) -> InboundUpdate:
        return self._update(person_id, "callback_query", {"data": "x"}, None)

    def _update(self, person_id: int, kind: str, content: Mapping[str, object], chat_id: int | None) -> InboundUpdate:
        self.last_id += 1
        sent = {"message_id": 1, "chat": {"id": chat_id or person_id}, **content}
        payload, is_press = json.dumps({"update_id": self.last_id, kind: sent}), kind == "callback_query"
        return InboundUpdate(BOT_ID, self.last_id, chat_id or person_id, payload, "", person_id, is_press)

    async def waiting(self) -> int:
        async with self.app.transactions.read() as tx:
            return (await tx.inbox.backlog()).updates

    async def kept_words(self) -> Sequence[str]:
        async with self.app.transactions.read() as tx:
            kept = [await tx.inbox.kept(BOT_ID, number) for number in range(1, self.last_id + 1)]
        return [update.payload for update in kept if update is not None]

    async def answers(self) -> Sequence[tuple[int, str]]:
        return [(one.content.chat_id, one.content.message.text) for one in await self.app.entries()]


class _Bringing:
    """Implements the ``Updates`` port."""

    def __init__(self, updates: Sequence[InboundUpdate]) -> None:
        self._updates = updates

    async def introduce(self, commands: Sequence[tuple[str, str]]) -> None:
        pass

    async def receive(self, *, after: int | None, wait: timedelta) -> Sequence[InboundUpdate]:
        return self._updates


# Strangers.


async def test_a_stranger_is_told_once_an_hour_and_no_word_is_kept(app: MemoryApp) -> None:
    door = Door(app, ONLY_YOU)

    for _ in range(3):
        await door.come(*(door.message(STRANGER) for _ in range(100)))
    first_hour = await door.answers()
    app.clock.advance(HOUR)
    await door.come(door.message(STRANGER), door.press(STRANGER))

    assert first_hour == [(STRANGER, bounds.NOT_ALLOWED.text)]
    assert await door.answers() == first_hour * 2
    assert await door.kept_words() == []
    assert await door.waiting() == 0


async def test_those_who_may_come_are_taken_in_beside_strangers(app: MemoryApp) -> None:
    door = Door(app, ONLY_YOU)

    await door.come(door.message(STRANGER), door.message(YOU.id), door.press(YOU.id), door.message(STRANGER))

    assert await door.waiting() == 2


@pytest.mark.parametrize("kind", ["my_chat_member", "edited_message", "telepathy"])
async def test_what_wants_no_answer_gets_none(app: MemoryApp, kind: str) -> None:
    door = Door(app, ONLY_YOU)

    await door.come(door._update(STRANGER, kind, {"text": "x"}, None))

    assert await door.answers() == []
    assert await door.kept_words() == []


async def test_an_update_that_waits_is_not_lost_when_it_comes_again_over_the_bound(app: MemoryApp) -> None:
    door = Door(app, House(limits=Limits(messages_a_minute=1)))
    note = door.message(YOU.id)

    await door.come(note)
    await door.come(note)

    assert await door.waiting() == 1
    assert len(await door.kept_words()) == 1


@pytest.mark.parametrize(("text", "answers"), [("/leads", 1), ("Hello all", 0)])
async def test_in_a_group_one_command_an_hour_is_taken_in(app: MemoryApp, text: str, answers: int) -> None:
    door = Door(app, House())

    await door.come(*(door.message(STRANGER, text, GROUP) for _ in range(50)))

    assert await door.waiting() == answers
    assert await door.answers() == []


async def test_a_person_may_try_five_codes_an_hour(app: MemoryApp) -> None:
    door = Door(app, House(Access.INVITED))

    await door.come(*(door.message(STRANGER, f"/start code-{n}") for n in range(50)))

    assert await door.waiting() == 5
    assert await door.answers() == [(STRANGER, bounds.TOO_MANY_CODES.text)]


@pytest.mark.parametrize("text", ["/start", "/start a b", "start code", "/startcode x", "hello /start x"])
async def test_what_is_no_code_lets_in_no_stranger(app: MemoryApp, text: str) -> None:
    door = Door(app, House(Access.INVITED))

    await door.come(door.message(STRANGER, text))

    assert await door.waiting() == 0


# Bounds.


async def test_beyond_the_messages_of_a_minute_a_person_is_told_once_and_goes_on_afterwards(app: MemoryApp) -> None:
    door = Door(app, House(limits=Limits(messages_a_minute=10)))

    await door.come(*(door.message(YOU.id) for _ in range(30)), door.message(STRANGER))
    in_the_minute = await door.waiting()
    app.clock.advance(timedelta(minutes=1))
    await door.come(door.message(YOU.id))

    assert (in_the_minute, await door.waiting()) == (11, 12)
    assert await door.answers() == [(YOU.id, bounds.TOO_FAST.text)]


async def test_beyond_the_bytes_of_a_day_nothing_more_is_stored(app: MemoryApp) -> None:
    door = Door(app, House(limits=Limits(bytes_a_day=5_000)))

    await door.come(*(door.message(YOU.id, "x" * 1000) for _ in range(10)))

    assert await door.waiting() == 4
    assert await door.answers() == [(YOU.id, bounds.TOO_MUCH.text)]


async def test_admins_have_no_bounds(app: MemoryApp) -> None:
    door = Door(app, House(allowed=frozenset({9}), admins=frozenset({YOU.id}), limits=Limits(1, 1, 1, 1)))

    await door.come(*(door.message(YOU.id) for _ in range(5)))

    assert await door.waiting() == 5


async def test_a_clock_that_was_ahead_does_not_shut_a_person_out(app: MemoryApp) -> None:
    door = Door(app, House(limits=Limits(messages_a_minute=1)))
    app.clock.jump_wall_clock(timedelta(days=400))
    await door.come(door.message(YOU.id))

    app.clock.jump_wall_clock(timedelta(days=-400))
    await door.come(door.message(YOU.id))

    assert await door.waiting() == 2


# Blocked persons.


async def test_of_a_blocked_person_nothing_is_kept_or_answered_until_they_are_let_in_again(app: MemoryApp) -> None:
    door, request = Door(app, House()), OperatorRequest("operator:me", "spam")
    await app.use.access.block(request, YOU.id)

    await door.come(*(door.message(YOU.id) for _ in range(5)))
    blocked = await door.waiting()
    await app.use.access.unblock(request, YOU.id)
    await door.come(door.message(YOU.id))

    assert (blocked, await door.waiting()) == (0, 1)
    assert await door.answers() == []


async def test_what_is_sent_right_after_an_invitation_waits_for_it(app: MemoryApp) -> None:
    door = Door(app, House(Access.INVITED))

    await door.come(door.message(STRANGER, "/start some-code"), door.message(STRANGER, "Met Ada"))
    await door.come(door.message(STRANGER, "Met Bob"))

    assert await door.waiting() == 3
    assert await door.answers() == []


async def test_updates_that_come_again_are_not_counted_again(app: MemoryApp) -> None:
    door = Door(app, House(limits=Limits(messages_a_minute=3)))
    batch = [door.message(YOU.id), door.message(YOU.id)]

    for _ in range(3):
        await door.come(*batch)
    await door.come(door.message(YOU.id))

    assert await door.waiting() == 3
    assert await door.answers() == []


async def test_what_waited_during_an_outage_was_not_sent_at_once(app: MemoryApp) -> None:
    door = Door(app, House(limits=Limits(messages_a_minute=2)))
    minutes = [app.clock.now() - timedelta(minutes=ago) for ago in (40, 40, 39, 39, 38, 1, 1, 0)]

    await door.come(*(door.message(YOU.id, sent_at=at) for at in minutes))

    assert await door.waiting() == len(minutes)


async def test_an_impatient_person_s_presses_cost_them_no_note(app: MemoryApp) -> None:
    door = Door(app, House(limits=Limits(messages_a_minute=2)))

    await door.come(*(door.press(YOU.id) for _ in range(9)), door.message(YOU.id))

    assert len([words for words in await door.kept_words() if "Met Ada" in words]) == 1


@pytest.mark.parametrize("is_known", [True, False])
async def test_that_the_bot_was_blocked_is_heard_beyond_every_bound(app: MemoryApp, *, is_known: bool) -> None:
    door = Door(app, House(limits=Limits(messages_a_minute=0)))
    if is_known:
        await app.captured_lead()

    await door.come(door.message(YOU.id), door._update(YOU.id, "my_chat_member", {"date": 1}, None))

    assert await door.waiting() == int(is_known)


async def test_of_whom_is_refused_no_row_is_left(app: MemoryApp) -> None:
    door = Door(app, ONLY_YOU)

    await door.come(*(door.message(STRANGER) for _ in range(50)))

    async with app.transactions.read() as tx:
        assert await tx.inbox.select(state=None, chat_id=None, limit=9) == []
