"""Commands: each closes an open question, since a command is no answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from application.accounts.owner import Owner
from application.delivery.message import Message
from application.use_cases import UseCases
from application.wording.callback_data import AskSetting
from application.wording.setting_values import Field
from entrypoints.bot.leads.pages import lead_page, overdue_page, statistics_page
from entrypoints.bot.own_data import OwnData
from entrypoints.bot.replies import texts
from entrypoints.bot.replies.answers import Answers
from entrypoints.bot.settings import texts as setting_texts
from entrypoints.bot.settings.actions import SettingActions

Page = Callable[[UseCases, Owner], Awaitable[Message]]


async def show_help(use: UseCases, owner: Owner) -> Message:
    return texts.HELP


async def show_leads(use: UseCases, owner: Owner) -> Message:
    return lead_page(await use.queries.page(owner.id, 0), await use.accounts.wall_clock(owner.id))


async def show_overdue(use: UseCases, owner: Owner) -> Message:
    return overdue_page(await use.queries.overdue(owner.id, 0), await use.accounts.wall_clock(owner.id))


async def show_statistics(use: UseCases, owner: Owner) -> Message:
    return statistics_page(await use.statistics.of_owner(owner.id))


async def show_settings(use: UseCases, owner: Owner) -> Message:
    return await SettingActions(use).page(owner)


async def ask_about_own_data(use: UseCases, owner: Owner) -> Message:
    return await OwnData(use).question(owner.id)


PAGES: dict[str, Page] = {
    "help": show_help,
    "leads": show_leads,
    "overdue": show_overdue,
    "stats": show_statistics,
    "settings": show_settings,
    "delete_my_data": ask_about_own_data,
}


@dataclass(frozen=True, slots=True)
class Commands:
    use: UseCases
    answers: Answers

    async def obey(self, words: str, *, owner: Owner, command_id: str) -> None:
        self.answers.ask("")
        typed = words.split(maxsplit=1)[0]
        name = typed.removeprefix("/").partition("@")[0].casefold()
        if name == "start":
            await self._start(owner, command_id)
        elif name in PAGES:
            self.answers.say(owner.chat_id, await PAGES[name](self.use, owner))
        else:
            self.answers.say(owner.chat_id, texts.unknown_command(typed))

    async def _start(self, owner: Owner, command_id: str) -> None:
        """Open the account; ask where the person is until they have said it."""
        self.answers.say(owner.chat_id, texts.WELCOME)
        account = await self.use.account_commands.open(owner, command_id)
        if account.zone_confirmed_at is None:
            self.answers.say(owner.chat_id, setting_texts.welcome_question(account.preferences.zone))
            self.answers.ask(AskSetting(Field.ZONE, at_welcome=True).encode())
