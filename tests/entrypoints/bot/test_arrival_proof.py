"""Who presses a button of a message has it before their eyes: an unconfirmed one is confirmed by that."""

import pytest

from application.delivery import EntryState, Unconfirmed
from application.wording import buttons
from domain.reminder import ReminderStatus
from tests.application.house import House
from tests.entrypoints.bot.visitor import Visitor, on_reminder


@pytest.fixture
async def uncertain(house: House) -> House:
    """Nobody knows whether the first step's reminder has arrived."""
    await house.claimed_lead()
    house.messenger.next_outcomes.append(Unconfirmed("no whole answer"))
    await house.relay_everything()
    assert (await house.reminder_entry()).state is EntryState.UNCONFIRMED
    return house


async def test_a_press_proves_that_the_message_arrived(uncertain: House, owner: Visitor) -> None:
    await owner.presses(on_reminder(buttons.DRAFT))

    assert (await uncertain.reminder_entry()).state is EntryState.SENT
    assert (await uncertain.reminder()).status is ReminderStatus.SENT
    assert await uncertain.deliveries() == ["ReminderUnconfirmed", "ReminderSent"]


async def test_a_second_press_proves_nothing_new(uncertain: House, owner: Visitor) -> None:
    await owner.presses(on_reminder(buttons.DRAFT))
    await owner.presses(on_reminder(buttons.DRAFT))

    assert await uncertain.deliveries() == ["ReminderUnconfirmed", "ReminderSent"]


async def test_a_stranger_proves_nothing(uncertain: House, stranger: Visitor) -> None:
    await stranger.presses(on_reminder(buttons.DRAFT))

    assert (await uncertain.reminder_entry()).state is EntryState.UNCONFIRMED


async def test_done_proves_it_and_completes_the_step(uncertain: House, owner: Visitor) -> None:
    await owner.presses(on_reminder(buttons.DONE))

    assert (await uncertain.reminder_entry()).state is EntryState.SENT
    assert (await uncertain.reminder()).status is ReminderStatus.COMPLETED
