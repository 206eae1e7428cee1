"""The commands of a lead that has gone quiet."""

from datetime import datetime

from domain.errors import LeadIsTooOld
from domain.lead.decisions.deciding import Deciding
from domain.lead.events import FollowUpResumed, FollowUpScheduled, FollowUpStopped, FollowUpWithdrawn
from domain.reminders.follow_ups import EVERY, TOO_OLD, UNTIL_AGE, follow_up_due
from domain.reminders.reminder import ReminderKind
from domain.worktime import WorkTime

NOT_WANTED = "the owner wants no follow-ups"
BY_OWNER = "the owner stopped it"


class LeadFollowUps:
    def schedule_follow_up(self: Deciding, *, work_time: WorkTime, at: datetime) -> None:
        """The next one of a lead that is quiet; for one that would come when the lead is too old, the end of all.
        Nothing for a lead that is not quiet."""
        quiet_since = self.state.quiet_since
        if quiet_since is None:
            return
        due = follow_up_due(quiet_since, work_time=work_time, now=at)
        if due.at > self.state.captured_at + UNTIL_AGE:
            self.decide(FollowUpStopped, at, reason=TOO_OLD)
            return
        series = self.state.follow_ups
        self.decide(FollowUpScheduled, at, number=series.scheduled + 1, count=series.count + 1, due=due)

    def withdraw_follow_up(self: Deciding, *, at: datetime) -> None:
        """The one that waits, if there is one: its owner wants none for now."""
        ahead = [one.id for one in self.state.schedule if one.id.kind is ReminderKind.FOLLOW_UP and one.is_ahead]
        for one in ahead:
            self.decide(FollowUpWithdrawn, at, number=one.step_id, reason=NOT_WANTED)

    def stop_follow_ups(self: Deciding, *, at: datetime) -> None:
        self.refuse_if_deleted()
        if not self.state.follow_ups.is_stopped:
            self.decide(FollowUpStopped, at, reason=BY_OWNER)

    def resume_follow_ups(self: Deciding, *, at: datetime) -> None:
        """Raises ``LeadIsTooOld`` when none would come any more."""
        self.refuse_if_deleted()
        if at + EVERY > self.state.captured_at + UNTIL_AGE:
            raise LeadIsTooOld(self.id)
        if self.state.follow_ups.is_stopped:
            self.decide(FollowUpResumed, at)
