"""A person blocks the bot, or lets it in again: known from Telegram's update, before a message is refused."""

from aiogram import Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import ChatMemberUpdated

from application.use_cases import UseCases

GONE = (ChatMemberStatus.KICKED, ChatMemberStatus.LEFT)


def membership_router() -> Router:
    router = Router(name="membership")

    @router.my_chat_member()
    async def changed(event: ChatMemberUpdated, use: UseCases) -> None:
        if event.chat.type != ChatType.PRIVATE:
            return
        if event.new_chat_member.status in GONE:
            await use.reachability.note_blocked(event.chat.id)
        else:
            await use.reachability.note_back(event.chat.id, owner_id=event.from_user.id)

    return router
