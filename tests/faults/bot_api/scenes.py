"""Each fault, with its outcome for our messenger and its line in the record."""

from dataclasses import dataclass
from datetime import timedelta

from application.delivery.outcome import (
    ChatUnreachable,
    Misconfigured,
    Outcome,
    Rejected,
    Sent,
    Throttled,
    Unconfirmed,
)
from tests.adapters.telegram.telegram_client import AMPLE
from tests.faults.bot_api import faults
from tests.faults.bot_api.faults import Fault

TINY = timedelta(seconds=0.3)


@dataclass(frozen=True)
class Scene:
    fault: Fault
    expected: type[Outcome]
    accepted: bool
    status: int | None
    patience: timedelta = AMPLE


SCENES = [
    Scene(faults.ok(), Sent, True, 200),
    Scene(faults.latency(before_s=0.05, after_s=0.05), Sent, True, 200),
    Scene(faults.late(0.6), Unconfirmed, True, None, TINY),
    Scene(faults.close_before(), Unconfirmed, False, None),
    Scene(faults.close_after(), Unconfirmed, True, None),
    Scene(faults.reset_after(), Unconfirmed, True, None),
    Scene(faults.half_answer(), Unconfirmed, True, None),
    Scene(faults.silence_before(), Unconfirmed, False, None, TINY),
    Scene(faults.silence_after(), Unconfirmed, True, None, TINY),
    Scene(faults.too_many_requests(7), Throttled, False, 429),
    Scene(faults.too_many_requests(), Throttled, False, 429),
    Scene(faults.bad_request(), Rejected, False, 400),
    Scene(faults.unauthorized(), Misconfigured, False, 401),
    Scene(faults.forbidden(), ChatUnreachable, False, 403),
    Scene(faults.internal_error(), Unconfirmed, False, 500),
    Scene(faults.internal_error(None, accepts=True), Unconfirmed, True, 500),
    Scene(faults.bad_gateway(), Unconfirmed, False, 502),
    Scene(faults.bad_gateway(accepts=True), Unconfirmed, True, 502),
    Scene(faults.broken_json(), Unconfirmed, True, 200),
]
