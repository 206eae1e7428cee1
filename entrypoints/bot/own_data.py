"""A person deletes their data: asked once, done for good."""

from dataclasses import dataclass

from application.accounts.owner import Owner
from application.delivery.message import Message, say
from application.use_cases import UseCases
from application.wording.callback_data import DeleteMyData
from application.wording.own_data import deletion_question, deletion_report
from entrypoints.bot.replies.reply import Reply

KEPT = "Everything is kept."


@dataclass(frozen=True, slots=True)
class OwnData:
    use: UseCases

    async def question(self, owner_id: int) -> Message:
        return deletion_question(len(await self.use.erasure.leads_of(owner_id)))

    async def act(self, press: DeleteMyData, *, owner: Owner, command_id: str) -> Reply:
        """In place of the question, so that it cannot be pressed again."""
        if not press.surely:
            return Reply(say(KEPT), toast=KEPT)
        erased = await self.use.erasure.erase_all_of(owner, command_id)
        return Reply(deletion_report(erased), toast="🗑 Erased")
