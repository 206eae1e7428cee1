"""Only the erased lead's messages lose their words, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.delivery.entry import Entry, EntryState, NewEntry, Settlement
from application.delivery.message import Message
from application.ports.personal_data import Redacted
from application.ports.transaction import Transactions
from tests.adapters.ports.outbox.moves import DEAD, MINUTE, SENT, UNCONFIRMED, end, get, lease, queue, requeue, settle
from tests.adapters.ports.personal_data.redacted import (
    ELSEWHERE,
    NOON,
    RESIDUAL,
    SECOND,
    attempts_of,
    delivered,
    record_attempt,
    redact,
)
from tests.support.databases import SQL_DATABASES
from tests.support.entries import a_card, a_notice, a_reminder, an_answer
from tests.support.leads import CHAT_ID, OTHER_LEAD_ID

pytestmark = pytest.mark.parametrize("transactions", SQL_DATABASES, indirect=True)

OURS = (a_reminder(), a_card(), an_answer(), a_notice())
"""Of the lead, and without a lead in its chat: lists and answers name leads without belonging to one."""
OTHERS = (a_reminder(lead_id=OTHER_LEAD_ID), a_card(OTHER_LEAD_ID), an_answer(ELSEWHERE), a_notice(ELSEWHERE))


def wordless(entry: Entry) -> Entry:
    return replace(entry, content=replace(entry.content, message=Message(())), reason="")


@pytest.mark.parametrize("content", OURS, ids=lambda content: content.kind)
@pytest.mark.parametrize("settlement", [SENT, DEAD, UNCONFIRMED], ids=lambda settlement: settlement.state)
async def test_an_attempted_message_keeps_its_row_without_its_words(
    transactions: Transactions, content: NewEntry, settlement: Settlement
) -> None:
    entry = await delivered(transactions, content, settlement)
    attempts = await attempts_of(transactions, entry)

    assert await redact(transactions) == Redacted(messages=1)

    assert await get(transactions, entry.id) == wordless(entry)
    assert await attempts_of(transactions, entry) == [replace(one, reason="") for one in attempts]


@pytest.mark.parametrize("state", [EntryState.WITHDRAWN, EntryState.EXPIRED])
async def test_a_message_never_attempted_does_so_too(transactions: Transactions, state: EntryState) -> None:
    ids = await queue(transactions, *OURS)
    await end(transactions, *ids, state=state)
    entries = [await get(transactions, entry_id) for entry_id in ids]

    assert await redact(transactions) == Redacted(messages=len(OURS))

    assert [await get(transactions, entry_id) for entry_id in ids] == [wordless(entry) for entry in entries]


async def test_queued_messages_of_the_lead_are_withdrawn_first(transactions: Transactions) -> None:
    card = await delivered(transactions, a_card(), SENT)
    ids = await queue(transactions, a_reminder(), a_card(edits=card.id))

    assert await redact(transactions) == Redacted(messages=3)

    entries = [await get(transactions, entry_id) for entry_id in ids]
    assert [(one.state, one.settled_at, one.content.message) for one in entries] == [
        (EntryState.WITHDRAWN, NOON, Message(()))
    ] * 2
    assert await lease(transactions, NOON) == []


async def test_an_unconfirmed_message_is_not_sent_again_without_its_words(transactions: Transactions) -> None:
    entry = await delivered(transactions, a_reminder(), UNCONFIRMED)
    await redact(transactions)

    assert not await requeue(transactions, entry.id, may_duplicate=True)

    assert (await get(transactions, entry.id)).state is EntryState.UNCONFIRMED
    assert await lease(transactions, NOON) == []


async def test_an_attempt_recorded_later_loses_its_words_with_the_next_redaction(transactions: Transactions) -> None:
    entry = await delivered(transactions, a_reminder(), UNCONFIRMED)
    await redact(transactions)
    await record_attempt(transactions, entry)

    assert await redact(transactions, at=NOON + SECOND) == Redacted()

    assert [one.reason for one in await attempts_of(transactions, entry)] == ["", ""]


@pytest.mark.parametrize("content", OURS, ids=lambda content: content.kind)
async def test_a_message_in_flight_keeps_its_words_until_it_has_ended(
    transactions: Transactions, content: NewEntry
) -> None:
    [entry_id] = await queue(transactions, content)
    [leased] = await lease(transactions, lasting=MINUTE)

    assert await redact(transactions) == Redacted(waiting=1)
    assert await get(transactions, entry_id) == leased

    await settle(transactions, leased, SENT)
    assert await redact(transactions, at=NOON + SECOND) == Redacted(messages=1)
    assert (await get(transactions, entry_id)).content.message == Message(())


@pytest.mark.parametrize("content", [an_answer(), a_notice()], ids=lambda content: content.kind)
async def test_a_message_queued_without_a_lead_is_still_sent(transactions: Transactions, content: NewEntry) -> None:
    [entry_id] = await queue(transactions, content)

    assert await redact(transactions) == Redacted(waiting=1)

    [leased] = await lease(transactions, NOON)
    assert (leased.id, leased.content) == (entry_id, content)


@pytest.mark.parametrize("later", [MINUTE, -MINUTE], ids=["a minute later", "the clock was set back meanwhile"])
async def test_an_answer_that_came_after_the_erasure_is_redacted_by_the_next_redaction(
    transactions: Transactions, later: timedelta
) -> None:
    """It may be one to an update that waited when the lead was erased. No clock is asked."""
    assert await redact(transactions) == Redacted()
    entry = await delivered(transactions, an_answer(), SENT, at=NOON + SECOND)

    assert await redact(transactions, at=NOON + later) == Redacted(messages=1)

    assert await get(transactions, entry.id) == wordless(entry)


@pytest.mark.parametrize("content", OTHERS, ids=lambda content: f"{content.kind} in {content.chat_id}")
@pytest.mark.parametrize("settlement", [SENT, DEAD, UNCONFIRMED], ids=lambda settlement: settlement.state)
async def test_messages_to_others_keep_their_words(
    transactions: Transactions, content: NewEntry, settlement: Settlement
) -> None:
    entry = await delivered(transactions, content, settlement)
    attempts = await attempts_of(transactions, entry)

    assert await redact(transactions) == Redacted()

    assert await get(transactions, entry.id) == entry
    assert await attempts_of(transactions, entry) == attempts


async def test_messages_queued_for_others_stay_queued(transactions: Transactions) -> None:
    ids = await queue(transactions, *OTHERS)
    entries = [await get(transactions, entry_id) for entry_id in ids]

    assert await redact(transactions) == Redacted()

    assert [await get(transactions, entry_id) for entry_id in ids] == entries


async def test_messages_of_all_its_chats_are_redacted(transactions: Transactions) -> None:
    entries = [await delivered(transactions, an_answer(chat_id), SENT) for chat_id in (CHAT_ID, ELSEWHERE)]

    assert await redact(transactions, replace(RESIDUAL, chat_ids=frozenset({CHAT_ID, ELSEWHERE}))) == Redacted(
        messages=2
    )

    assert [await get(transactions, entry.id) for entry in entries] == [wordless(entry) for entry in entries]


async def test_redacting_again_changes_nothing(transactions: Transactions) -> None:
    tried = [await delivered(transactions, content, UNCONFIRMED) for content in OURS]
    [queued] = await queue(transactions, a_reminder(2))
    ids = [*(entry.id for entry in tried), queued]
    assert await redact(transactions) == Redacted(messages=5)
    once = [await get(transactions, entry_id) for entry_id in ids]

    assert await redact(transactions, at=NOON + MINUTE) == Redacted()

    assert [await get(transactions, entry_id) for entry_id in ids] == once
