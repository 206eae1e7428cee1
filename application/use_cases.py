"""The use cases, wired in one place for program, bot, commands and tests. A new use case is a line here."""

from dataclasses import dataclass
from datetime import timedelta

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
from application.inbox.open_questions import Questions
from application.leads.capture import LeadCapture
from application.leads.commands import LeadCommands
from application.leads.enrichment import PlanEnrichment
from application.leads.queries import LeadQueries
from application.leads.rescheduling import Rescheduling
from application.leads.statistics import StatisticsQueries
from application.operations.health import Health
from application.operations.housekeeping import Housekeeping
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


class UseCases:
    """Made in microseconds; it opens nothing."""

    def __init__(self, db: Transactions, clock: Clock, given: Resources) -> None:
        times, restored = given.work_times, RestoredCopy(db, given.copy_marker)
        self.zones = given.zones
        self.work_times = times
        self.capture = LeadCapture(db, clock, times)
        self.commands = LeadCommands(db, clock, times)
        self.queries = LeadQueries(db)
        self.statistics = StatisticsQueries(db, clock)
        self.rescheduling = Rescheduling(db, clock, times)
        self.accounts = AccountQueries(db, clock, times)
        self.account_commands = AccountCommands(db, clock, times)
        self.questions = Questions(db, clock)
        self.arrival = ArrivalProof(db, clock)
        self.reachability = ChatReachability(db, clock)
        self.enrichment = PlanEnrichment(db, given.planner, clock, times)
        self.follow_ups = FollowUpScheduler(db, clock, times)
        self.claims = ReminderClaims(db, clock, expires_after=given.expire_after)
        self.expiry = DeliveryExpiry(db, clock)
        self.proof = LogProof(db, clock)
        self.erasure = Erasure(db, clock, given.retention, Redaction(db, clock, given.empty_write_ahead))
        self.housekeeping = Housekeeping(db, clock, self.erasure, self.proof, given.admins)
        self.rebuild = ProjectionRebuild(db, clock, given.rebuild_lock)
        self.verification = ProjectionVerification(db)
        self.audit = Audit(db)
        self.outbox = OutboxQueries(db)
        self.outbox_operations = OutboxOperations(db, clock)
        self.outbox_fence = OutboxFence(db, clock, accept=restored.accept)
        self.outbox_pruning = OutboxPruning(db, clock)
        self.relay_operations = RelayOperations(db, clock)
        self.health = Health(db, clock)
        self.restored_copy = restored
        self.backup = DatabaseBackup(given.copies, clock)
        self.restore = DatabaseRestore(given.copies, clock, restored.accept)
