"""Which updates are taken in: those of persons who may use the bot, within their bounds. Of others no word is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from application.delivery.entry import EntryKind, NewEntry
from application.delivery.message import Message
from application.inbox.house import House
from application.inbox.ledger import DAY, HOUR, MINUTE, Ledger
from application.ports.allowances import Bound
from application.ports.inbox import InboundUpdate
from application.ports.transaction import Transaction
from application.read_models.accounts import AccountRow
from application.wording import bounds as wording

CODES_AN_HOUR = 5
"""Invitations that a person may try, so that none can be guessed."""


class Reading(Protocol):
    """What the messenger's updates say."""

    def is_spoken(self, update: InboundUpdate) -> bool:
        """A message or a press: it wants an answer."""
        ...

    def is_addressed(self, update: InboundUpdate) -> bool:
        """Meant for the bot, also among others."""
        ...

    def is_membership(self, update: InboundUpdate) -> bool:
        """That the bot may, or may not, write to the chat from now on."""
        ...

    def code_in(self, update: InboundUpdate) -> str:
        """Of an invitation; empty for none."""
        ...

    def sent_at(self, update: InboundUpdate) -> datetime | None:
        """When the person sent it, as far as it says so."""
        ...


@dataclass(frozen=True, slots=True)
class Admitted:
    """Of all others nothing is kept."""

    taken: Sequence[InboundUpdate]
    answers: Sequence[NewEntry]


@dataclass(frozen=True, slots=True)
class Admission:
    house: House
    reading: Reading

    async def admit(self, tx: Transaction, updates: Sequence[InboundUpdate], *, at: datetime) -> Admitted:
        """``updates`` are not kept yet. What was used is counted in the caller's transaction, by the moments at which
        they were sent: what waited for us during an outage was not sent at once. Each refusal is told once in its
        while."""
        persons = {update.person_id for update in updates if update.person_id is not None}
        accounts = {row.owner_id: row for row in await tx.accounts.of_owners(persons)} if persons else {}
        taken, answers = list[InboundUpdate](), list[NewEntry]()
        ledger = Ledger(tx, at)
        for update in updates:
            account = accounts.get(update.person_id) if update.person_id is not None else None
            refusal = await self._refusal(ledger, update, account)
            if refusal is None:
                taken.append(update)
            else:
                answers += await self._told(ledger, update, refusal)
        await ledger.write()
        return Admitted(taken, answers)

    async def _refusal(self, ledger: Ledger, update: InboundUpdate, account: AccountRow | None) -> "Refusal | None":
        person_id = update.person_id
        if person_id is None:
            return None
        if self.reading.is_membership(update):
            return SILENT if account is None else None
        if update.chat_id not in (None, person_id):
            return await self._refusal_of_group(ledger, update)
        if not self.house.lets_in(person_id, account):
            return await self._refusal_of_stranger(ledger, update, account)
        if person_id in self.house.admins:
            return None
        return await self._refusal_by_bounds(ledger, update, person_id)

    async def _refusal_of_group(self, ledger: Ledger, update: InboundUpdate) -> "Refusal | None":
        """Among others the bot says once an hour that it works in private chats only."""
        if update.chat_id is None or not self.reading.is_addressed(update):
            return SILENT
        asked = await ledger.spend(update.chat_id, Bound.REFUSALS, HOUR)
        return None if asked == 1 else SILENT

    async def _refusal_of_stranger(
        self, ledger: Ledger, update: InboundUpdate, account: AccountRow | None
    ) -> "Refusal | None":
        if account is not None and account.blocked_since is not None:
            return SILENT  # nothing is sent to them, so that a refusal would come when they are let in again
        if self.reading.code_in(update) and update.person_id is not None:
            tried = await ledger.spend(update.person_id, Bound.CODES, HOUR)
            return None if tried <= CODES_AN_HOUR else Refusal(Bound.CODES, HOUR, wording.TOO_MANY_CODES)
        if await ledger.is_coming_in(update):
            return None
        return Refusal(Bound.REFUSALS, HOUR, wording.NOT_ALLOWED)

    async def _refusal_by_bounds(self, ledger: Ledger, update: InboundUpdate, person_id: int) -> "Refusal | None":
        limits, sent_at = self.house.limits, self.reading.sent_at(update)
        quick = Bound.PRESSES if update.is_press else Bound.MESSAGES
        for bound, amount, window, limit, words in (
            (quick, 1, MINUTE, limits.messages_a_minute, wording.TOO_FAST),
            (Bound.BYTES, len(update.payload), DAY, limits.bytes_a_day, wording.TOO_MUCH),
        ):
            if await ledger.spend(person_id, bound, window, amount=amount, sent_at=sent_at) > limit:
                return Refusal(bound, window, words)
        return None

    async def _told(self, ledger: Ledger, update: InboundUpdate, refusal: "Refusal") -> Sequence[NewEntry]:
        if refusal.words is None or update.person_id is None or not self.reading.is_spoken(update):
            return []
        if not await ledger.is_to_be_told(update.person_id, refusal.bound, refusal.window):
            return []
        return [NewEntry(EntryKind.ANSWER, update.person_id, refusal.words)]


@dataclass(frozen=True, slots=True)
class Refusal:
    """``words`` are said once in a ``window`` of the ``bound``; None is silence."""

    bound: Bound
    window: timedelta
    words: Message | None


SILENT = Refusal(Bound.REFUSALS, HOUR, None)
