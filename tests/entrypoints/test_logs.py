"""Logs say what happened and where, and never what a person wrote."""

import logging
import sys
from collections.abc import Iterator

import pytest

from entrypoints.logs import QuietFormatter, start_logging
from tests.entrypoints.log_settings import kept_log_settings

SECRET = "Met Anna, +48 600 100 200"


@pytest.fixture(autouse=True)
def _other_tests_log_as_before() -> Iterator[None]:
    with kept_log_settings():
        yield


def a_record(error: BaseException | None = None, **fields: object) -> logging.LogRecord:
    exc_info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("application.relay", logging.WARNING, "relay.py", 7, "it failed", (), exc_info)
    vars(record).update(fields)
    return record


def raised(error: Exception) -> Exception:
    """With a traceback."""
    try:
        raise error
    except Exception as caught:
        return caught


def test_a_line_has_time_level_room_message_and_fields() -> None:
    line = QuietFormatter().format(a_record(step="_relay", tries=3))

    assert line.endswith(" WARNING application.relay: it failed step=_relay tries=3")
    assert line[:4].isdigit()


def test_an_exception_is_shown_by_its_type_and_place_and_not_by_its_text() -> None:
    text = QuietFormatter().format(a_record(raised(ValueError(SECRET))))

    assert SECRET not in text
    assert text.endswith("builtins.ValueError")
    assert "in raised" in text


def test_neither_causes_nor_notes_nor_groups_bring_the_text_back() -> None:
    cause = raised(ValueError(SECRET))
    error = raised(ExceptionGroup(SECRET, [cause]))
    error.add_note(SECRET)
    error.__cause__, error.__context__ = cause, raised(KeyError(SECRET))

    text = QuietFormatter().format(a_record(error))

    assert SECRET not in text


def test_a_text_that_another_formatter_has_left_on_the_record_is_not_shown() -> None:
    record = a_record(raised(ValueError(SECRET)))
    logging.Formatter().format(record)

    assert SECRET not in QuietFormatter().format(record)


def test_our_own_rooms_are_heard_from_info_on_and_others_from_warnings_on(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging()

    logging.getLogger("application.relay").info("ours")
    logging.getLogger("application.relay").debug("too much of ours")
    logging.getLogger("sqlalchemy").warning("a foreign warning")
    logging.getLogger("aiogram.event").info("foreign chatter")

    heard = capsys.readouterr()
    assert [line.rpartition(": ")[2] for line in heard.err.splitlines()] == ["ours", "a foreign warning"]
    assert heard.out == ""


def test_of_a_group_each_error_is_shown_without_its_text() -> None:
    private = "Ada's number"
    try:
        raise ExceptionGroup(private, [ValueError(private), KeyError(private)])
    except ExceptionGroup:
        shown = QuietFormatter().formatException(sys.exc_info())

    assert "builtins.ExceptionGroup" in shown
    assert "in it: builtins.ValueError" in shown
    assert "in it: builtins.KeyError" in shown
    assert "number" not in shown
