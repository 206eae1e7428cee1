"""Who records which event: no class knows it, since the application stamps the actor. A new event is entered here."""

OWNER = "the owner"
SCHEDULER = "the scheduler"
RELAY = "the relay"
OPERATOR = "an operator"

RECORDED_BY = {
    "lead.lead_captured": OWNER,
    "lead.note_corrected": OWNER,
    "lead.prospect_identified": SCHEDULER,
    "lead.plan_generated": SCHEDULER,
    "lead.step_toggled": OWNER,
    "lead.step_skipped": OWNER,
    "lead.step_snoozed": OWNER,
    "lead.step_rescheduled": f"{OWNER}, {OPERATOR}",
    "lead.due_times_rederived": OWNER,
    "lead.prospect_replied": OWNER,
    "lead.follow_up_scheduled": SCHEDULER,
    "lead.follow_up_withdrawn": OWNER,
    "lead.follow_up_stopped": OWNER,
    "lead.follow_up_resumed": OWNER,
    "lead.lead_deleted": OWNER,
    "lead.lead_erased": f"{OWNER}, {SCHEDULER}, {OPERATOR}",
    "lead.lead_restored": OWNER,
    "lead.reminder_claimed": SCHEDULER,
    "lead.reminder_sent": RELAY,
    "lead.reminder_failed": f"{RELAY}, {OPERATOR}",
    "lead.reminder_unconfirmed": f"{RELAY}, {OPERATOR}",
    "lead.reminder_expired": RELAY,
    "lead.reminder_requeued": OPERATOR,
    "lead.reminder_resolved": OPERATOR,
    "account.account_opened": OWNER,
    "account.time_zone_confirmed": OWNER,
    "account.send_time_chosen": OWNER,
    "account.quiet_hours_chosen": OWNER,
    "account.working_days_chosen": OWNER,
    "account.holiday_country_chosen": OWNER,
    "account.language_chosen": OWNER,
    "account.follow_ups_switched": OWNER,
    "account.reminders_paused": OWNER,
    "account.reminders_resumed": OWNER,
    "account.chat_lost": f"{OWNER}, {RELAY}",
    "account.chat_regained": OWNER,
    "account.chat_moved": RELAY,
    "account.account_admitted": OWNER,
    "account.account_blocked": OPERATOR,
    "account.account_unblocked": OPERATOR,
}
