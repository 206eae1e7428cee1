"""Who may use the bot."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from application.inbox.house import Access, House, Limits
from application.leads.quota import LeadQuota
from application.operator_request import OperatorRequest
from application.ports.transaction import Transactions
from application.use_cases import UseCases
from application.wording import bounds
from application.wording.callback_data import Verb
from entrypoints.bot.dispatcher import bot_handler
from entrypoints.bot.replies import texts
from tests.entrypoints.bot.visitor import Visitor, a_bot, on_lead
from tests.support.leads import OWNER_ID
from tests.support.memory_app import MemoryApp

REQUEST = OperatorRequest("operator:me", "spam")


@pytest.mark.parametrize("chat_type", ["group", "supergroup"])
async def test_in_company_the_bot_refuses_to_speak_of_leads(app: MemoryApp, chat_type: str) -> None:
    visitor = Visitor(app, a_bot(app), chat_id=-100, chat_type=chat_type)

    assert await visitor.writes("/leads") == [texts.PRIVATE_ONLY.text]


async def test_in_company_people_talk_to_each_other_and_nothing_is_kept(app: MemoryApp) -> None:
    visitor = Visitor(app, a_bot(app), chat_id=-100, chat_type="group")

    assert await visitor.writes("Met Ada at the fair") == []
    assert await visitor.sends({"edit_date": 1, "text": "Met Bob"}, kind="edited_message") == []
    assert await app.use.queries.list_all(limit=10) == []


async def test_in_company_not_even_the_owner_may_press(app: MemoryApp) -> None:
    await app.planned_lead()
    visitor = Visitor(app, a_bot(app), chat_id=-100, chat_type="group")

    pressed = await visitor.presses(on_lead(Verb.DELETE_SURELY))

    assert (pressed.words, pressed.is_alert) == (texts.PRIVATE_ONLY.text, True)
    assert (pressed.edited, pressed.new) == (None, None)
    assert not (await app.state()).is_deleted


async def test_without_a_list_any_person_is_let_in(stranger: Visitor) -> None:
    assert await stranger.writes("/leads") == [texts.NO_LEADS.text]


async def test_whom_the_settings_allow_is_let_in(app: MemoryApp) -> None:
    visitor = Visitor(app, a_bot(app, allowed_users=frozenset({OWNER_ID})))

    assert await visitor.writes("/leads") == [texts.NO_LEADS.text]


async def test_others_are_told_that_it_is_private_and_nothing_is_kept(app: MemoryApp) -> None:
    visitor = Visitor(app, a_bot(app, allowed_users=frozenset({OWNER_ID})), person_id=8, chat_id=80)

    assert await visitor.writes("Met Ada at the fair") == [bounds.NOT_ALLOWED.text]
    assert await visitor.writes("/start") == [bounds.NOT_ALLOWED.text]
    assert await visitor.sends({"photo": [{}]}) == [bounds.NOT_ALLOWED.text]
    assert await visitor.sends({"edit_date": 1, "text": "Met Ada"}, kind="edited_message") == []
    assert await visitor.sends({"pinned_message": {}}) == []
    assert await app.use.queries.list_all(limit=10) == []


async def test_an_owner_who_is_no_longer_allowed_can_press_nothing(app: MemoryApp) -> None:
    await app.planned_lead()
    visitor = Visitor(app, a_bot(app, allowed_users=frozenset({8})))

    pressed = await visitor.presses(on_lead(Verb.DELETE_SURELY))

    assert (pressed.words, pressed.is_alert) == (bounds.NOT_ALLOWED.text, True)
    assert not (await app.state()).is_deleted


async def test_other_bots_are_not_answered(app: MemoryApp) -> None:
    robot = Visitor(app, a_bot(app), is_bot=True)

    assert await robot.writes("Buy followers") == []
    assert await app.use.queries.list_all(limit=10) == []


def test_every_alert_is_short_enough_for_telegram() -> None:
    alerts = [texts.OLD_BUTTON, texts.PRIVATE_ONLY.text, bounds.NOT_ALLOWED.text, *texts._REFUSALS.values()]

    assert all(0 < len(alert) <= 200 for alert in alerts)


# Invitations.


async def test_the_link_of_an_invitation_lets_in(app: MemoryApp) -> None:
    invited = await app.use.access.invite(REQUEST, uses=1, lasts=timedelta(days=1))
    visitor = Visitor(app, bot_handler(app.wired, House(Access.INVITED)))

    refused = await visitor.writes("/leads")
    welcomed = await visitor.writes(f"/start {invited.code}")

    assert refused == [bounds.NOT_ALLOWED.text]
    assert welcomed[0] == texts.WELCOME.text
    assert await visitor.writes("/leads") == [texts.NO_LEADS.text]


async def test_an_invitation_that_is_no_more_says_so(app: MemoryApp) -> None:
    visitor = Visitor(app, bot_handler(app.wired, House(Access.INVITED)))

    assert await visitor.writes("/start wrong-code") == [bounds.CODE_REFUSED.text]
    assert await visitor.writes("/leads") == [bounds.NOT_ALLOWED.text]


async def test_no_invitation_lets_in_a_blocked_person(app: MemoryApp) -> None:
    invited = await app.use.access.invite(REQUEST, uses=1, lasts=timedelta(days=1))
    await app.use.access.block(REQUEST, OWNER_ID)
    visitor = Visitor(app, bot_handler(app.wired, House(Access.INVITED)))

    assert await visitor.writes(f"/start {invited.code}") == []


async def test_an_invitation_counts_while_the_door_is_open_too(app: MemoryApp) -> None:
    invited = await app.use.access.invite(REQUEST, uses=1, lasts=timedelta(days=1))
    await Visitor(app, bot_handler(app.wired, House())).writes(f"/start {invited.code}")

    later = Visitor(app, bot_handler(app.wired, House(Access.INVITED)))

    assert await later.writes("/leads") == [texts.NO_LEADS.text]


# How much.


def few_wired(app: MemoryApp, limits: Limits) -> Callable[[Transactions], UseCases]:
    def wired(transactions: Transactions) -> UseCases:
        return replace(app.wired(transactions), quota=LeadQuota(transactions, app.clock, House(limits=limits)))

    return wired


async def test_beyond_the_notes_of_a_day_a_person_is_told_once(app: MemoryApp) -> None:
    visitor = Visitor(app, bot_handler(few_wired(app, Limits(notes_a_day=2)), House()))

    answers = [await visitor.writes(f"Met Ada {n}") for n in range(4)]

    assert answers == [[], [], [bounds.too_many_notes(2).text], []]
    assert len(await app.use.queries.list_all(limit=10)) == 2


async def test_beyond_the_leads_that_are_kept_a_person_is_told_to_delete_some(app: MemoryApp) -> None:
    visitor = Visitor(app, bot_handler(few_wired(app, Limits(open_leads=1)), House()))

    answers = [await visitor.writes(f"Met Ada {n}") for n in range(3)]

    assert answers == [[], [bounds.too_many_leads(1).text], []]
