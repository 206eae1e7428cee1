"""What the world can refuse. Adapters translate foreign errors into these at the border.

ApplicationError
├── LeadNotFound            no such lead, or it is somebody else's: nobody learns which
├── ReminderNotFound        the lead never had this reminder
├── ConcurrentChange        somebody else changed the lead first; run the command again as a whole
├── AlreadyClaimed          this generation of the reminder has its outbox entry
├── EntryNotFound           no such outbox entry
├── UnreadableEvent         a stored event cannot be read by this program
├── UnreadableRow           a row of a read model is nothing that this program has written
├── ReasonRefused           an operator's reason that nobody could read later (operator_mandate.py)
├── ActionRefused           an operator's wish that does not fit the entry (outbox_refusals.py)
├── FenceInTheFuture        the backup cannot have been made after now (outbox_fence.py)
├── PlannerUnavailable      the planner cannot be reached or answered nonsense
├── MessengerStopped        Telegram will not serve this program (a bad token, a second one running)
└── DatabaseUnavailable     the database cannot be opened or does not answer
    ├── DatabaseNotReady    its tables are missing or older than this program
    ├── DatabaseTooNew      a newer program has upgraded it
    ├── DatabaseInUse       another program writes to this SQLite file
    └── DatabaseRestored    it is a copy: what it would send may have been sent already
"""

from uuid import UUID


class ApplicationError(Exception):
    """The world refused."""


class LeadNotFound(ApplicationError):
    def __init__(self, lead_id: UUID) -> None:
        super().__init__(f"there is no lead {lead_id}")
        self.lead_id = lead_id


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


class UnreadableEvent(ApplicationError):
    def __init__(self, *, lead_id: UUID, version: int, topic: str) -> None:
        super().__init__(f"event {version} of lead {lead_id} ({topic}) cannot be read")
        self.lead_id = lead_id
        self.version = version
        self.topic = topic


class UnreadableRow(ApplicationError):
    def __init__(self, table: str, problem: str) -> None:
        super().__init__(
            f"{table} has a row that cannot be read ({problem}): run `leadbell projections rebuild {table}`"
        )
        self.table = table


class PlannerUnavailable(ApplicationError):
    """No plan could be made now; asking again later may help."""


class MessengerStopped(ApplicationError):
    """Going on asking would not help; ``str`` says what to do."""


class DatabaseUnavailable(ApplicationError):
    """``str`` says which database (without its password) and why."""


class DatabaseNotReady(DatabaseUnavailable):
    pass


class DatabaseTooNew(DatabaseUnavailable):
    pass


class DatabaseInUse(DatabaseUnavailable):
    pass


class DatabaseRestored(DatabaseUnavailable):
    pass
