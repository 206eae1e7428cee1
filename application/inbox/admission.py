"""Which updates are taken in: those of persons who may use the bot, within their bounds. Of others no word is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from application.delivery.entry import EntryKind, NewEntry
from application.delivery.message import Message
from application.ports.allowances import Bound, Spent
from application.ports.inbox import InboundUpdate
from application.ports.transaction import Transaction
from application.read_models.accounts import AccountRow
from application.wording import bounds as wording

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
CODES_AN_HOUR = 5
"""Invitations that a person may try, so that none can be guessed."""


class Access(StrEnum):
    OPEN = "open"
    INVITED = "invited"


@dataclass(frozen=True, slots=True)
class Limits:
    """For each person; ``open_leads`` are those that are not deleted, ``bytes_a_day`` what the inbox stores."""

    messages_a_minute: int = 120
    notes_a_day: int = 300
    open_leads: int = 10_000
    bytes_a_day: int = 10_000_000


@dataclass(frozen=True, slots=True)
class House:
    """``allowed`` may always use the bot; ``admins`` may too, without bounds. With ``OPEN`` access and no person
    allowed by name, all may."""

    access: Access = Access.OPEN
    allowed: frozenset[int] = frozenset()
    admins: frozenset[int] = frozenset()
    limits: Limits = field(default_factory=Limits)

    def lets_in(self, person_id: int, account: AccountRow | None) -> bool:
        if account is not None and account.blocked_since is not None:
            return False
        if person_id in self.allowed | self.admins or (account is not None and account.admitted_at is not None):
            return True
        return self.is_open

    @property
    def is_open(self) -> bool:
        """To whoever writes."""
        return self.access is Access.OPEN and not self.allowed


class Reading(Protocol):
    """What the messenger's updates say."""

    def is_spoken(self, update: InboundUpdate) -> bool:
        """A message or a press: it wants an answer."""
        ...

    def is_addressed(self, update: InboundUpdate) -> bool:
        """Meant for the bot, also among others."""
        ...

    def code_in(self, update: InboundUpdate) -> str:
        """Of an invitation; empty for none."""
        ...


@dataclass(frozen=True, slots=True)
class Admitted:
    taken: Sequence[InboundUpdate]
    refused: Sequence[InboundUpdate]
    answers: Sequence[NewEntry]


@dataclass(frozen=True, slots=True)
class Admission:
    house: House
    reading: Reading

    async def admit(self, tx: Transaction, updates: Sequence[InboundUpdate], *, at: datetime) -> Admitted:
        """What was used is counted in the caller's transaction. Each refusal is told once in its while."""
        persons = {update.person_id for update in updates if update.person_id is not None}
        accounts = {row.owner_id: row for row in await tx.accounts.of_owners(persons)} if persons else {}
        taken, refused, answers = list[InboundUpdate](), list[InboundUpdate](), list[NewEntry]()
        for update in updates:
            account = accounts.get(update.person_id) if update.person_id is not None else None
            refusal = await self._refusal(tx, update, account, at)
            if refusal is None:
                taken.append(update)
            else:
                refused.append(replace(update, payload=""))
                answers += await self._told(tx, update, refusal, at)
        return Admitted(taken, refused, answers)

    async def _refusal(
        self, tx: Transaction, update: InboundUpdate, account: AccountRow | None, at: datetime
    ) -> "Refusal | None":
        person_id = update.person_id
        if person_id is None:
            return None
        if update.chat_id not in (None, person_id):
            return await self._refusal_of_group(tx, update, at)
        if not self.house.lets_in(person_id, account):
            return await self._refusal_of_stranger(tx, update, account, at)
        if person_id in self.house.admins:
            return None
        return await self._refusal_by_bounds(tx, update, person_id, at)

    async def _refusal_of_group(self, tx: Transaction, update: InboundUpdate, at: datetime) -> "Refusal | None":
        """Among others the bot says once an hour that it works in private chats only."""
        if update.chat_id is None or not self.reading.is_addressed(update):
            return SILENT
        spent = await spend(tx, update.chat_id, Bound.REFUSALS, amount=1, at=at, window=HOUR)
        return None if spent.used == 1 else SILENT

    async def _refusal_of_stranger(
        self, tx: Transaction, update: InboundUpdate, account: AccountRow | None, at: datetime
    ) -> "Refusal | None":
        if account is not None and account.blocked_since is not None:
            return SILENT  # nothing is sent to them, so that a refusal would come when they are let in again
        if self.reading.code_in(update) and update.person_id is not None:
            tried = await spend(tx, update.person_id, Bound.CODES, amount=1, at=at, window=HOUR)
            return None if tried.used <= CODES_AN_HOUR else Refusal(Bound.CODES, HOUR, wording.TOO_MANY_CODES)
        return Refusal(Bound.REFUSALS, HOUR, wording.NOT_ALLOWED)

    async def _refusal_by_bounds(
        self, tx: Transaction, update: InboundUpdate, person_id: int, at: datetime
    ) -> "Refusal | None":
        limits = self.house.limits
        for bound, amount, window, limit, words in (
            (Bound.MESSAGES, 1, MINUTE, limits.messages_a_minute, wording.TOO_FAST),
            (Bound.BYTES, len(update.payload), DAY, limits.bytes_a_day, wording.TOO_MUCH),
        ):
            if (await spend(tx, person_id, bound, amount=amount, at=at, window=window)).used > limit:
                return Refusal(bound, window, words)
        return None

    async def _told(
        self, tx: Transaction, update: InboundUpdate, refusal: "Refusal", at: datetime
    ) -> Sequence[NewEntry]:
        if refusal.words is None or update.person_id is None or not self.reading.is_spoken(update):
            return []
        if not await tell_once(tx, update.person_id, refusal.bound, refusal.window, at):
            return []
        return [NewEntry(EntryKind.ANSWER, update.person_id, refusal.words)]


@dataclass(frozen=True, slots=True)
class Refusal:
    """``words`` are said once in a ``window`` of the ``bound``; None is silence."""

    bound: Bound
    window: timedelta
    words: Message | None


SILENT = Refusal(Bound.REFUSALS, HOUR, None)


async def tell_once(tx: Transaction, person_id: int, bound: Bound, window: timedelta, at: datetime) -> bool:
    """Whether the person is to be told now: the first time that it is asked in a window."""
    spent = await spend(tx, person_id, bound, amount=0, at=at, window=window)
    if spent.told_at is not None:
        return False
    await tx.allowances.put(person_id, bound, spent.told(at))
    return True


async def spend(
    tx: Transaction, person_id: int, bound: Bound, *, amount: int, at: datetime, window: timedelta
) -> Spent:
    """Count ``amount`` more, in a window that is new when the last one is over."""
    known = await tx.allowances.get(person_id, bound)
    spent = known.more(amount, at=at, window=window) if known else Spent(at, amount)
    await tx.allowances.put(person_id, bound, spent)
    return spent
