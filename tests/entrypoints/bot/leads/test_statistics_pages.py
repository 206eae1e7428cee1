"""/stats: how an owner's leads are doing; and the button by which they say that a prospect has replied."""

from datetime import timedelta
from uuid import UUID

from application.delivery.message import Span, Style
from application.leads.statistics import Statistics
from application.read_models.owner_statistics import PlaybookTally, Tally
from application.wording.callback_data import RecordReply, Verb
from domain.lead.decisions.plans import adopt_plan
from domain.lead.lead import Lead
from domain.plan.plan import Plan
from entrypoints.bot.leads.pages import MOST_PLAYBOOKS, statistics_page
from entrypoints.bot.replies import texts
from tests.entrypoints.bot.visitor import Visitor, data_of, edited, labels, on_lead, text_of
from tests.support.leads import BOT_ID, CHAT_ID, LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, OWNER_ID, a_plan, keep
from tests.support.memory_app import MemoryApp

DAY = timedelta(days=1)
LONGEST = 4096
"""Of Telegram's messages."""
REPLIED = RecordReply(Verb.REPLIED, LEAD_ID, 1).encode()


def statistics_of(*tallies: tuple[str, Tally]) -> Statistics:
    playbooks = [PlaybookTally(BOT_ID, OWNER_ID, name, tally) for name, tally in tallies]
    return Statistics(playbooks, sum((tally for _, tally in tallies), Tally()))


async def test_an_owner_without_plans_reads_how_to_begin(owner: Visitor) -> None:
    assert await owner.asks("/stats") == texts.NO_STATISTICS


async def test_a_single_playbook_has_a_single_paragraph(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead(LEAD_ID)
    await app.planned_lead(OTHER_LEAD_ID)
    await app.use.commands.mark_step(app.command(), 1, 1, done=True)
    await app.use.commands.skip_step(app.command(), 1, 2)
    await app.use.commands.record_reply(app.command(), 1)
    app.clock.move_to(MONDAY_9AM + DAY)

    page = await owner.asks("/stats")

    assert page.text == (
        "How your leads are doing\n"
        "\n"
        "test\n"
        "💬 1 of 2 replied\n"
        "✅ 1 of 6 steps done, 1 skipped, 1 late\n"
        "\n"
        "Late is what is still open after its time."
    )
    assert page.buttons == ()


async def test_several_playbooks_come_with_all_of_them_together(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead(LEAD_ID)
    for number, playbook in enumerate(("Cold outreach", "Cold outreach")):
        lead = Lead.capture(
            UUID(int=number), bot_id=BOT_ID, owner_id=OWNER_ID, chat_id=CHAT_ID, note="Met", at=MONDAY_9AM
        )
        lead.record(adopt_plan(lead.state, Plan(1, playbook, a_plan().steps), at=MONDAY_9AM))
        await keep(app.transactions, lead)

    page = await owner.asks("/stats")

    assert page.text.splitlines()[1:] == [
        *("", "Cold outreach", "💬 0 of 2 replied", "✅ 0 of 6 steps done"),
        *("", "test", "💬 0 of 1 replied", "✅ 0 of 3 steps done"),
        *("", "All plans", "💬 0 of 3 replied", "✅ 0 of 9 steps done"),
        *("", "When somebody answers, press 💬 They replied on their card: I cannot know."),
    ]


def test_a_percentage_comes_with_enough_leads_only() -> None:
    few = statistics_page(statistics_of(("cold", Tally(leads=19, replied=7, steps=19))))
    enough = statistics_page(statistics_of(("cold", Tally(leads=20, replied=7, steps=20))))

    assert "💬 7 of 19 replied\n" in few.text
    assert "💬 7 of 20 replied (35 %)\n" in enough.text


def test_of_very_many_playbooks_the_most_used_are_shown_and_all_are_counted() -> None:
    tallies = [(f"{number:03} " + "x" * 500, Tally(leads=number, steps=number)) for number in range(1, 301)]

    page = statistics_page(statistics_of(*tallies))

    shown = [span.text.strip()[:3] for span in page.spans if span.style is Style.ITALIC]
    assert shown == [*(str(number) for number in range(300, 300 - MOST_PLAYBOOKS, -1)), "All", "Whe"]
    assert f"💬 0 of {300 * 301 // 2} replied (0 %)" in page.text
    assert len(page.text) < LONGEST


def test_the_names_of_playbooks_stand_out_and_formatting_in_them_does_nothing() -> None:
    page = statistics_page(statistics_of(("_*[x", Tally(leads=1, replied=1, steps=1))))

    assert page.spans == (
        Span("How your leads are doing", Style.BOLD),
        Span("\n\n_*[x", Style.ITALIC),
        Span("\n💬 1 of 1 replied\n✅ 0 of 1 steps done"),
    )


async def test_a_reply_said_on_the_card_stands_there_and_is_counted(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    card = edited(await owner.presses(on_lead(Verb.LEAD)))

    pressed = await owner.presses(data_of("They replied", card))

    assert (pressed.words, pressed.is_alert) == ("💬 They replied", False)
    assert "💬 They replied on Mon 02 Nov 2026, 09:00" in text_of(pressed)
    assert [label for label in labels(edited(pressed)) if "replied" in label] == []
    assert "💬 1 of 1 replied" in (await owner.asks("/stats")).text
