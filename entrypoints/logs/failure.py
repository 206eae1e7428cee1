"""An error as frames and types, and never its text: that may quote a note or a token."""

from traceback import walk_tb
from types import TracebackType
from typing import NotRequired, TypedDict

from entrypoints.logs.sanitize import sanitize

MOST_FRAMES = 50
MOST_ERRORS = 50


class Failure(TypedDict):
    """``frames`` have the place that raised it last. A cause is also what was being handled when it was raised."""

    type: str
    frames: list[str]
    cause: NotRequired["Failure"]
    group: NotRequired[list["Failure"]]


def told(error: BaseException) -> Failure:
    return _told(error, told_already=[])


def as_text(failure: Failure, *, before: str = "") -> str:
    """One line for each frame and type, the cause and the errors of a group below."""
    lines = [f"  {frame}" for frame in failure["frames"]]
    own = "\n".join([*lines, before + failure["type"]])
    inner = [as_text(one, before="in it: ") for one in failure.get("group", ())]
    cause = [as_text(failure["cause"], before="caused by: ")] if "cause" in failure else []
    return "\n".join([own, *inner, *cause])


def _told(error: BaseException, *, told_already: list[BaseException]) -> Failure:
    """Causes may go round in circles, so each error is told once."""
    told_already.append(error)
    failure = Failure(type=_type(error), frames=_frames(error.__traceback__))
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    if group := [_told(one, told_already=told_already) for one in inner if _is_new(one, told_already)]:
        failure["group"] = group
    cause = error.__cause__ if error.__suppress_context__ else error.__context__
    if cause is not None and _is_new(cause, told_already):
        failure["cause"] = _told(cause, told_already=told_already)
    return failure


def _is_new(error: BaseException, told_already: list[BaseException]) -> bool:
    return len(told_already) < MOST_ERRORS and not any(error is one for one in told_already)


def _type(error: BaseException) -> str:
    return sanitize(f"{type(error).__module__}.{type(error).__qualname__}")


def _frames(innermost_last: TracebackType | None) -> list[str]:
    places = [
        sanitize(f"{frame.f_code.co_filename}:{line} in {frame.f_code.co_qualname}")
        for frame, line in walk_tb(innermost_last)
    ]
    return places[-MOST_FRAMES:]
