"""The steps whose reminder came too late, turned page by page."""

from datetime import timedelta
from uuid import UUID

import pytest

from application.delivery.message import Message
from application.wording.callback_data import ShowPage, Verb
from application.wording.notices import overdue_notice
from domain.lead.decisions.delivery import claim_reminder, reminder_expired
from domain.lead.decisions.plans import adopt_plan, identify_prospect
from domain.lead.lead import Lead
from domain.lead.prospect import Prospect
from entrypoints.bot.replies import texts
from tests.entrypoints.bot.visitor import Visitor, data_of, edited, labels, on_lead, text_of
from tests.support.leads import BOT_ID, CHAT_ID, LEAD_ID, MONDAY_9AM, OWNER_ID, a_plan, keep, step_of
from tests.support.memory_app import MemoryApp

HOUR = timedelta(hours=1)
NAMES = [f"Prospect {number:02}" for number in range(1, 15)]


async def fourteen_overdue(app: MemoryApp) -> None:
    """The last named was captured first; the first named was the first that was due. Their second steps are to come."""
    for number in range(14, 0, -1):
        due_at = MONDAY_9AM + number * HOUR
        lead = Lead.capture(
            UUID(int=number), bot_id=BOT_ID, owner_id=OWNER_ID, chat_id=CHAT_ID, note="Met", at=MONDAY_9AM
        )
        lead.record(identify_prospect(lead.state, Prospect(name=NAMES[number - 1]), at=MONDAY_9AM))
        lead.record(adopt_plan(lead.state, a_plan(start=due_at, days=(0, 7)), at=MONDAY_9AM))
        await keep(app.transactions, expired(lead))


@pytest.fixture
async def overdue(app: MemoryApp) -> MemoryApp:
    """One step of one lead is, which was due on Monday."""
    lead = Lead.capture(
        LEAD_ID, bot_id=BOT_ID, owner_id=OWNER_ID, chat_id=CHAT_ID, note="Met Ada at the fair", at=MONDAY_9AM
    )
    lead.record(adopt_plan(lead.state, a_plan(), at=MONDAY_9AM))
    await keep(app.transactions, expired(lead))
    return app


def expired(lead: Lead) -> Lead:
    """The reminder of its first step."""
    first = step_of(lead.id, 1)
    lead.record(claim_reminder(lead.state, first, generation=1, at=MONDAY_9AM + 14 * HOUR))
    lead.record(reminder_expired(lead.state, first, generation=1, at=MONDAY_9AM + 40 * HOUR))
    return lead


def lines(page: Message) -> list[str]:
    """The lines about steps."""
    return [line for line in page.text.splitlines() if line.startswith("⏰")]


async def test_when_nothing_is_overdue_the_bot_says_so(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()

    assert await owner.asks("/overdue") == texts.NOTHING_OVERDUE


@pytest.mark.usefixtures("overdue")
async def test_an_overdue_step_names_its_lead_its_action_and_its_due_time(owner: Visitor) -> None:
    page = await owner.asks("/overdue")

    assert page.text == (
        "Overdue steps (1)\n"
        "You could not be reminded of them in time. Open one:\n"
        "\n"
        "⏰ Met Ada at the fair · Do step 1 · was due Mon 02 Nov 2026, 09:00"
    )
    assert labels(page) == ["Met Ada at the fair · Do step 1"]


async def test_fourteen_steps_are_turned_page_by_page_the_longest_due_first(app: MemoryApp, owner: Visitor) -> None:
    await fourteen_overdue(app)

    pages = [await owner.asks("/overdue")]
    while any("More" in label for label in labels(pages[-1])):
        pages.append(edited(await owner.presses(data_of("More", pages[-1]))))

    headings = [page.text.splitlines()[0] for page in pages]
    assert headings == [f"Overdue steps (14) · page {number} of 3" for number in (1, 2, 3)]
    assert [len(lines(page)) for page in pages] == [6, 6, 2]
    assert [line.split(" · ")[0] for page in pages for line in lines(page)] == [f"⏰ {name}" for name in NAMES]
    buttons_for = [label.split(" · ")[0] for page in pages for label in labels(page)]
    assert [name for name in buttons_for if name in NAMES] == NAMES


@pytest.mark.usefixtures("overdue")
async def test_a_step_opens_the_card_of_its_lead_which_says_that_it_is_overdue(owner: Visitor) -> None:
    page = await owner.asks("/overdue")

    opened = await owner.presses(data_of("Do step 1", page))

    assert "⬜ 1. Do step 1\nemail · due Mon 02 Nov 2026, 09:00 · overdue, " in text_of(opened)


@pytest.mark.usefixtures("overdue")
async def test_the_notice_turns_into_the_list_when_its_button_is_pressed(owner: Visitor) -> None:
    notice = overdue_notice()

    pressed = await owner.presses_on(owner.showing(notice.text), data_of("Show overdue steps", notice))

    assert (pressed.words, pressed.is_alert) == ("", False)
    assert text_of(pressed).startswith("Overdue steps (1)\n")


@pytest.mark.usefixtures("overdue")
async def test_a_deleted_lead_is_not_in_the_list(owner: Visitor) -> None:
    await owner.presses(on_lead(Verb.DELETE_SURELY))

    assert text_of(await owner.presses(ShowPage(Verb.OVERDUE, 0).encode())) == texts.NOTHING_OVERDUE.text


@pytest.mark.usefixtures("overdue")
async def test_the_list_has_the_owners_steps_only(stranger: Visitor) -> None:
    assert await stranger.asks("/overdue") == texts.NOTHING_OVERDUE
    assert text_of(await stranger.presses(ShowPage(Verb.OVERDUE, 0).encode())) == texts.NOTHING_OVERDUE.text


async def test_long_names_and_actions_are_cut_so_that_a_page_fits(app: MemoryApp, owner: Visitor) -> None:
    lead = Lead.capture(LEAD_ID, bot_id=BOT_ID, owner_id=OWNER_ID, chat_id=CHAT_ID, note="Met", at=MONDAY_9AM)
    lead.record(identify_prospect(lead.state, Prospect(name="N" * 500), at=MONDAY_9AM))
    lead.record(adopt_plan(lead.state, a_plan(), at=MONDAY_9AM))
    await keep(app.transactions, expired(lead))

    page = await owner.asks("/overdue")

    assert labels(page) == [f"{'N' * 27}… · Do step 1"]
    assert lines(page) == [f"⏰ {'N' * 27}… · Do step 1 · was due Mon 02 Nov 2026, 09:00"]


async def test_every_command_that_telegram_shows_is_understood_and_explained(owner: Visitor) -> None:
    answers = {name: (await owner.writes(f"/{name}"))[0] for name, _ in texts.COMMANDS}

    assert not any(answer.startswith("I do not know") for answer in answers.values())
    assert [name for name in ("leads", "overdue", "stats", "settings") if f"/{name}" not in texts.HELP.text] == []
