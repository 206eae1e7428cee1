"""What a person wants from Leadbell, in words: the pages of the commands, and leads by their name."""

from collections.abc import Mapping
from dataclasses import dataclass

from application.accounts.owner import Owner
from application.delivery.message import Message, Span, say
from application.leads.commands import OwnerCommand
from application.use_cases import UseCases
from application.wording.callback_data import OnStep, Verb
from application.wording.lead_card import lead_card
from domain.intent import Wish, WishKind
from entrypoints.bot.commands import PAGES
from entrypoints.bot.leads import moving
from entrypoints.bot.leads.press import PressedLead
from entrypoints.bot.replies.reply import Reply
from entrypoints.bot.words import texts
from entrypoints.bot.words.buttons import leads_to_open
from entrypoints.bot.words.target import target_in

COMMANDS: Mapping[WishKind, str] = {
    WishKind.LIST: "leads",
    WishKind.OVERDUE: "overdue",
    WishKind.STATS: "stats",
    WishKind.SETTINGS: "settings",
    WishKind.HELP: "help",
}


@dataclass(frozen=True, slots=True)
class Wishes:
    use: UseCases
    owner: Owner
    command_id: str

    async def grant(self, wish: Wish) -> Reply:
        """Raise the refusals of the commands."""
        if wish.kind in COMMANDS:
            return Reply(await PAGES[COMMANDS[wish.kind]](self.use, self.owner))
        if wish.kind is WishKind.COUNT:
            return Reply(texts.counted_leads((await self.use.queries.page(self.owner.id, 0)).total))
        leads = await self.use.known.named(self.owner.id, wish.query)
        if not leads:
            return Reply(say(texts.NO_LEAD_NAMED))
        if len(leads) > 1:
            return Reply(Message((Span(texts.CHOOSE),), leads_to_open(leads)))
        state = await self.use.queries.show(leads[0].row.lead_id, self.owner.id)
        clock = await self.use.accounts.wall_clock(self.owner.id)
        reminder = target_in(state).reminder
        if wish.kind is WishKind.REMIND and wish.when and reminder is not None:
            lead = PressedLead(self.use, OwnerCommand(self.owner.id, state.lead_id, self.command_id), clock)
            return await moving.preview_words(lead, OnStep(Verb.MOVE_BY_WORDS, reminder.id), wish.when)
        return Reply(lead_card(state, clock))
