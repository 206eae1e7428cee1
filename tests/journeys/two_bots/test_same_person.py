"""The same person writes to two bots of one program: nothing that is said or done with one crosses to the other."""

from collections.abc import Sequence

import pytest

from application.errors import LeadNotFound
from application.ports.chat_state import ChatState
from entrypoints.sandbox.server import YOU
from tests.faults.until import until
from tests.journeys.journey import PATIENCE_S, Journey, labels, spoken
from tests.journeys.two_bots.conftest import TwoBots

ANNA = "Met Anna Kowalska from Acme at the SaaS expo, wants a demo"
BORIS = "Met Boris Petrov from Borealis at the SaaS expo, wants a demo"


async def noted(journey: Journey, note: str) -> None:
    journey.you.say(note)
    await journey.hears("Plan: Met at an event")
    await journey.hears("📋 Step 1:")


async def both_noted(bots: TwoBots) -> None:
    await noted(bots.here, ANNA)
    await noted(bots.there, BORIS)


def said(journey: Journey) -> str:
    return "\n".join(str(message.content["text"]) for message in journey.you.messages)


async def test_notes_lists_and_reminders_stay_with_their_bot(bots: TwoBots) -> None:
    await both_noted(bots)

    for journey in (bots.here, bots.there):
        journey.you.say("/leads")
    here, there = await bots.here.hears("Your leads"), await bots.there.hears("Your leads")
    await bots.here.skip()
    await bots.here.hears("📋 Step 2:")
    await bots.there.hears("📋 Step 2:")

    assert [label.split(" · ")[0] for label in labels(here) if " · " in label] == ["Anna Kowalska"]
    assert [label.split(" · ")[0] for label in labels(there) if " · " in label] == ["Boris Petrov"]
    assert "Boris" not in said(bots.here)
    assert "Anna" not in said(bots.there)
    assert len(spoken("📋 Step 1:", bots.here.you.messages)) == len(spoken("📋 Step 2:", bots.there.you.messages)) == 1


async def test_presses_and_snoozing_change_the_lead_of_their_bot(bots: TwoBots) -> None:
    await both_noted(bots)

    await bots.here.press("✅ Done", await bots.here.hears("📋 Step 1:"))
    await bots.there.press("⏰ Snooze 24h", await bots.there.hears("📋 Step 1:"))
    await bots.there.hears("⏰ Comes again")

    [here] = await bots.use_here.queries.list_all(limit=10)
    [there] = await bots.use_there.queries.list_all(limit=10)
    assert (here.row.steps_done, there.row.steps_done) == (1, 0)
    assert (await bots.use_there.statistics.of_owner(YOU.id)).total.done == 0


async def test_settings_are_those_of_one_bot(bots: TwoBots) -> None:
    await both_noted(bots)

    bots.here.you.send_location(52.23, 21.01)
    await bots.here.press("✅ Yes, that is my time", await bots.here.hears("🌍 Europe/Warsaw"))
    await bots.here.hears("🌍 Time zone: Europe/Warsaw")

    assert (await bots.use_here.accounts.show(YOU.id)).clock.zone.key == "Europe/Warsaw"
    assert (await bots.use_there.accounts.show(YOU.id)).clock.zone.key == "UTC"


async def test_a_lead_of_one_bot_is_not_found_with_the_other(bots: TwoBots) -> None:
    await both_noted(bots)
    [here] = await bots.use_here.queries.list_all(limit=10)

    for look in (
        bots.use_there.queries.show(here.row.lead_id, YOU.id),
        bots.use_there.queries.get(here.row.lead_id),
        bots.use_there.audit.history(here.row.lead_id, owner_id=YOU.id),
    ):
        with pytest.raises(LeadNotFound):
            await look


async def test_who_deletes_and_erases_with_one_bot_keeps_all_with_the_other(bots: TwoBots) -> None:
    await both_noted(bots)

    card = await bots.here.hears("Plan: Met at an event")
    await bots.here.press("🗑 Delete", card)
    await bots.here.press("🗑 Yes, delete", await bots.here.hears("Delete Anna Kowalska and its reminders?"))
    await bots.here.hears("Anna Kowalska is deleted.")
    bots.here.you.say("/delete_my_data")
    await bots.here.press("🗑 Erase everything", await bots.here.hears("What goes for good"))
    await bots.here.hears("Erased:")

    [there] = await bots.use_there.queries.list_all(limit=10)
    assert (await bots.use_there.queries.get(there.row.lead_id)).note == BORIS
    assert await bots.use_here.erasure.leads_of(YOU.id) == []
    await bots.there.skip()
    await bots.there.hears("📋 Step 2:")
    assert not spoken("📋 Step 2:", bots.here.you.messages)


async def test_who_blocks_one_bot_is_reached_by_the_other(bots: TwoBots) -> None:
    await both_noted(bots)

    bots.here.you.block()
    await bots.there.skip()
    await bots.there.hears("📋 Step 2:")

    async def lost_chats() -> Sequence[ChatState]:
        async with bots.app.database.read() as tx:
            return await tx.chat_states.unreachable()

    [lost] = await until(lost_chats, within_s=PATIENCE_S)
    assert (lost.chat_id, lost.bot_id) == (YOU.id, bots.here.sandbox.server.room.store.bot.id)
    assert (await bots.use_there.accounts.show(YOU.id)).state.unreachable_since is None  # type: ignore[union-attr]
