import pytest

from studio.engine.events import Next, OwnPace
from studio.engine.prompts import Breath, BreathePrompt
from studio.engine.view import Clock
from studio.tui.breath_line import BreathLine, eased, levels, travel
from tests.tui.kinds.host import ALL, make_look, make_view, press, prose, trial

RUNNING = frozenset({"pause", "skip", "skip_part", "end_step", "own_pace", "back", "stop"})
GENTLE = (Breath("in", "in", "in", 4.0), Breath("out", "out", "out", 6.0))
SIGH = (
    Breath("in", "in", "in", 2.0),
    Breath("top", "in", "a little more", 1.0),
    Breath("out", "out", "out", 6.0),
)
PROMPT = BreathePrompt(GENTLE, 6, 60.0)


def at(part: int, left: float, **facts) -> Clock:
    return Clock(part, 2, GENTLE[part].seconds, left, 40.0, cycle=2, cycles=6, **facts)


def line(app) -> str:
    return app.body.query_one(BreathLine).cells


async def test_in_is_full_at_its_end_and_the_word_stands_on_the_question_row():
    async with trial("breathe", PROMPT, clock=at(0, 0.0), allowed=RUNNING, text=()) as (app, pilot):
        lines = app.shown.splitlines()
        assert lines[4].strip() == "in"
        assert line(app) == "─" * 9 + "━" * 40 + "─" * 9
        assert lines[-1].strip() == "breath 3 of 6"


async def test_out_draws_back_and_leaves_the_thin_line():
    async with trial("breathe", PROMPT, clock=at(1, 0.0), allowed=RUNNING) as (app, pilot):
        assert line(app) == "─" * 58


async def test_the_line_is_worked_out_from_the_clock_and_a_late_frame_jumps():
    now = [5.0]
    look = make_look(clock=lambda: now[0])
    async with trial("breathe", PROMPT, clock=at(0, 4.0), allowed=RUNNING, look=look) as (
        app,
        pilot,
    ):
        assert line(app).count("━") == 0
        now[0] += 2.0
        app.body._stand()
        assert line(app).count("━") == 20
        now[0] += 60.0
        app.body._stand()
        assert line(app).count("━") == 40


async def test_reduced_motion_draws_no_line_and_arms_no_timer():
    look = make_look(motion="words")
    async with trial("breathe", PROMPT, clock=at(0, 4.0), allowed=RUNNING, look=look) as (
        app,
        pilot,
    ):
        assert not app.body.query_one(BreathLine).display
        assert app.body.frame is None
        assert "in" in app.shown and "breath 3 of 6" in app.shown


async def test_low_redraw_draws_a_square_a_second():
    look = make_look(slow=True)
    async with trial("breathe", PROMPT, clock=at(1, 4.0), allowed=RUNNING, look=look) as (
        app,
        pilot,
    ):
        assert "■ ■ ■ ■ □ □" in app.shown
        assert not app.body.query_one(BreathLine).display


async def test_o_lets_the_pace_go():
    async with trial("breathe", PROMPT, clock=at(0, 4.0), allowed=RUNNING) as (app, pilot):
        assert app.note == "Your own pace is fine. Press o to let the line go."
        await press(pilot, "o")
        assert app.wanted == [OwnPace()]
        app.body.update(make_view("breathe", PROMPT, clock=at(0, 4.0, own_pace=True), allowed=ALL))
        await pilot.pause()
        assert "your own pace" in app.shown
        assert app.body.frame is None


async def test_enter_waits_until_the_time_is_over():
    async with trial("breathe", PROMPT, clock=at(0, 4.0), allowed=RUNNING) as (app, pilot):
        await press(pilot, "enter")
        assert app.wanted == []
        app.body.update(make_view("breathe", PROMPT, clock=at(1, 0.0, over=True), allowed=ALL))
        await press(pilot, "enter")
        assert app.wanted == [Next()]


async def test_it_fits_forty_columns():
    async with trial("breathe", PROMPT, clock=at(0, 0.0), allowed=RUNNING, width=40, height=12) as (
        app,
        pilot,
    ):
        assert len(line(app)) == 30 and line(app).count("━") == 30
        assert any("breath 3 of 6" in shown for shown in app.in_sight())


def test_phases_of_one_direction_share_the_way():
    assert levels(SIGH) == [(0.0, pytest.approx(2 / 3)), (pytest.approx(2 / 3), 1.0), (1.0, 0.0)]


@pytest.mark.parametrize(
    "phases", [GENTLE, SIGH, (Breath("i", "in", "in", 1.0), Breath("o", "out", "out", 1.0))]
)
def test_no_end_moves_more_than_eight_cells_in_any_second(phases):
    far = travel(phases)
    steps = 200
    for phase, (start, end) in zip(phases, levels(phases), strict=True):
        stands = [far * (start + (end - start) * eased(n / steps)) for n in range(steps + 1)]
        a_second = int(steps / phase.seconds)
        for n in range(steps + 1 - a_second):
            assert abs(stands[n + a_second] - stands[n]) <= 8 + 1e-6


def test_a_frame_changes_only_the_cells_that_move():
    drawn = BreathLine()
    drawn.stand(10)
    assert drawn.stand(11) == 2
    assert drawn.stand(11) == 0
    assert drawn.stand(11, held=True) == 2
    assert drawn.cells[18] == "●" and drawn.cells[39] == "●"


async def test_what_helps_stands_below_the_breath():
    facts = {"clock": at(0, 0.0), "allowed": RUNNING, "help": prose("A yawn is fine.")}
    async with trial("breathe", PROMPT, **facts) as (app, _):
        assert app.shown.splitlines()[-1] == "A yawn is fine."
