from studio.engine.events import Skip
from studio.engine.prompts import NumberPrompt
from tests.tui.kinds.host import press, trial


async def test_only_digits_go_in_and_arrows_step():
    async with trial("number", NumberPrompt(max=20, unit="times")) as (app, pilot):
        await press(pilot, "x", "1", "2", "up", "enter")
        assert app.answers == [13]
        assert "times" in app.shown


async def test_out_of_range_is_said_and_nothing_is_answered():
    async with trial("number", NumberPrompt(max=5)) as (app, pilot):
        await press(pilot, "9", "enter")
        assert app.answers == []
        assert app.note == "0 to 5, please."


async def test_an_empty_field_skips_where_that_is_allowed():
    async with trial("number", NumberPrompt()) as (app, pilot):
        await press(pilot, "enter")
        assert app.wanted == [Skip()]


async def test_a_needed_number_is_asked_for():
    async with trial("number", NumberPrompt(), required=True) as (app, pilot):
        await press(pilot, "enter")
        assert app.wanted == [] and app.note == "A number, please."
