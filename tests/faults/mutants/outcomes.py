"""Faults in outcomes, and in their settlement."""

from tests.faults.mutants.mutant import Edit, mutant

RELAY = "tests/application/relay/test_relay.py"
WALK = "tests/faults/interleavings/test_interleavings.py::test_no_order_of_steps_breaks_the_promise"

OUTCOMES = (
    mutant(
        "a 429 is counted as an attempt",
        f"{RELAY}::test_throttled_pauses_the_relay_for_all_chats_and_counts_no_attempt",
        Edit(
            "application/delivery/settlement.py",
            "not_before=now, counts_as_attempt=False, pause=pause)",
            "not_before=now, pause=pause)",
        ),
    ),
    mutant(
        "a pause is not kept",
        f"{RELAY}::test_misconfigured_pauses_the_relay_and_kills_nothing",
        Edit(
            "application/relay/relay.py", "if self.pause_watch.stops_all(await tx.rate_limiter.pauses()):", "if False:"
        ),
    ),
    mutant(
        "not sent is concluded from the class of the exception",
        "tests/adapters/telegram/test_delivery_evidence.py::test_what_the_server_took_is_never_called_unsent",
        Edit(
            "adapters/telegram/evidence.py",
            "    if not wire.written:\n        return NotSent",
            "    if isinstance(error, TelegramNetworkError):\n        return NotSent",
        ),
    ),
    mutant(
        "unconfirmed is sent again under quarantine",
        f"{RELAY}::test_unconfirmed_waits_for_a_person_under_quarantine",
        Edit(
            "application/delivery/settlement.py",
            "if self.policy is DeliveryPolicy.RESEND and not entry.may_duplicate:",
            "if not entry.may_duplicate:",
        ),
    ),
    mutant(
        "a repeat is repeated for ever",
        WALK,
        Edit(
            "application/delivery/settlement.py",
            "if self.policy is DeliveryPolicy.RESEND and not entry.may_duplicate:",
            "if self.policy is DeliveryPolicy.RESEND:",
        ),
        on="memory and resend",
    ),
    mutant(
        "a repeat does not say that it is one",
        WALK,
        Edit(
            "application/relay/relay.py",
            "message = marked_as_repeat(content.message) if entry.may_duplicate else content.message",
            "message = content.message",
        ),
        on="memory and resend",
    ),
    mutant(
        "a message whose lead was deleted meanwhile is tried again",
        "tests/application/relay/test_meanwhile.py"
        "::test_a_reminder_whose_lead_was_deleted_meanwhile_is_not_tried_again",
        Edit(
            "application/relay/lead_outcomes.py", "        await withdraw_unwanted(tx, waiting, at=at)", "        pass"
        ),
    ),
)
