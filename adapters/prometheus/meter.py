"""The Meter on prometheus-client: counters of this process since its start."""

from datetime import timedelta

from prometheus_client import CollectorRegistry, Counter, Histogram

from application.delivery.attempt import Verdict

BUCKETS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600)
"""Seconds: on time is under 1; the others tell a backoff, a pause and a night of being down apart."""


class PrometheusMeter:
    """In a registry of its own: two programs in a test would share the library's."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._attempts = Counter(
            "leadbell_attempts", "Attempts to send that ended in this process.", ["verdict"], registry=registry
        )
        for verdict in Verdict:
            self._attempts.labels(verdict.value)  # a series that starts at its first count has no rate then
        self._due_to_sent = Histogram(
            "leadbell_due_to_sent_seconds",
            "From a reminder's due time until Telegram accepted it.",
            buckets=BUCKETS,
            registry=registry,
        )

    def attempted(self, verdict: Verdict) -> None:
        self._attempts.labels(verdict.value).inc()

    def sent(self, *, after: timedelta) -> None:
        self._due_to_sent.observe(max(0.0, after.total_seconds()))  # a clock set back must not spoil the sum
