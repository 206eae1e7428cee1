"""Which fault is played on which request."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from tests.faults.bot_api.call import Call
from tests.faults.bot_api.faults import Fault, ok


@dataclass(frozen=True, slots=True)
class Rule:
    """A request fits when its method, chat and text do; an empty field fits everything.

    ``nth`` picks out of the requests that fit and that no earlier rule took, counted from 1 since the rules were set;
    ``probability`` is then drawn from a generator of the rule's own, begun with ``seed``. It is played at most
    ``times`` times; a rule that kills is played once, for later the pid may be another program's.
    """

    fault: Fault
    methods: Sequence[str] = ()
    chat_ids: Sequence[int] = ()
    text_contains: str = ""
    nth: Sequence[int] = ()
    probability: float = 1.0
    seed: int = 0
    times: int | None = None

    @property
    def most_uses(self) -> int | None:
        return 1 if self.fault.kills else self.times

    def fits(self, call: Call) -> bool:
        return (
            (not self.methods or call.method in self.methods)
            and (not self.chat_ids or call.chat_id in self.chat_ids)
            and self.text_contains in call.text
        )

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Raise ``KeyError``, ``TypeError`` and ``ValueError`` when it is no rule."""
        return cls(**{**value, "fault": Fault.from_json(value["fault"])})


class Rulebook:
    """The rules in their order, and how often each was used."""

    def __init__(self, rules: Sequence[Rule] = ()) -> None:
        self._tallies = [_Tally(rule, random.Random(rule.seed)) for rule in rules]

    def fault_for(self, call: Call) -> Fault:
        """The first rule that takes the call decides; without one all goes well."""
        return next((tally.rule.fault for tally in self._tallies if tally.takes(call)), ok())


@dataclass(slots=True)
class _Tally:
    rule: Rule
    chance: random.Random
    fitting: int = field(default=0)
    used: int = field(default=0)

    def takes(self, call: Call) -> bool:
        if self.used == self.rule.most_uses or not self.rule.fits(call):
            return False
        self.fitting += 1
        taken = self._is_nth() and self.chance.random() < self.rule.probability
        self.used += taken
        return taken

    def _is_nth(self) -> bool:
        return not self.rule.nth or self.fitting in self.rule.nth
