"""An error as frames and types, and never its text: that may quote a note or a token."""

from collections.abc import Iterator
from traceback import walk_tb

from entrypoints.logs.sanitize import sanitize

MOST_FRAMES = 50
MOST_ERRORS = 50


def serialize_exception(error: BaseException) -> list[str]:
    """Return a line for each frame, the raising one last, and one for the type; then those of a group's errors, and of
    the cause or context."""
    return list(_lines(error, "", {}))


def _lines(error: BaseException, role: str, seen: dict[int, BaseException]) -> Iterator[str]:
    """Each error once: causes may form a circle."""
    if id(error) in seen or len(seen) == MOST_ERRORS:
        return
    seen[id(error)] = error
    for frame, line in list(walk_tb(error.__traceback__))[-MOST_FRAMES:]:
        yield sanitize(f"  {frame.f_code.co_filename}:{line} in {frame.f_code.co_qualname}")
    yield sanitize(f"{role}{type(error).__module__}.{type(error).__qualname__}")
    for inner in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        yield from _lines(inner, "in it: ", seen)
    cause = error.__cause__ if error.__suppress_context__ else error.__context__
    if cause is not None:
        yield from _lines(cause, "caused by: ", seen)
