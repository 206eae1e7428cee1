"""Which text is an answer; a question is opened and closed in one transaction with its update."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from application.inbox.open_questions import ANSWERED_WITHIN, Questions
from application.inbox.updates import Handled
from application.ports.inbox import InboundUpdate
from application.ports.transaction import Transactions
from tests.support.inbox import handle_waiting
from tests.support.leads import BOT_ID, CHAT_ID, MONDAY_9AM
from tests.support.memory_app import MemoryApp

SECOND = timedelta(seconds=1)
PRESS = InboundUpdate(BOT_ID, 10, CHAT_ID, "a press")


class Scripted:
    """``results`` of updates, in their order; ``troubles`` come first."""

    def __init__(self, *results: Handled, troubles: Sequence[Exception] = ()) -> None:
        self.results = list(results)
        self.troubles = list(troubles)

    async def handle(self, update: InboundUpdate, transactions: Transactions) -> Handled:
        if self.troubles:
            raise self.troubles.pop(0)
        return self.results.pop(0)


@pytest.fixture
def questions(app: MemoryApp) -> Questions:
    return Questions(app.transactions, app.clock)


async def handled(app: MemoryApp, bot: Scripted, *updates: InboundUpdate) -> None:
    async with app.transactions.write() as tx:
        await tx.inbox.keep(updates, at=app.clock.now())
    await handle_waiting(app.transactions, app.clock, bot.handle, app.messenger)


async def asked(app: MemoryApp) -> None:
    await handled(app, Scripted(Handled(asks="set/ask/zone")), PRESS)


async def test_a_question_of_an_update_is_open_from_then_on(app: MemoryApp, questions: Questions) -> None:
    before = await questions.open_in(CHAT_ID, written_at=MONDAY_9AM)
    await asked(app)

    assert before is None
    assert await questions.open_in(CHAT_ID, written_at=MONDAY_9AM) == "set/ask/zone"
    assert await questions.open_in(CHAT_ID + 1, written_at=MONDAY_9AM) is None


async def test_a_question_is_open_for_ten_minutes(app: MemoryApp, questions: Questions) -> None:
    await asked(app)
    app.clock.advance(timedelta(days=1))

    just_in_time = await questions.open_in(CHAT_ID, written_at=MONDAY_9AM + ANSWERED_WITHIN - SECOND)
    too_late = await questions.open_in(CHAT_ID, written_at=MONDAY_9AM + ANSWERED_WITHIN)

    assert (just_in_time, too_late) == ("set/ask/zone", None)


async def test_a_clock_of_telegram_that_is_ahead_closes_nothing(app: MemoryApp, questions: Questions) -> None:
    await asked(app)

    assert await questions.open_in(CHAT_ID, written_at=MONDAY_9AM + timedelta(hours=1)) == "set/ask/zone"


async def test_an_update_closes_the_question_or_leaves_it_or_puts_another_in_its_place(
    app: MemoryApp, questions: Questions
) -> None:
    await asked(app)
    bot = Scripted(Handled(), Handled(asks="set/ask/time"), Handled(closes=True))
    seen = list[str | None]()

    for number in (11, 12, 13):
        await handled(app, bot, InboundUpdate(BOT_ID, number, CHAT_ID, ""))
        seen.append(await questions.open_in(CHAT_ID, written_at=MONDAY_9AM))

    assert seen == ["set/ask/zone", "set/ask/time", None]


async def test_an_update_that_could_not_be_handled_leaves_the_question_open(
    app: MemoryApp, questions: Questions
) -> None:
    await asked(app)

    await handled(app, Scripted(troubles=[ValueError()]), InboundUpdate(BOT_ID, 11, CHAT_ID, ""))

    assert await questions.open_in(CHAT_ID, written_at=MONDAY_9AM) == "set/ask/zone"


async def test_an_update_about_no_chat_opens_no_question(app: MemoryApp, questions: Questions) -> None:
    await handled(app, Scripted(Handled(asks="set/ask/zone")), InboundUpdate(BOT_ID, 10, None, ""))

    assert await questions.open_in(CHAT_ID, written_at=MONDAY_9AM) is None


async def test_a_kept_update_can_be_read_again(app: MemoryApp, questions: Questions) -> None:
    await asked(app)

    assert await questions.kept(BOT_ID, 10) == [PRESS]
    assert await questions.kept(BOT_ID, 11) == []
