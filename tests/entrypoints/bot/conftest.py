import pytest

from tests.application.house import House
from tests.entrypoints.bot.visitor import Visitor, a_bot


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def owner(house: House) -> Visitor:
    return Visitor(house, a_bot(house))


@pytest.fixture
def stranger(house: House, owner: Visitor) -> Visitor:
    return Visitor(house, owner.bot, person_id=8, chat_id=80)
