"""Words that a person adds to a lead by a button."""

from dataclasses import dataclass

from application.accounts.owner import Owner
from application.leads.commands import OwnerCommand
from application.use_cases import UseCases
from application.wording.words_data import AddToLead
from entrypoints.bot.replies.reply import Reply
from entrypoints.bot.typed_answers import TypedAnswers
from entrypoints.bot.words.acts import Acts


@dataclass(frozen=True, slots=True)
class AddedWords:
    use: UseCases

    async def add(self, press: AddToLead, *, owner: Owner, bot_id: int) -> Reply:
        """Once, however often it is pressed. Raise ``UnknownWords`` when the owner has not written them, and what the
        command raises."""
        state = await self.use.queries.show(press.lead_id, owner.id)
        words, command_id = await TypedAnswers(self.use).words_of(bot_id, press.update_id, owner)
        clock = await self.use.accounts.wall_clock(owner.id)
        return await Acts(self.use, OwnerCommand(owner.id, press.lead_id, command_id), clock, words).keep(state)
