"""The use cases in memory, and short ways to set a scene."""

import random
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import make_url

from adapters.holiday_calendar import VacanzaHolidayCalendar
from adapters.memory.copy_marker import MemoryCopyMarker
from adapters.memory.database import MemoryTransactions
from adapters.memory.manual_clock import ManualClock
from adapters.memory.messenger import MemoryMessenger
from adapters.places.zone_finder import OfflineZoneFinder
from adapters.sql.operations.server_backup import ServerCopies
from application.accounts.owner import Owner
from application.accounts.working_time import WorkTimes
from application.delivery.entry import DeliveryPolicy, Entry, EntryKind
from application.delivery.pacing import UNPACED, Pacing
from application.delivery.pause import RelayPause
from application.delivery.settlement import SettlementPolicy
from application.leads.commands import OwnerCommand
from application.operations.housekeeping import EVERY, Housekeeping
from application.ports.clock import Clock
from application.ports.messenger import Messenger
from application.ports.metrics import Unmetered
from application.ports.outbox import EntryFilter
from application.ports.planner import Planner
from application.ports.transaction import Transactions
from application.ports.work import Work
from application.projections.rebuild import NullLock
from application.read_models.scheduled_reminders import ReminderRow
from application.relay.leases import LeaseWatch, PauseWatch
from application.relay.outcome_queue import OutcomeWriter
from application.relay.spacing import SendSpacer
from application.use_cases import Resources, UseCases, wire
from application.wording.wall_clock import WallClock
from domain.account.preferences import Preferences
from domain.lead.events import Event
from domain.lead.state import LeadState
from tests.support.databases import SQLITE, a_fresh_database
from tests.support.entries import an_answer
from tests.support.leads import BOT_ID, CHAT_ID, LEAD_ID, MONDAY_9AM, OWNER_ID, a_new_lead, keep
from tests.support.one_round_relay import OneRoundRelay
from tests.support.scripted_planner import ScriptedPlanner
from tests.support.watched_wakeups import WatchedWakeups

UTC_CLOCK = WallClock(ZoneInfo("UTC"), is_confirmed=False)
SEND_TIME = time(9, 30)
ANY_DAY = Preferences("UTC", SEND_TIME, quiet_hours=None, working_days=frozenset(range(7)))
"""Of an owner who is never off."""
WORK_TIMES = WorkTimes(ANY_DAY, VacanzaHolidayCalendar())
YOU = Owner(OWNER_ID, CHAT_ID)
LEASE = timedelta(minutes=1)
ZONES = OfflineZoneFinder()


async def nothing_is_left() -> bool:
    """As ``EmptyWriteAhead``: there are no files."""
    return True


def use_cases(
    transactions: Transactions,
    clock: Clock,
    *,
    planner: Planner | None = None,
    work_times: WorkTimes = WORK_TIMES,
    admins: frozenset[int] = frozenset(),
) -> UseCases:
    """As in the program; what they need beside is in memory, and there are no copies."""
    resources = Resources(
        work_times,
        planner or ScriptedPlanner(),
        ZONES,
        NullLock(),
        MemoryCopyMarker(),
        ServerCopies(make_url("postgresql://nowhere")),
        nothing_is_left,
        admins=admins,
    )
    return wire(transactions, clock, resources)


class IdleHousekeeping(Housekeeping):
    """Memory keeps nothing that would be tidied."""

    async def tidy(self) -> None:
        pass

    async def next_at(self) -> datetime:
        return self.clock.now() + EVERY


def idle_housekeeping(transactions: Transactions, clock: Clock) -> Housekeeping:
    use = use_cases(transactions, clock)
    return IdleHousekeeping(transactions, clock, use.erasure, use.proof, frozenset())


class FullBackoff(random.Random):
    """Full jitter at its bound: the backoff of the first attempt is always 4 seconds."""

    def random(self) -> float:
        return 1.0


def a_relay(
    transactions: Transactions,
    messenger: Messenger,
    clock: Clock,
    policy: DeliveryPolicy = DeliveryPolicy.QUARANTINE,
    pacing: Pacing = UNPACED,
) -> OneRoundRelay:
    settling, watch, gap = SettlementPolicy(policy, FullBackoff()), PauseWatch(clock), pacing.chat_gap
    outcomes = OutcomeWriter(transactions, clock, settling, Unmetered(), watch, chat_gap=gap, gives_up_after=LEASE)
    watches = LeaseWatch(clock, LEASE), watch, SendSpacer(clock, pacing)
    return OneRoundRelay(transactions, messenger, clock, outcomes, pacing, LEASE, MemoryCopyMarker(), *watches)


class MemoryApp:
    """It is Monday, 9:00; an owner's send time is 9:30 in UTC, on any day, unless ``work_times`` say otherwise.

    Without ``transactions`` it is kept in memory, and ``on_commit`` is called.
    """

    def __init__(self, work_times: WorkTimes = WORK_TIMES, transactions: Transactions | None = None) -> None:
        self.clock = ManualClock(MONDAY_9AM)
        self.on_commit: Callable[[], None] = lambda: None
        self.on_wake: Callable[[Collection[Work]], None] = lambda work: None
        memory = MemoryTransactions(self.committed).of_bot(BOT_ID)
        self.transactions: Transactions = transactions or memory
        self.messenger = MemoryMessenger()
        self.planner = ScriptedPlanner()
        self.watched = WatchedWakeups(memory, self.clock)
        self._at_work: Transactions = transactions or self.watched
        self.use = self.wired(self._at_work, work_times)
        self.relay = self.a_relay()
        self._commands_given = 0

    def wired(self, transactions: Transactions, work_times: WorkTimes | None = None) -> UseCases:
        """The same use cases on other transactions."""
        times = work_times or self.use.work_times
        return use_cases(transactions, self.clock, planner=self.planner, work_times=times)

    def committed(self, work: Collection[Work]) -> None:
        self.on_wake(work)  # read late: tests set them
        self.on_commit()

    def a_relay(
        self, policy: DeliveryPolicy = DeliveryPolicy.QUARANTINE, messenger: Messenger | None = None
    ) -> OneRoundRelay:
        return a_relay(self._at_work, messenger or self.messenger, self.clock, policy)

    async def planned_lead(
        self, lead_id: UUID = LEAD_ID, *, at: datetime = MONDAY_9AM, owner_id: int = OWNER_ID
    ) -> UUID:
        """Its steps are due at ``at``, three and seven days later. Nothing about it is in the outbox."""
        await keep(self.transactions, a_new_lead(lead_id, with_plan=True, at=at, owner_id=owner_id))
        return lead_id

    async def claimed_lead(self) -> Entry:
        """The queued reminder of a planned lead's first step."""
        await self.planned_lead()
        assert await self.use.claims.claim_due() == 1
        return await self.reminder_entry()

    def command(self, lead_id: UUID = LEAD_ID, *, owner_id: int = OWNER_ID) -> OwnerCommand:
        """A new one each time."""
        self._commands_given += 1
        return OwnerCommand(owner_id, lead_id, f"command:{self._commands_given}")

    async def captured_lead(self, command_id: str = "tg:1:1", note: str = "Met Ada at the fair") -> UUID:
        return await self.use.capture.capture(note, owner=YOU, command_id=command_id)

    async def queue_answers(self, *chat_ids: int) -> None:
        """One to each chat; without chats to the owner's."""
        async with self.transactions.write() as tx:
            for chat_id in chat_ids or [CHAT_ID]:
                await tx.outbox.add(an_answer(chat_id), at=self.clock.now())

    async def pauses(self) -> Sequence[RelayPause]:
        async with self.transactions.read() as tx:
            return await tx.rate_limiter.pauses()

    async def relay_everything(self) -> None:
        """Until nothing is due now."""
        while await self.relay.relay_due():
            pass

    async def state(self, lead_id: UUID = LEAD_ID) -> LeadState:
        return await self.use.queries.get(lead_id)

    async def events(self, lead_id: UUID = LEAD_ID) -> Sequence[Event]:
        async with self.transactions.read() as tx:
            return await tx.log.history(lead_id)

    async def kinds_of_events(self, lead_id: UUID = LEAD_ID) -> list[str]:
        return [type(event).__name__ for event in await self.events(lead_id)]

    async def deliveries(self, lead_id: UUID = LEAD_ID) -> list[str]:
        """What its history says about messages, in order."""
        settled = {"ReminderSent", "ReminderFailed", "ReminderUnconfirmed", "ReminderExpired"}
        return [kind for kind in await self.kinds_of_events(lead_id) if kind in settled]

    async def reminders(self, lead_id: UUID = LEAD_ID) -> Sequence[ReminderRow]:
        async with self.transactions.read() as tx:
            return await tx.reminders.rows_of([lead_id])

    async def reminder(self, step_id: int = 1, lead_id: UUID = LEAD_ID) -> ReminderRow:
        [row] = [row for row in await self.reminders(lead_id) if row.step_id == step_id]
        return row

    async def entries(self) -> Sequence[Entry]:
        """The oldest first."""
        async with self.transactions.read() as tx:
            return list(reversed(await tx.outbox.select(EntryFilter(), limit=1000)))

    async def reminder_entry(self, generation: int = 1) -> Entry:
        [entry] = [entry for entry in await self.reminder_entries() if entry.content.generation == generation]
        return entry

    async def reminder_entries(self) -> Sequence[Entry]:
        return [entry for entry in await self.entries() if entry.content.kind is EntryKind.REMINDER]


@asynccontextmanager
async def an_app_on_a_file(folder: Path) -> AsyncIterator[MemoryApp]:
    """For what is ``OnlyOnADatabase``."""
    apps: list[MemoryApp] = []  # made after its database, whose commits notify it

    def committed(work: Collection[Work]) -> None:
        for app in apps:
            app.committed(work)

    async with a_fresh_database(SQLITE, folder, on_commit=committed) as transactions:
        apps.append(MemoryApp(transactions=transactions))
        yield apps[0]
