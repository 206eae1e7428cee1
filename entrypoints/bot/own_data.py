"""A person deletes their data: asked once, done for good."""

from dataclasses import dataclass

from application.accounts.owner import Owner
from application.delivery.message import Message, say
from application.use_cases import UseCases
from application.wording.own_data import ERASE, KEEP, deletion_question, deletion_report
from entrypoints.bot.replies.reply import Reply

KEPT = "Everything is kept."


@dataclass(frozen=True, slots=True)
class OwnDataPress:
    surely: bool


def is_own_data(data: str) -> bool:
    return data in (ERASE, KEEP)


def read_own_data(data: str) -> OwnDataPress:
    return OwnDataPress(surely=data == ERASE)


@dataclass(frozen=True, slots=True)
class OwnData:
    use: UseCases

    async def question(self, owner_id: int) -> Message:
        return deletion_question(len(await self.use.erasure.leads_of(owner_id)))

    async def act(self, press: OwnDataPress, *, owner: Owner, command_id: str) -> Reply:
        """In place of the question, so that nobody presses it again."""
        if not press.surely:
            return Reply(say(KEPT), toast=KEPT)
        erased = await self.use.erasure.erase_all_of(owner, command_id)
        return Reply(deletion_report(erased), toast="🗑 Erased")
