"""How far an exercise goes: the number in "7 of about 16".

What is known by now is counted as it will be: a `when` over answers that are given, the arm of a
branch that is decided, the rounds over a list that is written. What is not is guessed. Pure; looks
at answers only, so that counting asks for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from studio.engine.scope import Scope
from studio.format.expressions import Expression, evaluate
from studio.format.kinds import Branch, End, Keep, Pick, Picks, Repeat, Review, Use
from studio.format.parts import Fragment
from studio.format.step import Step

ROUNDS = 2  # how many a list brings, as long as it is not written


@dataclass
class Frame:
    """A list of steps being walked, and where in it the walk is.

    `rounds` are the rounds over the same steps that follow; `again` says that
    there may be more of them than anybody knows.
    """

    steps: Sequence[Step]
    at: int = 0
    scope: Scope = field(default_factory=Scope)
    rounds: int = 0
    again: bool = False


@dataclass(frozen=True)
class Count:
    """Screens ahead, whether that is a guess, and whether the exercise ends with them."""

    screens: int = 0
    about: bool = False
    ends: bool = False


def ahead(frames: Sequence[Frame], fragments: Mapping[str, Fragment]) -> tuple[int, bool]:
    """Screens after the one in view, over every list being walked, and whether that is a guess."""
    total, about = 0, False
    for frame in reversed(frames):
        rest = estimate(frame.steps[frame.at + 1 :], fragments, frame.scope)
        total += rest.screens
        about = about or rest.about or frame.again
        if rest.ends:
            break
        if frame.rounds:
            # The next round has answers of its own: those of this one tell nothing about it.
            one = estimate(frame.steps, fragments, frame.scope.outer or frame.scope)
            total += frame.rounds * one.screens
            about = about or one.about
        elif frame.again:
            total += estimate(frame.steps, fragments, Scope()).screens
    return total, about


def estimate(steps: Sequence[Step], fragments: Mapping[str, Fragment], scope: Scope) -> Count:
    """Screens ahead in a list of steps."""
    total, about = 0, False
    for step in steps:
        wanted = _decided(step.when, scope) if step.when is not None else True
        if wanted is False:
            continue
        one = _one(step, fragments, scope)
        total += one.screens
        about = about or one.about or wanted is None
        if one.ends and wanted:
            return Count(total, about, ends=True)
    return Count(total, about)


def _one(step: Step, fragments: Mapping[str, Fragment], scope: Scope) -> Count:
    if isinstance(step, End):
        return Count(ends=True)
    if isinstance(step, Branch):
        return _branch(step, fragments, scope)
    if isinstance(step, Repeat):
        return _repeat(step, fragments, scope)
    if isinstance(step, Use):
        fragment = fragments.get(step.fragment)
        # Names that it is handed are not looked through.
        inside = estimate(fragment.steps, fragments, Scope()) if fragment else Count()
        return Count(inside.screens, about=True)
    if isinstance(step, (Pick, Picks, Review)):
        return Count(1, bool(step.otherwise))
    if isinstance(step, Keep) and not step.ask:
        return Count()
    return Count(1)


def _branch(step: Branch, fragments: Mapping[str, Fragment], scope: Scope) -> Count:
    """The arm that is decided; else the longest: a number that shrinks is kinder than one
    that grows."""
    open_arms: list[Sequence[Step]] = []
    for case in step.cases:
        taken = _decided(case.when, scope) if case.when is not None else None
        if taken and not open_arms:
            return estimate(case.steps, fragments, scope)
        if taken is not False:
            open_arms.append(case.steps)
    if not open_arms:
        return estimate(step.otherwise, fragments, scope)
    arms = [estimate(one, fragments, scope) for one in (*open_arms, step.otherwise)]
    return Count(max(one.screens for one in arms), about=True)


def _repeat(step: Repeat, fragments: Mapping[str, Fragment], scope: Scope) -> Count:
    one = estimate(step.steps, fragments, scope)
    rounds = _rounds(step, scope) if step.over else None
    if rounds is None:
        guess = ROUNDS if step.over else 1
        return Count(guess * one.screens, about=True)
    if rounds == 0:
        return estimate(step.otherwise, fragments, scope)
    return Count(rounds * one.screens, one.about)


def _rounds(step: Repeat, scope: Scope) -> int | None:
    """How many rounds the answers given make; None where that cannot be known yet."""
    many = 0
    for source in step.over:
        if source.kind != "answer" or not _is_given(source.name, scope):
            return None
        value = scope(source.name)
        many += len(value) if isinstance(value, (list, tuple)) else int(value is not None)
    return many


def _decided(when: Expression, scope: Scope) -> bool | None:
    """Whether it is true, where all it reads is answered or passed; None where it is open."""
    if not all(_is_given(name, scope) for name in when.names):
        return None
    return evaluate(when, scope) is True


def _is_given(name: str, scope: Scope | None) -> bool:
    while scope is not None:
        if name in scope.names:
            return True
        scope = scope.outer
    return False
