"""An error as frames and types, and never its text: that may quote a note or a token."""

from collections.abc import Iterator
from traceback import walk_tb

from entrypoints.logs.sanitize import sanitize

MOST_FRAMES = 50
MOST_ERRORS = 50


def told(error: BaseException) -> list[str]:
    """A line for each frame, the place that raised it last, and one for the type; below them the errors of a group, and
    the cause, which is also what was being handled when it was raised."""
    return list(_told(error, "", {}))


def _told(error: BaseException, role: str, told_already: dict[int, BaseException]) -> Iterator[str]:
    """Causes may go round in circles, so each error is told once."""
    if id(error) in told_already or len(told_already) == MOST_ERRORS:
        return
    told_already[id(error)] = error
    for frame, line in list(walk_tb(error.__traceback__))[-MOST_FRAMES:]:
        yield sanitize(f"  {frame.f_code.co_filename}:{line} in {frame.f_code.co_qualname}")
    yield sanitize(f"{role}{type(error).__module__}.{type(error).__qualname__}")
    for inner in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        yield from _told(inner, "in it: ", told_already)
    cause = error.__cause__ if error.__suppress_context__ else error.__context__
    if cause is not None:
        yield from _told(cause, "caused by: ", told_already)
