"""Prometheus' text format: counters of this process, and the database's figures."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from adapters.prometheus.meter import PrometheusMeter
from application.delivery.attempt import Verdict
from application.delivery.entry import EntryState
from application.delivery.pause import PauseCause
from application.operations.health import WAITING, Figures
from application.ports.troubles import Trouble

T = TypeVar("T", bound=StrEnum)

NOTHING = timedelta(0)

SINGLE: Sequence[tuple[str, str, Callable[[Figures], float]]] = (
    ("leadbell_due_lag_seconds", "How long the longest due reminder is not claimed.", lambda at: _seconds(at.due_lag)),
    ("leadbell_send_lag_seconds", "How long the first sendable message is not sent.", lambda at: _seconds(at.send_lag)),
    (
        "leadbell_unconfirmed_in_a_row",
        "How many of the last calls to Telegram ended unconfirmed.",
        lambda at: at.unconfirmed_in_a_row,
    ),
    ("leadbell_unreachable_chats", "Chats that cannot be written to.", lambda at: at.unreachable_chats),
    ("leadbell_updates_waiting", "Updates that are not handled yet.", lambda at: at.updates_waiting),
    ("leadbell_updates_failed", "Updates that could not be handled.", lambda at: at.updates_failed),
    (
        "leadbell_deaths_of_the_last_day",
        "Outbox entries that died in the last day.",
        lambda at: sum(at.deaths.values()),
    ),
    ("leadbell_updates_oldest_seconds", "Age of the oldest update not handled.", lambda at: _seconds(at.oldest_update)),
)
LABELLED: Sequence[tuple[str, str, str, Callable[[Figures], Mapping[str, float]]]] = (
    ("leadbell_outbox_entries", "Outbox entries.", "state", lambda at: _counted(EntryState, at.entries)),
    (
        "leadbell_outbox_oldest_seconds",
        "Age of the oldest outbox entry, by state.",
        "state",
        lambda at: {state.value: _seconds(at.oldest.get(state, NOTHING)) for state in WAITING},
    ),
    (
        "leadbell_attempts_recorded",
        "Attempts to send in the database, of all programs.",
        "verdict",
        lambda at: _counted(Verdict, at.attempts),
    ),
    (
        "leadbell_relay_paused",
        "Whether all sending pauses, by cause.",
        "cause",
        lambda at: _counted(PauseCause, {pause.cause: 1 for pause in at.pauses}),
    ),
    (
        "leadbell_standing_troubles",
        "What is wrong for now.",
        "trouble",
        lambda at: _counted(Trouble, Counter(one.trouble for one in at.troubles)),
    ),
    (
        "leadbell_projection_lag_events",
        "How many events a read model is behind the log.",
        "projection",
        lambda at: at.projection_lag,
    ),
)


class Exposition:
    """One for each process: ``text`` shows its ``meter``."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self.meter = PrometheusMeter(self._registry)

    def text(self, figures: Figures | None) -> bytes:
        """Without figures the database was not available: then ``leadbell_database_up`` is 0."""
        return generate_latest(self._registry) + generate_latest(_Scrape(figures))


class _Scrape(Collector):
    def __init__(self, figures: Figures | None) -> None:
        self._figures = figures

    def collect(self) -> Iterable[GaugeMetricFamily]:
        is_up = float(self._figures is not None)
        yield _gauge("leadbell_database_up", "Whether the database could be asked for this scrape.", is_up)
        if self._figures is not None:
            yield from _gauges(self._figures)


def _gauges(figures: Figures) -> Iterator[GaugeMetricFamily]:
    for name, help_text, value in SINGLE:
        yield _gauge(name, help_text, value(figures))
    for name, help_text, label, values in LABELLED:
        family = GaugeMetricFamily(name, help_text, labels=[label])
        for kind, value_of_kind in values(figures).items():
            family.add_metric([kind], value_of_kind)
        yield family


def _gauge(name: str, help_text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, help_text, value=value)


def _seconds(span: timedelta) -> float:
    return span.total_seconds()


def _counted(kinds: type[T], counts: Mapping[T, int]) -> Mapping[str, float]:
    """A series for each kind, also at 0."""
    return {kind.value: counts.get(kind, 0) for kind in kinds}
