"""Direct answers to presses: a chat's in their order, the last of several that wait."""

import asyncio
from collections.abc import Sequence

import pytest

from adapters.memory.messenger import Acknowledged, MemoryMessenger
from application.delivery.entry import EntryKind, NewEntry
from application.delivery.message import Message, say
from application.delivery.outcome import Outcome, Rejected
from application.errors import DatabaseUnavailable
from application.inbox.direct_answers import DirectAnswer, DirectAnswers, Edit, Flash

IMPATIENT, OTHER = 70, 80


class SlowMessenger(MemoryMessenger):
    """An edit waits for its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.turn = asyncio.Event()

    async def edit(self, chat_id: int, message_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        if chat_id == IMPATIENT:
            await self.turn.wait()
        return await super().edit(chat_id, message_id, message, write_by=write_by)


async def refuse(entry: NewEntry) -> None:
    raise AssertionError("no edit was refused")


async def given_while_the_first_waits(*answers: DirectAnswer) -> MemoryMessenger:
    messenger = SlowMessenger()
    async with asyncio.TaskGroup() as tasks:
        direct = DirectAnswers(messenger, tasks, refuse)
        direct.give(answers[:1])
        await asyncio.sleep(0)
        direct.give(answers[1:])
        await asyncio.sleep(0)
        messenger.turn.set()
    return messenger


def edits(messenger: MemoryMessenger) -> Sequence[tuple[int | None, str]]:
    return [(edit.edits, edit.message.text) for edit in messenger.edited]


async def test_of_several_edits_of_a_message_that_wait_the_last_is_given() -> None:
    presses = [Edit(IMPATIENT, 5, say(f"press {n}")) for n in range(100)]

    messenger = await given_while_the_first_waits(*presses)

    assert edits(messenger) == [(5, "press 0"), (5, "press 99")]


async def test_edits_of_other_messages_are_given_too() -> None:
    waiting = [Edit(IMPATIENT, 6, say("a")), Edit(IMPATIENT, 7, say("b")), Edit(IMPATIENT, 6, say("c"))]

    messenger = await given_while_the_first_waits(Edit(IMPATIENT, 5, say("first")), *waiting)

    assert edits(messenger) == [(5, "first"), (7, "b"), (6, "c")]


async def test_of_several_notices_that_wait_the_last_is_shown() -> None:
    notices = [Flash(IMPATIENT, f"press {n}", "Done") for n in range(100)]

    messenger = await given_while_the_first_waits(Edit(IMPATIENT, 5, say("first")), *notices)

    assert messenger.acknowledged == [Acknowledged("press 99", "Done", alert=False)]


async def test_an_alert_is_not_lost_to_a_mere_notice() -> None:
    refusal, notice = Flash(IMPATIENT, "press 1", "Deleted", is_alert=True), Flash(IMPATIENT, "press 2", "Done")

    messenger = await given_while_the_first_waits(Edit(IMPATIENT, 5, say("first")), refusal, notice)

    assert [one.text for one in messenger.acknowledged] == ["Deleted", "Done"]


async def test_a_notice_waits_for_no_edit() -> None:
    messenger = SlowMessenger()
    async with asyncio.TaskGroup() as tasks:
        direct = DirectAnswers(messenger, tasks, refuse)
        direct.give([Edit(IMPATIENT, 5, say("waits")), Flash(IMPATIENT, "press", "Done")])
        for _ in range(3):
            await asyncio.sleep(0)
        before = [notice.press_id for notice in messenger.acknowledged], edits(messenger)
        messenger.turn.set()

    assert before == (["press"], [])


async def test_a_chat_whose_answer_waits_for_its_turn_holds_up_no_other() -> None:
    messenger = SlowMessenger()
    async with asyncio.TaskGroup() as tasks:
        direct = DirectAnswers(messenger, tasks, refuse)
        direct.give([Edit(IMPATIENT, 5, say("waits"))])
        direct.give([Edit(OTHER, 6, say("at once"))])
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        before = edits(messenger)
        messenger.turn.set()

    assert before == [(6, "at once")]


async def test_a_refused_edit_comes_as_a_page_of_which_the_last_counts() -> None:
    messenger, instead = MemoryMessenger(), list[NewEntry]()
    messenger.next_outcomes.append(Rejected("400: message can't be edited"))

    async def note(entry: NewEntry) -> None:
        instead.append(entry)

    async with asyncio.TaskGroup() as tasks:
        DirectAnswers(messenger, tasks, note).give([Edit(IMPATIENT, 5, say("Done"))])

    assert instead == [NewEntry(EntryKind.PAGE, IMPATIENT, say("Done"))]


async def test_an_answer_that_is_lost_ends_no_task_beside_it(caplog: pytest.LogCaptureFixture) -> None:
    messenger, beside = MemoryMessenger(), asyncio.Event()
    messenger.next_outcomes.append(Rejected("400: message can't be edited"))

    async def fail(entry: NewEntry) -> None:
        raise DatabaseUnavailable("gone")

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(beside.wait())
        direct = DirectAnswers(messenger, tasks, fail)
        direct.give([Edit(IMPATIENT, 5, say("Done"))])
        await asyncio.sleep(0)
        direct.give([Flash(IMPATIENT, "press", "Done")])
        await asyncio.sleep(0)
        beside.set()

    assert [record.getMessage() for record in caplog.records] == ["a direct answer was lost"]
    assert len(messenger.acknowledged) == 1
