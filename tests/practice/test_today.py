"""The first screen: what is open, what came due, one idea."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from studio.engine import events as ev
from studio.practice.desk import Desk
from studio.practice.today import since_words
from tests.engine.drive import drive, v
from tests.engine.test_exercises_done import TWO
from tests.practice.conftest import Hand


def finish_two(desk: Desk) -> None:
    sitting = desk.begin("two-interpretations", seed=7)
    drive(sitting.session, TWO)
    sitting.save()


def test_on_the_first_day_there_is_one_idea_and_the_packs(desk: Desk) -> None:
    today = desk.today()
    assert today.day == "Sunday 22 November"
    assert today.open == ()
    assert today.due == ()
    assert today.idea is not None
    assert today.idea.exercise == "grounding-breath"
    titles = [pack.title for pack in today.packs]
    assert titles[0] == "Steady ground"
    assert {"Wider view", "Boundaries and clear talk", "Values and purpose"} <= set(titles)


def test_a_follow_up_waits_until_its_day_and_then_stands_under_today(
    desk: Desk, hand: Hand, open_again: Callable[[], Desk]
) -> None:
    finish_two(desk)
    assert open_again().today().due == ()
    hand.pass_by(3 * 24 * 3600 + 60)
    (row,) = open_again().today().due
    assert row.title == "Two other readings: what turned out?"
    assert row.minutes == "1 min"


def test_a_follow_up_done_changes_the_kept_reading_and_settles(
    desk: Desk, hand: Hand, open_again: Callable[[], Desk]
) -> None:
    finish_two(desk)
    hand.pass_by(4 * 24 * 3600)
    later = open_again()
    (row,) = later.today().due
    sitting = later.begin(row.exercise, followup=row.followup, entry=row.entry)
    assert sitting.view.pins[0].text == TWO["cue"]
    sitting.send(ev.Answer(v("other")))
    sitting.send(ev.Answer([{"index": 0}]))
    assert sitting.over
    assert open_again().today().due == ()
    (reading,) = open_again().kept()["common/readings"]
    assert reading["fields"]["turned_out"] == "one of the others"
    assert reading["fields"]["cue"] == TWO["cue"]
    newest, first = open_again().history()
    assert newest["follows"] == first["id"]


def test_after_a_loud_rating_the_idea_is_something_steady(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    sitting = desk.begin("q-mood")
    sitting.send(ev.Answer(8))
    sitting.send(ev.Skip())
    assert sitting.over
    idea = open_again().today().idea
    assert idea is not None
    assert idea.exercise == "grounding-breath"


def test_the_idea_is_never_behind_the_danger_gate(desk: Desk) -> None:
    from studio.practice.today import idea_for

    boundaries = [one for one in desk.summaries if one.pack == "boundaries"]
    assert boundaries
    assert idea_for(boundaries, desk.recent) is None


def test_the_card_says_what_it_asks_keeps_and_when_it_was_done(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    assert desk.card("two-interpretations").last_time == ""
    finish_two(desk)
    card = open_again().card("two-interpretations")
    assert card.minutes == "about 2 to 5 minutes"
    assert "readings if you say so" in card.keeps
    assert card.last_time.startswith("today, 21:00")


def test_a_day_of_another_year_has_its_year() -> None:
    now = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)
    days = [timedelta(0), timedelta(days=3), timedelta(days=30), timedelta(days=365)]
    assert [since_words(now - one, now) for one in days] == [
        "21:00", "Thursday", "23 October", "22 November 2025",
    ]  # fmt: skip


def test_leaving_fast_is_said_once_without_a_title(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    desk.left_fast()
    assert open_again().today().notes == ("Something is open.",)
    assert open_again().today().notes == ()


def test_settings_are_kept_and_odd_values_fall_back(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    desk.change(theme="paper", country="GB", contacts=("R., 555 0100",))
    later = open_again()
    assert later.settings.theme == "paper"
    assert later.settings.contacts == ("R., 555 0100",)
    later.store.change_settings({"theme": "neon", "bell": "loud"})
    assert open_again().settings.theme == "dusk"
    assert open_again().settings.bell is False
