"""``/start``: a new person is asked where they are, and may as well begin with a note."""

import pytest

from entrypoints.bot.replies import texts
from entrypoints.bot.settings import texts as setting_texts
from tests.entrypoints.bot.visitor import Visitor
from tests.support.memory_app import MemoryApp

WHERE = setting_texts.welcome_question("UTC").text


@pytest.mark.parametrize("text", ["/start", "/start deep-link", "/Start", "/start@leadbell_bot"])
async def test_a_new_person_is_welcomed_and_asked_where_they_are(app: MemoryApp, owner: Visitor, text: str) -> None:
    assert await owner.writes(text) == [texts.WELCOME.text, WHERE]
    assert (await app.use.accounts.show(7)).state is not None


async def test_their_city_is_the_answer(owner: Visitor) -> None:
    await owner.writes("/start")

    [answer] = await owner.writes("Lviv")

    assert answer.startswith("🌍 Lviv, Ukraine (Europe/Kyiv)")


async def test_a_first_note_instead_is_a_lead_and_the_city_may_follow(app: MemoryApp, owner: Visitor) -> None:
    await owner.writes("/start")

    answers = await owner.writes("Met Ada at the fair")
    [city] = await owner.writes("Lviv")

    assert answers == []
    assert len(await app.use.queries.list_all(limit=10)) == 1
    assert city.startswith("🌍 Lviv, Ukraine")


async def test_a_word_that_is_no_city_is_asked_about_before_it_becomes_a_lead(app: MemoryApp, owner: Visitor) -> None:
    await owner.writes("/start")

    [answer] = await owner.writes("Kyyyiv")

    assert answer == setting_texts.unknown_place("Kyyyiv")
    assert await app.use.queries.list_all(limit=10) == []


async def test_a_person_who_has_confirmed_their_zone_is_not_asked_again(owner: Visitor) -> None:
    await owner.presses("set/confirm/Europe/Kyiv")

    assert await owner.writes("/start") == [texts.WELCOME.text]


@pytest.mark.parametrize("talk", ["Hallo, wer bist du?", "Who are you and what can you do?", "¿Quién eres, qué haces?"])
async def test_a_question_to_the_bot_is_neither_a_city_nor_a_note(app: MemoryApp, owner: Visitor, talk: str) -> None:
    await owner.writes("/start")

    [answer] = await owner.writes(talk)

    assert answer.startswith("I keep your follow-ups")
    assert await app.use.queries.list_all(limit=10) == []
