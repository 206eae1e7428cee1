"""The page of metrics, from a scrape of a program that has just started."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families

from adapters.prometheus.exposition import Exposition
from application.operations.health import Figures
from application.projections.registry import PROJECTIONS
from tests.reference.markdown import code, page, table

INTRODUCTION = """
With `LEADBELL_HTTP_PORT` set, `run` and `worker` serve metrics at `/metrics` in Prometheus' text format. Every client
that reaches the port can read them; they hold no personal data. Standard metrics of the process (`process_…`) stand
beside them.
"""
OF_THE_DATABASE = "Read from the database for each scrape: every program on one database shows the same."
OF_THE_PROCESS = "Counted by one process since it started."
AT_REST = Figures(
    at=datetime(2026, 1, 1, tzinfo=UTC),
    due_lag=timedelta(),
    send_lag=timedelta(),
    entries={},
    oldest={},
    attempts={},
    pauses=(),
    unconfirmed_in_a_row=0,
    unreachable_chats=0,
    projection_lag={projection.name: 0 for projection in PROJECTIONS},
    updates_waiting=0,
    oldest_update=timedelta(),
)


def metrics_page() -> str:
    return page(
        "Metrics",
        INTRODUCTION,
        *("## Of the database", OF_THE_DATABASE, _table(None)),
        *("## Of one process", OF_THE_PROCESS, _table(counted_by_the_process())),
    )


def counted_by_the_process() -> set[str]:
    return {family.name for family in _families(None)} - {"leadbell_database_up"}


def _table(names: set[str] | None) -> str:
    """Of ``names``; None is of all that no process counts by itself."""
    own = counted_by_the_process()
    chosen = [one for one in _families(AT_REST) if (one.name not in own if names is None else one.name in names)]
    return table(("metric", "type", "labels", "meaning"), [_row(one) for one in chosen])


def _families(figures: Figures | None) -> Iterator[Metric]:
    for family in text_string_to_metric_families(Exposition().text(figures).decode()):
        if family.name.startswith("leadbell_") and not family.name.endswith("_created"):
            yield family


def _row(family: Metric) -> tuple[str, str, str, str]:
    name = f"{family.name}_total" if family.type == "counter" else family.name
    return code(name), family.type, _labels(family), family.documentation


def _labels(family: Metric) -> str:
    values: dict[str, dict[str, None]] = {}
    for sample in family.samples:
        for label, value in sample.labels.items():
            values.setdefault(label, {})[value] = None
    return "; ".join(f"{code(label)}: {', '.join(map(code, known))}" for label, known in values.items())
