"""What a scrape holds: what this process counted, and what the database showed."""

from datetime import timedelta

from adapters.prometheus.exposition import Exposition
from application.delivery.attempt import Verdict
from application.delivery.entry import EntryState
from application.delivery.pause import PauseCause, RelayPause
from application.operations.health import Figures
from tests.adapters.prometheus.scrape import samples
from tests.support.leads import MONDAY_9AM

FIGURES = Figures(
    at=MONDAY_9AM,
    due_lag=timedelta(seconds=1.5),
    send_lag=timedelta(seconds=2),
    entries={EntryState.SENT: 7, EntryState.QUEUED: 2},
    oldest={EntryState.QUEUED: timedelta(minutes=1)},
    attempts={Verdict.SENT: 7},
    pauses=[RelayPause(PauseCause.BREAKER, MONDAY_9AM, None, "a secret of the operators")],
    unconfirmed_in_a_row=3,
    unreachable_chats=4,
    projection_lag={"lead_list": 5},
    updates_waiting=6,
    oldest_update=timedelta(seconds=8),
)


def test_the_figures_are_gauges() -> None:
    shown = samples(Exposition().text(FIGURES))

    assert {name: value for name, value in shown.items() if name[0].startswith("leadbell_") and value} == {
        ("leadbell_database_up", ""): 1,
        ("leadbell_due_lag_seconds", ""): 1.5,
        ("leadbell_send_lag_seconds", ""): 2,
        ("leadbell_outbox_entries", "sent"): 7,
        ("leadbell_outbox_entries", "queued"): 2,
        ("leadbell_outbox_oldest_seconds", "queued"): 60,
        ("leadbell_attempts_recorded", "sent"): 7,
        ("leadbell_relay_paused", "breaker"): 1,
        ("leadbell_unconfirmed_in_a_row", ""): 3,
        ("leadbell_unreachable_chats", ""): 4,
        ("leadbell_projection_lag_events", "lead_list"): 5,
        ("leadbell_updates_waiting", ""): 6,
        ("leadbell_updates_oldest_seconds", ""): 8,
        **{key: value for key, value in shown.items() if key[0].endswith("_created")},
    }


def test_what_is_not_there_is_shown_as_none_rather_than_left_out() -> None:
    shown = samples(Exposition().text(FIGURES))

    assert {label for name, label in shown if name == "leadbell_outbox_entries"} == set(EntryState)
    assert {label for name, label in shown if name == "leadbell_relay_paused"} == set(PauseCause)
    assert {label for name, label in shown if name == "leadbell_attempts_total"} == set(Verdict)
    assert shown["leadbell_outbox_oldest_seconds", "unconfirmed"] == 0


def test_attempts_are_counted_by_verdict() -> None:
    exposition = Exposition()
    for verdict in (Verdict.SENT, Verdict.SENT, Verdict.THROTTLED):
        exposition.meter.attempted(verdict)

    shown = samples(exposition.text(None))

    assert shown["leadbell_attempts_total", "sent"] == 2
    assert shown["leadbell_attempts_total", "throttled"] == 1


def test_due_to_sent_is_a_histogram_from_a_tenth_of_a_second_to_an_hour() -> None:
    exposition = Exposition()
    for seconds in (0.05, 45, 7200, -3):
        exposition.meter.sent(after=timedelta(seconds=seconds))

    shown = samples(exposition.text(None))

    buckets = {label: value for (name, label), value in shown.items() if name == "leadbell_due_to_sent_seconds_bucket"}
    assert (buckets["0.1"], buckets["30.0"], buckets["60.0"], buckets["3600.0"], buckets["+Inf"]) == (2, 2, 3, 3, 4)
    assert shown["leadbell_due_to_sent_seconds_sum", ""] == 0.05 + 45 + 7200


def test_without_the_database_only_what_it_would_tell_is_missing() -> None:
    shown = samples(Exposition().text(None))

    assert shown["leadbell_database_up", ""] == 0
    assert ("leadbell_attempts_total", "sent") in shown
    assert ("leadbell_due_lag_seconds", "") not in shown


def test_two_programs_in_one_process_count_apart() -> None:
    ours, theirs = Exposition(), Exposition()

    ours.meter.attempted(Verdict.SENT)

    assert samples(theirs.text(None))["leadbell_attempts_total", "sent"] == 0


def test_a_reason_is_not_shown() -> None:
    assert b"secret" not in Exposition().text(FIGURES)
