"""Prometheus' text format: what this process counted, and what one look into the database showed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from adapters.prometheus.meter import PrometheusMeter
from application.delivery.attempt import Verdict
from application.delivery.entry import EntryState
from application.delivery.pause import PauseCause
from application.operations.health import WAITING, Figures

NOTHING = timedelta(0)


class Exposition:
    """One for each process: its ``meter`` is what ``text`` shows."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self.meter = PrometheusMeter(self._registry)

    def text(self, figures: Figures | None) -> bytes:
        """Without figures the database could not be asked; that is said, and what is known is shown."""
        return generate_latest(self._registry) + generate_latest(_OneLook(figures))


class _OneLook(Collector):
    def __init__(self, figures: Figures | None) -> None:
        self._figures = figures

    def collect(self) -> Iterable[GaugeMetricFamily]:
        is_up = float(self._figures is not None)
        yield _gauge("leadbell_database_up", "Whether the database could be asked for this scrape.", is_up)
        if self._figures is not None:
            yield from _gauges(self._figures)


def _gauges(figures: Figures) -> Iterator[GaugeMetricFamily]:
    causes = {pause.cause for pause in figures.pauses}
    yield _gauge(
        "leadbell_due_lag_seconds", "How long the longest due reminder is not claimed.", _seconds(figures.due_lag)
    )
    yield _gauge(
        "leadbell_send_lag_seconds", "How long the first sendable message is not sent.", _seconds(figures.send_lag)
    )
    yield _family(
        "leadbell_outbox_entries",
        "Outbox entries.",
        "state",
        {state.value: figures.entries.get(state, 0) for state in EntryState},
    )
    yield _family(
        "leadbell_outbox_oldest_seconds",
        "Age of the oldest outbox entry, by state.",
        "state",
        {state.value: _seconds(figures.oldest.get(state, NOTHING)) for state in WAITING},
    )
    yield _family(
        "leadbell_attempts_recorded",
        "Attempts to send in the database, of all programs.",
        "verdict",
        {verdict.value: figures.attempts.get(verdict, 0) for verdict in Verdict},
    )
    yield _family(
        "leadbell_relay_paused",
        "Whether all sending pauses, by cause.",
        "cause",
        {cause.value: int(cause in causes) for cause in PauseCause},
    )
    yield _gauge(
        "leadbell_unconfirmed_in_a_row",
        "How many of the last calls to Telegram ended unconfirmed.",
        figures.unconfirmed_in_a_row,
    )
    yield _gauge("leadbell_unreachable_chats", "Chats that cannot be written to.", figures.unreachable_chats)
    yield _family(
        "leadbell_projection_lag_events",
        "How many events a read model is behind the log.",
        "projection",
        figures.projection_lag,
    )
    yield _gauge("leadbell_updates_waiting", "Updates that are not handled yet.", figures.updates_waiting)
    yield _gauge(
        "leadbell_updates_oldest_seconds", "Age of the oldest update not handled.", _seconds(figures.oldest_update)
    )


def _gauge(name: str, help_text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, help_text, value=value)


def _family(name: str, help_text: str, label: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, help_text, labels=[label])
    for one, value in values.items():
        family.add_metric([one], value)
    return family


def _seconds(span: timedelta) -> float:
    return span.total_seconds()
