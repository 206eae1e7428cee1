"""Properties of every owner and every meaning."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain.due_time import AfterWorkingDays, AtInstant, Meant, OnDay
from domain.worktime import QuietHours, WorkTime
from tests.domain.worktime.owners import APIA, AUCKLAND, BERLIN, HONOLULU, KYIV, LORD_HOWE, NEW_YORK, RIYADH, SYDNEY

ZONES = st.sampled_from([KYIV, BERLIN, NEW_YORK, SYDNEY, LORD_HOWE, APIA, HONOLULU, AUCKLAND, RIYADH])
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
SKIPPED_IN_APIA = st.dates(date(2011, 12, 25), date(2012, 1, 5))
INSTANTS = st.builds(datetime.combine, DAYS, st.times(), st.just(UTC))
QUIET_HOURS = st.none() | st.builds(QuietHours, st.times(), st.times())
OWNERS = st.builds(
    WorkTime,
    ZONES,
    st.times(),
    quiet=QUIET_HOURS,
    working_days=st.frozensets(st.integers(0, 6), min_size=1),
    holidays=st.dictionaries(DAYS, st.sampled_from(["Feast", "Carnival"]), max_size=20),
    paused_until=st.none() | DAYS,
)
MEANT: st.SearchStrategy[Meant] = st.one_of(
    st.builds(OnDay, DAYS | SKIPPED_IN_APIA, st.none() | st.times()),
    st.builds(AfterWorkingDays, st.integers(0, 60), DAYS, st.none() | st.times()),
    st.builds(AtInstant, INSTANTS),
)


@given(OWNERS, MEANT, st.none() | MEANT, INSTANTS)
def test_it_is_never_before_now_and_always_allowed(
    owner: WorkTime, meant: Meant, until: Meant | None, now: datetime
) -> None:
    resolved = owner.resolve(meant, now=now, until=until)

    assert resolved.at >= now
    assert resolved.at.tzinfo is UTC
    assert owner.is_allowed(resolved.at)


@given(OWNERS, MEANT, INSTANTS)
def test_shifts_go_forward_and_the_last_one_leads_there(owner: WorkTime, meant: Meant, now: datetime) -> None:
    resolved = owner.resolve(meant, now=now)

    moments = [shift.to for shift in resolved.shifts]

    assert moments == sorted(moments)
    assert resolved.at in {now, *moments[-1:]} or not moments


@given(OWNERS, MEANT, INSTANTS, st.timedeltas(timedelta(0), timedelta(days=30)))
def test_while_it_is_not_due_time_changes_nothing(
    owner: WorkTime, meant: Meant, now: datetime, ahead: timedelta
) -> None:
    resolved = owner.resolve(meant, now=now)

    later = min(now + ahead, resolved.at)

    assert owner.resolve(meant, now=later).at == resolved.at or later == resolved.at


@given(OWNERS, INSTANTS)
def test_the_next_send_time_is_the_first_allowed_one(owner: WorkTime, after: datetime) -> None:
    sent_at = owner.next_send_at(after)

    first_day = after.astimezone(owner.zone).date()
    days = [first_day + timedelta(days=ahead) for ahead in range((sent_at - after).days + 2)]
    sends = [at for day in days if (at := owner.send_on(day)) is not None and after < at < sent_at]

    assert sent_at > after
    assert owner.is_allowed(sent_at)
    assert not any(owner.is_allowed(at) for at in sends)


ANY_DAY = st.dates()
ANY_INSTANT = st.datetimes(timezones=ZONES)
ANY_OWNER = st.builds(
    WorkTime,
    st.sampled_from([KYIV, HONOLULU, ZoneInfo("Pacific/Kiritimati"), ZoneInfo("UTC")]),
    st.times(),
    quiet=QUIET_HOURS,
    working_days=st.frozensets(st.integers(0, 6)),
    holidays=st.dictionaries(ANY_DAY, st.just("Feast"), max_size=3),
    paused_until=st.none() | ANY_DAY,
)
ANY_MEANT: st.SearchStrategy[Meant] = st.one_of(
    st.builds(OnDay, ANY_DAY, st.none() | st.times()),
    st.builds(AfterWorkingDays, st.integers(-(10**12), 10**12), ANY_DAY, st.none() | st.times()),
    st.builds(AtInstant, ANY_INSTANT),
)


@given(ANY_OWNER, ANY_MEANT, st.none() | ANY_MEANT, ANY_INSTANT)
def test_no_meaning_raises(owner: WorkTime, meant: Meant, until: Meant | None, now: datetime) -> None:
    resolved = owner.resolve(meant, now=now, until=until)

    assert resolved.at >= now or now.year in {1, 9999}
    assert owner.next_send_at(now).tzinfo is UTC
