"""Logs say what happened and where, and never what a person wrote, nor a token."""

import asyncio
import io
import json
import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import structlog

from application.delivery.entry import EntryState
from entrypoints.logs import LogFormat, start_logging
from entrypoints.logs.record import NOT_SHOWN
from entrypoints.logs.sanitize import LONGEST, sanitize
from tests.entrypoints.log_settings import kept_log_settings

SECRET = "Met Anna, +48 600 100 200"
TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_12345"
OURS = logging.getLogger("application.relay")
FOREIGN = logging.getLogger("aiogram.event")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _other_tests_log_as_before() -> Iterator[None]:
    with kept_log_settings():
        yield


@pytest.fixture(params=LogFormat)
def stream(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What a program wrote to standard error that logs in this format; each test that asks for it runs in all."""
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


@contextmanager
def heard(name: str) -> Iterator[None]:
    """Even its debugging."""
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logger.setLevel(before)


def raised(error: Exception) -> Exception:
    """With a traceback."""
    try:
        raise error
    except Exception as caught:
        return caught


def with_everything(secret: str) -> Exception:
    """A group with a cause, a context and a note, each of which tells the secret."""
    error = raised(ExceptionGroup(secret, [raised(ValueError(secret)), raised(KeyError(secret))]))
    error.add_note(secret)
    error.__cause__, error.__context__ = raised(OSError(secret)), raised(LookupError(secret))
    error.__cause__.__context__ = raised(RuntimeError(secret))
    return error


def test_on_the_console_a_line_is_for_people(console: io.StringIO) -> None:
    OURS.warning("it failed", extra={"step": "_relay", "tries": 3})

    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 \[warning  \] it failed \[application.relay\] "
        r"step=_relay tries=3\n",
        console.getvalue(),
    )


def test_in_json_a_line_is_an_object(json_lines: io.StringIO) -> None:
    before = datetime.now(UTC)

    OURS.warning("it failed", extra={"step": "_relay", "tries": 3, "seconds": 0.5, "late": True, "chat": None})

    line = only_line(json_lines)
    assert before - timedelta(seconds=1) < datetime.fromisoformat(line.pop("timestamp")) <= datetime.now(UTC)
    assert line == {
        "level": "warning",
        "event": "it failed",
        "logger": "application.relay",
        "step": "_relay",
        "tries": 3,
        "seconds": 0.5,
        "late": True,
        "chat": None,
    }


def test_plain_values_are_shown_and_of_others_the_type(json_lines: io.StringIO) -> None:
    at = datetime.fromisoformat("2026-11-23T09:30:00+02:00")
    lead = UUID(int=7)

    OURS.warning(
        "values",
        extra={
            "state": EntryState.QUEUED,
            "at": at,
            "lead": lead,
            "pause": timedelta(seconds=90),
            "share": float("nan"),
            "error": ValueError(SECRET),
            "entries": [1, 2],
            "many": tuple(range(100)),
            "rows": [{"note": SECRET}, [SECRET]],
            "row": {"note": SECRET},
            "raw": SECRET.encode(),
        },
    )

    line = only_line(json_lines)
    assert {name: line[name] for name in ("state", "at", "lead", "pause", "share")} == {
        "state": EntryState.QUEUED.value,
        "at": "2026-11-23T07:30:00+00:00",
        "lead": str(lead),
        "pause": "0:01:30",
        "share": "nan",
    }
    assert (line["entries"], line["many"]) == ([1, 2], list(range(50)))
    assert line["rows"] == ["<dict>", "<list>"]
    assert [line[name] for name in ("error", "row", "raw")] == ["<ValueError>", "<dict>", "<bytes>"]


def test_a_field_cannot_pass_for_the_message(json_lines: io.StringIO) -> None:
    OURS.warning("it failed", extra={"event": "all is well", "level": "info", "logger": "x", "timestamp": "never"})

    line = only_line(json_lines)
    assert (line["event"], line["level"], line["logger"]) == ("it failed", "warning", "application.relay")
    assert line["timestamp"] != "never"


def test_an_exception_is_frames_and_types_and_never_its_text(stream: io.StringIO) -> None:
    OURS.error("it failed", exc_info=with_everything(SECRET))

    assert SECRET not in stream.getvalue()
    assert "600 100 200" not in stream.getvalue()
    for kind in ("ExceptionGroup", "ValueError", "KeyError", "OSError", "RuntimeError"):
        assert f"builtins.{kind}" in stream.getvalue()
    assert "in raised" in stream.getvalue()


def test_in_json_an_exception_is_a_tree_on_the_same_line(json_lines: io.StringIO) -> None:
    OURS.error("it failed", exc_info=with_everything(SECRET))

    failure = only_line(json_lines)["exception"]
    assert failure["type"] == "builtins.ExceptionGroup"
    assert [one["type"] for one in failure["group"]] == ["builtins.ValueError", "builtins.KeyError"]
    assert failure["cause"]["type"] == "builtins.OSError"
    assert failure["cause"]["cause"]["type"] == "builtins.RuntimeError"
    [frame] = failure["frames"]
    assert re.fullmatch(rf"{re.escape(__file__)}:\d+ in raised", frame)


def test_on_the_console_an_exception_is_below_its_line(console: io.StringIO) -> None:
    OURS.error("it failed", exc_info=with_everything(SECRET))

    shown = [line for line in console.getvalue().splitlines()[1:] if not line.startswith("  ")]
    assert shown == [
        "builtins.ExceptionGroup",
        "in it: builtins.ValueError",
        "in it: builtins.KeyError",
        "caused by: builtins.OSError",
        "caused by: builtins.RuntimeError",
    ]


def test_a_cause_that_was_cut_off_stays_so(stream: io.StringIO) -> None:
    error = raised(ValueError(SECRET))
    error.__context__, error.__suppress_context__ = raised(OSError(SECRET)), True

    OURS.error("it failed", exc_info=error)

    assert "OSError" not in stream.getvalue()


def test_of_many_frames_the_last_are_shown(json_lines: io.StringIO) -> None:
    def deeper(levels: int) -> None:
        if levels == 0:
            raise ValueError(SECRET)
        deeper(levels - 1)

    try:
        deeper(100)
    except ValueError:
        OURS.exception("it failed")

    frames = only_line(json_lines)["exception"]["frames"]
    assert len(frames) == 50
    assert all(frame.endswith("deeper") for frame in frames)


def test_errors_that_cause_each_other_end(stream: io.StringIO) -> None:
    error, other = raised(ValueError(SECRET)), raised(KeyError(SECRET))
    error.__cause__, other.__cause__ = other, error

    OURS.error("it failed", exc_info=error)

    assert stream.getvalue().count("builtins.ValueError") == 1


def test_a_long_history_of_errors_is_cut(stream: io.StringIO) -> None:
    error: Exception = ValueError()
    for _ in range(5_000):
        later = ValueError()
        later.__cause__, error = error, later

    OURS.error("it failed", exc_info=ExceptionGroup("", [error] + [KeyError() for _ in range(100)]))

    assert stream.getvalue().count("builtins.") == 50


def test_a_text_that_another_formatter_has_left_on_the_record_is_not_shown(stream: io.StringIO) -> None:
    error = raised(ValueError(SECRET))
    record = OURS.makeRecord(OURS.name, logging.ERROR, __file__, 7, "it failed", (), (ValueError, error, None))
    logging.Formatter("%(message)s %(asctime)s").format(record)
    record.stack_info = SECRET

    OURS.handle(record)

    assert "it failed" in stream.getvalue()
    assert SECRET not in stream.getvalue()


def test_the_end_of_the_program_is_logged_without_its_text(stream: io.StringIO) -> None:
    error = raised(ValueError(SECRET))

    sys.excepthook(ValueError, error, error.__traceback__)

    assert "the program ends with an error" in stream.getvalue()
    assert "builtins.ValueError" in stream.getvalue()
    assert SECRET not in stream.getvalue()


@pytest.mark.parametrize(
    "value", ["one\ntwo", "one\r\x1b[2Jtwo", "one\x9b2Jtwo\x7f", "one\u202etwo\u2028", "one\ud800"]
)
def test_a_value_drives_no_terminal_and_makes_no_second_line(stream: io.StringIO, value: str) -> None:
    OURS.warning(f"it failed {value}", extra={"reason": value, f"name{value}": 1})  # what must not be

    [line] = stream.getvalue().removesuffix("\n").split("\n")
    assert line.isprintable()


def test_colours_are_for_terminals_only(monkeypatch: pytest.MonkeyPatch, console: io.StringIO) -> None:
    OURS.warning("it failed", extra={"reason": "\x1b[2J"})
    terminal = logging_to(Terminal(), LogFormat.CONSOLE, monkeypatch)
    OURS.warning("it failed", extra={"reason": "\x1b[2J"})

    assert "\x1b" not in console.getvalue()
    assert "\x1b[" in terminal.getvalue()
    assert "\x1b[2J" not in terminal.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        TOKEN,
        f"https://api.telegram.org/bot{TOKEN}/sendMessage",
        f"https://api.telegram.org/bot{TOKEN.replace(':', '%3A')}/getMe?a=1",
        TOKEN.replace(":", "%3A"),
        "http://127.0.0.1:8081/bot8990:short-one/getMe",
        f"x={TOKEN}&y={TOKEN}",
        f"{'long ' * 97}{TOKEN}",
    ],
)
def test_what_looks_like_a_token_is_struck_out(stream: io.StringIO, text: str) -> None:
    OURS.warning(f"it failed {text}", extra={"reason": text, f"name{text}": 1})  # what must not be
    logging.getLogger(f"application.{text}").warning("it failed")

    assert "it failed" in stream.getvalue()
    assert not re.search("AAF|abcdef|_12345|short-one", stream.getvalue())


def test_a_password_in_an_address_is_struck_out(stream: io.StringIO) -> None:
    OURS.warning("it failed", extra={"database": "postgresql+psycopg://leadbell:hunter2@host/leadbell"})

    assert "hunter2" not in stream.getvalue()
    assert "host/leadbell" in stream.getvalue()


def test_times_and_numbers_are_no_tokens() -> None:
    plain = "2026-11-23T09:30:00+00:00 9f1c:12 123456:short /bots/7"

    assert sanitize(plain) == plain


def test_a_long_text_is_cut() -> None:
    assert sanitize("9" * 1_000_000) == "9" * LONGEST


def test_of_a_foreign_record_neither_arguments_nor_fields_are_shown(json_lines: io.StringIO) -> None:
    FOREIGN.warning("Failed to fetch %s of %s", SECRET, TOKEN, extra={"note": SECRET, "url": TOKEN})

    line = only_line(json_lines)
    assert line.pop("timestamp")
    assert re.fullmatch(r"test_logs\.py:\d+", line.pop("place"))
    assert line == {"level": "warning", "event": "Failed to fetch %s of %s", "logger": "aiogram.event"}


@pytest.mark.parametrize("message", [f"Failed: {SECRET}", raised(ValueError(SECRET)), {"note": SECRET}])
def test_a_foreign_message_that_was_put_together_is_not_shown(json_lines: io.StringIO, message: object) -> None:
    FOREIGN.warning(message)

    line = only_line(json_lines)
    assert line["event"] == NOT_SHOWN
    assert line["logger"] == "aiogram.event"


def test_a_foreign_message_whose_source_cannot_be_had_is_not_shown(json_lines: io.StringIO, tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("'it failed' (")
    for source in (broken, tmp_path / "nowhere.py", tmp_path):
        FOREIGN.handle(FOREIGN.makeRecord(FOREIGN.name, 30, str(source), 7, "it failed", (), None))

    assert [json.loads(line)["event"] for line in json_lines.getvalue().splitlines()] == [NOT_SHOWN] * 3


def test_ours_is_shown_even_then(json_lines: io.StringIO) -> None:
    OURS.handle(OURS.makeRecord(OURS.name, 30, "nowhere.py", 7, "it failed", (), None))

    assert only_line(json_lines)["event"] == "it failed"


def test_arguments_that_do_not_fit_a_message_are_not_shown_either(stream: io.StringIO) -> None:
    [handler] = [one for one in logging.getLogger().handlers if vars(one).get("stream") is stream]

    for logger in (FOREIGN, OURS):  # not through the loggers: pytest listens there too, and stumbles
        handler.handle(logger.makeRecord(logger.name, 30, __file__, 7, "%d of %d", (SECRET, TOKEN), None))

    assert stream.getvalue().count("%d of %d") == 2
    assert SECRET not in stream.getvalue()


def test_what_a_foreign_library_says_through_structlog_is_not_shown(stream: io.StringIO) -> None:
    logger = structlog.wrap_logger(
        FOREIGN,
        processors=[structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
    )

    logger.warning(SECRET, note=SECRET, exc_info=raised(ValueError(SECRET)))

    assert "aiogram.event" in stream.getvalue()
    assert SECRET not in stream.getvalue()


def test_what_asyncio_quotes_of_an_error_is_not_shown(stream: io.StringIO) -> None:
    async def program() -> None:
        loop = asyncio.get_running_loop()
        loop.call_exception_handler({"message": f"it broke: {SECRET}", "exception": raised(ValueError(SECRET))})
        future = loop.create_future()
        future.set_exception(ValueError(SECRET))
        del future

    asyncio.run(program())

    assert stream.getvalue().count("builtins.ValueError") == 2
    assert SECRET not in stream.getvalue()


@pytest.mark.parametrize("name", ["aiogram", "aiohttp", "asyncio", "sqlalchemy.engine", "psycopg"])
def test_debugging_a_library_shows_no_secret(stream: io.StringIO, name: str) -> None:
    url = f"https://api.telegram.org/bot{TOKEN}/sendMessage"
    with heard(name):
        logger = logging.getLogger(f"{name}.somewhere")
        logger.debug("Request %s %r", url, {"text": SECRET}, extra={"url": url, "text": SECRET})
        logger.debug(f"Request {url} {SECRET}")  # as libraries do
        logger.error("Failed: %s", SECRET, exc_info=raised(ValueError(f"{url} {SECRET}")))

    assert stream.getvalue().count(f"{name}.somewhere") == 3
    assert SECRET not in stream.getvalue()
    assert "AAF" not in stream.getvalue()


def test_a_record_that_cannot_be_written_is_not_told_the_standard_way(monkeypatch: pytest.MonkeyPatch) -> None:
    class Narrow(io.StringIO):
        def write(self, text: str) -> int:
            if "could not be written" not in text:
                raise UnicodeError(SECRET)
            return super().write(text)

    stream = logging_to(Narrow(), LogFormat.JSON, monkeypatch)

    OURS.warning("it failed %s", SECRET)

    assert stream.getvalue() == "a log record of level 30 could not be written\n"


def test_our_own_rooms_are_heard_from_info_on_and_others_from_warnings_on(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging(LogFormat.JSON)

    OURS.info("ours")
    OURS.debug("too much of ours")
    logging.getLogger("sqlalchemy").warning("a foreign warning")
    FOREIGN.info("foreign chatter")

    told = capsys.readouterr()
    assert [json.loads(line)["event"] for line in told.err.splitlines()] == ["ours", "a foreign warning"]
    assert told.out == ""


def test_logs_that_are_started_again_say_everything_once(monkeypatch: pytest.MonkeyPatch, console: io.StringIO) -> None:
    stream = logging_to(io.StringIO(), LogFormat.JSON, monkeypatch)

    OURS.warning("it failed")

    assert only_line(stream)["event"] == "it failed"
    assert console.getvalue() == ""
