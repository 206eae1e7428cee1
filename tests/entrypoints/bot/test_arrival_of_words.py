"""A message that is no reminder is known by its words: a press of its button proves that they have arrived."""

from collections.abc import Sequence

from application.delivery.entry import DeliveryPolicy, Entry, EntryKind, EntryState, NewEntry
from application.delivery.message import Message, say
from application.delivery.outcome import Unconfirmed
from application.wording.callback_data import ShowPage, Verb
from application.wording.notices import marked_as_repeat, overdue_notice
from tests.entrypoints.bot.visitor import PRESSED_ID, Visitor, data_of
from tests.support.leads import CHAT_ID
from tests.support.memory_app import LEASE, MemoryApp

UNCONFIRMED = Unconfirmed("no whole answer")


async def left_uncertain(app: MemoryApp, *, policy: DeliveryPolicy = DeliveryPolicy.QUARANTINE) -> Entry:
    """The only entry of the outbox, sent as often as ``policy`` has it, and unconfirmed."""
    app.messenger.next_outcomes.extend([UNCONFIRMED, UNCONFIRMED])
    relay = app.a_relay(policy)
    while await relay.relay_due():
        app.clock.advance(LEASE)
    [entry] = await app.entries()
    assert entry.state is EntryState.UNCONFIRMED
    return entry


async def queue(app: MemoryApp, kind: EntryKind, *messages: Message) -> None:
    async with app.transactions.write() as tx:
        await tx.outbox.add_all([NewEntry(kind, CHAT_ID, message) for message in messages], at=app.clock.now())


async def states(app: MemoryApp) -> Sequence[EntryState]:
    return [entry.state for entry in await app.entries()]


async def test_a_card_whose_button_is_pressed_has_arrived(app: MemoryApp, owner: Visitor) -> None:
    await app.captured_lead()
    card = (await left_uncertain(app)).content.message

    await owner.presses_on(owner.showing(card.text), data_of("All leads", card))

    [entry] = await app.entries()
    assert (entry.state, entry.message_id, entry.reason) == (EntryState.SENT, PRESSED_ID, "its button was pressed")


async def test_the_plan_is_written_into_a_card_that_was_proven(app: MemoryApp, owner: Visitor) -> None:
    await app.captured_lead()
    card = (await left_uncertain(app)).content.message
    await owner.presses_on(owner.showing(card.text), data_of("All leads", card))
    app.messenger.handed_over.clear()

    await app.use.enrichment.enrich_waiting()
    await app.relay_everything()

    [planned] = app.messenger.handed_over
    assert planned.edits == PRESSED_ID


async def test_an_answer_whose_button_is_pressed_has_arrived(app: MemoryApp, owner: Visitor) -> None:
    await app.planned_lead()
    page = await owner.asks("/leads")
    await queue(app, EntryKind.ANSWER, page)
    await left_uncertain(app)

    await owner.presses_on(owner.showing(page.text), data_of("Met Ada", page))

    assert await states(app) == [EntryState.SENT]


async def test_a_notice_whose_button_is_pressed_has_arrived(app: MemoryApp, owner: Visitor) -> None:
    await queue(app, EntryKind.NOTICE, overdue_notice())
    await left_uncertain(app)

    await owner.presses_on(owner.showing(overdue_notice().text), ShowPage(Verb.OVERDUE, 0).encode())

    assert await states(app) == [EntryState.SENT]


async def test_a_repeat_is_known_by_its_words_after_the_mark(app: MemoryApp, owner: Visitor) -> None:
    await app.captured_lead()
    card = (await left_uncertain(app, policy=DeliveryPolicy.RESEND)).content.message
    assert [one.message for one in app.messenger.handed_over] == [card, marked_as_repeat(card)]

    await owner.presses_on(owner.showing(marked_as_repeat(card).text), data_of("All leads", card))

    assert await states(app) == [EntryState.SENT]


async def test_other_words_prove_nothing(app: MemoryApp, owner: Visitor) -> None:
    await app.captured_lead()
    await left_uncertain(app)

    await owner.presses_on(owner.showing("Your leads (1)\nNext due first. Open one:"), ShowPage(Verb.LEADS, 0).encode())

    assert await states(app) == [EntryState.UNCONFIRMED]


async def test_of_two_messages_with_the_same_words_one_is_proven(app: MemoryApp, owner: Visitor) -> None:
    await queue(app, EntryKind.ANSWER, say("Hello"), say("Hello"))
    app.messenger.next_outcomes.extend([UNCONFIRMED, UNCONFIRMED])
    await app.relay_everything()

    await owner.presses_on(owner.showing("Hello"), ShowPage(Verb.LEADS, 0).encode())

    assert await states(app) == [EntryState.SENT, EntryState.UNCONFIRMED]


async def test_the_same_words_in_a_strangers_chat_prove_nothing(app: MemoryApp, stranger: Visitor) -> None:
    await app.captured_lead()
    card = (await left_uncertain(app)).content.message

    await stranger.presses_on(stranger.showing(card.text), data_of("All leads", card))

    assert await states(app) == [EntryState.UNCONFIRMED]
