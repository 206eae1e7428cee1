"""The handler of each button of the settings, and of each typed answer."""

from dataclasses import dataclass

from application.accounts.owner import Owner
from application.delivery.message import Message
from application.use_cases import UseCases
from application.wording.callback_data import AskSetting, ChooseSetting, ConfirmZone, SettingData, ShowSettings
from application.wording.setting_values import Field
from entrypoints.bot.replies.reply import Reply
from entrypoints.bot.settings import texts as setting_texts
from entrypoints.bot.settings.choices import choose, typed_value
from entrypoints.bot.settings.pages import field_page, question_page, settings_page
from entrypoints.bot.settings.view import SettingView
from entrypoints.bot.settings.zones import ZoneActions


@dataclass(frozen=True, slots=True)
class SettingActions:
    use: UseCases

    async def act(self, press: SettingData, *, owner: Owner, command_id: str) -> Reply:
        """Raise the refusals of the commands."""
        match press:
            case AskSetting(field):
                return Reply(question_page(field), asks=AskSetting(field).encode())
            case ShowSettings(field):
                view = await self._view(owner)
                # On the page of the zone people type their city at once; words that name no place are a note still.
                asks = AskSetting(Field.ZONE, at_welcome=True).encode() if field is Field.ZONE else ""
                return Reply(field_page(field, view) if field else settings_page(view), asks=asks)
            case ChooseSetting(Field.ZONE, str() as zone):
                return await ZoneActions(self.use).propose(zone, owner=owner, command_id=command_id)
        said = await self._set(press, owner, command_id)
        return Reply(await self.page(owner), toast=said)

    async def typed(self, field: Field, words: str, *, owner: Owner, command_id: str) -> Reply:
        """Raise ``NotUnderstood``, and the refusals of the commands."""
        if field is Field.ZONE:
            return await ZoneActions(self.use).by_words(words, owner=owner, command_id=command_id)
        view = await self._view(owner)
        work_time = view.account.work_time
        value = typed_value(field, words, work_time=work_time, calendar=view.calendar, now=view.now)
        said = await self._set(ChooseSetting(field, value), owner, command_id)
        return Reply(settings_page(await self._view(owner), heading=said))

    async def page(self, owner: Owner) -> Message:
        return settings_page(await self._view(owner))

    async def _set(self, chosen: ChooseSetting | ConfirmZone, owner: Owner, command_id: str) -> str:
        """Return the setting as it is afterwards, in a sentence."""
        changed = await choose(self.use.account_commands, chosen, owner, command_id)
        field = Field.ZONE if isinstance(chosen, ConfirmZone) else chosen.field
        view = await self._view(owner)
        note = view.holiday_note() if field is Field.HOLIDAYS else ""
        moved = setting_texts.moved(len(changed.moved))
        parts = (f"✅ {setting_texts.TITLES[field]}: {view.value(field)}.", note, moved and f"{moved}.")
        return " ".join(part for part in parts if part)

    async def _view(self, owner: Owner) -> SettingView:
        account = await self.use.accounts.show(owner.id)
        return SettingView(account, self.use.work_times, self.use.account_commands.clock.now())
