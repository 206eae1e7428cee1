"""What the policy makes of an entry, for every outcome: its state, when it is tried again, what becomes of its chat."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import get_args

import pytest

from application.delivery.entry import LONGEST_WAIT, DeliveryPolicy, Entry, EntryState, Settlement
from application.delivery.outcome import (
    ChatMoved,
    ChatUnreachable,
    Misconfigured,
    NotSent,
    Outcome,
    Rejected,
    Sent,
    Throttled,
    Unconfirmed,
    Withheld,
)
from application.delivery.pause import PauseCause, RelayPause
from application.delivery.settlement import (
    BACKOFF_MOST,
    MOST_EDITS,
    MOST_MOVES,
    OTHERS_FIRST,
    REPAIR_PAUSE,
    TOO_MANY_REQUESTS,
    SettlementPolicy,
)
from tests.support.entries import an_answer
from tests.support.leads import BOT_ID, MONDAY_9AM
from tests.support.memory_app import FullBackoff

QUARANTINE, RESEND = DeliveryPolicy.QUARANTINE, DeliveryPolicy.RESEND
QUEUED, SENT, DEAD, UNCONFIRMED = EntryState.QUEUED, EntryState.SENT, EntryState.DEAD, EntryState.UNCONFIRMED
FIRST_TRY = Entry(1, BOT_ID, an_answer(), EntryState.SENDING, MONDAY_9AM, MONDAY_9AM, attempts=1)
EDIT = replace(FIRST_TRY, edits_message_id=5)
NEVER_LEFT = NotSent("connection refused")
SILENCE = Unconfirmed("read time-out")
RETRY_AFTER = timedelta(seconds=30)


def in_seconds(seconds: float) -> datetime:
    return MONDAY_9AM + timedelta(seconds=seconds)


def now_again(reason: str) -> Settlement:
    return Settlement(QUEUED, reason, not_before=MONDAY_9AM)


def backoff(reason: str) -> Settlement:
    return Settlement(QUEUED, reason, not_before=in_seconds(4))


def settled(
    outcome: Outcome, entry: Entry = FIRST_TRY, policy: DeliveryPolicy = QUARANTINE, *, others_are_sent: bool = False
) -> Settlement:
    settling = SettlementPolicy(policy, FullBackoff())
    return settling.settle(entry, outcome, now=MONDAY_9AM, others_are_let_through=others_are_sent)


FIRST_TRIES: list[tuple[Outcome, Settlement]] = [
    (Sent(7), Settlement(SENT, message_id=7)),
    (NEVER_LEFT, backoff("connection refused")),
    (Withheld("a pause"), replace(now_again("a pause"), counts_as_attempt=False)),
    (
        Throttled(RETRY_AFTER),
        replace(
            now_again(TOO_MANY_REQUESTS),
            counts_as_attempt=False,
            pause=RelayPause(PauseCause.THROTTLED, MONDAY_9AM, in_seconds(30), TOO_MANY_REQUESTS),
            chat_paused_for=RETRY_AFTER + OTHERS_FIRST,
        ),
    ),
    (Rejected("400: chat not found"), Settlement(DEAD, "400: chat not found")),
    (ChatUnreachable("403: blocked"), Settlement(DEAD, "403: blocked", chat_is_unreachable=True)),
    (ChatMoved(8), replace(now_again("its chat has a new id"), chat_moved_to=8)),
    (
        Misconfigured("401: Unauthorized"),
        replace(
            now_again("401: Unauthorized"),
            counts_as_attempt=False,
            pause=RelayPause(PauseCause.MISCONFIGURED, MONDAY_9AM, MONDAY_9AM + REPAIR_PAUSE, "401: Unauthorized"),
        ),
    ),
    (SILENCE, Settlement(UNCONFIRMED, "read time-out")),
]
EVERY_OUTCOME = [outcome for outcome, _ in FIRST_TRIES]


@pytest.mark.parametrize(("outcome", "expected"), FIRST_TRIES, ids=lambda value: type(value).__name__)
def test_the_first_try_of_a_message_under_quarantine(outcome: Outcome, expected: Settlement) -> None:
    assert settled(outcome) == expected


def test_no_outcome_is_left_out() -> None:
    assert {type(outcome) for outcome in EVERY_OUTCOME} == set(get_args(Outcome))


@pytest.mark.parametrize("outcome", EVERY_OUTCOME, ids=lambda outcome: type(outcome).__name__)
def test_resend_differs_for_an_unknown_outcome_only(outcome: Outcome) -> None:
    known = settled(outcome)

    expected = replace(backoff("read time-out"), may_duplicate=True) if outcome is SILENCE else known
    assert settled(outcome, policy=RESEND) == expected


def test_a_message_that_may_have_arrived_twice_is_not_sent_again() -> None:
    repeat = replace(FIRST_TRY, may_duplicate=True)

    assert settled(SILENCE, repeat, RESEND) == Settlement(UNCONFIRMED, "read time-out")


@pytest.mark.parametrize("policy", list(DeliveryPolicy))
def test_an_edit_with_an_unknown_outcome_is_made_again_and_duplicates_nothing(policy: DeliveryPolicy) -> None:
    assert settled(SILENCE, EDIT, policy) == backoff("read time-out")


def test_an_edit_stands_aside_in_the_end() -> None:
    assert settled(SILENCE, replace(EDIT, attempts=MOST_EDITS)).state is UNCONFIRMED


def test_a_429_of_one_chat_pauses_that_chat_alone() -> None:
    settlement = settled(Throttled(RETRY_AFTER), others_are_sent=True)

    assert (settlement.pause, settlement.chat_paused_for) == (None, RETRY_AFTER)


def test_a_chat_that_moves_again_and_again_ends_its_entry() -> None:
    moves = [settled(ChatMoved(8), replace(FIRST_TRY, attempts=tries)).state for tries in (MOST_MOVES, MOST_MOVES + 1)]

    assert moves == [QUEUED, DEAD]


def test_the_backoff_doubles_up_to_ten_minutes() -> None:
    tries = [settled(NEVER_LEFT, replace(FIRST_TRY, attempts=attempts)).not_before for attempts in (*range(1, 11), 99)]

    assert tries == [in_seconds(wait) for wait in (4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600)]
    assert tries[-1] == MONDAY_9AM + BACKOFF_MOST


@pytest.mark.parametrize("outcome", EVERY_OUTCOME, ids=lambda outcome: type(outcome).__name__)
def test_no_entry_is_put_off_so_far_that_it_counts_as_due(outcome: Outcome) -> None:
    """Past ``LONGEST_WAIT`` the outbox blames the wall clock, and sends at once."""
    tried = [replace(entry, attempts=attempts) for entry in (FIRST_TRY, EDIT) for attempts in (1, 5, 99)]

    settlements = [settled(outcome, entry, policy) for entry in tried for policy in DeliveryPolicy]

    assert max(settlement.not_before or MONDAY_9AM for settlement in settlements) < MONDAY_9AM + LONGEST_WAIT
