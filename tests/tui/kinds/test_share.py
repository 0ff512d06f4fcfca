from studio.engine.prompts import Choosable, SharePrompt
from tests.tui.kinds.host import press, trial

CAUSES = SharePrompt(tuple(Choosable(v, v) for v in ("timing", "their side", "my part")), total=10)


async def test_digits_and_signs_move_counters_and_the_total_holds():
    async with trial("share", CAUSES) as (app, pilot):
        await press(pilot, "3", "down", "4", "plus", "minus", "right", "down", "9")
        assert "my part       ● ●" in app.shown
        await press(pilot, "enter")
        assert app.answers == [{"timing": 3, "their side": 5, "my part": 2}]


async def test_below_the_total_enter_says_what_is_left_and_stays():
    async with trial("share", CAUSES) as (app, pilot):
        await press(pilot, "9", "enter")
        assert app.answers == []
        assert app.note == "One counter left to place."
        assert "to place" in app.shown


async def test_earlier_points_come_back():
    async with trial("share", CAUSES, earlier={"timing": 10}) as (app, pilot):
        await press(pilot, "enter")
        assert app.answers == [{"timing": 10}]
