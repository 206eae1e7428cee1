"""What each button of the settings does, and what each typed answer does."""

from dataclasses import dataclass

from application.accounts.commands import Changed
from application.accounts.owner import Owner
from application.delivery.message import Message
from application.use_cases import UseCases
from entrypoints.bot.replies.reply import Reply
from entrypoints.bot.settings import buttons
from entrypoints.bot.settings import texts as setting_texts
from entrypoints.bot.settings.buttons import SettingPress, setting_data
from entrypoints.bot.settings.choices import Choice, pressed_choice, typed_choice
from entrypoints.bot.settings.pages import field_page, question_page, settings_page
from entrypoints.bot.settings.view import SettingView
from entrypoints.bot.settings.zones import ZoneActions


@dataclass(frozen=True, slots=True)
class SettingActions:
    use: UseCases

    async def act(self, press: SettingPress, *, owner: Owner, command_id: str) -> Reply:
        """Raises the refusals of the commands."""
        field, value = press.field, press.value
        if field == buttons.ASK:
            return Reply(question_page(_asked(value)), asks=setting_data(buttons.ASK, _asked(value)))
        if not value:
            view = await self._view(owner)
            # On the page of the zone people type their city at once; words that name no place are a note all the same.
            asks = setting_data(buttons.ASK, buttons.WELCOME) if field == buttons.ZONE else ""
            return Reply(field_page(field, view) if field else settings_page(view), asks=asks)
        if field == buttons.ZONE:
            return await ZoneActions(self.use).propose(value, owner=owner, command_id=command_id)
        told = await self._do(pressed_choice(press), field, owner, command_id)
        return Reply(settings_page(await self._view(owner)), toast=told)

    async def typed(self, field: str, words: str, *, owner: Owner, command_id: str) -> Reply:
        """Raises ``NotUnderstood``, and the refusals of the commands."""
        if _asked(field) == buttons.ZONE:
            return await ZoneActions(self.use).by_words(words, owner=owner, command_id=command_id)
        view = await self._view(owner)
        work_time, calendar = view.account.work_time, view.calendar
        choice = typed_choice(field, words, work_time=work_time, calendar=calendar, now=view.now)
        told = await self._do(choice, field, owner, command_id)
        return Reply(settings_page(await self._view(owner), heading=told))

    async def page(self, owner: Owner) -> Message:
        return settings_page(await self._view(owner))

    async def _do(self, choice: Choice, field: str, owner: Owner, command_id: str) -> str:
        """Says what is so then."""
        changed: Changed = await choice(self.use.account_commands, owner, command_id)
        return _told(field, await self._view(owner), len(changed.moved))

    async def _view(self, owner: Owner) -> SettingView:
        return SettingView(
            await self.use.accounts.show(owner.id), self.use.work_times, self.use.account_commands.clock.now()
        )


def _asked(field: str) -> str:
    return buttons.ZONE if field == buttons.WELCOME else field


def _told(field: str, view: SettingView, count: int) -> str:
    shown = buttons.ZONE if field == buttons.CONFIRM else field
    note = view.holiday_note() if field == buttons.HOLIDAYS else ""
    fact = f"✅ {setting_texts.TITLES[shown]}: {view.value(shown)}."
    moved = setting_texts.moved(count)
    return " ".join(part for part in (fact, note, moved and f"{moved}.") if part)
