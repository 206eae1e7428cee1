"""Words that are no command and no answer to a question: what becomes of them."""

from datetime import timedelta

import pytest

from application.delivery.message import Message
from application.wording.callback_data import OnLead, OnReminder, Verb
from application.wording.lead_card import lead_card
from domain.lead.decisions.plans import identify_prospect
from domain.lead.prospect import Prospect
from domain.plan.plan import StepStatus
from entrypoints.bot.words import texts
from tests.entrypoints.bot.visitor import Visitor, data_of, labels
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, a_new_lead, keep, step_of
from tests.support.memory_app import MemoryApp

ADA = Prospect(name="Ada Lovelace", company="Engines")


async def a_named_lead(app: MemoryApp, prospect: Prospect = ADA, lead_id: object = LEAD_ID) -> None:
    lead = a_new_lead(LEAD_ID if lead_id is LEAD_ID else OTHER_LEAD_ID, with_plan=True)
    lead.record(identify_prospect(lead.state, prospect, at=MONDAY_9AM))
    await keep(app.transactions, lead)


def shown(*buttons: str) -> dict[str, object]:
    """The message that is replied to, as Telegram shows it."""
    keyboard = {"inline_keyboard": [[{"text": "x", "callback_data": data}] for data in buttons]}
    return {"message_id": 900, "chat": {"id": 70, "type": "private"}, "reply_markup": keyboard}


async def replies(app: MemoryApp, owner: Visitor, text: str, *, to_card: bool = False) -> list[Message]:
    """To the reminder of the second step, or to the card."""
    reminder = OnReminder(Verb.DONE, step_of(LEAD_ID, 2), 1).encode()
    card = [row[0].data for row in lead_card(await app.state(), await app.use.accounts.wall_clock(7)).buttons]
    content = {"text": text, "reply_to_message": shown(*(card if to_card else [reminder, "noise"]))}
    return list(await owner._sends("message", content))  # the messages with their buttons


async def count(app: MemoryApp) -> int:
    return len(await app.use.queries.list_all(limit=20))


@pytest.mark.parametrize(
    "text",
    [
        "done",
        "ok",
        "find Sarah",
        "his name is Jon not John",
        "thanks",
        "Hallo, wer bist du?",
        "👍",
        "John",
        "+1 555 123 4567",
    ],
)
async def test_what_is_not_surely_a_note_becomes_no_lead(app: MemoryApp, owner: Visitor, text: str) -> None:
    answers = await owner.writes(text)

    assert len(answers) == 1
    assert await count(app) == 0


async def test_words_that_may_be_a_note_are_asked_about(app: MemoryApp, owner: Visitor) -> None:
    question = await owner.asks("Brightwater")

    assert labels(question) == ["➕ New lead", "✖️ Nothing"]
    await owner.presses(data_of("New lead", question))
    await owner.presses(data_of("New lead", question))
    assert await count(app) == 1


async def test_a_note_about_a_known_person_is_offered_to_their_lead(app: MemoryApp, owner: Visitor) -> None:
    await a_named_lead(app)

    question = await owner.asks("Met Ada Lovelace again, wants 20 seats")
    pressed = await owner.presses(data_of("Add to Ada Lovelace (Engines)", question))
    again = await owner.presses(data_of("Add to", question))

    assert question.text == texts.IS_IT_MORE
    assert pressed.edited is not None
    assert [one.text for one in (await app.state()).added_notes] == ["Met Ada Lovelace again, wants 20 seats"]
    assert again.words == ""
    assert await count(app) == 1


async def test_done_in_words_marks_the_step_of_the_reminder(app: MemoryApp, owner: Visitor) -> None:
    await a_named_lead(app)

    [answer] = await replies(app, owner, "done!")

    assert answer.text.startswith("✅ Ada Lovelace: step 2 is done.\nNext: Do step 1, Mon")
    assert labels(answer) == ["↩️ Undo", "👤 Open the lead"]
    assert (await _statuses(app))[1] is StepStatus.DONE
    await owner.presses(data_of("Undo", answer))
    assert (await _statuses(app))[1] is StepStatus.OPEN


async def test_a_reply_to_a_card_is_about_its_next_step(app: MemoryApp, owner: Visitor) -> None:
    await a_named_lead(app)

    await replies(app, owner, "пропусти", to_card=True)

    assert await _statuses(app) == [StepStatus.SKIPPED, StepStatus.OPEN, StepStatus.OPEN]


@pytest.mark.parametrize("text", ["snooze until next friday", "next friday"])
async def test_a_time_in_words_puts_the_reminder_off(app: MemoryApp, owner: Visitor, text: str) -> None:
    await a_named_lead(app)

    [answer] = await replies(app, owner, text)

    due = (await app.state()).schedule.reminders[step_of(LEAD_ID, 2)].due_at
    assert due.date() == (MONDAY_9AM + timedelta(days=11)).date()
    assert "Fri 13 Nov" in answer.text


async def test_a_reply_of_the_prospect_is_noted_and_its_time_is_offered(app: MemoryApp, owner: Visitor) -> None:
    await a_named_lead(app)

    kept, offer = await replies(app, owner, "she said yes, meeting thursday 15:00")

    state = await app.state()
    assert state.replied_at is not None
    assert [one.text for one in state.added_notes] == ["she said yes, meeting thursday 15:00"]
    assert kept.text.endswith(texts.KEPT)
    assert "Thu 05 Nov" in offer.text


async def test_a_correction_changes_the_prospect_and_stays(app: MemoryApp, owner: Visitor) -> None:
    await a_named_lead(app)

    await replies(app, owner, "her name is Adele not Ada")
    await replies(app, owner, "wrong number, it's +44 20 7946 0000")

    prospect = (await app.state()).prospect
    assert (prospect.name, prospect.contacts) == ("Adele Lovelace", ("+44 20 7946 0000",))


async def test_a_correction_finds_its_lead_by_the_wrong_name(app: MemoryApp, owner: Visitor) -> None:
    await a_named_lead(app)

    [answer] = await owner.writes("her name is Adele not Ada")

    assert answer.startswith("✏️ Adele Lovelace")
    assert (await app.state()).prospect.name == "Adele Lovelace"


async def test_other_words_are_kept_and_can_be_taken_back(app: MemoryApp, owner: Visitor) -> None:
    await a_named_lead(app)

    [answer] = await replies(app, owner, "prefers mornings")
    assert "📎" in lead_card(await app.state(), await app.use.accounts.wall_clock(7)).text
    await owner.presses(data_of("Undo", answer))

    assert (await app.state()).added_notes == ()


async def test_a_stranger_s_buttons_name_no_lead(app: MemoryApp, stranger: Visitor) -> None:
    await a_named_lead(app)

    await replies(app, stranger, "done")

    assert (await _statuses(app))[1] is StepStatus.OPEN


async def test_a_person_who_is_named_is_found_as_people_spell_them(app: MemoryApp, owner: Visitor) -> None:
    await a_named_lead(app)
    await a_named_lead(app, Prospect(name="Ольга Сидоренко"), OTHER_LEAD_ID)

    [card] = await owner.writes("find lovelase")
    [other] = await owner.writes("найди Ольгу")
    [done] = await owner.writes("done with Ada")
    [unknown] = await owner.writes("find Bob")

    assert card.startswith("👤 Ada Lovelace")
    assert other.startswith("👤 Ольга Сидоренко")
    assert done.startswith("✅ Ada Lovelace: step 1 is done.")
    assert unknown == texts.NO_LEAD_NAMED


async def test_a_wish_to_be_reminded_offers_to_move_the_next_step(app: MemoryApp, owner: Visitor) -> None:
    await a_named_lead(app)

    [offer] = await owner.writes("remind me about Ada next friday")

    assert "Fri 13 Nov" in offer


async def test_a_wish_for_a_page_shows_the_page(app: MemoryApp, owner: Visitor) -> None:
    await a_named_lead(app)

    assert await owner.writes("how many leads do I have?") == ["You have 1 lead. /leads shows them, next due first."]
    assert await owner.writes("my leads") == await owner.writes("/leads")


async def test_forwarded_words_are_a_note(app: MemoryApp, owner: Visitor) -> None:
    await owner.sends({"text": "done", "forward_origin": {"type": "hidden_user"}})

    assert await count(app) == 1


async def _statuses(app: MemoryApp) -> list[StepStatus]:
    plan = (await app.state()).plan
    assert plan is not None
    return [step.status for step in plan.steps]


@pytest.mark.parametrize(
    ("label", "typed", "prospect"),
    [
        ("Name", "Ada King", Prospect("Ada King", "Engines")),
        ("Company", " Difference  Ltd\u202e", Prospect("Ada Lovelace", "Difference Ltd")),
        ("Role", "CTO", Prospect("Ada Lovelace", "Engines", "CTO")),
        ("Contact", "+44 20 7946 0000", Prospect("Ada Lovelace", "Engines", "", ("+44 20 7946 0000",))),
    ],
)
async def test_a_field_is_corrected_by_its_button_and_a_typed_answer(
    app: MemoryApp, owner: Visitor, label: str, typed: str, prospect: Prospect
) -> None:
    await a_named_lead(app)
    menu = (await owner.presses(OnLead(Verb.EDIT, LEAD_ID).encode())).edited
    assert menu is not None

    asked = await owner.presses(data_of(label, menu))
    [card] = await owner.writes(typed)

    assert asked.new is not None
    assert (await app.state()).prospect == prospect
    assert card.startswith(f"👤 {prospect.name}")
