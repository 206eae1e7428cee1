"""A person blocks the bot, or lets it in again: known from Telegram's update, before a message is refused."""

from application.use_cases import UseCases
from entrypoints.bot.incoming.values import MembershipChanged


async def note_membership(change: MembershipChanged, use: UseCases) -> None:
    if not change.chat.is_private:
        return
    if change.is_gone:
        await use.reachability.note_blocked(change.chat.id)
    elif change.person is not None:
        await use.reachability.note_back(change.chat.id, owner_id=change.person.id)
