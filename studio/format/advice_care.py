"""Advice on care: flags against what the steps do, and what may weigh on a person.

Why each rule is there: blueprint, section 7 (flags, danger, distress). Imports the
kinds and the words of a file; reports warnings through `problems`.
"""

from __future__ import annotations

from studio.format.advice_texts import BODY, HARM, SUICIDE, words_of
from studio.format.exercise import Exercise
from studio.format.kinds.branch import Branch
from studio.format.kinds.breathe import Breathe
from studio.format.kinds.contacts import Contacts
from studio.format.kinds.list import ListStep
from studio.format.kinds.scale import Scale
from studio.format.kinds.text import Text
from studio.format.kinds.timed import Timed
from studio.format.kinds.use import Use
from studio.format.nodes import Mapping
from studio.format.problems import Place, Problems
from studio.format.step import Step
from studio.format.walk import every

HARD = frozenset(("activating", "memory", "danger"))  # flags of exercises that stir things up
FASTEST = 4  # seconds for one whole breath: fifteen a minute
LONGEST = 30  # minutes that a practice is promised to take at most


def care(exercise: Exercise, root: Mapping, steps: tuple[Step, ...], problems: Problems) -> None:
    """All advice on care for one exercise. `steps` are those of its own file."""
    inside = put_in(steps, exercise)
    flags = root.get("flags")
    rated = any(isinstance(one, Scale) and one.measure for one in (*steps, *inside))
    if "activating" in exercise.flags and not rated:
        problems.warning(
            "P905",
            flags.place if flags is not None else exercise.place,
            "This exercise is flagged `activating` and never asks how upset the person is.",
            "Ask `measure: distress` before and after, so that the care rules can look.",
        )
    helped = any(isinstance(one, Contacts) for one in (*steps, *inside))
    words(exercise, root, helped, problems)
    offered = {id(one) for one in steps if isinstance(one, Branch) for one in every((one,))}
    for step in steps:
        if isinstance(step, Breathe):
            breath(step, exercise, id(step) in offered or step.when is not None, problems)
        elif isinstance(step, (Text, ListStep)) and step.required and HARD & set(exercise.flags):
            problems.warning(
                "P911",
                step.place,
                "This exercise can stir things up, and this question cannot be skipped.",
                "Take `required` out: nobody should have to write what hurts.",
            )
    flows = [(one.steps, one.minutes[1]) for one in exercise.followups.values()]
    for flow, promised in ((exercise.steps, exercise.minutes[1]), *flows):
        for step in every(flow):
            if isinstance(step, Timed):
                length(step, promised, problems)
    if exercise.minutes[1] > LONGEST:
        minutes = root.get("minutes")
        problems.warning(
            "P914",
            minutes.place if minutes is not None else exercise.place,
            f"This takes up to {exercise.minutes[1]} minutes; few people have more than {LONGEST}.",
            "Make it shorter, or two exercises of it.",
        )


def put_in(steps: tuple[Step, ...], exercise: Exercise) -> list[Step]:
    """The steps of the fragments that are used, those of fragments in fragments too."""
    found: list[Step] = []
    met: set[str] = set()
    waiting = list(steps)
    while waiting:
        one = waiting.pop()
        fragment = exercise.tables.fragments.get(one.fragment) if isinstance(one, Use) else None
        if fragment is not None and fragment.name not in met:
            met.add(fragment.name)
            inner = list(every(fragment.steps))
            found += inner
            waiting += inner
    return found


def words(exercise: Exercise, root: Mapping, helped: bool, problems: Problems) -> None:
    """Words about being hurt, about not wanting to live, about weight."""
    if "danger" not in exercise.flags:
        for scalar, found in words_of(root, HARM):
            problems.warning(
                "P909",
                scalar.at(found.start(), len(found.group())),
                f"“{found.group()}” speaks of harm, and the exercise has no flag `danger`.",
                "Add `flags: [danger]`: then it is asked first whether it is safe to go on.",
            )
            break
    if not helped:
        for scalar, found in words_of(root, SUICIDE):
            problems.warning(
                "P910",
                scalar.at(found.start(), len(found.group())),
                f"“{found.group()}” stands here, and no step shows people to talk to.",
                "Add a step `type: contacts` with `topic: crisis` behind it.",
            )
            break
    if "body-image" in exercise.flags:
        for scalar, found in words_of(root, BODY):
            problems.warning(
                "P912",
                scalar.at(found.start(), len(found.group())),
                f"“{found.group()}” speaks of weight or size, under the flag `body-image`.",
                "Speak of what a body does or feels, not of its measures.",
            )


def breath(step: Breathe, exercise: Exercise, chosen: bool, problems: Problems) -> None:
    """The flag, and patterns that make people dizzy."""
    if "breath" not in exercise.flags:
        problems.warning(
            "P906",
            step.place,
            "A breathing step stands in an exercise without the flag `breath`.",
            "Add `flags: [breath]`, so that people are told when not to do it.",
        )
    held = next((one for one in step.phases.values() if one.breath == "hold"), None)
    if held is not None and not chosen:
        problems.warning(
            "P907",
            held.place,
            "Everybody who comes here is asked to hold their breath.",
            "Take this part out, or put the step into a branch that a person chooses.",
        )
    seconds = [one.seconds for one in step.phases.values() if one.seconds is not None]
    if seconds and not step.own_pace and sum(seconds) < FASTEST:
        problems.warning(
            "P908",
            step.place,
            f"A whole breath takes {sum(seconds)} seconds here, which is fast enough to get dizzy.",
            f"Make its parts longer, {FASTEST} seconds or more together.",
        )


def length(step: Timed, promised: int, problems: Problems) -> None:
    """A timed step against the minutes that were promised, at most; 0 when none were."""
    if step.factor is not None or not promised:
        return
    seconds = step.seconds or sum(one.seconds or 0 for one in step.phases.values())
    if seconds > promised * 60:
        minutes = f"{seconds / 60:.1f}".removesuffix(".0")
        problems.warning(
            "P415",
            step.place,
            f"This step alone takes {minutes} minutes, more than `minutes` says.",
            "Shorten it, or write the longer time under `minutes`.",
        )


def watched(exercise: Exercise, problems: Problems) -> None:
    """An own measure that looks like the one care rules watch."""
    names = {rule.measure.rpartition("/")[2] for rule in exercise.tables.care if rule.measure}
    for name, one in exercise.measures.items():
        if name in names:
            place: Place = one.place
            problems.warning(
                "P902",
                place,
                f"The care rules watch another `{name}`, not this one of your own.",
                "Take this one out to use the shared one, or give it another name.",
            )
