"""The ways the Bot API says no, in Telegram's own words, because bots match on these texts."""


class Refusal(Exception):
    """One answer ``{"ok": false, "error_code": ..., "description": ...}``, also used as HTTP status."""

    def __init__(self, error_code: int, description: str) -> None:
        super().__init__(description)
        self.error_code = error_code
        self.description = description


def bad_request(complaint: str) -> Refusal:
    return Refusal(400, f"Bad Request: {complaint}")


def not_modelled(subject: str) -> Refusal:
    """Telegram might do it, the sandbox does not: said by name, so that silence is not taken for success."""
    return Refusal(400, f"sandbox: {subject} is not modelled")


def unauthorized() -> Refusal:
    return Refusal(401, "Unauthorized")


def blocked_by_the_user() -> Refusal:
    return Refusal(403, "Forbidden: bot was blocked by the user")


def not_found() -> Refusal:
    return Refusal(404, "Not Found")


def terminated_by_other_poller() -> Refusal:
    return Refusal(
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
