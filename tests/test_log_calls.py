"""Our own log calls have a constant message, and as data only fields that are listed: what is put together may quote a
person, and of what is not listed nothing would be shown."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from entrypoints.logs.record import FIELDS

REPOSITORY = Path(__file__).parents[1]
ROOMS = ("domain", "application", "adapters", "entrypoints")
LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log", "warn", "fatal"}


def test_every_message_is_constant_and_its_data_are_fields() -> None:
    files = [file for room in ROOMS for file in (REPOSITORY / room).rglob("*.py")]

    wrong = [
        f"{file.relative_to(REPOSITORY)}:{call.lineno}"
        for file in files
        for call in log_calls(file.read_text(encoding="utf-8"))
        if not is_as_it_should_be(call)
    ]

    assert wrong == []
    assert any(list(log_calls(file.read_text(encoding="utf-8"))) for file in files)


def test_every_field_is_listed_and_every_listed_one_is_used() -> None:
    files = [file for room in ROOMS for file in (REPOSITORY / room).rglob("*.py")]

    assert {name for file in files for name in fields(file.read_text(encoding="utf-8"))} == FIELDS


@pytest.mark.parametrize(
    ("line", "is_right"),
    [
        ('log.info("it failed")', True),
        ('log.error("it failed", extra={"step": 1}, exc_info=error)', True),
        ('log.error("it failed", extra={**fields, "step": 1})', True),
        ('log.error(f"it failed: {error}")', False),
        ('log.error("it failed: %s", error)', False),
        ("log.error(error)", False),
        ('log.error("it failed", extra=vars(entry))', False),
        ('log.error("it failed", stack_info=True)', False),
        ('self._log.error("it failed: " + note)', False),
        ('logging.getLogger("x").warning(note)', False),
        ("logging.warning(note)", False),
    ],
)
def test_the_rule_knows_right_from_wrong(line: str, *, is_right: bool) -> None:
    [call] = log_calls(line)

    assert is_as_it_should_be(call) is is_right


def log_calls(source: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(value=logger, attr=attr)) if attr in LEVELS and _is_a_logger(logger):
                yield node


def fields(source: str) -> Iterator[str]:
    """Also those of a dictionary that was given a name before."""
    named = {
        ast.unparse(target): node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
        for target in node.targets
    }
    extras = [one.value for call in log_calls(source) for one in call.keywords if one.arg == "extra"]
    for extra in extras:
        assert isinstance(extra, ast.Dict)
        for key, value in zip(extra.keys, extra.values, strict=True):
            keys = [key] if key is not None else named[ast.unparse(value)].keys
            yield from (one.value for one in keys if isinstance(one, ast.Constant) and isinstance(one.value, str))


def is_as_it_should_be(call: ast.Call) -> bool:
    match call.args:
        case [ast.Constant(value=str())]:
            return all(_is_allowed(keyword) for keyword in call.keywords)
        case _:
            return False


def _is_a_logger(node: ast.expr) -> bool:
    """``log``, ``self._log``, ``logging`` or ``logging.getLogger(...)``."""
    named = ast.unparse(node).rpartition(".")[2].partition("(")[0]
    return named.strip("_") in {"log", "logger", "logging", "getLogger"}


def _is_allowed(keyword: ast.keyword) -> bool:
    return keyword.arg == "exc_info" or (keyword.arg == "extra" and isinstance(keyword.value, ast.Dict))
