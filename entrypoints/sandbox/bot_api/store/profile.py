"""The `User` and `Chat` objects of a person or of the bot."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """A person; ``id`` is their user id and the id of their private chat with the bot."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "en"

    def as_user(self) -> dict[str, object]:
        return {"is_bot": False, **_filled(asdict(self))}

    def as_chat(self) -> dict[str, object]:
        fields = _filled(asdict(self))
        fields.pop("language_code", None)
        return {**fields, "type": "private"}


@dataclass(frozen=True, slots=True)
class BotProfile:
    id: int
    first_name: str
    username: str

    def as_user(self) -> dict[str, object]:
        return {"is_bot": True, **asdict(self)}

    def as_me(self) -> dict[str, object]:
        """Return the answer of getMe."""
        powers = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries")
        return {**self.as_user(), **dict.fromkeys(powers, False)}


def _filled(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value != ""}
