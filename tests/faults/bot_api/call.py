"""One call of a Bot API method, as the client wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Call:
    token: str
    method: str
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def chat_id(self) -> int | None:
        return self.number("chat_id")

    @property
    def text(self) -> str:
        return self.fields.get("text", "")

    def number(self, name: str) -> int | None:
        """None also for what is no number."""
        try:
            return int(self.fields[name])
        except (KeyError, ValueError):
            return None
