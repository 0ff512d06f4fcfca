"""Two windows at once: what one has open the other is told, and neither loses a word."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.engine import events as ev
from studio.errors import StudioError
from studio.practice.desk import Desk
from studio.practice.sitting import Sitting
from tests.engine.drive import v
from tests.practice.test_sitting import answer, begun


def test_a_session_open_in_another_window_is_told_and_goes_on_as_a_copy(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    first = begun(desk)
    second = open_again().resume(first.identity)
    assert second.elsewhere
    answer(second, "They are angry.", 7)
    answer(first, "They were in thought.", 5)
    assert second.identity != first.identity
    left = {one["id"]: one["events"][-2] for one in desk.store.drafts()}
    assert "They are angry." in json.dumps(left[second.identity])
    assert "They were in thought." in json.dumps(left[first.identity])


def test_a_session_taken_up_is_told_before_anything_is_answered(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    begun(desk).later()
    (draft,) = desk.store.drafts()
    again = open_again().resume(draft["id"])
    assert not again.elsewhere
    again.go_on()
    assert desk.resume(draft["id"]).elsewhere
    again.later()
    assert not desk.resume(draft["id"]).elsewhere


def test_a_session_open_in_another_window_is_not_ended_from_here(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    sitting = begun(desk)
    with pytest.raises(StudioError, match="another window"):
        open_again().keep_draft(sitting.identity)
    assert [one["id"] for one in desk.store.drafts()] == [sitting.identity]


def test_the_copy_of_a_session_leaves_what_brought_it_to_the_other_window(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    sitting = begun(desk)
    sitting.settles = "entry"
    sitting.save()
    copy = open_again().resume(sitting.identity)
    assert copy.settles == "entry"
    copy.go_on()
    assert (copy.settles, sitting.settles) == ("", "entry")


def test_looking_at_a_session_makes_no_copy_and_no_lock(desk: Desk, tmp_path: Path) -> None:
    sitting = begun(desk)
    sitting.later()
    before = sorted(path.name for path in (tmp_path / "data" / "drafts").iterdir())
    desk.draft_words(sitting.identity)
    assert before == sorted(path.name for path in (tmp_path / "data" / "drafts").iterdir())


def test_what_one_window_ends_the_other_sees_without_a_restart(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    other = open_again()
    other.today()
    assert not other.changed()
    sitting = desk.begin("q-win")
    answer(sitting, "I waited a day.", v("patience"))
    assert other.changed()
    assert not other.changed()
    assert [one["exercise"] for one in other.history()] == ["q-win"]
    assert other.today().open == ()
    assert "q-win" in other.recent.seen


def test_what_one_window_leaves_open_the_other_offers(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    other = open_again()
    assert other.today().open == ()
    begun(desk).later()
    (row,) = other.today().open
    assert row.title == "Two other readings"


def test_what_one_window_erases_the_other_shows_no_more(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    sitting = desk.begin("q-win")
    answer(sitting, "I waited a day.", v("patience"))
    other = open_again()
    assert len(list(other.history())) == 1
    assert "q-win" in other.recent.seen
    desk.erase(sitting.identity)
    assert list(other.history()) == []
    other.today()
    assert "q-win" not in other.recent.seen


def test_a_stop_at_the_danger_gate_in_a_copy_leaves_the_first_window_alone(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    first = begun(desk)
    copy = open_again().resume(first.identity)
    copy.send(ev.Stop())
    assert [one["id"] for one in desk.store.drafts()] == [first.identity]
    assert len(list(desk.history())) == 1


def to_the_end(sitting: Sitting) -> None:
    while not sitting.over:
        sitting.send(ev.Skip() if "skip" in sitting.view.allowed else ev.Next())


def test_what_two_windows_end_at_once_is_done_lately_in_both(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    other = open_again()
    first, second = desk.begin("q-win"), other.begin("q-mood")
    answer(first, "I waited a day.", v("patience"))
    to_the_end(second)
    assert {"q-win", "q-mood"} <= open_again().recent.seen.keys()


def test_what_was_erased_is_not_noted_again_by_a_window_that_still_knew_it(
    desk: Desk, open_again: Callable[[], Desk], tmp_path: Path
) -> None:
    sitting = desk.begin("q-win")
    answer(sitting, "I waited a day.", v("patience"))
    other = open_again()
    second = other.begin("q-mood")
    desk.erase(sitting.identity)
    to_the_end(second)
    assert not (tmp_path / "cache" / "recent.json").exists()
    other.today()
    assert "q-win" not in other.recent.seen
    assert "q-mood" in other.recent.seen


def test_what_the_cache_does_not_take_leaves_no_scrap(desk: Desk, tmp_path: Path) -> None:
    cache = desk.cache
    assert cache is not None
    (cache.folder / "recent.json").mkdir(parents=True)
    assert not cache.write("recent.json", b"{}")
    assert [one.name for one in cache.folder.iterdir() if one.name.startswith("recent")] == [
        "recent.json"
    ]


def test_a_setting_of_one_window_leaves_those_of_the_other(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    """Their own people, typed in one window, stay when the other changes a colour."""
    desk.change(theme="dusk")
    other = open_again()
    assert other.settings.contacts == ()
    desk.change(contacts=("Sam, 555 0100",))
    desk.offer("rosenberg", wanted=True)
    other.change(theme="paper")
    other.offer("monthly", wanted=True)
    settings = open_again().settings
    assert (settings.contacts, settings.theme) == (("Sam, 555 0100",), "paper")
    assert settings.offered == ("rosenberg", "monthly")


def test_settings_that_a_newer_studio_knows_stay(desk: Desk) -> None:
    desk.store.change_settings({"of_tomorrow": True})
    desk.change(theme="paper")
    assert desk.store.settings()["of_tomorrow"] is True
