"""Faults in what else changes the outbox: claims, owners, rebuilds, pruning, expiry."""

from tests.faults.mutants.mutant import Edit, mutant

PORTS = "tests/adapters/ports"
MEMORY, SQLITE = "memory", "sqlite"

UPKEEP = (
    mutant(
        "a rebuild empties the outbox",
        "tests/application/projections/test_rebuild.py::test_a_rebuild_never_sends_again",
        Edit(
            "application/projections/swap.py",
            "            await tx.positions.advance(projection.name, head)\n",
            "            await tx.positions.advance(projection.name, head)\n"
            "            end = datetime.max.replace(tzinfo=UTC)\n"
            "            await tx.outbox.prune(before=end, at=end)\n",
        ),
        Edit(
            "application/projections/swap.py",
            "from datetime import timedelta\n",
            "from datetime import UTC, datetime, timedelta\n",
        ),
    ),
    mutant(
        "a reminder is claimed whatever its status",
        "tests/application/leads/test_properties.py::test_no_claim_succeeds_once_the_lead_is_deleted_or_the_step_over",
        Edit("domain/reminders/rules.py", "    if reminder.status is not ReminderStatus.PENDING:\n", "    if False:\n"),
    ),
    mutant(
        "an owner's word withdraws nothing",
        "tests/application/leads/test_commands.py::test_a_reminder_that_is_no_longer_wanted_is_withdrawn",
        Edit(
            "application/recording.py", "            await withdraw_unwanted(tx, states, at=at)\n", "            pass\n"
        ),
    ),
    mutant(
        "pruning deletes reminders",
        f"{PORTS}/outbox/test_pruning.py::test_a_pruned_generation_is_never_claimed_again",
        Edit(
            "application/delivery/entry.py",
            "KEPT_KINDS = (EntryKind.REMINDER, EntryKind.CARD)",
            "KEPT_KINDS = (EntryKind.CARD,)",
        ),
        on=SQLITE,
    ),
    mutant(
        "memory: what has expired is leased",
        f"{PORTS}/outbox/test_expiry.py::test_an_entry_is_leased_until_it_expires_and_never_after",
        Edit(
            "adapters/memory/delivery/heads.py",
            "<= now and (entry.content.expires_at is None or entry.content.expires_at > now)",
            "<= now",
        ),
        on=MEMORY,
    ),
    mutant(
        "sql: what has expired is leased",
        f"{PORTS}/outbox/test_expiry.py::test_an_entry_is_leased_until_it_expires_and_never_after",
        Edit(
            "adapters/sql/delivery/heads.py",
            "is_due, is_alive, ~_chat_state(is_throttled))",
            "is_due, ~_chat_state(is_throttled))",
        ),
        on=SQLITE,
    ),
)
