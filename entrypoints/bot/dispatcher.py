"""From a kept update to what handles it, and the answers back. Telegram is not called here."""

from collections.abc import Callable
from dataclasses import dataclass

from application.inbox.house import House
from application.inbox.updates import Handled
from application.ports.inbox import InboundUpdate
from application.ports.transaction import Transactions
from application.use_cases import UseCases
from entrypoints.bot.access import Access
from entrypoints.bot.buttons import Presses
from entrypoints.bot.incoming.reading import read_update
from entrypoints.bot.incoming.values import Edited, Incoming, MembershipChanged, Pressed, Sent
from entrypoints.bot.membership import note_membership
from entrypoints.bot.messages import Messages
from entrypoints.bot.replies.answers import Answers


@dataclass(frozen=True, slots=True)
class BotHandler:
    access: Access
    wired: Callable[[Transactions], UseCases]

    async def __call__(self, update: InboundUpdate, transactions: Transactions) -> Handled:
        """Raise ``ApplicationError`` when the update is to be handled again later, ``UnreadableUpdate`` when it can
        never be."""
        incoming, answers = read_update(update.payload), Answers()
        if incoming is not None:
            await self._handle(incoming, update, answers, self.wired(transactions))
        return answers.as_handled()

    async def _handle(self, incoming: Incoming, update: InboundUpdate, answers: Answers, use: UseCases) -> None:
        if isinstance(incoming, MembershipChanged):
            await note_membership(incoming, use)
        elif await self.access.lets_in(incoming, update, answers, use):
            match incoming:
                case Sent():
                    await Messages(use, answers, update).take(incoming)
                case Edited(message):
                    await Messages(use, answers, update).take_edit(message)
                case Pressed():
                    await Presses(use, answers).pressed(incoming, update)


def bot_handler(wired: Callable[[Transactions], UseCases], house: House) -> BotHandler:
    return BotHandler(Access(house), wired)
