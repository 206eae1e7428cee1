"""What the bot calls."""

from dataclasses import dataclass

from application.accounts.commands import AccountCommands
from application.accounts.queries import AccountQueries
from application.accounts.reachability import ChatReachability
from application.accounts.working_time import WorkTimes
from application.audit.audit import Audit
from application.erasure.erasure import Erasure
from application.inbox.open_questions import Questions
from application.leads.capture import LeadCapture
from application.leads.commands import LeadCommands
from application.leads.queries import LeadQueries
from application.leads.rescheduling import Rescheduling
from application.leads.statistics import StatisticsQueries
from application.ports.messenger import Messenger
from application.ports.zone_finder import ZoneFinder
from application.relay.arrival import ArrivalProof


@dataclass(frozen=True, slots=True)
class UseCases:
    """``messenger`` is for what is said at once: that a button was pressed, and what its message says then."""

    capture: LeadCapture
    commands: LeadCommands
    queries: LeadQueries
    statistics: StatisticsQueries
    rescheduling: Rescheduling
    audit: Audit
    accounts: AccountQueries
    account_commands: AccountCommands
    erasure: Erasure
    work_times: WorkTimes
    zones: ZoneFinder
    questions: Questions
    proof: ArrivalProof
    reachability: ChatReachability
    messenger: Messenger
