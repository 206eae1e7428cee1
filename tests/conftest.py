"""What holds for all tests: how many examples hypothesis tries, and ids that any terminal and worker can carry."""

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

from tests.support.databases import POSTGRESQL

# Each of them may take its time: a loaded computer is no failure. `fast` and `ci` tell the same stories each time.
settings.register_profile("fast", deadline=None, derandomize=True, database=None, max_examples=20)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, max_examples=100)
settings.register_profile("nightly", deadline=None, print_blob=True, max_examples=1000)
settings.load_profile(os.environ.get("LEADBELL_TEST_PROFILE", "ci"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What runs on each database is marked on PostgreSQL."""
    for item in items:
        if (
            isinstance(item, pytest.Function)
            and hasattr(item, "callspec")
            and POSTGRESQL in map(str, item.callspec.params.values())
        ):
            item.add_marker(pytest.mark.postgresql)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Lone surrogates are no UTF-8, so that no worker could tell of such a test."""
    return ascii(val) if isinstance(val, str) and not val.isascii() else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Nor could it of what such a test has printed or logged."""
    report = yield
    report.sections = [(name, text.encode(errors="backslashreplace").decode()) for name, text in report.sections]
    return report
