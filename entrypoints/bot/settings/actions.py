"""The handler of each button of the settings, and of each typed answer."""

from dataclasses import dataclass
from datetime import date, time

from application.accounts.commands import AccountCommands, Changed
from application.accounts.owner import Owner
from application.delivery.message import Message
from application.use_cases import UseCases
from application.wording.callback_data import AskSetting, ChooseSetting, ConfirmZone, SettingData, ShowSettings
from application.wording.setting_values import Field
from domain.worktime import QuietHours
from entrypoints.bot.replies.reply import Reply
from entrypoints.bot.settings import texts as setting_texts
from entrypoints.bot.settings.pages import field_page, question_page, settings_page
from entrypoints.bot.settings.typed_words import typed_value
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
        changed = await _choose(self.use.account_commands, chosen, owner, command_id)
        field = Field.ZONE if isinstance(chosen, ConfirmZone) else chosen.field
        view = await self._view(owner)
        note = view.holiday_note() if field is Field.HOLIDAYS else ""
        moved = setting_texts.moved(len(changed.moved))
        parts = (f"✅ {setting_texts.TITLES[field]}: {view.value(field)}.", note, moved and f"{moved}.")
        return " ".join(part for part in parts if part)

    async def _view(self, owner: Owner) -> SettingView:
        account = await self.use.accounts.show(owner.id)
        return SettingView(account, self.use.work_times, self.use.account_commands.clock.now())


async def _choose(
    commands: AccountCommands, chosen: ChooseSetting | ConfirmZone, owner: Owner, command_id: str
) -> Changed:
    """Raise the refusals of the commands."""
    match chosen:
        case ConfirmZone(zone):
            return await commands.confirm_zone(owner, command_id, zone)
        case ChooseSetting(Field.SEND_TIME, time() as at):
            return await commands.choose_send_time(owner, command_id, at)
        case ChooseSetting(Field.QUIET, QuietHours() | None as quiet):
            return await commands.choose_quiet_hours(owner, command_id, quiet)
        case ChooseSetting(Field.DAYS, frozenset() as days):
            return await commands.choose_working_days(owner, command_id, days)
        case ChooseSetting(Field.HOLIDAYS, str() as country):
            return await commands.choose_holidays(owner, command_id, country)
        case ChooseSetting(Field.LANGUAGE, str() as language):
            return await commands.choose_language(owner, command_id, language)
        case ChooseSetting(Field.FOLLOW_UPS, bool() as on):
            return await commands.switch_follow_ups(owner, command_id, on=on)
        case ChooseSetting(Field.PAUSE, date() as until):
            return await commands.pause(owner, command_id, until)
    return await commands.resume(owner, command_id)
