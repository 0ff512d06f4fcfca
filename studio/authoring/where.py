"""Where a preview is to begin: at the top, at a step, at a follow-up, or at a step in one.

For: `--at` and `--followup`. Finds the names that are asked for in an exercise, and says
which there are. Imports the format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from studio.errors import StudioError
from studio.format.exercise import Exercise, Tables
from studio.format.flow_state import names_of
from studio.format.kinds import Use
from studio.format.problems import nearest
from studio.format.step import Step
from studio.format.walk import inner


@dataclass(frozen=True)
class Where:
    """The follow-up that is shown, "" for the exercise itself, and where in it.

    `steps` are the names of the steps that are meant: several for one that holds others,
    none for the top.
    """

    followup: str = ""
    steps: frozenset[str] = frozenset()

    def there(self, address: str) -> bool:
        """Whether a screen is one of those that are meant."""
        return address.rpartition(".")[2] in self.steps


def where(exercise: Exercise, at: str, followup: str) -> Where:
    """The place of these names. StudioError for one that is not in the exercise."""
    if followup and followup not in exercise.followups:
        names = tuple(exercise.followups)
        there = f"There are {', '.join(names)}." if names else "It has none."
        raise StudioError(
            f"There is no follow-up `{followup[:60]}` in this exercise.",
            _meant(followup, names) or there,
        )
    if not at:
        return Where(followup)
    if at in exercise.followups and followup in ("", at):
        return Where(at)
    for name, flow in _flows(exercise, followup).items():
        for step in _all(flow, exercise.tables):
            if at in (step.id, step.address.rpartition(".")[2]):
                return Where(name, frozenset(names_of((step,), exercise.tables)))
    raise _unknown(exercise, at, followup)


def _flows(exercise: Exercise, followup: str) -> dict[str, tuple[Step, ...]]:
    """Every flow that may hold the step, by its follow-up."""
    if followup:
        return {followup: exercise.followups[followup].steps}
    care = tuple(step for rule in exercise.tables.care for step in rule.steps)
    later = {name: one.steps for name, one in exercise.followups.items()}
    return {"": (*exercise.steps, *care), **later}


def _all(steps: tuple[Step, ...], tables: Tables, inside: tuple[str, ...] = ()) -> Iterator[Step]:
    """All steps of a flow, those of the fragments it uses among them."""
    for step in steps:
        yield step
        if isinstance(step, Use) and step.fragment not in inside:
            fragment = tables.fragments.get(step.fragment)
            if fragment is not None:
                yield from _all(fragment.steps, tables, (*inside, step.fragment))
        for flow in inner(step):
            yield from _all(flow, tables, inside)


def _unknown(exercise: Exercise, at: str, followup: str) -> StudioError:
    """What is said of a name that nothing has, with those that are written in the file."""
    flows = _flows(exercise, followup)
    if not followup:
        flows[""] = exercise.steps
    written = [one.id for flow in flows.values() for one in _all(flow, exercise.tables) if one.id]
    names = tuple(dict.fromkeys([*written, *([] if followup else exercise.followups)]))
    listed = f"There are {', '.join(names)}." if names else "No step has an id; the first is shown."
    part = f"the follow-up `{followup}`" if followup else "this exercise"
    return StudioError(f"There is no step `{at[:60]}` in {part}.", _meant(at, names) or listed)


def _meant(name: str, known: tuple[str, ...]) -> str:
    """The name that is near, and then all the others; "" where none is."""
    close = nearest(name, known)
    if close is None:
        return ""
    others = [one for one in known if one != close]
    also = f" There {'are' if others[1:] else 'is'} also {', '.join(others)}." if others else ""
    return f"Did you mean `{close}`?{also}"
