"""A command with everything that followed from it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from adapters.memory.database import MemoryTransactions
from application.audit.audit import Audit
from application.audit.causation import CausalLink
from application.delivery.outcome import Unconfirmed
from tests.support.leads import BOT_ID, LEAD_ID, OTHER_LEAD_ID
from tests.support.memory_app import MemoryApp
from tests.support.operators import EVE, a_mandate, a_reminder_that_was, operations
from tests.support.restored_lead import DAY, Restored

CLAIM = f"claim:{LEAD_ID}:1:1:1"


def shown(chain: Sequence[CausalLink]) -> list[tuple[int, str, str]]:
    return [(link.depth, type(link.recorded.event).__name__, link.recorded.event.actor) for link in chain]


async def a_resent_reminder(app: MemoryApp) -> None:
    """Unconfirmed; sent again by an operator, and it arrives. The lead is deleted later."""
    entry = await a_reminder_that_was(app, Unconfirmed("silence"))
    await operations(app).resend(entry.id, a_mandate(), accept_duplicate=True)
    await app.relay_everything()
    app.clock.advance(timedelta(hours=1))
    await app.use.commands.delete(app.command())


RESENT = [
    (0, "ReminderClaimed", "scheduler"),
    (1, "ReminderUnconfirmed", "relay"),
    (0, "ReminderRequeued", EVE),
    (1, "ReminderSent", "relay"),
]


@pytest.mark.parametrize("name", [CLAIM, "operator:1", "3", "4", "6", f"{LEAD_ID}:5"])
async def test_a_claim_its_outcomes_and_an_operators_resend_are_one_chain(app: MemoryApp, name: str) -> None:
    await a_resent_reminder(app)
    *_, unconfirmed, _, sent, _ = await app.events()

    for also in (name, unconfirmed.command_id, sent.command_id):
        assert shown(await app.use.audit.chain(also)) == RESENT


async def test_a_plan_follows_from_the_note(app: MemoryApp) -> None:
    await app.captured_lead("tg:1:1")
    await app.use.enrichment.enrich_waiting()
    await app.use.claims.claim_due()

    chain = shown(await app.use.audit.chain("tg:1:1"))

    assert chain[:2] == [(0, "AccountOpened", "owner"), (0, "LeadCaptured", "owner")]
    assert chain[-1] == (1, "PlanGenerated", "scheduler")
    assert "ReminderClaimed" not in [kind for _, kind, _ in chain]


async def test_a_fence_is_one_chain_with_the_claims_that_it_made_and_what_it_ended() -> None:
    audit = await after_a_fence()

    chain = await audit.chain("operator:1")

    assert positions(chain) == [7, 8, 9, 10, 11, 12]
    assert {link.recorded.event.actor for link in chain} == {EVE}


@pytest.mark.parametrize("name", [f"claim:{LEAD_ID}:1:2:1", "7", "8", "11"])
async def test_a_claim_that_an_operator_made_leads_back_to_that_command(name: str) -> None:
    audit = await after_a_fence()

    assert positions(await audit.chain(name)) == [7, 8, 10, 11]


async def test_an_operator_who_ended_two_claims_does_not_make_them_one_chain() -> None:
    audit = await after_a_fence()

    mine, others = await audit.chain(CLAIM), await audit.chain(f"claim:{OTHER_LEAD_ID}:1:1:1")

    assert (positions(mine), positions(others)) == ([3, 12], [6, 9])


def positions(chain: Sequence[CausalLink]) -> list[int]:
    return [link.recorded.position for link in chain]


async def after_a_fence() -> Audit:
    """Two first steps were claimed at 3 and 6, the second steps at 7 and 10 by the fence, which ended all four."""
    restored = Restored(MemoryTransactions(lambda work: None).of_bot(BOT_ID), batch=1)
    await restored.planned_lead()
    await restored.claims.claim_due()
    await restored.planned_lead(OTHER_LEAD_ID, owner_id=8)
    await restored.claims.claim_due()
    restored.clock.advance(4 * DAY)
    await restored.fenced()
    return Audit(restored.transactions)


@pytest.mark.parametrize("name", ["", "unknown", "99", f"{LEAD_ID}:99", f"{LEAD_ID}", f"{CLAIM}0"])
async def test_an_unknown_name_has_no_chain(app: MemoryApp, name: str) -> None:
    await a_resent_reminder(app)

    assert await app.use.audit.chain(name) == []
