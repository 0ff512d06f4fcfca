"""Where somebody stands on a plan: days are suggestions, and nothing is ever owed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from studio.insights.plans import Done, Entry, Span, next_of, over, standings

BEGUN = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
DAYS = 86_400


def after(days: float, *exercises: str, **more: object) -> Entry:
    return Entry(exercises, after=Span(int(days * DAYS)), **more)  # type: ignore[arg-type]


def every(days: int, *exercises: str, times: int = 1) -> Entry:
    return Entry(exercises, times=times, every=Span(days * DAYS))


def done(exercise: str, days: float, *, pack: str = "", followup: bool = False) -> Done:
    return Done(exercise, pack, BEGUN + timedelta(days=days), followup)


def at(days: float) -> datetime:
    return BEGUN + timedelta(days=days)


WEEK = [after(0, "breath"), after(1, "senses"), after(3, "readings")]


def test_at_its_start_the_first_entry_is_suggested_at_once():
    found = standings(WEEK, BEGUN, [], BEGUN)
    assert next_of(found) == 0
    assert found[0].due == BEGUN


def test_a_day_is_a_day_of_the_calendar_not_so_many_hours():
    found = standings(WEEK, BEGUN, [done("breath", 0)], at(0.2))
    assert next_of(found) == 1
    assert found[1].due == datetime(2026, 3, 3, tzinfo=UTC)


def test_less_than_a_day_is_counted_from_the_minute():
    (found,) = standings([after(10 / 1440, "pause")], BEGUN, [], BEGUN)
    assert found.due == BEGUN + timedelta(minutes=10)


def test_what_is_not_done_waits_first_however_long():
    for days in (2, 20, 200):
        assert next_of(standings(WEEK, BEGUN, [], at(days))) == 0


def test_what_is_done_early_counts():
    found = standings(WEEK, BEGUN, [done("readings", 0.1), done("breath", 0.2)], at(0.3))
    assert [one.done for one in found] == [1, 0, 1]
    assert next_of(found) == 1


def test_what_was_done_before_it_began_does_not_count():
    assert standings(WEEK, BEGUN, [done("breath", -1)], at(1))[0].done == 0


def test_the_same_exercise_twice_takes_two_sessions():
    plan = [after(0, "reply"), after(5, "reply")]
    first = standings(plan, BEGUN, [done("reply", 1)], at(6))
    assert [one.done for one in first] == [1, 0]
    assert [
        one.done for one in standings(plan, BEGUN, [done("reply", 1), done("reply", 1)], at(6))
    ] == [1, 1]


def test_a_look_back_does_not_count_as_doing_it_but_keeps_a_rhythm():
    look = [done("loop", 1, followup=True)]
    assert standings([after(0, "loop")], BEGUN, look, at(1))[0].done == 0
    assert standings([every(7, "loop")], BEGUN, look, at(1))[0].done == 1


def test_a_pack_takes_as_many_of_its_exercises_as_it_says():
    plan = [Entry((), pack="steady", times=3, after=Span())]
    two = [done("a", 1, pack="steady"), done("b", 2, pack="steady"), done("c", 2, pack="wider")]
    (found,) = standings(plan, BEGUN, two, at(3))
    assert (found.done, found.times) == (2, 3)
    assert found.due is not None


def test_once_everything_is_done_or_left_out_it_is_over():
    sessions = [done("breath", 0), done("readings", 1)]
    found = standings(WEEK, BEGUN, sessions, at(9), passed=[1])
    assert next_of(found) is None
    assert over(WEEK, found)
    assert found[1].passed
    assert not over(WEEK, standings(WEEK, BEGUN, sessions, at(9)))


def test_a_rhythm_has_no_end_and_begins_anew_with_each_span():
    plan = [every(7, "log")]
    first = standings(plan, BEGUN, [], BEGUN)
    assert first[0].due == datetime(2026, 3, 8, tzinfo=UTC)  # the seventh day
    assert not over(plan, first)
    ten_weeks_on = standings(plan, BEGUN, [done("log", 6)], at(71))
    assert ten_weeks_on[0].done == 0
    assert ten_weeks_on[0].due == datetime(2026, 5, 17, tzinfo=UTC)  # this week's, once


def test_several_times_are_spread_over_the_span():
    plan = [every(7, "journal", times=3)]
    sessions: list[Done] = []
    days = []
    for turn in range(4):
        (found,) = standings(plan, BEGUN, sessions, at(0.1))
        assert found.due is not None
        days.append((found.due.date() - BEGUN.date()).days + 1)
        sessions.append(done("journal", 0.01 * turn))
    assert days == [3, 5, 7, 10]


def test_a_daily_entry_is_suggested_today_and_tomorrow_once_done():
    plan = [every(1, "breath")]
    today = standings(plan, BEGUN, [], at(4))
    assert today[0].due is not None and today[0].due.date() == at(4).date()
    tomorrow = standings(plan, BEGUN, [done("breath", 4)], at(4))
    assert tomorrow[0].due is not None and tomorrow[0].due.date() == at(5).date()


def test_a_month_is_a_month_of_the_calendar():
    assert Span(months=1).day_after(date(2026, 1, 31)) == date(2026, 2, 28)
    begun = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
    plan = [Entry(("check",), every=Span(months=1))]
    (found,) = standings(plan, begun, [], datetime(2026, 4, 2, 9, 0, tzinfo=UTC))
    assert found.due == datetime(2026, 4, 29, tzinfo=UTC)


def test_days_are_those_of_where_the_person_is_now():
    east = timezone(timedelta(hours=10))
    found = standings([after(1, "senses")], BEGUN, [], BEGUN.astimezone(east))
    assert found[0].due == datetime(2026, 3, 4, tzinfo=east)


ENTRIES = st.builds(
    Entry,
    st.sampled_from([("a",), ("b",), ("a", "c")]),
    times=st.integers(1, 4),
    after=st.builds(Span, st.integers(0, 40 * DAYS)),
) | st.builds(
    Entry,
    st.sampled_from([("a",), ("b",)]),
    times=st.integers(1, 4),
    every=st.builds(Span, st.integers(1, 40 * DAYS)) | st.builds(Span, months=st.integers(1, 3)),
)
SESSIONS = st.lists(
    st.builds(
        lambda name, days, look: done(name, days, followup=look),
        st.sampled_from("abc"),
        st.floats(-5, 90),
        st.booleans(),
    )
)


@given(st.lists(ENTRIES, max_size=5), SESSIONS, st.floats(0, 400), st.sets(st.integers(0, 5)))
def test_whatever_the_plan_there_is_a_next_thing_until_it_is_over(plan, sessions, days, passed):
    found = standings(plan, BEGUN, sessions, at(days), passed)
    number = next_of(found)
    if over(plan, found):
        assert all(one.due is None for one, entry in zip(found, plan, strict=True)
                   if entry.every is None)  # fmt: skip
    for one in found:
        assert one.done >= 0
        assert one.due is None or one.due >= BEGUN
    if number is not None:
        assert number not in passed
    assert standings(plan, BEGUN, sessions[::-1], at(days), passed) == found


def test_a_span_of_no_length_is_one_without_an_end():
    """As only damage writes it: it must not be counted for ever."""
    found = standings([every(0, "scan")], BEGUN, [done("scan", 1)], at(5))
    assert (found[0].done, found[0].due) == (1, datetime.combine(date.max, time(), UTC))
