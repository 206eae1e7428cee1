"""The list of leads, turned page by page."""

from datetime import timedelta
from uuid import UUID

from application.wording.callback_data import ShowPage, Verb
from domain.lead.decisions.plans import adopt_plan, identify_prospect
from domain.lead.lead import Lead
from domain.lead.prospect import Prospect
from entrypoints.bot.replies import texts
from tests.entrypoints.bot.visitor import Visitor, data_of, edited, labels, on_lead, text_of
from tests.support.leads import BOT_ID, CHAT_ID, MONDAY_9AM, OWNER_ID, a_plan, keep
from tests.support.memory_app import MemoryApp

NAMES = [f"Prospect {number:02}" for number in range(1, 21)]


async def test_twenty_leads_are_turned_page_by_page_next_due_first(app: MemoryApp, owner: Visitor) -> None:
    await twenty_leads(app)

    pages = [await owner.asks("/leads")]
    while any("More" in label for label in labels(pages[-1])):
        pages.append(edited(await owner.presses(data_of("More", pages[-1]))))

    headings = [page.text.splitlines()[0] for page in pages]
    assert headings == [f"Your leads (20) · page {number} of 4" for number in (1, 2, 3, 4)]
    names = [label.partition(" · ")[0] for page in pages for label in labels(page)]
    assert [name for name in names if name in NAMES] == NAMES


async def test_a_lead_on_a_page_shows_how_far_it_is_and_opens_its_card(app: MemoryApp, owner: Visitor) -> None:
    await twenty_leads(app)
    page = await owner.asks("/leads")
    [label] = [label for label in labels(page) if "Prospect 03" in label]

    opened = await owner.presses(data_of(label, page))

    assert label == "Prospect 03 · 0/3 · Mon 02 Nov 2026, 12:00"
    assert text_of(opened).startswith("👤 Prospect 03\n")


async def test_back_leads_to_the_page_before_and_the_first_has_no_back(app: MemoryApp, owner: Visitor) -> None:
    await twenty_leads(app)
    second = await owner.presses(ShowPage(Verb.LEADS, 1).encode())

    first = await owner.presses(data_of("Back", edited(second)))

    assert labels(edited(second))[-2:] == ["◀️ Back", "More ▶️"]
    assert [label[:11] for label in labels(edited(first))] == [*NAMES[:6], "More ▶️"]


async def test_all_leads_on_a_card_leads_back_to_the_first_page(app: MemoryApp, owner: Visitor) -> None:
    await twenty_leads(app)
    card = await owner.presses(on_lead(Verb.LEAD, UUID(int=20)))

    page = await owner.presses(data_of("All leads", edited(card)))

    assert text_of(page).startswith("Your leads (20) · page 1 of 4\n")


async def test_a_page_turned_after_the_last_lead_is_gone_says_that_there_are_none(
    app: MemoryApp, owner: Visitor
) -> None:
    await app.planned_lead()
    await owner.presses(on_lead(Verb.DELETE_SURELY))

    pressed = await owner.presses(ShowPage(Verb.LEADS, 0).encode())

    assert text_of(pressed) == texts.NO_LEADS.text


async def twenty_leads(app: MemoryApp) -> None:
    """The last named is the first captured; the first named is the first that is due."""
    for number in range(20, 0, -1):
        due_at = MONDAY_9AM + timedelta(hours=number)
        lead = Lead.capture(
            UUID(int=number), bot_id=BOT_ID, owner_id=OWNER_ID, chat_id=CHAT_ID, note="Met", at=MONDAY_9AM
        )
        lead.record(identify_prospect(lead.state, Prospect(name=NAMES[number - 1]), at=MONDAY_9AM))
        lead.record(adopt_plan(lead.state, a_plan(start=due_at), at=MONDAY_9AM))
        await keep(app.transactions, lead)
