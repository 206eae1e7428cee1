"""Who may use the bot."""

import pytest

from application.wording.callback_data import Verb
from entrypoints.bot.replies import texts
from tests.entrypoints.bot.visitor import Visitor, a_bot, on_lead
from tests.support.leads import OWNER_ID
from tests.support.memory_app import MemoryApp


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

    assert await visitor.writes("Met Ada at the fair") == [texts.NOT_ALLOWED.text]
    assert await visitor.writes("/start") == [texts.NOT_ALLOWED.text]
    assert await visitor.sends({"edit_date": 1, "text": "Met Ada"}, kind="edited_message") == [texts.NOT_ALLOWED.text]
    assert await app.use.queries.list_all(limit=10) == []


async def test_an_owner_who_is_no_longer_allowed_can_press_nothing(app: MemoryApp) -> None:
    await app.planned_lead()
    visitor = Visitor(app, a_bot(app, allowed_users=frozenset({8})))

    pressed = await visitor.presses(on_lead(Verb.DELETE_SURELY))

    assert (pressed.words, pressed.is_alert) == (texts.NOT_ALLOWED.text, True)
    assert not (await app.state()).is_deleted


async def test_other_bots_are_not_answered(app: MemoryApp) -> None:
    robot = Visitor(app, a_bot(app), is_bot=True)

    assert await robot.writes("Buy followers") == []
    assert await app.use.queries.list_all(limit=10) == []


def test_every_alert_is_short_enough_for_telegram() -> None:
    alerts = [texts.OLD_BUTTON, texts.PRIVATE_ONLY.text, texts.NOT_ALLOWED.text, *texts._REFUSALS.values()]

    assert all(0 < len(alert) <= 200 for alert in alerts)
