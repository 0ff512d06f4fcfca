"""Every step of every shipped exercise, met in both front ends, to the end.

The full screen is a real app under a pilot, at 80x24; what is answered goes
through the body of the step. In lines the keys of a person are typed. Both end
with the same answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from studio.engine import events as ev
from studio.engine.prompts import EndPrompt, PickPrompt, PicksPrompt
from studio.engine.view import View
from studio.plain.door import Door
from studio.plain.lines import ScriptedLines
from studio.plain.player import Player
from studio.plain.talk import Talk
from studio.practice.desk import open_desk
from studio.practice.sitting import Sitting
from studio.tui.app import StudioApp
from studio.tui.body import Body
from studio.tui.player import PlayerScreen
from tests.endtoend.typed import Typist
from tests.endtoend.walks import SHIPPED, decide, sat_down, ways
from tests.plain.hand_made import Heard

CHOOSING = frozenset(("choice", "choices", "pick", "picks", "schedule"))
ASKING = CHOOSING | {"scale", "text", "number", "share"}
NINE = 9
GLANCE = 0.004  # seconds between two looks at the screen
TIMED = frozenset(("timed", "breathe"))  # here the seconds pass, there they are cut short


def left(sitting: Sitting) -> list[tuple[Any, ...]]:
    """What a walk left, without ids and times."""
    outcome = sitting.session.outcome
    assert outcome is not None
    assert sitting.unsaved is None
    return [
        (one["id"], one.get("value"), one.get("skipped"), one.get("on_path"))
        for one in outcome.answers
        if one["kind"] not in TIMED
    ]


def test_every_exercise_has_ways_to_its_end() -> None:
    assert len(SHIPPED) >= 33
    assert all(ways(one) for one in SHIPPED)


# Full screen


def on_screen(app: StudioApp) -> list[str]:
    return [strip.text.strip() for strip in app.screen._compositor.render_strips()]


def unseen(view: View, rows: list[str]) -> list[str]:
    """What should be in sight at 80x24 without scrolling, and is not."""
    screen = " ".join(" ".join(rows).split())
    missing = []
    if view.kind in ASKING:
        lines = [" ".join("".join(span.text for span in line).split()) for line in view.text]
        missing += [line for line in lines if line not in screen]
    labels = labels_of(view)
    if view.kind in CHOOSING and len(labels) <= NINE:
        missing += [one for one in labels if " ".join(one.split())[:24] not in screen]
        missing += ["no more below"] if "more below" in screen else []
    return missing


def labels_of(view: View) -> list[str]:
    """The words of what can be chosen."""
    prompt = view.prompt
    if isinstance(prompt, (PickPrompt, PicksPrompt)):
        return [one.line for one in prompt.things]
    return [one.label for one in getattr(prompt, "options", ())]


@pytest.mark.parametrize("exercise", SHIPPED)
async def test_full_screen_leads_to_the_end_of_every_way(exercise: str, tmp_path: Path) -> None:
    for seed in ways(exercise):
        await walk(exercise, seed, tmp_path / str(seed))


async def walk(exercise: str, seed: int, home: Path) -> None:
    sitting, time = sat_down(exercise, seed, home)
    desk = open_desk(home=home, wall=time.now, monotonic=time.monotonic)
    app = StudioApp(desk, clock=time.monotonic)
    async with app.run_test(size=(80, 24)):
        app.play(sitting)
        while not sitting.over:
            view = sitting.view
            await until_drawn(app, view)
            time.go_on(1.0)
            do(player_of(app), decide(view, seed))
            await until(partial(moved, sitting, view), f"{view.address} takes the answer")
        assert isinstance(sitting.view.prompt, EndPrompt)


def moved(sitting: Sitting, before: View) -> bool:
    return sitting.view != before


def player_of(app: StudioApp) -> PlayerScreen:
    player = app.screen
    assert isinstance(player, PlayerScreen), on_screen(app)
    return player


async def until_drawn(app: StudioApp, view: View) -> None:
    """Wait until the step is on the screen with all that has to be in sight."""

    def drawn() -> bool:
        screen = app.screen
        return (
            isinstance(screen, PlayerScreen)
            and screen.shown == (view.address, view.kind)
            and screen.body is not None
            and not app._batch_count
            and all(one.is_attached for one in screen._compositor.widgets)
            and not unseen(view, on_screen(app))
        )

    try:
        await until(drawn, f"{view.address} is drawn")
    except AssertionError as failed:
        rows = on_screen(app)
        raise AssertionError("\n".join([str(failed), *rows, *unseen(view, rows)])) from None


async def until(holds: Callable[[], bool], what: str) -> None:
    """Let the app work until something holds; no longer than twenty seconds."""
    end = monotonic() + 20.0
    while not holds():
        if monotonic() > end:
            raise AssertionError(f"waited in vain until {what}")
        await asyncio.sleep(GLANCE)


def do(player: PlayerScreen, event: ev.Event) -> None:
    """Through the body of the step, as a key there would."""
    assert player.body is not None
    if isinstance(event, ev.Answer):
        player.body.post_message(Body.Answered(event.value))
    elif isinstance(event, ev.Next):
        player.body.post_message(Body.Wanted(event))
    else:
        player.send(event)


# Line by line


@pytest.mark.parametrize("exercise", SHIPPED)
def test_lines_lead_to_the_end_of_every_way(exercise: str, tmp_path: Path) -> None:
    for seed in ways(exercise):
        home = tmp_path / str(seed)
        sitting, time = sat_down(exercise, seed, home)
        desk = open_desk(home=home, wall=time.now, monotonic=time.monotonic)
        lines = ScriptedLines(time)
        heard = Heard()
        typist = Typist(lines, seed)
        Player(sitting, Talk(Door(heard), lines, width=72), desk, listener=typist).play()
        assert isinstance(sitting.view.prompt, EndPrompt)
        assert left(sitting) == left(told(exercise, seed, tmp_path / f"{seed}-told"))


def told(exercise: str, seed: int, home: Path) -> Sitting:
    """The same way, told to the sitting itself."""
    sitting, time = sat_down(exercise, seed, home)
    while not sitting.over:
        sitting.send(decide(sitting.view, seed))
        time.go_on(1.0)
    return sitting
