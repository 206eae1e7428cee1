from uuid import UUID

import pytest

from tests.entrypoints.bot.visitor import Visitor, a_bot
from tests.support.memory_app import MemoryApp


@pytest.fixture
def app() -> MemoryApp:
    return MemoryApp()


@pytest.fixture
def owner(app: MemoryApp) -> Visitor:
    return Visitor(app, a_bot(app))


@pytest.fixture
def stranger(app: MemoryApp, owner: Visitor) -> Visitor:
    return Visitor(app, owner.bot, person_id=8, chat_id=80, update_ids=owner.update_ids)


@pytest.fixture
async def planned(app: MemoryApp) -> UUID:
    """The owner's lead: step 1 is due at once, steps 2 and 3 at 9:30 in UTC, later in the week."""
    lead_id = await app.captured_lead("tg:1:1")
    await app.use.enrichment.enrich_waiting()
    return lead_id


@pytest.fixture
async def reminded(app: MemoryApp) -> MemoryApp:
    """The reminder of the first step was sent."""
    await app.claimed_lead()
    await app.relay_everything()
    return app
