"""When message after message is unconfirmed, sending on would only make more of them uncertain."""

from datetime import datetime, timedelta

from application.delivery.pause import PauseCause, RelayPause

TRIPS_AT = 3
"""So many unconfirmed calls in a row open the breaker."""
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(minutes=30)


def breaker_pause(unconfirmed_in_a_row: int, now: datetime) -> RelayPause | None:
    """Twice as long after each probe that got no answer either."""
    if unconfirmed_in_a_row < TRIPS_AT:
        return None
    doublings = min(unconfirmed_in_a_row - TRIPS_AT, 10)
    until = now + min(LONGEST_PAUSE, FIRST_PAUSE * 2**doublings)
    reason = f"{unconfirmed_in_a_row} messages in a row are unconfirmed"
    return RelayPause(PauseCause.BREAKER, now, until, reason)


def may_start(unconfirmed_in_a_row: int, *, in_flight: int, limit: int) -> int:
    """How many may be sent at once: after an unconfirmed one only a single probe, until Telegram answers again."""
    return limit if unconfirmed_in_a_row == 0 else max(0, 1 - in_flight)
