"""The model: of each entry, how often Telegram accepted it, and how often it was allowed to."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from application.delivery.entry import DeliveryPolicy, Entry
from application.delivery.message import Message
from application.wording.notices import MARK

MOST_ACCEPTED = {DeliveryPolicy.QUARANTINE: 1, DeliveryPolicy.RESEND: 2}


@dataclass(slots=True)
class Account:
    """``repeats`` were asked for by operators; ``is_denied`` and ``is_vouched_for`` are their word that it had not,
    or had, arrived. An operator may err."""

    accepted: int = 0
    repeats: int = 0
    is_denied: bool = False
    is_vouched_for: bool = False


class Ledger:
    def __init__(self, policy: DeliveryPolicy) -> None:
        self._policy = policy
        self._accounts = defaultdict[int, Account](Account)

    def accounts(self) -> Mapping[int, Account]:
        return self._accounts

    def of(self, entry_id: int) -> Account:
        return self._accounts[entry_id]

    def allowed(self, entry_id: int) -> int:
        return MOST_ACCEPTED[self._policy] + self.of(entry_id).repeats

    def accept(self, attempt: Entry, message: Message) -> None:
        """Telegram took it. Every time but the first it must say that it is a repeat."""
        account = self.of(attempt.id)
        account.accepted += 1
        assert account.accepted <= self.allowed(attempt.id), "it came more often than allowed"
        if account.accepted > 1 and not account.is_denied:
            assert attempt.may_duplicate, "a repeat that is not known as one"
            assert message.spans[0] == MARK, "a repeat that does not say so"

    def ask_for_repeat(self, entry_id: int) -> None:
        self.of(entry_id).repeats += 1

    def retry(self, entry_id: int) -> None:
        """Free of risk, but for an operator who was wrong when they said that it had not arrived."""
        self.of(entry_id).repeats += self.of(entry_id).is_denied

    def resolve(self, entry_id: int, *, delivered: bool) -> None:
        account = self.of(entry_id)
        account.is_vouched_for |= delivered
        account.is_denied |= not delivered
