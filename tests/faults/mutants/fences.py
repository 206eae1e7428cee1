"""Faults in keys, tokens, leases and turns: they make an entry go out once."""

from tests.faults.mutants.mutant import Edit, mutant

MEMORY, SQLITE, POSTGRESQL = "memory", "sqlite", "postgresql"
PORTS = "tests/adapters/ports"
RELAY = "tests/application/relay/test_relay.py"
LEASES = "tests/application/relay/test_leases.py"

FENCES = (
    mutant(
        "memory: settling without its token",
        f"{PORTS}/outbox/test_settlements.py::test_an_attempt_that_lost_its_lease_to_another_settles_nothing",
        Edit(
            "adapters/memory/delivery/outbox.py",
            "entry.token == attempt.token and entry.may_be_settled",
            "entry.may_be_settled",
        ),
        on=MEMORY,
    ),
    mutant(
        "sql: settling without its token",
        f"{PORTS}/outbox/test_settlements.py::test_an_attempt_that_lost_its_lease_to_another_settles_nothing",
        Edit(
            "adapters/sql/delivery/leasing.py",
            "return tuple_(outbox.c.id, outbox.c.token).in_([(entry.id, entry.token) for entry in entries])",
            "return outbox.c.id.in_([entry.id for entry in entries])",
        ),
        Edit(
            "adapters/sql/delivery/leasing.py",
            "entry is not None and entry.token == attempt.token and entry.may_be_settled",
            "entry is not None and entry.may_be_settled",
        ),
        on=SQLITE,
    ),
    mutant(
        "memory: claims without a unique key",
        f"{PORTS}/outbox/test_claims.py::test_a_taken_claim_is_named_and_left_out",
        Edit(
            "adapters/memory/delivery/outbox.py",
            "known = {entry.content.claim for entry in self._entries.values()}",
            "known = set[Claim | None]()",
        ),
        on=MEMORY,
    ),
    mutant(
        "sql: claims without a unique key",
        f"{PORTS}/test_transactions.py::test_of_concurrent_claims_of_one_generation_one_gets_an_entry",
        Edit(
            "adapters/sql/migrations/initial/delivery.py",
            '        sa.UniqueConstraint("reminder_id", "generation"),\n',
            "",
        ),
        on=POSTGRESQL,
    ),
    mutant(
        "the call comes before the lease",
        f"{RELAY}::test_racing_relays_hand_over_each_entry_once",
        Edit(
            "application/relay/relay.py",
            "        leased, high_water_mark = await run_in_transaction(",
            "        async with self.transactions.read() as tx:\n"
            "            planned, _ = await self._lease(tx, in_flight)\n"
            "        for entry, slot_in in planned:\n"
            "            await self.hand_over(Leased(entry, slot_in, started_at + 60))\n"
            "        leased, high_water_mark = await run_in_transaction(",
        ),
    ),
    mutant(
        "the call is made within the transaction of the lease",
        f"{RELAY}::test_nothing_is_handed_over_while_a_transaction_is_open",
        Edit(
            "application/relay/relay.py",
            "        if entries:\n            used =",
            "        for entry in entries:\n"
            "            await self.messenger.send(entry.content.chat_id, entry.content.message)\n"
            "        if entries:\n            used =",
        ),
    ),
    mutant(
        "a dead sender's attempt counts as not sent",
        f"{LEASES}::test_a_sender_that_died_leaves_its_entry_unconfirmed",
        Edit(
            "application/relay/relay.py",
            'silence = Unconfirmed("its sender died',
            'silence = NotSent("its sender died',
        ),
    ),
    mutant(
        "enough of the lease is left by the wall clock",
        f"{LEASES}::test_an_old_lease_is_too_short_to_send_also_when_the_wall_clock_is_set_back",
        Edit(
            "application/relay/relay.py",
            "if self.clock.monotonic() > leased.write_by:",
            "if entry.lease_until is None or entry.lease_until - self.clock.now() < self.lease / 2:",
        ),
    ),
    mutant(
        "a lease is over by the wall clock",
        "tests/faults/mutants/test_watched_lease.py::test_a_wall_clock_set_forward_ends_no_lease_that_is_being_watched",
        Edit(
            "application/relay/leases.py",
            "now = self._clock.monotonic()\n        return [entry",
            "now = self._clock.now().timestamp()\n        return [entry",
        ),
        Edit(
            "application/relay/leases.py",
            "now = self._clock.monotonic()\n        self._over_at",
            "now = self._clock.now().timestamp()\n        self._over_at",
        ),
    ),
    mutant(
        "a late verdict other than sent is believed",
        f"{LEASES}::test_a_late_failure_changes_nothing",
        Edit(
            "application/delivery/entry.py",
            "is_late_proof = self.state is EntryState.UNCONFIRMED and state is EntryState.SENT",
            "is_late_proof = self.state is EntryState.UNCONFIRMED",
        ),
    ),
    mutant(
        "memory: a throttled chat is not passed over",
        f"{PORTS}/relay/test_chat_states.py::test_a_throttled_chat_is_passed_over_until_it_is_free",
        Edit(
            "adapters/memory/delivery/heads.py",
            "return [entry for entry in heads if _chat_state(contents, entry).waits_until(now) is None]",
            "return heads",
        ),
        on=MEMORY,
    ),
    mutant(
        "sql: a throttled chat is not passed over",
        f"{PORTS}/relay/test_chat_states.py::test_a_throttled_chat_is_passed_over_until_it_is_free",
        Edit("adapters/sql/delivery/heads.py", "is_due, is_alive, ~_chat_state(is_throttled))", "is_due, is_alive)"),
        on=SQLITE,
    ),
    mutant(
        "sql: two messages to one chat are in flight at once",
        f"{PORTS}/outbox/test_heads.py::test_a_chat_gets_its_messages_one_by_one_in_their_order",
        Edit(
            "adapters/sql/delivery/heads.py",
            "is_first, ~_is_busy(), is_reachable)",
            "is_first, is_reachable)",
        ),
        on=SQLITE,
    ),
)
