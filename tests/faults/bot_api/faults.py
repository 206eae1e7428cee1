"""The faults of a request, as data: whether the server does it, its answer, and the process that dies meanwhile. The
functions below name the faults that are worth playing; ``dataclasses.replace`` makes others."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

HTML = "<html><body>nginx</body></html>"


class Ending(StrEnum):
    """The end that the client sees. ``HALF`` is half of the body, then a close; ``SILENCE`` lasts until the client
    hangs up."""

    ANSWER = "answer"
    HALF = "half"
    CLOSE = "close"
    RESET = "reset"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Fault:
    """In the order of play: wait ``before_s``, kill ``kill_before``, accept if it ``accepts``, kill ``kill_after``,
    wait ``after_s``, end. Without a ``body`` the answer is the one to what was asked. ``retry_after`` is what ``body``
    advises the bot as a whole. Times in seconds."""

    name: str
    accepts: bool
    ending: Ending = Ending.ANSWER
    status: int = 200
    body: str | None = None
    retry_after: int | None = None
    before_s: float = 0.0
    after_s: float = 0.0
    kill_before: int | None = None
    kill_after: int | None = None

    def __post_init__(self) -> None:
        """0, -1 and 1 would reach far more than one program."""
        if any(pid is not None and pid <= 1 for pid in (self.kill_before, self.kill_after)):
            raise ValueError("only a single process of one's own can be killed")

    @property
    def kills(self) -> bool:
        return self.kill_before is not None or self.kill_after is not None

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Raise ``TypeError`` and ``ValueError`` when it is no fault."""
        return cls(**{**value, "ending": Ending(value.get("ending", Ending.ANSWER))})


def ok() -> Fault:
    return Fault("ok", accepts=True)


def latency(*, before_s: float = 0.0, after_s: float = 0.0) -> Fault:
    """Around the moment of acceptance; all goes well."""
    return Fault("latency", accepts=True, before_s=before_s, after_s=after_s)


def late(seconds: float) -> Fault:
    """Accepted at once, answered so late; meant to be longer than the client's patience."""
    return Fault("late", accepts=True, after_s=seconds)


def close_before() -> Fault:
    return Fault("close_before", accepts=False, ending=Ending.CLOSE)


def close_after() -> Fault:
    return Fault("close_after", accepts=True, ending=Ending.CLOSE)


def reset_after() -> Fault:
    return Fault("reset_after", accepts=True, ending=Ending.RESET)


def half_answer() -> Fault:
    return Fault("half_answer", accepts=True, ending=Ending.HALF)


def silence_before() -> Fault:
    return Fault("silence_before", accepts=False, ending=Ending.SILENCE)


def silence_after() -> Fault:
    return Fault("silence_after", accepts=True, ending=Ending.SILENCE)


def too_many_requests(retry_after: int | None = None) -> Fault:
    """With ``retry_after`` it also begins the pause of ``Limits.penalty``."""
    advice = "" if retry_after is None else f": retry after {retry_after}"
    parameters = {} if retry_after is None else {"retry_after": retry_after}
    body = error_body(429, f"Too Many Requests{advice}", **parameters)
    return Fault("too_many_requests", accepts=False, status=429, body=body, retry_after=retry_after)


def bad_request(description: str = "Bad Request: chat not found") -> Fault:
    return _refusal("bad_request", 400, description)


def unauthorized() -> Fault:
    return _refusal("unauthorized", 401, "Unauthorized")


def forbidden() -> Fault:
    return _refusal("forbidden", 403, "Forbidden: bot was blocked by the user")


def internal_error(description: str | None = "Internal Server Error", *, accepts: bool = False) -> Fault:
    return Fault("internal_error", accepts=accepts, status=500, body=error_body(500, description))


def bad_gateway(*, accepts: bool = False) -> Fault:
    """HTML of something that stands between us and the Bot API, which may have taken the request all the same."""
    return Fault("bad_gateway", accepts=accepts, status=502, body=HTML)


def broken_json() -> Fault:
    return Fault("broken_json", accepts=True, body='{"ok": true, "result": {')


def kill_before(pid: int) -> Fault:
    """The process is dead before the request is looked at, and nothing comes of it: death at the write."""
    return Fault("kill_before", accepts=False, ending=Ending.CLOSE, kill_before=pid)


def kill_after(pid: int) -> Fault:
    """The request is accepted and the process dead before an answer is written: death at the answer."""
    return Fault("kill_after", accepts=True, kill_after=pid)


def error_body(status: int, description: str | None, **parameters: int) -> str:
    """As the Bot API words it."""
    body: dict[str, object] = {"ok": False, "error_code": status}
    if description is not None:
        body["description"] = description
    if parameters:
        body["parameters"] = parameters
    return json.dumps(body)


def _refusal(name: str, status: int, description: str) -> Fault:
    return Fault(name, accepts=False, status=status, body=error_body(status, description))
