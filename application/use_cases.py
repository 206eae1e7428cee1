"""The use cases, wired in one place for program, bot, commands and tests. A new use case is named here twice."""

from dataclasses import dataclass, field
from datetime import timedelta

from application.accounts.access import PersonAccess
from application.accounts.commands import AccountCommands
from application.accounts.queries import AccountQueries
from application.accounts.reachability import ChatReachability
from application.accounts.working_time import WorkTimes
from application.audit.audit import Audit
from application.audit.proof import LogProof
from application.backups.backup import DatabaseBackup
from application.backups.copy_check import RestoredCopy
from application.backups.fence import OutboxFence
from application.backups.restore import DatabaseRestore
from application.erasure.erasure import Erasure
from application.erasure.redaction import EmptyWriteAhead, Redaction
from application.inbox.house import House
from application.inbox.once import Once
from application.inbox.open_questions import Questions
from application.leads.capture import LeadCapture
from application.leads.commands import LeadCommands
from application.leads.corrections import NoteCorrections
from application.leads.enrichment import PlanEnrichment
from application.leads.known import KnownLeads
from application.leads.queries import LeadQueries
from application.leads.quota import LeadQuota
from application.leads.rescheduling import Rescheduling
from application.leads.statistics import StatisticsQueries
from application.operations.bots import BotQueries
from application.operations.health import Health
from application.operations.housekeeping import Housekeeping
from application.operations.inbox import InboxOperations
from application.operations.outbox import OutboxOperations
from application.operations.outbox_listing import OutboxPruning, OutboxQueries
from application.operations.relay import RelayOperations
from application.ports.clock import Clock
from application.ports.copies import Copies
from application.ports.copy_detection import CopyMarker
from application.ports.planner import Planner
from application.ports.shadow_tables import RebuildLock
from application.ports.transaction import Transactions
from application.ports.zone_finder import ZoneFinder
from application.projections.rebuild import ProjectionRebuild
from application.projections.verification import ProjectionVerification
from application.relay.arrival import ArrivalProof
from application.relay.expiry import DeliveryExpiry
from application.reminders.claims import ReminderClaims
from application.reminders.follow_ups import FollowUpScheduler


@dataclass(frozen=True, slots=True)
class Resources:
    """What use cases need beside the database and the clock. ``expire_after`` is how late a reminder may come,
    ``retention`` how long a deleted lead can be restored, ``admins`` are chats that are sent the log's seal."""

    work_times: WorkTimes
    planner: Planner
    zones: ZoneFinder
    rebuild_lock: RebuildLock
    copy_marker: CopyMarker
    copies: Copies
    empty_write_ahead: EmptyWriteAhead
    expire_after: timedelta = timedelta(hours=24)
    retention: timedelta | None = timedelta(days=30)
    admins: frozenset[int] = frozenset()
    house: House = field(default_factory=House)


@dataclass(frozen=True, slots=True)
class UseCases:
    """``zones`` and ``work_times`` are for bot and commands."""

    zones: ZoneFinder
    work_times: WorkTimes
    capture: LeadCapture
    commands: LeadCommands
    corrections: NoteCorrections
    known: KnownLeads
    queries: LeadQueries
    statistics: StatisticsQueries
    rescheduling: Rescheduling
    accounts: AccountQueries
    account_commands: AccountCommands
    questions: Questions
    once: Once
    access: PersonAccess
    quota: LeadQuota
    arrival: ArrivalProof
    reachability: ChatReachability
    enrichment: PlanEnrichment
    follow_ups: FollowUpScheduler
    claims: ReminderClaims
    expiry: DeliveryExpiry
    erasure: Erasure
    housekeeping: Housekeeping
    rebuild: ProjectionRebuild
    verification: ProjectionVerification
    audit: Audit
    proof: LogProof
    outbox: OutboxQueries
    outbox_operations: OutboxOperations
    outbox_fence: OutboxFence
    outbox_pruning: OutboxPruning
    relay_operations: RelayOperations
    inbox: InboxOperations
    health: Health
    bots: BotQueries
    restored_copy: RestoredCopy
    backup: DatabaseBackup
    restore: DatabaseRestore


def wire(db: Transactions, clock: Clock, given: Resources) -> UseCases:
    """It costs microseconds and opens nothing."""
    times, proof, restored = given.work_times, LogProof(db, clock), RestoredCopy(db, given.copy_marker)
    erasure = Erasure(db, clock, given.retention, Redaction(db, clock, given.empty_write_ahead))
    rebuild = ProjectionRebuild(db, clock, given.rebuild_lock)
    return UseCases(
        zones=given.zones,
        work_times=times,
        capture=LeadCapture(db, clock, times),
        commands=LeadCommands(db, clock, times),
        corrections=NoteCorrections(db, clock, times),
        known=KnownLeads(db),
        queries=LeadQueries(db),
        statistics=StatisticsQueries(db, clock),
        rescheduling=Rescheduling(db, clock, times),
        accounts=AccountQueries(db, clock, times),
        account_commands=AccountCommands(db, clock, times),
        questions=Questions(db, clock),
        once=Once(db, clock),
        access=PersonAccess(db, clock, times),
        quota=LeadQuota(db, clock, given.house),
        arrival=ArrivalProof(db, clock),
        reachability=ChatReachability(db, clock),
        enrichment=PlanEnrichment(db, given.planner, clock, times),
        follow_ups=FollowUpScheduler(db, clock, times),
        claims=ReminderClaims(db, clock, expires_after=given.expire_after),
        expiry=DeliveryExpiry(db, clock),
        erasure=erasure,
        housekeeping=Housekeeping(db, clock, erasure, proof, given.admins),
        rebuild=rebuild,
        verification=ProjectionVerification(db),
        audit=Audit(db),
        proof=proof,
        outbox=OutboxQueries(db),
        outbox_operations=OutboxOperations(db, clock),
        outbox_fence=OutboxFence(db, clock, accept=restored.accept),
        outbox_pruning=OutboxPruning(db, clock),
        relay_operations=RelayOperations(db, clock),
        inbox=InboxOperations(db, clock),
        health=Health(db, clock),
        bots=BotQueries(db),
        restored_copy=restored,
        backup=DatabaseBackup(given.copies, clock),
        restore=DatabaseRestore(given.copies, clock, restored.accept),
    )
