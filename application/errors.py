"""Refusals of the world. Adapters translate foreign errors into these at the border.

ApplicationError
├── LeadNotFound            no such lead, or another owner's or bot's: the error does not say which
│   └── CapturedLater       at the moment that was asked about there was no such lead yet
├── ReminderNotFound        the lead never had this reminder
├── ConcurrentChange        another transaction was first; run the command again as a whole
├── AlreadyClaimed          this generation of the reminder has its outbox entry
├── EntryNotFound           no such outbox entry
├── LogBroken               the note of where the log ends is gone
├── LeadKeyGone             words about a lead whose key was destroyed cannot be recorded
├── UnreadableEvent         a stored event cannot be read by this program
│   ├── EventNotFolded      the same, with its place in the log: no read model can be computed from it
│   └── MasterKeyMissing    its lead's key is wrapped by a master key that this program was not given
├── UnreadableRow           a row of a read model was not written by this program
├── RebuildUnderWay         another program computes read models anew just now
├── ReadersInTheWay         the tables of a read model are read all the time, and cannot be swapped
├── ReasonRefused           an operator's reason that could not be read later (operator_request.py)
├── ActionRefused           an operator's command that does not fit the entry (operations/refusals.py)
├── FenceInTheFuture        the backup cannot have been made after now (backups/fence.py)
├── BackupRefused           a file that cannot become a backup, or holds none (ports/copies.py)
├── MomentUnknown           it is not known when that backup was made (backups/restore.py)
├── PlannerUnavailable      the planner cannot be reached or answered nonsense
├── MessengerStopped        Telegram will not serve this program (a bad token, a second one running)
└── DatabaseUnavailable     the database cannot be opened or does not answer
    ├── DatabaseAway        the server does not answer for now
    ├── DatabaseGone        the file was deleted, moved or replaced while it was in use
    ├── DatabaseNotReady    its tables are missing or older than this program
    ├── DatabaseTooNew      a newer program has upgraded it
    ├── DatabaseInUse       another program writes to this SQLite file
    └── DatabaseRestored    it is a copy: its messages may have been sent already
"""

from datetime import datetime
from uuid import UUID


class ApplicationError(Exception):
    """The world refused."""


class LeadNotFound(ApplicationError):
    def __init__(self, lead_id: UUID) -> None:
        super().__init__(f"there is no lead {lead_id}")
        self.lead_id = lead_id


class CapturedLater(LeadNotFound):
    def __init__(self, lead_id: UUID, *, captured_at: datetime) -> None:
        ApplicationError.__init__(
            self, f"lead {lead_id} was not there yet: it was captured at {captured_at.isoformat()}"
        )
        self.lead_id = lead_id
        self.captured_at = captured_at


class ReminderNotFound(ApplicationError):
    def __init__(self, reminder_id: str) -> None:
        super().__init__(f"there is no reminder {reminder_id}")
        self.reminder_id = reminder_id


class ConcurrentChange(ApplicationError):
    """Nothing was recorded."""


class AlreadyClaimed(ApplicationError):
    def __init__(self, reminder_id: str, generation: int) -> None:
        super().__init__(f"reminder {reminder_id}, generation {generation}, has an outbox entry already")
        self.reminder_id = reminder_id
        self.generation = generation


class EntryNotFound(ApplicationError):
    def __init__(self, entry_id: int) -> None:
        super().__init__(f"there is no outbox entry {entry_id}")
        self.entry_id = entry_id


class UpdateNotFound(ApplicationError):
    def __init__(self, number: int) -> None:
        super().__init__(f"there is no update {number}; `leadbell inbox list` shows them")


class UnreadableEvent(ApplicationError):
    def __init__(self, *, lead_id: UUID, version: int, topic: str) -> None:
        super().__init__(f"event {version} of lead {lead_id} ({topic}) cannot be read")
        self.lead_id = lead_id
        self.version = version
        self.topic = topic


class EventNotFolded(UnreadableEvent):
    """``position`` is its place in the log, ``of`` what it is about, and the id is that of a lead or an account."""

    def __init__(self, *, position: int, of: str, lead_id: UUID, version: int, topic: str) -> None:
        super().__init__(lead_id=lead_id, version=version, topic=topic)
        self.args = (f"event {version} of {of} {lead_id} ({topic}), at position {position}, cannot be folded",)
        self.position = position


class RebuildUnderWay(ApplicationError):
    """``str`` says which program it is and what to do."""


class ReadersInTheWay(ApplicationError):
    def __init__(self, projection: str) -> None:
        super().__init__(
            f"{projection} is computed, but its tables could not be swapped: they are read or written all the time, "
            "as by a long report. End that and run the same again; it goes on from here"
        )
        self.projection = projection


class LogBroken(ApplicationError):
    def __init__(self) -> None:
        super().__init__(
            "the note of where the log ends is gone, so nothing can be recorded: `leadbell audit verify` says what is "
            "left of the log; restore a backup"
        )


class LeadKeyGone(ApplicationError):
    def __init__(self, lead_id: UUID) -> None:
        super().__init__(f"lead {lead_id} was erased: no words about it can be recorded any more")
        self.lead_id = lead_id


class MasterKeyMissing(UnreadableEvent):
    """Of one lead, whatever the event. ``wrapped_by`` names the master key without giving it away."""

    def __init__(self, lead_id: UUID, wrapped_by: str) -> None:
        super().__init__(lead_id=lead_id, version=0, topic="")
        self.args = (
            f"lead {lead_id} is encrypted, and LEADBELL_MASTER_KEY does not decrypt it: set it to the key that was "
            f"used (its fingerprint is {wrapped_by}); two keys with a comma in between, the new one first, change it",
        )
        self.wrapped_by = wrapped_by


class UnreadableRow(ApplicationError):
    def __init__(self, table: str, problem: str) -> None:
        super().__init__(
            f"{table} has a row that cannot be read ({problem}): run `leadbell projections rebuild {table}`"
        )
        self.table = table


class PlannerUnavailable(ApplicationError):
    """Asking again later may help."""


class MessengerStopped(ApplicationError):
    """Trying again would not help; ``str`` says what to do."""


class DatabaseUnavailable(ApplicationError):
    """``str`` says which database (without its password) and why."""


class DatabaseAway(DatabaseUnavailable):
    """Asking again later may help."""


class DatabaseGone(DatabaseUnavailable):
    """Nothing is recorded from now on; the program must end."""


class DatabaseNotReady(DatabaseUnavailable):
    pass


class DatabaseTooNew(DatabaseUnavailable):
    pass


class DatabaseInUse(DatabaseUnavailable):
    pass


class DatabaseRestored(DatabaseUnavailable):
    pass
