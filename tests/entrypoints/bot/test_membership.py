"""A person blocks the bot and lets it in again: their messages wait until then."""

from collections.abc import Sequence

import pytest

from application.accounts.reachability import BLOCKED
from application.delivery.entry import NewEntry
from application.ports.chat_state import ChatState
from application.wording import bounds
from application.wording.callback_data import ShowPage, Verb
from tests.entrypoints.bot.visitor import Visitor, a_bot
from tests.support.leads import BOT_ID, CHAT_ID, MONDAY_9AM
from tests.support.memory_app import MemoryApp

SHUT = ChatState(CHAT_ID, unreachable_since=MONDAY_9AM, reason=BLOCKED)
OPEN = ChatState(CHAT_ID)


async def membership_becomes(status: str, visitor: Visitor) -> Sequence[NewEntry]:
    """Return the answers."""
    bot = {"id": BOT_ID, "is_bot": True, "first_name": "Leadbell"}
    before, after = ("member", "kicked") if status == "kicked" else ("kicked", status)
    change = {
        "chat": {"id": visitor.chat_id, "type": visitor.chat_type, "title": "Sales"},
        "from": {"id": visitor.person_id, "is_bot": False, "first_name": "You"},
        "date": 1_790_000_000,
        "old_chat_member": {"status": before, "user": bot, "until_date": 0},
        "new_chat_member": {"status": after, "user": bot, "until_date": 0},
    }
    return (await visitor.bot(visitor.update("my_chat_member", change), visitor.app.transactions)).answers


async def chat_state(app: MemoryApp, chat_id: int = CHAT_ID) -> ChatState:
    async with app.transactions.read() as tx:
        return await tx.chat_states.get(chat_id)


@pytest.fixture
async def blocked(app: MemoryApp, owner: Visitor) -> MemoryApp:
    """The owner has a reminder to come, and has blocked the bot."""
    await app.claimed_lead()
    await membership_becomes("kicked", owner)
    return app


async def test_a_person_who_blocks_the_bot_can_no_longer_be_reached(app: MemoryApp, owner: Visitor) -> None:
    answers = await membership_becomes("kicked", owner)

    assert answers == []
    assert await chat_state(app) == SHUT


async def test_a_person_who_lets_the_bot_in_again_can_be_reached_again(blocked: MemoryApp, owner: Visitor) -> None:
    answers = await membership_becomes("member", owner)

    assert answers == []
    assert await chat_state(blocked) == OPEN


async def test_a_reminder_that_waits_for_a_blocked_chat_comes_when_it_is_let_in(
    blocked: MemoryApp, owner: Visitor
) -> None:
    await blocked.relay_everything()
    tried_while_blocked = len(blocked.messenger.handed_over)

    await membership_becomes("member", owner)
    await blocked.relay_everything()

    assert tried_while_blocked == 0
    assert await blocked.deliveries() == ["ReminderSent"]


async def test_blocked_twice_is_blocked_since_the_first_time(blocked: MemoryApp, owner: Visitor) -> None:
    blocked.clock.move_to(blocked.clock.now().replace(hour=11))

    await membership_becomes("kicked", owner)

    assert await chat_state(blocked) == SHUT


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("message", {"text": "/leads"}),
        ("message", {"text": "Met Ada at the fair"}),
        ("message", {"location": {"latitude": 52.2, "longitude": 21.0}}),
        ("edited_message", {"edit_date": 1, "text": "Met Bob"}),
    ],
)
async def test_a_person_who_writes_to_the_bot_can_be_reached_again(
    blocked: MemoryApp, owner: Visitor, kind: str, content: dict[str, object]
) -> None:
    await owner.sends(content, kind=kind)

    assert await chat_state(blocked) == OPEN


async def test_a_person_who_presses_a_button_can_be_reached_again(blocked: MemoryApp, owner: Visitor) -> None:
    await owner.presses(ShowPage(Verb.LEADS, 0).encode())

    assert await chat_state(blocked) == OPEN


async def test_strangers_say_nothing_about_the_owners_chat(blocked: MemoryApp, stranger: Visitor) -> None:
    await stranger.writes("/leads")
    await stranger.presses(ShowPage(Verb.LEADS, 0).encode())
    await membership_becomes("member", stranger)

    assert await chat_state(blocked) == SHUT


async def test_a_person_who_is_not_allowed_opens_nothing(blocked: MemoryApp) -> None:
    turned_away = Visitor(blocked, a_bot(blocked, allowed_users=frozenset({8})))

    assert await turned_away.writes("/leads") == [bounds.NOT_ALLOWED.text]
    assert await chat_state(blocked) == SHUT


@pytest.mark.parametrize("status", ["kicked", "left", "member"])
@pytest.mark.parametrize("chat_type", ["group", "supergroup", "channel"])
async def test_memberships_of_groups_change_no_chat_state(
    app: MemoryApp, owner: Visitor, chat_type: str, status: str
) -> None:
    group = Visitor(app, owner.bot, chat_id=-100, chat_type=chat_type)

    answers = await membership_becomes(status, group)

    assert answers == []
    assert await chat_state(app, -100) == ChatState(-100)


async def test_a_person_who_writes_in_a_group_says_nothing_about_their_own_chat(
    blocked: MemoryApp, owner: Visitor
) -> None:
    group = Visitor(blocked, owner.bot, chat_id=-100, chat_type="group")

    await group.writes("/leads")

    assert await chat_state(blocked) == SHUT
