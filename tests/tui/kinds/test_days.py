from studio.engine.prompts import Choosable, DatePrompt, SchedulePrompt
from tests.tui.kinds.host import press, trial

COME_BACK = SchedulePrompt(
    (
        Choosable("no", "no"),
        Choosable("one", "in 1 day", "Monday 23 November"),
        Choosable("three", "in 3 days", "Wednesday 25 November"),
    ),
    own="another day...",
    today="2026-11-22T21:00:00+00:00",
)


async def test_days_stand_beside_their_options():
    async with trial("schedule", COME_BACK) as (app, pilot):
        await press(pilot, "3")
        assert "› 3  ●  in 3 days   Wednesday 25 November" in app.shown
        assert app.note == "It waits on Today. Nothing rings, nothing is overdue."
        await press(pilot, "enter")
        assert app.answers == [{"value": "three"}]


async def test_another_day_is_typed_and_answered_with_its_weekday():
    async with trial("schedule", COME_BACK) as (app, pilot):
        await press(pilot, "0", *"27", "space", *"nov", "space", *"18")
        assert app.note == "Friday 27 November, 18:00."
        await press(pilot, "enter")
        assert app.answers == [{"own": "2026-11-27T18:00"}]


async def test_a_day_that_has_been_is_not_taken():
    async with trial("schedule", COME_BACK) as (app, pilot):
        await press(pilot, "0", "minus", "3", "enter")
        assert app.answers == []
        assert app.note == "That day has been. Another?"


async def test_a_near_day_is_one_digit():
    async with trial("date", DatePrompt("2026-11-22", "past")) as (app, pilot):
        assert "2  ○  yesterday    Saturday 21 November" in app.shown
        await press(pilot, "2", "enter")
        assert app.answers == ["2026-11-21"]


async def test_today_is_no_day_to_come():
    async with trial("date", DatePrompt("2026-11-22", "future")) as (app, pilot):
        assert "1  ○  tomorrow" in app.shown
        assert "today" not in app.shown
        await press(pilot, "0", *"today", "enter")
        assert app.answers == []
        assert app.note == "That is today. A day from tomorrow on, please."


async def test_any_other_day_is_typed():
    async with trial("date", DatePrompt("2026-11-22", "past")) as (app, pilot):
        await press(pilot, "0", *"3", "space", *"may", "enter")
        assert app.answers == ["2026-05-03"]


async def test_words_that_are_no_day_are_met_by_an_example():
    async with trial("date", DatePrompt("2026-11-22")) as (app, pilot):
        await press(pilot, "0", *"soon", "enter")
        assert app.answers == []
        assert app.note == "A day like 25 nov, or +3, please."


async def test_an_earlier_day_comes_back():
    async with trial("date", DatePrompt("2026-11-22"), earlier="2026-04-15") as (app, pilot):
        await press(pilot, "enter")
        assert app.answers == ["2026-04-15"]
