from uuid import UUID

import pytest

from tests.entrypoints.bot.visitor import Visitor, a_bot
from tests.support.memory_app import House


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def owner(house: House) -> Visitor:
    return Visitor(house, a_bot(house))


@pytest.fixture
def stranger(house: House, owner: Visitor) -> Visitor:
    return Visitor(house, owner.bot, person_id=8, chat_id=80, update_ids=owner.update_ids)


@pytest.fixture
async def planned(house: House) -> UUID:
    """The owner's lead: step 1 is due at once, steps 2 and 3 at 9:30 in UTC, later in the week."""
    lead_id = await house.captured_lead("tg:1:1")
    await house.use.enrichment.enrich_waiting()
    return lead_id
