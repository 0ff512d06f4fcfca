"""A session as a front end is shown it: the frozen view of one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.engine import again
from studio.engine.ending import end_prompt
from studio.engine.outline import ahead
from studio.engine.prompts import (
    BreathePrompt,
    ChoicePrompt,
    ChoicesPrompt,
    PickPrompt,
    PicksPrompt,
    Prompt,
    Prose,
)
from studio.engine.view import Clock, Progress, View
from studio.format.piping import Template, prose

if TYPE_CHECKING:
    from studio.engine.session import Session
    from studio.engine.timer import Timer

STOPPED = Template((("Stopped. What you wrote is kept.",),), "")
EASED_OUT = Template((("You stopped where it suited you.",),), "")


def picture(session: Session) -> View:
    """The view of a session now."""
    exercise = session.exercise
    followup = exercise.followups.get(session.followup) if session.followup else None
    title = followup.title if followup else exercise.title
    screen = session.screen
    if session.over or screen is None:
        return View(
            exercise.id,
            title,
            "end",
            "end",
            _closing(session),
            end_prompt(session),
            frozenset(),
            quick=exercise.quick,
        )
    step = screen.step
    return View(
        exercise.id,
        title,
        screen.address,
        step.kind,
        screen.text,
        screen.prompt,
        session.allowed,
        screen.help,
        screen.pins,
        _progress(session),
        session.typed[1]
        if session.typed
        else still_offered(screen.prompt, session.answers.get(screen.address)),
        session.revealed,
        _clock(session),
        session.paused,
        step.required,
        step.private,
        bool(session.pending),
        screen.care == "rating" and step.kind == "choice",
        screen.care == "start",
        exercise.quick,
        step.skip,
    )


def still_offered(prompt: Prompt, earlier: Any) -> Any:  # noqa: ANN401 - plain JSON data
    """An answer given before, without what is no longer there to choose.

    What is offered can hang on an answer further up that was changed since.
    """
    if isinstance(prompt, (PickPrompt, PicksPrompt)):
        key, offered = "ref", {one.ref for one in prompt.things}
    elif isinstance(prompt, (ChoicePrompt, ChoicesPrompt)):
        key, offered = "value", {one.value for one in prompt.options}
    else:
        return earlier
    if isinstance(earlier, list):
        return [one for one in earlier if "own" in one or one.get(key) in offered] or None
    if isinstance(earlier, dict) and "own" not in earlier and earlier.get(key) not in offered:
        return None
    return earlier


def _closing(session: Session) -> Prose:
    """The last line: the `end` step's own words, else what the exercise says."""
    world = session.world
    if session.stopped:
        return tuple(prose(STOPPED, world.root))
    ended = session.walk.ended
    if ended is not None and ended.step.text is not None:
        return world.prose(ended.step.text, ended.scope)
    if world.effects.eased_out:
        return tuple(prose(EASED_OUT, world.root))
    template = world.followup.closing if world.followup else session.exercise.closing
    return world.prose(template, world.root)


def _progress(session: Session) -> Progress:
    rest, about = ahead(session.walk.place.frames, session.world.tables.fragments)
    here = len(session.passed) + 1
    asks_if_it_helped = not session.exercise.quick and not session.followup
    screen = session.screen
    if asks_if_it_helped and screen and not screen.implicit and screen.care != "finish":
        rest += 1
    comes_again = session.again is not None and not session.world.effects.settled_again
    if comes_again and session.screen is not None and session.screen.address != again.ID:
        rest += 1
    return Progress(here, here + rest, about)


def _clock(session: Session) -> Clock | None:
    timed = session.timed
    if timed is None:
        return None
    timer, prompt, now = timed.timer, timed.prompt, session.now
    if not isinstance(prompt, BreathePrompt):
        return _plain_clock(timer, now, len(timer.plan), over=timer.over)
    if timed.own_pace:
        return Clock(
            0, 1, timer.plan[0], timer.part_left(now), timer.total_left(now),
            timed.breaths(), prompt.cycles, own_pace=True, over=timer.over,
        )  # fmt: skip
    phases = len(prompt.phases)
    return Clock(
        timer.part % phases, phases, timer.length(timer.part), timer.part_left(now),
        timer.total_left(now), timer.part // phases, prompt.cycles, over=timer.over,
    )  # fmt: skip


def _plain_clock(timer: Timer, now: float, parts: int, *, over: bool) -> Clock:
    return Clock(
        timer.part,
        parts,
        timer.length(timer.part),
        timer.part_left(now),
        timer.total_left(now),
        over=over,
    )
