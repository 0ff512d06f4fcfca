import pytest

from studio.engine.events import Next, Pause
from studio.engine.prompts import Stretch, TimedPrompt
from studio.engine.view import Clock, Pin
from studio.tui.body_map import ALL as WHOLE_MAP
from studio.tui.body_map import has_map, region
from tests.tui.kinds.host import ALL, make_look, make_view, press, prose, trial

RUNNING = frozenset({"pause", "skip", "skip_part", "end_step", "back", "stop"})
HOLD = TimedPrompt((Stretch("", "", prose("It has a top."), 50.0),))
SCAN = TimedPrompt(
    tuple(
        Stretch(name, label, prose(line), 20.0)
        for name, label, line in [
            ("feet", "Feet", "Feel both feet."),
            ("belly_back", "Belly, low back", "No need to change a thing."),
            ("hands", "Hands", "Palms, fingers."),
        ]
    )
)


def single(left: float, **facts) -> Clock:
    return Clock(0, 1, 50.0, left, left, **facts)


async def test_a_single_stretch_shows_its_line_a_bar_and_the_time_in_words():
    async with trial("timed", HOLD, clock=single(25), allowed=RUNNING) as (app, pilot):
        lines = app.shown.splitlines()
        assert lines[4] == "It has a top."
        assert lines[7] == "━" * 27 + "─" * 27
        assert lines[8] == "less than half a minute left"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (600, "about 10 minutes left"),
        (180, "about 3 minutes left"),
        (150, "about 3 minutes left"),
        (149, "about 2 minutes left"),
        (89, "about a minute left"),
        (60, "about a minute left"),
        (59, "less than a minute left"),
        (45, "less than a minute left"),
        (30, "half a minute left"),
        (29, "less than half a minute left"),
    ],
)
async def test_the_time_that_is_left_is_told_as_it_is(seconds: float, words: str):
    prompt = TimedPrompt((Stretch("", "", prose("Sit."), float(seconds)),))
    clock = Clock(0, 1, float(seconds), float(seconds), float(seconds))
    async with trial("timed", prompt, clock=clock, allowed=RUNNING) as (app, _):
        assert app.shown.splitlines()[8] == words


async def test_the_time_that_is_left_fits_a_narrow_screen():
    clock = Clock(1, 12, 20.0, 20.0, 20.0)
    async with trial("timed", SCAN, clock=clock, allowed=RUNNING, width=40, height=12) as (app, _):
        assert "2/12 · less than half a minute left" in app.shown


async def test_the_bar_follows_the_clock_between_two_views_and_a_late_frame_jumps():
    now = [100.0]
    look = make_look(clock=lambda: now[0])
    async with trial("timed", HOLD, clock=single(50), allowed=RUNNING, look=look) as (app, pilot):
        assert "━" not in app.shown
        now[0] += 25
        app.body._tick()
        await pilot.pause()
        assert app.shown.count("━") == 27
        now[0] += 100
        app.body._tick()
        assert app.shown.count("━") == 54


async def test_nothing_moves_while_paused():
    now = [0.0]
    look = make_look(clock=lambda: now[0])
    async with trial("timed", HOLD, clock=single(50), allowed=RUNNING, paused=True, look=look) as (
        app,
        pilot,
    ):
        now[0] += 25
        app.body._tick()
        assert "━" not in app.shown


async def test_low_redraw_arms_no_timer():
    async with trial(
        "timed", HOLD, clock=single(50), allowed=RUNNING, look=make_look(slow=True)
    ) as (app, pilot):
        assert app.body.due is None


async def test_enter_does_nothing_while_time_runs_and_goes_on_when_it_is_over():
    async with trial("timed", HOLD, clock=single(20), allowed=RUNNING) as (app, pilot):
        await press(pilot, "enter")
        assert app.wanted == []
        await press(pilot, "space")
        assert app.wanted == [Pause()]
        app.body.update(make_view("timed", HOLD, clock=single(0, over=True), allowed=ALL))
        await press(pilot, "enter")
        assert app.wanted == [Pause(), Next()]


async def test_the_map_lights_the_part_in_hand():
    clock = Clock(1, 3, 20.0, 20.0, 40.0)
    async with trial("timed", SCAN, clock=clock, allowed=RUNNING) as (app, pilot):
        lines = app.shown.splitlines()
        assert lines[1] == "      ░░░░"
        assert lines[5] == "  ░░ ░░░░░░ ░░      Belly, low back"
        assert lines[7] == "  ░░ ██████ ░░      No need to change a thing."
        assert lines[10].endswith("━" * 13 + "─" * 27)
        assert lines[11].endswith("part 2 of 3 · less than a minute left")


async def test_there_is_no_map_at_forty_columns():
    clock = Clock(1, 3, 20.0, 20.0, 40.0)
    async with trial("timed", SCAN, clock=clock, allowed=RUNNING, width=40, height=12) as (
        app,
        pilot,
    ):
        assert "░" not in app.shown
        assert "Belly, low back" in app.shown and "part 2 of 3" in app.shown


async def test_the_text_is_read_before_the_clock_starts():
    view = {"text": prose("Say it out loud, slowly.", "Twice."), "clock": None}
    pins = (Pin("Mine", "Please ask me first."),)
    async with trial("timed", SCAN, pins=pins, **view) as (app, pilot):
        assert "Say it out loud, slowly." in app.shown
        assert "│ Please ask me first." in app.shown
        await press(pilot, "enter")
        assert app.wanted == [Next()]


async def test_leading_in_lights_nothing():
    clock = Clock(-1, 3, 5.0, 5.0, 65.0)
    async with trial("timed", SCAN, clock=clock, allowed=RUNNING) as (app, pilot):
        assert "█" not in app.shown
        assert "A few quiet seconds first." in app.shown


@pytest.mark.parametrize(
    ("name", "label", "lit"),
    [
        ("back_on", "Back", "bc"),
        ("back_on", "Chest and upper back", "c"),
        ("legs", "Legs", "lt"),
        ("lower_legs_on", "Lower legs and feet", "lx"),
        ("hands_on", "Hands and forearms", "ho"),
        ("upper_arms_on", "Upper arms", "a"),
        ("arms", "Arms", "ao"),
        ("jaw_on", "Jaw and lips", "f"),
        ("eyes_on", "Eyes and nose", "ef"),
        ("brow", "Forehead", "e"),
        ("thighs_on", "Thighs and seat", "pt"),
        ("a", "The belly, the low back", "b"),
        ("belly_back", "Belly, low back", "b"),
        ("belly", "Bauch", "b"),
        ("b", "Abdomen", "b"),
        ("c", "Calves", "l"),
        ("d", "Buttocks", "p"),
        ("whole_body", "Ganzer Körper", WHOLE_MAP),
        ("end", "The whole body", WHOLE_MAP),
        ("room", "The whole room", ""),
        ("breath", "Breathing", ""),
    ],
)
def test_a_part_lights_what_its_id_and_label_name(name: str, label: str, lit: str) -> None:
    assert region(Stretch(name, label, (), 5)) == lit


def test_the_map_is_there_when_all_parts_but_one_are_on_it() -> None:
    def parts(*names: str) -> list[Stretch]:
        return [Stretch(name, name.capitalize(), (), 5) for name in names]

    assert has_map(parts("feet", "legs", "belly", "room"))
    assert has_map(parts("feet", "feet_again"))
    assert not has_map(parts("feet", "legs", "breath", "room"))
    assert not has_map(parts("hands", "room"))
    assert not has_map(parts("see", "hear", "touch"))


async def test_what_helps_is_read_before_the_time_or_beneath_it():
    more = prose("Space pauses.")
    async with trial("timed", SCAN, help=more) as (app, _):
        assert app.shown.splitlines()[-1] == "Space pauses."
    running = Clock(1, 3, 20.0, 20.0, 40.0)
    async with trial("timed", SCAN, clock=running, allowed=RUNNING, help=more) as (app, _):
        assert "Space pauses." not in app.shown
    async with trial("timed", HOLD, clock=single(25), allowed=RUNNING, help=more) as (app, _):
        assert app.shown.splitlines()[-1] == "Space pauses."
