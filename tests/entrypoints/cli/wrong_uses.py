"""Commands that are refused, below a part of the refusal."""

from collections.abc import Sequence

from application.audit.event_query import TOPICS
from tests.support.leads import LEAD_ID, OTHER_LEAD_ID, OWNER_ID, THIRD_LEAD_ID

LEAD, OWNER, NO_LEAD, NEVER = str(LEAD_ID), str(OWNER_ID), str(THIRD_LEAD_ID), "2999-01-01"
WHY = ("--reason", "Ada has phoned")
USAGE = "--help`"
DRY_OWNER = ("--owner", OWNER, "--dry-run")
NO_TERMINAL = "there is no terminal to ask on: add --yes or --dry-run"

REFUSED: Sequence[tuple[str, Sequence[Sequence[str]]]] = (
    (
        f"leadbell: there is no lead {NO_LEAD}",
        [
            ("leads", "show", NO_LEAD),
            ("leads", "erase", NO_LEAD, *WHY),
            ("leads", "reschedule", NO_LEAD, "--step", "1", "--to", "tomorrow", *WHY),
            ("audit", "state", NO_LEAD, "--at", "2026-11-02"),
            ("audit", "why", f"{NO_LEAD}:1:1"),
        ],
    ),
    (
        "'12' is no lead id; `leadbell leads list` shows them",
        [
            ("leads", "show", "12"),
            ("leads", "reschedule", "12", "--step", "2", "--to", "tomorrow", *WHY),
            ("audit", "log", "--lead", "12"),
            ("audit", "state", "12", "--at", "2026-11-02"),
            ("outbox", "list", "--lead", "12"),
        ],
    ),
    (
        "'yesterday' is no moment; an example: 2026-11-23T09:30:00+02:00",
        [
            ("audit", "log", "--since", "yesterday"),
            ("audit", "state", LEAD, "--at", "yesterday"),
            ("outbox", "list", "--since", "yesterday"),
            ("outbox", "list", "--before", "yesterday"),
        ],
    ),
    (
        "there is no read model 'outbox'; choose one of: lead_list, scheduled_reminders",
        [
            ("projections", "rebuild", "outbox"),
            ("projections", "verify", "outbox"),
        ],
    ),
    (
        "leadbell: there is no outbox entry 9",
        [
            ("outbox", "show", "9"),
            ("outbox", "retry", "9", *WHY),
            ("outbox", "resolve", "9", "--as", "delivered", *WHY),
            ("outbox", "discard", "9", *WHY),
        ],
    ),
    *(
        (f"leadbell: there is no reminder {one}", [("audit", "why", one)])
        for one in (f"{LEAD}:1:9", f"{LEAD}:0:1", f"{OTHER_LEAD_ID}:1:1")
    ),
    ("is no reminder", [("audit", "why", text) for text in ("", "1", LEAD, f"{LEAD}:1", f"{LEAD}:1:x", "a:b:c")]),
    ("has no lead's id in it", [("audit", "why", f"{'a-' * 16}:1:1")]),
    (
        f"leadbell: lead {LEAD} was not there yet: it was captured at 2026-11-02T09:00:00+00:00",
        [
            ("audit", "state", LEAD, "--at", "2026-11-02T08:59:59Z"),
        ],
    ),
    (
        f"there is no kind of event 'lead.lead_captred'; there are: {', '.join(sorted(TOPICS))}",
        [
            ("audit", "log", "--kind", "LeadCaptured", "--kind", "lead.lead_captred"),
        ],
    ),
    (
        "a chain is shown whole",
        [
            ("audit", "log", "--chain", "5", *other)
            for other in (("--follow",), ("--lead", LEAD), ("--actor", "owner"), ("--until", "2027-01-01"))
        ],
    ),
    (
        "is there already, and is not replaced: name another file",
        [
            ("audit", "export", "leadbell.db"),
            ("db", "backup", "leadbell.db"),
        ],
    ),
    ("nowhere/log.jsonl cannot be written: No such file or directory", [("audit", "export", "nowhere/log.jsonl")]),
    ("No such file", [("audit", "verify", "--seal", "nowhere.json")]),
    ("owner 9 has no account; `leadbell accounts list` shows them", [("accounts", "show", "9")]),
    (
        "a valid integer",
        [("accounts", "show", "anna"), ("stats", "--owner", "anna"), ("outbox", "list", "--chat", "Ada")],
    ),
    (
        NO_TERMINAL,
        [
            ("leads", "erase", LEAD, *WHY),
            ("outbox", "fence", "--since", "2026-11-02", *WHY),
            ("outbox", "prune", "--older-than", "30d", *WHY),
        ],
    ),
    (
        "is still to come: --since is the moment at which the backup was made",
        [
            ("outbox", "fence", "--since", NEVER, *WHY),
        ],
    ),
    ("the plan has no step 9", [("leads", "reschedule", LEAD, "--step", "9", "--to", "tomorrow", *WHY)]),
    ("'whenever' is no time", [("leads", "reschedule", LEAD, "--step", "2", "--to", "whenever", *WHY)]),
    ("'yesterday' is not ahead", [("leads", "reschedule", LEAD, "--step", "2", "--to", "yesterday", *WHY)]),
    ("only owners change their settings", [("leads", "reschedule", "--owner", OWNER, "--send-time", "10:00")]),
    (
        "to move a step, name a LEAD and give --step, --to and --reason",
        [
            ("leads", "reschedule", *words)
            for words in (
                (),
                (LEAD,),
                (LEAD, "--step", "2", "--to", "tomorrow"),
                (LEAD, "--step", "2", *WHY),
                (LEAD, "--to", "tomorrow", *WHY),
                ("--step", "2", "--to", "tomorrow", *WHY),
            )
        ],
    ),
    (
        "settings belong to an owner: name one with --owner",
        [
            ("leads", "reschedule", LEAD, "--step", "2", "--to", "tomorrow", "--send-time", "10", *WHY),
        ],
    ),
    ("--owner shows the effect of settings", [("leads", "reschedule", LEAD, *DRY_OWNER, "--send-time", "10")]),
    ("give a setting", [("leads", "reschedule", *DRY_OWNER)]),
    (
        "",
        [
            ("leads", "reschedule", *DRY_OWNER, *setting)
            for setting in (
                ("--send-time", "25:00"),
                ("--send-time", "21:00"),
                ("--quiet-hours", "late"),
                ("--workdays", "never"),
                ("--holidays", "Atlantis"),
                ("--timezone", "Mars/Olympus"),
            )
        ],
    ),
    (
        USAGE,
        [
            *(("outbox", "show", entry) for entry in ("first", "0", str(2**63))),
            ("outbox", "list", "--state", "lost"),
            ("outbox", "list", "--kind", "letter"),
            ("outbox", "list", "--chat", str(2**63)),
            ("outbox", "list", "--limit", "0"),
            ("leads", "list", "--limit", "many"),
            ("leads", "list", "--frobnicate"),
            ("leads", "show"),
            ("leads", "frobnicate"),
            ("leads", "reschedule", LEAD, "--step", "0", "--to", "tomorrow", *WHY),
            ("frobnicate",),
            ("audit", "state", LEAD),
            ("sandbox", "--port", "70000"),
            ("sandbox", "--speed", "0"),
            ("leads", "erase", LEAD, "--yes"),
            ("outbox", "retry", "1"),
            ("outbox", "resend", "1", "--accept-duplicate"),
            ("outbox", "resolve", "1", "--as", "delivered"),
            ("outbox", "resolve", "1", "--as", "lost", *WHY),
            ("outbox", "resolve", "1", *WHY),
            ("outbox", "discard", "1", "--yes"),
            ("outbox", "fence", "--since", "2026-11-02", "--yes"),
            ("outbox", "fence", "--yes", *WHY),
            ("outbox", "prune", "--older-than", "30d", "--yes"),
            ("outbox", "prune", "--older-than", "a while", "--yes", *WHY),
            ("outbox", "prune", "--older-than", "999999d", "--yes", *WHY),
            ("relay", "pause"),
            ("relay", "resume"),
        ],
    ),
)
