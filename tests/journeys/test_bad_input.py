"""The worst that a person could send gets a clear answer, changes nothing that it should not, and is kept."""

from pathlib import Path

from tests.journeys.journey import ANNA, Journey, a_journey


async def test_a_name_full_of_emoji_and_markup_arrives_as_typed(tmp_path: Path) -> None:
    note = "Name: 🦄 _*[Zoë]*_ `<b>\nCompany: [A_*B]"
    async with a_journey(tmp_path) as journey:
        journey.you.say(note)

        card = await journey.hears("Plan:")

        assert "🦄 _*[Zoë]*_ `<b>" in str(card.content["text"])


async def test_ten_thousand_characters_are_kept_whole_and_shown_short(tmp_path: Path) -> None:
    note = "Anna Kowalska wants a demo. " + "🦄" * 9_972
    async with a_journey(tmp_path) as journey:
        write_past_the_client(journey, note)

        card = await journey.hears("Plan:")

        [lead] = await journey.app.use.queries.list_all(limit=10)
        assert (await journey.app.use.queries.get(lead.row.lead_id)).note == note
        assert len(str(card.content["text"])) < 2_000


async def test_an_update_of_no_known_shape_stops_no_other(tmp_path: Path) -> None:
    async with a_journey(tmp_path) as journey:
        journey.sandbox.server.room.store.updates.add("message", {"message_id": "not a number"})
        journey.you.say(ANNA)

        await journey.hears("Plan: Met at an event")


def write_past_the_client(journey: Journey, text: str) -> None:
    """A text that Telegram's clients would not send as one message."""
    profile, store = journey.you.profile, journey.sandbox.server.room.store
    journey.sandbox.server.room.store.chats.of(profile.id).has_started = True
    message = {"message_id": 9_000, "date": 1, "chat": profile.as_chat(), "from": profile.as_user(), "text": text}
    store.updates.add("message", message)
