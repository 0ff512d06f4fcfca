"""What a recorded test holds in the place of private answers.

An answer to a `private` step is written nowhere, so not into a test either. In its
place comes the first answer, in an order that is always the same, with which the
session goes the same way: it tells no more than the way does (decision 0019). Imports
the engine's prompts and the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from studio.authoring.way import Way, way_of
from studio.engine import prompts as pr
from studio.engine.composing import asked_for
from studio.engine.kinds import KINDS
from studio.engine.refused import NotAllowed, Refused
from studio.engine.screen import Given, Screen
from studio.engine.session import Session

WORDS = "something private"
FARTHEST = 100  # numbers that are tried where there is no largest one


def with_stand_ins(session: Session) -> tuple[Way | None, dict[int, Given]]:
    """The way of a session without its private answers, and what stands in their place.

    None where nothing leads the same way: that test has to be written by hand.
    """
    way = way_of(session)
    instead: dict[int, Given] = {}
    for number, (screen, given) in enumerate(way.passed if way is not None else ()):
        if not (screen.step.private and given.answered):
            continue
        way = None
        for stored in _stored(screen):
            way = way_of(session, {**instead, number: Given(stored, answered=True)})
            if way is not None:
                instead[number] = Given(stored, answered=True)
                break
        if way is None:
            return None, {}
    return way, instead


def _stored(screen: Screen) -> Iterator[Any]:
    """Answers that a screen takes, as it stores them."""
    kind = KINDS[screen.step.kind]
    for value in answers(screen.prompt):
        try:
            yield kind.accept(screen.step, screen.prompt, value)
        except (Refused, NotAllowed):
            continue


def answers(prompt: pr.Prompt) -> Iterator[Any]:
    """Answers to a prompt, in an order that no person has a part in."""
    match prompt:
        case pr.TextPrompt():
            yield WORDS[: prompt.max_chars] if prompt.max_chars else WORDS
        case pr.ChoicePrompt() | pr.SchedulePrompt():
            yield from ({"value": one.value} for one in prompt.options)
            if prompt.own and isinstance(prompt, pr.ChoicePrompt):
                yield {"own": WORDS}
        case pr.ChoicesPrompt():
            for count in range(max(1, prompt.min), len(prompt.options) + 1):
                for first in range(len(prompt.options) - count + 1):
                    chosen = prompt.options[first : first + count]
                    yield [{"value": one.value} for one in chosen]
            if prompt.own:
                yield [{"own": WORDS}]
        case pr.ScalePrompt():
            yield from range(prompt.min, prompt.max + 1)
        case pr.NumberPrompt():
            last = prompt.max if prompt.max is not None else prompt.min + FARTHEST
            yield from range(prompt.min, min(last, prompt.min + FARTHEST) + 1)
        case pr.DatePrompt():
            today = date.fromisoformat(prompt.today[:10])
            for days in (0, 1, -1, 7, -7, 30, -30, 365, -365):
                yield (today + timedelta(days=days)).isoformat()
        case pr.ListPrompt():
            for count in range(max(1, prompt.min), (prompt.max or max(12, prompt.min)) + 1):
                yield [{"text": WORDS} for _ in range(count)]
        case pr.SharePrompt():
            yield from ({one.value: prompt.total} for one in prompt.options)
        case pr.ComposePrompt():
            yield from _composed(prompt)
        case pr.PickPrompt():
            yield from ({"ref": one.ref} for one in prompt.things)
            if prompt.own:
                yield {"own": WORDS}
        case pr.PicksPrompt():
            for count in range(max(1, prompt.min), len(prompt.things) + 1):
                yield [{"ref": one.ref} for one in prompt.things[:count]]


def _composed(prompt: pr.ComposePrompt) -> Iterator[dict[str, Any]]:
    for draft in prompt.drafts:
        filled = {
            one.name: one.options[0].value if one.options else WORDS
            for one in asked_for(prompt, draft)
        }
        for slots in ({}, filled) if filled else ({},):
            yield {"version": draft.value, "slots": slots}
            if prompt.edit:
                yield {"version": draft.value, "slots": slots, "text": WORDS, "edited": True}
