"""Logs say what happened and where, and never what a person wrote, nor a token."""

import asyncio
import io
import json
import logging
import re
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from application.delivery.entry import EntryState
from entrypoints.logs import LogFormat, start_logging
from entrypoints.logs.record import NOT_SHOWN
from entrypoints.logs.repeats import REMEMBERED, Repeats
from entrypoints.logs.sanitize import LONGEST, sanitize
from tests.entrypoints.log_settings import kept_log_settings

WORDS = "Met Anna, +48 600 100 200"
TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_12345"
SECRET = f"https://api.telegram.org/bot{TOKEN}/sendMessage?text={WORDS}"
OURS = logging.getLogger("application.relay")
THEIRS = logging.getLogger("aiogram.event")


@pytest.fixture(autouse=True)
def _other_tests_log_as_before() -> Iterator[None]:
    with kept_log_settings():
        yield


@pytest.fixture(params=LogFormat)
def stream(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What a program wrote to standard error that logs in this format."""
    return logging_to(io.StringIO(), request.param, monkeypatch)


@pytest.fixture
def json_lines(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    return logging_to(io.StringIO(), LogFormat.JSON, monkeypatch)


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    return logging_to(io.StringIO(), LogFormat.CONSOLE, monkeypatch)


def logging_to(stream: io.StringIO, log_format: LogFormat, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    monkeypatch.setattr(sys, "stderr", stream)
    start_logging(log_format)
    return stream


def only_line(stream: io.StringIO) -> dict[str, Any]:
    [line] = stream.getvalue().splitlines()
    fields = json.loads(line)
    assert isinstance(fields, dict)
    return fields


def tells_a_secret(stream: io.StringIO) -> bool:
    return any(part in stream.getvalue() for part in ("Anna", "600 100", "AAF", "telegram.org"))


def raised(error: Exception) -> Exception:
    """With a traceback."""
    try:
        raise error
    except Exception as caught:
        return caught


def with_everything() -> Exception:
    """A group with a cause, a context and a note, each of which tells the secret."""
    error = raised(ExceptionGroup(SECRET, [raised(ValueError(SECRET)), raised(KeyError(SECRET))]))
    error.add_note(SECRET)
    error.__cause__ = raised(OSError(SECRET))
    error.__cause__.__context__ = raised(RuntimeError(SECRET))
    return error


def handle_formatted_already(logger: logging.Logger) -> None:
    error = raised(ValueError(SECRET))
    record = logger.makeRecord(logger.name, 40, __file__, 7, "it failed", (), (ValueError, error, None))
    logging.Formatter("%(message)s %(asctime)s").format(record)
    record.stack_info = SECRET
    logger.handle(record)


def hand_over(logger: logging.Logger, message: object, *arguments: object) -> None:
    """Not through the logger: pytest listens there too, and stumbles over arguments that do not fit."""
    record = logger.makeRecord(logger.name, 40, __file__, 7, message, arguments, None)
    for handler in logging.getLogger().handlers:
        if not type(handler).__module__.startswith("_pytest"):
            handler.handle(record)


def never_retrieved(_: logging.Logger) -> None:
    async def fails() -> None:
        raise ValueError(SECRET)

    async def program() -> None:
        task = asyncio.ensure_future(fails())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        del task
        asyncio.get_running_loop().call_exception_handler({"message": SECRET, "exception": raised(OSError(SECRET))})

    asyncio.run(program())


def fail_in_a_thread(_: logging.Logger) -> None:
    def fails() -> None:
        raise ValueError(SECRET)

    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()


def fail_while_deleted(_: logging.Logger) -> None:
    class Fails:
        def __del__(self) -> None:
            raise ValueError(SECRET)

    Fails()


def end_the_program(_: logging.Logger) -> None:
    error = raised(ValueError(SECRET))
    sys.excepthook(ValueError, error, error.__traceback__)


WAYS_TO_LEAK: dict[str, Callable[[logging.Logger], None]] = {
    "arguments": lambda logger: logger.error("Failed %s of %r", SECRET, {"text": SECRET}),
    "arguments that do not fit": lambda logger: hand_over(logger, "%d of %d", SECRET, 1),
    "fields": lambda logger: logger.error(
        "it failed", extra={"note": SECRET, "url": SECRET, SECRET: 1, "text": [WORDS]}
    ),
    "a field with a value that is not plain": lambda logger: logger.error(
        "it failed", extra={"reason": ValueError(SECRET), "state": {"note": SECRET}, "entry_ids": [[WORDS.encode()]]}
    ),
    "a token in a field": lambda logger: logger.error("it failed", extra={"problem": f"/bot{TOKEN}/getMe {TOKEN}"}),
    "a message that is an error": lambda logger: hand_over(logger, raised(ValueError(SECRET))),
    "an exception": lambda logger: logger.error("it failed", exc_info=with_everything()),
    "formatted already": handle_formatted_already,
    "never retrieved": never_retrieved,
    "a thread": fail_in_a_thread,
    "a destructor": fail_while_deleted,
    "the end": end_the_program,
}


@pytest.mark.parametrize("leak", WAYS_TO_LEAK.values(), ids=WAYS_TO_LEAK)
@pytest.mark.parametrize("logger", [OURS, THEIRS], ids=["ours", "theirs"])
def test_no_way_to_leak_tells_a_secret(
    stream: io.StringIO, logger: logging.Logger, leak: Callable[[logging.Logger], None]
) -> None:
    leak(logger)

    assert stream.getvalue() != ""
    assert not tells_a_secret(stream)


@pytest.mark.parametrize("name", ["aiogram", "aiohttp.access", "asyncio", "sqlalchemy.engine", "psycopg", "alembic"])
def test_of_a_library_neither_text_nor_data_are_shown_whatever_its_level(json_lines: io.StringIO, name: str) -> None:
    logger = logging.getLogger(f"{name}.somewhere")
    logger.setLevel(logging.DEBUG)

    for level in (logging.DEBUG, logging.INFO, logging.WARNING):
        logger.log(level, f"Request {SECRET}", extra={"url": SECRET, "problem": SECRET})

    line = only_line(json_lines)
    assert line.pop("timestamp")
    assert re.fullmatch(r"test_logs\.py:\d+", line.pop("place"))
    assert line == {"level": "warning", "event": NOT_SHOWN, "logger": f"{name}.somewhere"}


def test_of_a_text_that_is_listed_nothing_more_than_that_is_shown(json_lines: io.StringIO) -> None:
    never_retrieved(THEIRS)

    told, other = (json.loads(line) for line in json_lines.getvalue().splitlines())
    assert (told["event"], told["exception"][-1]) == (
        "Task exception was never retrieved",
        "builtins.ValueError",
    )
    assert (other["event"], other["exception"][-1]) == (NOT_SHOWN, "builtins.OSError")


def test_of_a_warning_kind_and_place_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        start_logging(LogFormat.JSON)
        warnings.warn(SECRET, stacklevel=1)

    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["kind"]) == ("a library warns", "UserWarning")
    assert re.fullmatch(rf"{re.escape(__file__)}:\d+", line["place"])


def test_on_the_console_a_line_is_for_people_with_the_error_below(console: io.StringIO) -> None:
    OURS.warning("it failed", extra={"step": "_relay", "entries": 3}, exc_info=with_everything())

    line, *error = console.getvalue().splitlines()
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 \[warning  \] it failed \[application.relay\] "
        r'step="_relay" entries=3',
        line,
    )
    assert [one for one in error if not one.startswith("  ")] == [
        "builtins.ExceptionGroup",
        "in it: builtins.ValueError",
        "in it: builtins.KeyError",
        "caused by: builtins.OSError",
        "caused by: builtins.RuntimeError",
    ]
    assert re.fullmatch(rf"  {re.escape(__file__)}:\d+ in raised", error[0])


def test_in_json_a_line_is_an_object(json_lines: io.StringIO) -> None:
    at = datetime.fromisoformat("2026-11-23T09:30:00+02:00")
    fields = {"state": EntryState.QUEUED, "until": at, "lead_id": UUID(int=7), "entry_ids": (1, 2), "reason": None}

    OURS.warning("it failed", extra=fields | {"event": "all is well", "level": "info", "unlisted": 1})

    line = only_line(json_lines)
    assert datetime.fromisoformat(line.pop("timestamp")).tzinfo is UTC
    assert line == {
        "level": "warning",
        "event": "it failed",
        "logger": "application.relay",
        "state": "queued",
        "until": str(at),
        "lead_id": str(UUID(int=7)),
        "entry_ids": [1, 2],
        "reason": None,
    }


def test_errors_that_cause_each_other_and_long_histories_end(json_lines: io.StringIO) -> None:
    error, other = raised(ValueError()), raised(KeyError())
    error.__cause__, other.__cause__ = other, error
    for _ in range(5_000):
        later = TypeError()
        later.__cause__, error = error, later

    OURS.error("it failed", exc_info=ExceptionGroup("", [other, error]))

    told = only_line(json_lines)["exception"]
    assert len([one for one in told if not one.startswith("  ")]) == 50
    assert len([one for one in told if "KeyError" in one]) == 1


def test_of_many_frames_the_last_are_shown_and_a_cause_that_was_cut_off_is_not(json_lines: io.StringIO) -> None:
    def deeper(levels: int) -> None:
        if levels == 0:
            raise ValueError(SECRET) from None
        deeper(levels - 1)

    try:
        raise KeyError
    except KeyError:
        try:
            deeper(100)
        except ValueError:
            OURS.exception("it failed")

    *frames, kind = only_line(json_lines)["exception"]
    assert (len(frames), kind) == (50, "builtins.ValueError")
    assert all(frame.endswith("deeper") for frame in frames)


@pytest.mark.parametrize(
    "value", ["one\ntwo", "one\r\x1b[2Jtwo", "one\x9b2Jtwo\x7f", "one\u202etwo\u2028", "one\ud800"]
)
def test_a_value_drives_no_terminal_and_makes_no_second_line(stream: io.StringIO, value: str) -> None:
    OURS.warning(f"it failed {value}", extra={"reason": value})  # what must not be

    [line] = stream.getvalue().removesuffix("\n").split("\n")
    assert line.isprintable()


@pytest.mark.parametrize(
    "text",
    [
        TOKEN,
        f"https://api.telegram.org/bot{TOKEN.replace(':', '%3A')}/getMe?a=1",
        "http://127.0.0.1:8081/bot8990:short-one/getMe",
        f"x={TOKEN}&y={TOKEN}",
        f"{'long ' * 97}{TOKEN}",
        "postgresql+psycopg://leadbell:hunter2@host/leadbell",
    ],
)
def test_what_looks_like_a_token_or_a_password_is_struck_out(stream: io.StringIO, text: str) -> None:
    OURS.warning(f"it failed {text}", extra={"reason": text})  # what must not be
    logging.getLogger(f"application.{text}").warning("it failed")

    assert "it failed" in stream.getvalue()
    assert not re.search("AAF|abcdef|_12345|short-one|hunter2", stream.getvalue())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "2026-11-23T09:30:00+00:00 9f1c:12 123456:short /bots/7",
            "2026-11-23T09:30:00+00:00 9f1c:12 123456:short /bots/7",
        ),
        ("9" * 1_000_000, "9" * LONGEST),
    ],
)
def test_times_and_numbers_are_no_tokens_and_a_long_text_is_cut(text: str, shown: str) -> None:
    assert sanitize(text) == shown


def test_a_record_that_cannot_be_written_is_not_told_the_standard_way(monkeypatch: pytest.MonkeyPatch) -> None:
    class Narrow(io.StringIO):
        def write(self, text: str) -> int:
            if "could not be written" not in text:
                raise UnicodeError(SECRET)
            return super().write(text)

    stream = logging_to(Narrow(), LogFormat.JSON, monkeypatch)

    OURS.warning("it failed %s", SECRET)

    assert stream.getvalue() == "a log record of level 30 could not be written\n"


def test_our_own_rooms_are_heard_from_info_on_and_once_each(
    monkeypatch: pytest.MonkeyPatch, console: io.StringIO
) -> None:
    stream = logging_to(io.StringIO(), LogFormat.JSON, monkeypatch)

    OURS.info("ours")
    OURS.debug("too much of ours")

    assert only_line(stream)["event"] == "ours"
    assert console.getvalue() == ""


# Repeats.


def test_equal_records_are_written_once_and_counted_at_the_end(json_lines: io.StringIO) -> None:
    for _ in range(1100):
        OURS.warning("the port has no descriptors left", extra={"port": 9090})

    [first] = lines_of(json_lines)
    for handler in logging.getLogger().handlers:
        handler.close()

    assert "repeated" not in first
    assert [line.get("repeated") for line in lines_of(json_lines)] == [None, 1099]


@pytest.mark.parametrize(
    ("message", "fields", "error"),
    [
        ("another message", {"port": 9090}, None),
        ("a message", {"port": 9091}, None),
        ("a message", {}, None),
        ("a message", {"port": 9090}, ValueError()),
    ],
)
def test_records_that_differ_are_all_written(
    json_lines: io.StringIO, message: str, fields: dict[str, object], error: Exception | None
) -> None:
    for text, extra, raised in (("a message", {"port": 9090}, None), (message, fields, error)):
        OURS.error(text, extra=extra, exc_info=raised)

    assert len(lines_of(json_lines)) == 2


def test_an_equal_record_is_written_again_after_a_minute_with_how_often_it_came(json_lines: io.StringIO) -> None:
    repeats = Repeats()
    records = [logging.makeLogRecord({"msg": "a message", "created": second}) for second in (0, 1, 59.9, 60, 30)]

    passed = [repeats.filter(record) for record in records]

    assert passed == [True, False, False, True, True]
    assert vars(records[3])["repeated"] == 2


def test_of_many_kinds_of_records_the_oldest_is_forgotten() -> None:
    repeats = Repeats()

    passed = [repeats.filter(logging.makeLogRecord({"msg": f"{n}"})) for n in [*range(REMEMBERED + 1), 0]]

    assert all(passed)


def lines_of(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]
