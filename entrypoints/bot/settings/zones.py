"""Where an owner is: found from words or a shared place, said back to them, and set only when they agree.

The names of all cities are read once, in a thread, when the program starts (``ZoneFinder.warm``): a look-up within the
update's transaction takes a few milliseconds."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from application.accounts.owner import Owner
from application.delivery.message import Button, Message, Span, Style
from application.ports.zone_finder import ZoneChoice
from application.use_cases import UseCases
from application.wording.callback_data import AskSetting, ChooseSetting, ConfirmZone, ShowSettings
from application.wording.setting_values import Field
from application.wording.wall_clock import WallClock
from domain.account.decisions import confirm_zone
from entrypoints.bot.replies.reply import Reply
from entrypoints.bot.settings import texts as setting_texts
from entrypoints.bot.settings.typed_words import NotUnderstood

QUESTION = AskSetting(Field.ZONE).encode()
"""Stays open below a proposal: a person who does not find their place among the choices types another."""


@dataclass(frozen=True, slots=True)
class ZoneActions:
    use: UseCases

    async def by_words(self, words: str, *, owner: Owner, command_id: str) -> Reply:
        """Raise ``NotUnderstood``."""
        # In a thread: in the program's first second or two it waits for the names.
        found = await asyncio.to_thread(self.use.zones.named, words)
        if not found:
            raise NotUnderstood(setting_texts.unknown_place(words.strip()))
        if len({choice.zone for choice in found}) == 1:
            return await self.propose(found[0].zone, owner=owner, command_id=command_id, place=found[0].label)
        return Reply(_choices(words.strip(), found), asks=QUESTION)

    async def by_place(self, latitude: float, longitude: float, *, owner: Owner, command_id: str) -> Reply:
        """Raise ``NotUnderstood``."""
        zone = await asyncio.to_thread(self.use.zones.at, latitude, longitude)
        if zone is None:
            raise NotUnderstood(setting_texts.NO_ZONE_THERE)
        return await self.propose(zone, owner=owner, command_id=command_id)

    async def propose(self, zone: str, *, owner: Owner, command_id: str, place: str = "") -> Reply:
        """Ask, and say how many reminders would move; nothing is changed. Raise ``UnknownZone``."""
        coming = await self.use.account_commands.change(
            owner,
            command_id,
            lambda account, now: account.record(confirm_zone(account.state, zone, at=now)),
            dry_run=True,
        )
        known = await self.use.accounts.wall_clock(owner.id)
        there = WallClock(ZoneInfo(zone), known.language)
        return Reply(self._proposal(there, place, len(coming.moved)), asks=QUESTION)

    def _proposal(self, there: WallClock, place: str, count: int) -> Message:
        zone = there.zone.key
        title = f"🌍 {place} ({zone})" if place and place != zone else f"🌍 {zone}"
        time = there.shows(self.use.account_commands.clock.now())
        text = f"\n\nIt is now {time} there. Is that your time?\n\n{setting_texts.would_move(count)}"
        yes = Button("✅ Yes, that is my time", ConfirmZone(zone).encode())
        return Message((Span(title, Style.BOLD), Span(text)), ((yes,), (Button("Another one", QUESTION),)))


def _choices(words: str, found: Sequence[ZoneChoice]) -> Message:
    rows = [(Button(choice.label, ChooseSetting(Field.ZONE, choice.zone).encode()),) for choice in found]
    text = (
        f"{setting_texts.several_places(words)}\n\nNot among them? Type it with its country, for example Paris, France."
    )
    return Message((Span(text),), (*rows, (Button("◀️ Back", ShowSettings(Field.ZONE).encode()),)))
