"""Who may use the bot, and how much of it: what the operator's settings say."""

from dataclasses import dataclass, field
from enum import StrEnum

from application.read_models.accounts import AccountRow


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
