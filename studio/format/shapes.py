"""What the keys of one step or part must be to each other.

The declarations say which keys there are; here stands what they cannot say:
this or that, this only with that, the lowest below the highest. One small
function a kind. Imports the kinds and parts; knows nothing of the flow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from studio.format.exercise import Exercise
from studio.format.expressions import Expression
from studio.format.expressions.tree import Literal, Minus
from studio.format.kinds.breathe import Breathe
from studio.format.kinds.choices import Choices
from studio.format.kinds.compose import Compose
from studio.format.kinds.contacts import Contacts
from studio.format.kinds.end import End
from studio.format.kinds.keep import Keep
from studio.format.kinds.list import ListStep
from studio.format.kinds.number import Number
from studio.format.kinds.pick import Pick
from studio.format.kinds.picks import Picks
from studio.format.kinds.repeat import Repeat
from studio.format.kinds.review import Review
from studio.format.kinds.scale import Scale
from studio.format.kinds.schedule import Schedule
from studio.format.kinds.timed import Timed
from studio.format.parts import (
    CareRule,
    Each,
    Fragment,
    Indicator,
    ListDef,
    Measure,
    OrderTerm,
    Part,
    Programme,
    Read,
)
from studio.format.problems import Place, Problems
from studio.format.step import Step
from studio.format.walk import every

Flawed = Callable[[object], bool]
WORDLESS = (Repeat, Compose, Contacts, End)  # kinds that may go without a `text`
EACH = {"number": (0, None), "scale": (0, 10)}  # the range of a small question, if none is given
ORDERS = ("first", "highest", "lowest", "newest", "oldest", "shuffled")


def check(exercise: Exercise, flawed: Flawed, problems: Problems) -> None:
    """Every step and part of an exercise, but those that are `flawed` already."""
    check_steps(exercise.steps, flawed, problems)
    for followup in exercise.followups.values():
        check_steps(followup.steps, flawed, problems)
    for part in (*exercise.measures.values(), *exercise.reads.values()):
        check_part(part, flawed, problems)


def check_steps(steps: tuple[Step, ...], flawed: Flawed, problems: Problems) -> None:
    """Every step of a flow."""
    for step in every(steps):
        if flawed(step):
            continue
        measured = isinstance(step, Scale) and step.measure
        said = step.kind == "say" or (step.asks and not isinstance(step, WORDLESS))
        if said and step.text is None and not measured:
            problems.error(
                "P505",
                step.place,
                f"This {step.kind} step has no words.",
                "Add `text:` and what the person reads.",
            )
        rule = RULES.get(type(step))
        if rule is not None:
            rule(step, problems)


def check_part(part: Part, flawed: Flawed, problems: Problems) -> None:
    """A part that stands by itself: an entry of a pack, a measure, a read."""
    if isinstance(part, (Fragment, CareRule)):
        check_steps(part.steps, flawed, problems)
    if flawed(part):
        return
    if isinstance(part, (CareRule, Indicator)):
        for read in part.reads.values():
            check_part(read, flawed, problems)
    if isinstance(part, CareRule):
        care_rule(part, problems)
    elif isinstance(part, Measure):
        in_order(part.min, part.max, part.place, problems, strictly=True)
    elif isinstance(part, ListDef):
        list_def(part, problems)
    elif isinstance(part, Read):
        order(part.order, problems)
    elif isinstance(part, Programme):
        programme(part, problems)


def exactly(
    found: Mapping[str, object], place: Place, problems: Problems, code: str, what: str
) -> None:
    """Exactly one of some keys: two exclude each other, none is noted under `code`."""
    names = [f"`{name}`" for name in found]
    there = [f"`{name}`" for name, value in found.items() if value not in (None, "", (), {}, False)]
    choice = f"{', '.join(names[:-1])} or {names[-1]}"
    if len(there) > 1:
        problems.error(
            "P216" if code == "P217" else code,
            place,
            f"{what} has {' and '.join(there)}, which exclude each other.",
            f"Keep one of {choice}.",
        )
    elif not there:
        problems.error(
            code, place, f"{what} needs {choice}, and none of them is there.", f"Add {choice}."
        )


def only_with(
    have: object, need: object, keys: tuple[str, str], step: Step, problems: Problems
) -> None:
    """A key that means nothing without another."""
    if have and not need:
        problems.error(
            "P219",
            step.place,
            f"`{keys[0]}` means nothing here without `{keys[1]}`.",
            f"Add `{keys[1]}:`, or take `{keys[0]}` out.",
        )


def in_order(
    low: int | None, high: int | None, place: Place, problems: Problems, *, strictly: bool = False
) -> None:
    """`min` below `max`."""
    if low is not None and high is not None and (low > high or (strictly and low == high)):
        problems.error(
            "P410",
            place,
            f"`min` is {low} and `max` is {high}.",
            "Write the smaller number under `min`.",
        )


def scale(step: Scale, problems: Problems) -> None:
    """Bounds in order; `at` needs a measure to make a pair of."""
    only_with(step.at, step.measure, ("at", "measure"), step, problems)
    if not step.measure:
        low, high = (
            step.min if step.min is not None else 0,
            step.max if step.max is not None else 10,
        )
        in_order(low, high, step.place, problems, strictly=True)
    elif step.min is not None or step.max is not None:
        problems.error(
            "P216",
            step.place,
            "`min` and `max` belong to the measure that is asked.",
            "Take them out here, or write them at the measure.",
        )


def number(step: Number, problems: Problems) -> None:
    """Bounds in order, where they are numbers."""
    bounds(step.min, step.max, step.place, problems)


def bounds(
    low: Expression | None,
    high: Expression | None,
    place: Place,
    problems: Problems,
    otherwise: tuple[int, int | None] = (0, None),
) -> None:
    """Limits that may be expressions; `otherwise` holds where there is none."""
    least = otherwise[0] if low is None else fixed(low)
    most = otherwise[1] if high is None else fixed(high)
    in_order(least, most, place, problems)


def fixed(limit: Expression) -> int | None:
    """A limit that is a number, whole as it is taken; None where an answer decides."""
    tree, sign = limit.tree, 1
    if isinstance(tree, Minus):
        tree, sign = tree.of, -1
    if not isinstance(tree, Literal) or isinstance(tree.value, str):
        return None
    return int(sign * tree.value)


def several(step: Choices | ListStep | Picks, problems: Problems) -> None:
    """Bounds in order, and enough to choose from."""
    in_order(step.min, step.max, step.place, problems)
    each(step.each, problems)
    if isinstance(step, Choices) and step.options.inline and step.min is not None:
        there = len(step.options.inline) + bool(step.own)
        if there < step.min:
            problems.error(
                "P413",
                step.place,
                f"{step.min} are to be chosen out of {there}.",
                "Add options, or make `min` smaller.",
            )
    if isinstance(step, Picks):
        order(step.order, problems)


def each(found: dict[str, Each], problems: Problems) -> None:
    """A small choice needs its options, a small number a range."""
    for one in found.values():
        if one.type in ("number", "scale"):
            bounds(one.min, one.max, one.place, problems, EACH[one.type])
        if one.type == "choice" and one.options is None:
            problems.error(
                "P202",
                one.place,
                "A small choice has no `options`.",
                "Add `options:`, or the name of a shared list.",
            )


def order(terms: Iterable[OrderTerm], problems: Problems) -> None:
    """One key a term."""
    for term in terms:
        exactly(
            {name: getattr(term, name) for name in ORDERS},
            term.place,
            problems,
            "P416",
            "An order term",
        )


def timed(step: Timed, problems: Problems) -> None:
    """One stretch, or phases that each say how long."""
    if step.seconds is not None and step.phases:
        problems.error(
            "P216",
            step.place,
            "A timed step has `seconds` and `phases`, which exclude each other.",
            "Keep `seconds` for one stretch, `phases` for several.",
        )
    elif step.seconds is None and not step.phases:
        problems.error(
            "P406",
            step.place,
            "A timed step needs `seconds` or `phases`.",
            "Add `seconds:` and a number.",
        )
    elif step.seconds is not None and step.text is None:
        problems.error(
            "P505",
            step.place,
            "This timed step has no words.",
            "Add `text:` and the line on the screen.",
        )
    for phase in step.phases.values():
        if phase.seconds is None:
            problems.error(
                "P406",
                phase.place,
                "This phase does not say how long it lasts.",
                "Add `seconds:` and a number.",
            )


def breathe(step: Breathe, problems: Problems) -> None:
    """A length, and seconds for each phase unless the pace is one's own."""
    if step.minutes is not None and step.cycles is not None:
        problems.error(
            "P216",
            step.place,
            "A breathing step has `minutes` and `cycles`, which exclude each other.",
            "Keep one of them.",
        )
    if step.minutes is None and step.cycles is None:
        problems.error(
            "P411",
            step.place,
            "This breathing step does not say how long it lasts.",
            "Add `minutes:` or `cycles:`.",
        )
    for phase in step.phases.values():
        if phase.seconds is None and not step.own_pace:
            problems.error(
                "P411",
                phase.place,
                "This part of the breath has no `seconds`.",
                "Add `seconds:` and a number, or `own_pace: yes` to the step.",
            )
        if not phase.breath:
            problems.error(
                "P202",
                phase.place,
                "This part of the breath has no `breath`.",
                "Add `breath: in`, `breath: hold` or `breath: out`.",
            )


def compose(step: Compose, problems: Problems) -> None:
    """Sentences, or drafts of them."""
    exactly(
        {"parts": step.parts, "versions": step.versions},
        step.place,
        problems,
        "P409",
        "A compose step",
    )
    only_with(step.begin, step.versions, ("begin", "versions"), step, problems)


def repeat(step: Repeat, problems: Problems) -> None:
    """Over a list, or until something is true and never more than so often."""
    if step.over and step.until is not None:
        problems.error(
            "P216",
            step.place,
            "A repeat has `over` and `until`, which exclude each other.",
            "Keep `over` to go through a list, `until` to try again.",
        )
    elif not step.over and (step.until is None or step.max is None):
        lacks = "`until` and `max`" if step.until is None else "`max`"
        problems.error(
            "P404",
            step.place,
            "This repeat does not say how it ends.",
            f"Add {lacks}, or `over` and what to go through.",
        )
    only_with(step.called, step.over, ("as", "over"), step, problems)
    only_with(step.otherwise, step.over, ("else", "over"), step, problems)


def schedule(step: Schedule, problems: Problems) -> None:
    """Each time is of one sort, and one thing comes back."""
    for name, option in step.options.items():
        found = {"in": option.after, "every": option.every, "cue": option.cue}
        exactly(found, option.place, problems, "P405", f"The time `{name}`")
    if step.followup and step.exercise:
        problems.error(
            "P216",
            step.place,
            "`followup` and `exercise` exclude each other.",
            "Keep the one that is to come back.",
        )


def keep(step: Keep, problems: Problems) -> None:
    """Each item is added, changed or put away."""
    for item in step.items:
        found = {"to": item.to, "update": item.update, "archive": item.archive}
        exactly(found, item.place, problems, "P417", "A keep item")
        if item.called and not item.over:
            problems.error(
                "P219",
                item.place,
                "`as` means nothing here without `over`.",
                "Add `over:`, or take `as` out.",
            )
        if item.update and not item.fields:
            problems.error(
                "P219",
                item.place,
                "`update` changes the fields that `fields` names, and none is there.",
                "Add `fields:`, such as `fields:` and below it `name: an_answer`.",
            )


def review(step: Review, problems: Problems) -> None:
    """A trend needs what to follow, counts need what to count by."""
    order(step.order, problems)
    wants = {"trend": ("of", step.of), "counts": ("by", step.by), "compare": ("of", step.of)}
    key, have = wants.get(step.shape, ("", True))
    if not have:
        problems.error(
            "P217",
            step.place,
            f"A review `as: {step.shape}` needs `{key}`.",
            f"Add `{key}: [name]`.",
        )


def pick(step: Pick, problems: Problems) -> None:
    """One key an order term."""
    order(step.order, problems)


def care_rule(rule: CareRule, problems: Problems) -> None:
    """A rule at ratings looks at one measure."""
    if rule.at == "rating" and not rule.measure:
        problems.error(
            "P901",
            rule.place,
            "A care rule at `rating` does not say which measure.",
            "Add `measure: distress`.",
        )
    elif rule.at != "rating" and rule.measure:
        problems.error(
            "P219",
            rule.place,
            "`measure` means nothing here without `at: rating`.",
            "Write `at: rating`, or take `measure` out.",
        )


def list_def(part: ListDef, problems: Problems) -> None:
    """One sort of content, and each value once."""
    found = {"options": part.options, "groups": part.groups, "words": part.words}
    exactly(found, part.place, problems, "P217", "A shared list")
    seen: set[str] = set()
    for group in part.groups.values():
        for name, option in group.options.items():
            if name in seen:
                problems.error(
                    "P607",
                    option.place,
                    f"`{name}` stands in two groups of this list.",
                    "Give one of them another name.",
                )
            seen.add(name)


def programme(part: Programme, problems: Problems) -> None:
    """Each entry has a time and a thing to do."""
    for entry in part.plan:
        exactly(
            {"after": entry.after, "every": entry.every},
            entry.place,
            problems,
            "P217",
            "A plan entry",
        )
        exactly(
            {"exercise": entry.exercise, "pack": entry.pack},
            entry.place,
            problems,
            "P217",
            "A plan entry",
        )


RULES: dict[type[Step], Callable[[Any, Problems], None]] = {
    Scale: scale,
    Number: number,
    Choices: several,
    ListStep: several,
    Picks: several,
    Pick: pick,
    Timed: timed,
    Breathe: breathe,
    Compose: compose,
    Repeat: repeat,
    Schedule: schedule,
    Keep: keep,
    Review: review,
}
