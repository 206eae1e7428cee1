"""Properties of every text, every object and every base."""

import json
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from hypothesis import example, given
from hypothesis import strategies as st

from domain.timing import Timing, TimingStatus, parse_step_due_date, parse_timing, read_plan
from tests.domain.timing.bases import BERLIN, FIRST_MOMENT, KYIV, LAST_MOMENT, NEW_YORK, WEDNESDAY_IN_KYIV, read
from tests.domain.timing.corpus_figures import CORPUS

PHRASES = [
    row["text"]
    for row in map(json.loads, CORPUS.read_text(encoding="utf-8").splitlines())
    if isinstance(row["text"], str) and len(row["text"]) < 100
]
phrases = st.sampled_from(PHRASES)
WORDS = sorted({word for phrase in PHRASES for word in phrase.split()})
salads = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
texts = phrases | salads | st.text(max_size=60)
objects = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.binary(max_size=5)
    | st.lists(st.integers(), max_size=2)
    | st.dictionaries(st.text(max_size=3), st.integers(), max_size=2)
    | st.decimals()
    | st.just(object())
)


def naive(month: int, day: int) -> datetime:
    return datetime(2026, month, day)  # noqa: DTZ001  # hypothesis wants them so


ZONES: list[tzinfo | None] = [None, UTC, KYIV, BERLIN, NEW_YORK, timezone(timedelta(hours=14))]
bases = st.builds(
    lambda moment, zone, fold: moment.replace(tzinfo=zone, fold=fold),
    st.datetimes() | st.datetimes(naive(3, 27), naive(3, 31)) | st.datetimes(naive(10, 24), naive(11, 2)),
    st.sampled_from(ZONES),
    st.integers(0, 1),
)


@given(text=texts | objects, base=bases)
@example(text="in 3 days", base=LAST_MOMENT)
@example(text="in 3 hours", base=datetime.max.replace(tzinfo=NEW_YORK))
@example(text="14:00", base=datetime.min.replace(tzinfo=KYIV))
@example(text=10**400, base=FIRST_MOMENT)
@example(text="9" * 5000 + " days", base=FIRST_MOMENT)
@example(text="\ud800 3 days", base=FIRST_MOMENT)
def test_no_text_raises_and_a_time_is_within_a_year_of_the_base(text: object, base: datetime) -> None:
    timing = parse_timing(text, base)

    assert (timing.at is not None) == (timing.status is TimingStatus.OK)
    if timing.at is not None:
        assert timing.at.tzinfo is base.tzinfo
        assert instant(base) <= instant(timing.at) <= instant(base + timedelta(days=365))
        assert timing.until is None or (
            timing.until.tzinfo is base.tzinfo and instant(timing.at) <= instant(timing.until)
        )


@given(phrases | salads)
def test_case_changes_nothing(text: str) -> None:
    assert read(text.upper().lower()) == read(text.lower())
    assert read(text.swapcase().casefold()) == read(text.casefold())


@given(phrases)
def test_a_phrase_means_the_same_in_capitals(text: str) -> None:
    assert read(text.upper()) == read(text)


@given(texts, st.sampled_from(["  ", "\u00a0", "\t", "\n", " \u2003 "]))
def test_spaces_change_nothing(text: str, space: str) -> None:
    assert read(space + space.join(text.split(" ")) + space) == read(text)


@given(phrases, st.sampled_from(["📅", "🔥", "✅", "👍🏽"]))
def test_emoji_around_a_phrase_change_nothing(text: str, emoji: str) -> None:
    assert read(f"{emoji} {text} {emoji}") == read(text)


@given(texts)
def test_a_text_is_read_alike_with_and_without_a_zone(text: str) -> None:
    naive, aware = read(text), read(text, WEDNESDAY_IN_KYIV)

    if not naive.elapsed:
        assert without_zone(aware) == without_zone(naive)


@given(
    st.lists(
        st.dictionaries(st.sampled_from(["delay_days", "timing"]), texts | objects | st.integers(-5, 400)), max_size=6
    ),
    bases,
    st.integers(-3, 10**12),
)
def test_every_step_gets_a_date(steps: list[dict[str, object]], base: datetime, index: int) -> None:
    timings = read_plan(steps, base)

    assert len(timings) == len(steps)
    assert all(step.timing.at == step.at for step in timings)
    for step in steps:
        assert parse_step_due_date(step, base, index) is not None


def instant(moment: datetime) -> datetime:
    try:
        return moment if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        return (LAST_MOMENT if moment.year > 5000 else FIRST_MOMENT).replace(tzinfo=UTC)


def without_zone(timing: Timing) -> tuple[object, ...]:
    at = timing.at and timing.at.replace(tzinfo=None)
    return timing.status, at, timing.rule, timing.matched, timing.kind, timing.warnings
