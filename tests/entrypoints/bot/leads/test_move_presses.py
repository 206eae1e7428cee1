"""Moving a step by buttons: choose the step, choose the time, see a preview, move it."""

from datetime import UTC, datetime, timedelta

import pytest

from application.delivery.message import Message
from application.leads.rescheduling import Move
from application.wording.callback_data import MoveStep, Verb
from entrypoints.bot.leads.moving import MOVED_SINCE
from tests.entrypoints.bot.visitor import Visitor, data_of, edited, labels, on_card, on_lead, on_reminder, text_of
from tests.support.leads import LEAD_ID, MONDAY_9AM, step_of
from tests.support.memory_app import MemoryApp

DAY = timedelta(days=1)
MOVE_TO_TOMORROW = Move(2, "tomorrow")


async def dues(app: MemoryApp) -> list[datetime]:
    plan = (await app.state()).plan
    assert plan is not None
    return [step.due.at for step in plan.steps]


async def a_preview(owner: Visitor, *, step_id: int = 2, label: str = "Next Monday") -> Message:
    chosen = await owner.presses(on_card(Verb.MOVE, step_id))
    return edited(await owner.presses(data_of(label, edited(chosen))))


async def test_the_card_offers_the_open_steps_to_choose_from(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    await app.use.commands.mark_step(app.command(), 1, 1, done=True)

    pressed = await owner.presses(on_lead(Verb.MOVE))

    assert text_of(pressed) == "📅 Which step do you want to move?"
    assert labels(edited(pressed)) == [
        "2. Do step 2 · Thu 05 Nov, 09:00",
        "3. Do step 3 · Mon 09 Nov, 09:00",
        "✖️ Cancel",
    ]


async def test_a_chosen_step_asks_to_when(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    steps = await owner.presses(on_lead(Verb.MOVE))

    pressed = await owner.presses(data_of("2. Do step 2", edited(steps)))

    assert text_of(pressed) == (
        "📅 Step 2: Do step 2\nIt is due Thu 05 Nov 2026, 09:00. To when do you want to move it?"
    )
    assert labels(edited(pressed))[1:] == [
        "Tomorrow · Tue 03 Nov, 09:30",
        "3 working days · Thu 05 Nov, 09:30",
        "Next Monday · Mon 09 Nov, 09:30",
        "✍️ Type it",
        "✖️ Cancel",
    ]


async def test_before_anything_is_moved_it_is_shown(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()

    preview = await a_preview(owner)

    assert preview.text == (
        "📅 Step 2: Do step 2\n\n"
        "Step 2 moves from Thu 05 Nov, 09:00 to Mon 09 Nov, 09:30\n\n"
        "With the rest:\nstep 3: Mon 09 Nov, 09:00 → Fri 13 Nov, 09:30"
    )
    assert labels(preview) == ["📅 Move this step", "📅 Move it and the rest", "✖️ Cancel"]
    assert await app.kinds_of_events() == ["LeadCaptured", "PlanGenerated"]


async def test_the_last_step_has_no_rest(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()

    preview = await a_preview(owner, step_id=3)

    assert "With the rest" not in preview.text
    assert labels(preview) == ["📅 Move this step", "✖️ Cancel"]


@pytest.mark.parametrize(
    ("label", "third"), [("this step", MONDAY_9AM + 7 * DAY), ("and the rest", MONDAY_9AM.replace(day=13, minute=30))]
)
async def test_the_preview_is_carried_out(app: MemoryApp, owner: Visitor, label: str, third: datetime) -> None:
    await app.planned_lead()
    preview = await a_preview(owner)
    app.clock.advance(timedelta(hours=5))

    pressed = await owner.presses(data_of(label, preview))

    assert pressed.words == "📅 Step 2: Mon 09 Nov 2026, 09:30"
    assert "2. Do step 2\nemail · due Mon 09 Nov 2026, 09:30" in text_of(pressed)
    assert await dues(app) == [MONDAY_9AM, MONDAY_9AM + 7 * DAY + timedelta(minutes=30), third]


async def test_a_preview_of_a_step_that_was_moved_since_moves_nothing(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    old = await a_preview(owner)
    await owner.presses(data_of("this step", await a_preview(owner, label="Tomorrow")))
    moved = await dues(app)

    pressed = await owner.presses(data_of("this step", old))

    assert pressed.words == MOVED_SINCE
    assert await dues(app) == moved


async def test_a_preview_whose_moment_has_passed_is_refused(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    preview = await a_preview(owner, label="Tomorrow")
    app.clock.advance(2 * DAY)

    pressed = await owner.presses(data_of("this step", preview))

    assert pressed.is_alert
    assert "StepRescheduled" not in await app.kinds_of_events()


async def test_cancel_shows_the_card(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    preview = await a_preview(owner)

    pressed = await owner.presses(data_of("Cancel", preview))

    assert "Plan: test" in text_of(pressed)


async def test_the_time_it_is_due_already_is_asked_again(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    await app.use.rescheduling.move(app.command(), MOVE_TO_TOMORROW)

    preview = await a_preview(owner, label="Tomorrow")

    assert preview.text.startswith("That is when it is due already.\n\n📅 Step 2: ")
    assert "✍️ Type it" in labels(preview)


async def test_typed_words_are_shown_before_they_move_anything(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    asked = await owner.presses(on_card(Verb.MOVE_BY_WORDS, 2))

    preview = await owner.asks("10 November at 16:15")
    pressed = await owner.presses(data_of("this step", preview))

    assert asked.new is not None
    assert asked.new.text.startswith(
        "📅 Step 2: Do step 2\nMet Ada at the fair\n\nTo when do you want to move it? Write a time"
    )
    assert "Step 2 moves from Thu 05 Nov, 09:00 to Tue 10 Nov, 16:15" in preview.text
    assert pressed.words == "📅 Step 2: Tue 10 Nov 2026, 16:15"


async def test_from_a_reminder_the_dialogue_is_a_message_of_its_own(app: MemoryApp, owner: Visitor) -> None:
    await app.claimed_lead()
    await app.relay_everything()
    menu = await owner.presses(on_reminder(Verb.LATER))

    pressed = await owner.presses(data_of("Move the step instead", edited(menu)))

    assert pressed.edited is None
    assert pressed.new is not None
    assert pressed.new.text.startswith("📅 Step 1: Do step 1\nIt is due")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (on_card(Verb.MOVE, 9), "The plan has no such step."),
        (on_card(Verb.MOVE, plan=2), "This is from an older plan. Open the lead to see the present one."),
        (on_card(Verb.MOVE_BY_WORDS, 3), "This step is already done or skipped."),
    ],
)
async def test_a_step_that_cannot_be_moved_is_refused_at_once(
    app: MemoryApp, owner: Visitor, data: str, words: str
) -> None:
    await app.planned_lead()
    await app.use.commands.skip_step(app.command(), 1, 3)

    pressed = await owner.presses(data)

    assert (pressed.words, pressed.is_alert) == (words, True)


async def test_moments_that_no_preview_shows_are_refused(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    seen_at = MONDAY_9AM + 3 * DAY

    for to_at in (datetime(1970, 1, 1, tzinfo=UTC), datetime(3871, 1, 1, tzinfo=UTC)):
        forged = MoveStep(Verb.MOVE_WITH_REST, step_of(LEAD_ID, 2), seen_at, to_at)
        assert (await owner.presses(forged.encode())).is_alert

    assert await app.kinds_of_events() == ["LeadCaptured", "PlanGenerated"]
