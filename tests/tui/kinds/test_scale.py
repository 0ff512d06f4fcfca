import pytest

from studio.engine.events import Next
from studio.engine.prompts import ScalePrompt
from tests.tui.kinds.host import make_view, press, trial

TEN = ScalePrompt(low="not at all", high="certain")


async def test_nothing_is_marked_and_enter_answers_nothing():
    async with trial("scale", TEN) as (app, pilot):
        assert "[" not in app.shown
        await press(pilot, "enter")
        assert app.answers == []
        assert app.note == "A number, or s to skip."


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ("5", 5),
        ("1", 1),
        ("1 0", 10),
        ("1 0 0", 0),
        ("2 0", 0),
        ("1 2", 2),
        ("right", 0),
        ("left", 10),
        ("5 right", 6),
        ("home", 0),
        ("end right", 10),
    ],
)
async def test_keys_set_the_number(keys, value):
    async with trial("scale", TEN) as (app, pilot):
        await press(pilot, *keys.split(), "enter")
        assert app.answers == [value]


async def test_del_takes_the_mark_away():
    async with trial("scale", TEN) as (app, pilot):
        await press(pilot, "5", "delete", "enter")
        assert app.answers == []
        assert app.typed == [5, None]


async def test_it_is_drawn_as_a_line_with_words_at_its_ends():
    async with trial("scale", TEN) as (app, pilot):
        await press(pilot, "5")
        assert app.shown.splitlines()[1:] == [
            "  0     1     2     3     4   [ 5 ]   6     7     8     9     10",
            "  ·     ·     ·     ·     ·     ●     ·     ·     ·     ·     ·",
            "  not at all                                             certain",
        ]


async def test_the_earlier_number_appears_only_when_the_pair_is_fixed():
    async with trial("scale", ScalePrompt(pair="after"), earlier=5) as (app, pilot):
        assert "▲" not in app.shown
        app.body.update(make_view("scale", ScalePrompt(pair="after"), revealed=(8, 5)))
        await pilot.pause()
        assert "You said 8 earlier and 5 now." in app.shown
        assert app.shown.count("▲") == 2
        await press(pilot, "3", "enter")
        assert "[ 5 ]" in app.shown
        assert app.wanted == [Next()]


async def test_a_digit_out_of_range_leaves_the_old_value():
    async with trial("scale", ScalePrompt(min=1, max=5)) as (app, pilot):
        await press(pilot, "4", "8")
        assert app.note == "1 to 5, please."
        await press(pilot, "enter")
        assert app.answers == [4]


async def test_a_hundred_steps_are_typed():
    async with trial("scale", ScalePrompt(max=100)) as (app, pilot):
        await press(pilot, "4", "2", "enter")
        assert app.answers == [42]


async def test_it_fits_forty_columns():
    async with trial("scale", TEN, width=40, height=12) as (app, pilot):
        await press(pilot, "1", "0")
        assert max(map(len, app.shown.splitlines())) <= 38
        assert "[10]" in app.shown
