"""The settings that say who may use the bot, and how much of it."""

from pydantic import Field
from pydantic_settings import BaseSettings

from application.inbox.house import Access, House, Limits
from entrypoints.setting_values import Ids

DEFAULTS = Limits()


class AccessSettings(BaseSettings):
    """A part of ``Settings``."""

    allowed_users: Ids = Field(
        frozenset(),
        description="Telegram user ids, with commas in between, who may use the bot; none admits every user, "
        "unless LEADBELL_ACCESS says otherwise",
        examples=["1234567, 7654321"],
    )
    access: Access = Field(
        Access.OPEN,
        description="who may use the bot beside the allowed users: `open` admits every user while there are none, "
        "`invited` only who comes with an invitation (`leadbell invite`)",
        examples=["invited", "open"],
    )
    limit_messages: int = Field(
        DEFAULTS.messages_a_minute,
        ge=1,
        description="how many messages and presses of a person are taken in a minute",
        examples=["120"],
    )
    limit_notes: int = Field(
        DEFAULTS.notes_a_day, ge=1, description="how many notes of a person are taken in a day", examples=["300"]
    )
    limit_leads: int = Field(
        DEFAULTS.open_leads, ge=1, description="how many leads a person may have at once", examples=["10000"]
    )
    limit_bytes: int = Field(
        DEFAULTS.bytes_a_day,
        ge=1_000,
        description="how many bytes of a person's updates are stored in a day",
        examples=["10000000"],
    )
    admins: Ids = Field(
        frozenset(),
        description="Telegram user ids, with commas in between, who are sent the log's seal once a day; each must have "
        "written to the bot",
        examples=["1234567"],
    )

    @property
    def house(self) -> House:
        """Who may use the bot, and how much."""
        limits = Limits(self.limit_messages, self.limit_notes, self.limit_leads, self.limit_bytes)
        return House(self.access, self.allowed_users, self.admins, limits)
