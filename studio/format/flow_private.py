"""What is private stays private: nothing that is kept may be made of a private answer.

The rule is of the format (`private`: in memory only, never in a draft, an outcome or a
collection). A private answer may be shown again and asked for in a condition; a text that is
kept, an answer chosen from it, a value of the outcome would carry it onto the disk. Looks at one
step with the names that a walk knows as private; walks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from studio.format.exercise import Exercise
from studio.format.expressions import Expression
from studio.format.flow_uses import Uses
from studio.format.kinds.compose import Compose
from studio.format.kinds.repeat import Repeat
from studio.format.kinds.use import Use
from studio.format.parts import Options
from studio.format.piping import Template
from studio.format.problems import Place
from studio.format.step import Step
from studio.format.walk import every

CODE = "P412"


def step_keeps(uses: Uses, step: Step) -> None:
    """Tell where the answer of a step would hold a private one."""
    if not uses.private or step.private:
        return
    for template in _texts(step):
        _pipes(uses, template, "is private and would be kept in this text.", _SAY_IT_TOO)
    for name in _named(step):
        if name in uses.private:
            place = uses.where(name, step.place)
            _tell(uses, name, place, "is private and would be kept with this answer.", _SAY_IT_TOO)
    for source in (*getattr(step, "source", ()), *getattr(step, "suggest", ())):
        if source.kind == "answer" and source.name in uses.private:
            place = uses.source_place(source, step.place)
            _tell(
                uses,
                source.name,
                place,
                "is private and a choice of it would be kept.",
                _SAY_IT_TOO,
            )


def rounds_keep(uses: Uses, step: Repeat) -> bool:
    """Whether rounds go over a private answer; told where one asks something that is kept."""
    private = [one for one in step.over if one.kind == "answer" and one.name in uses.private]
    for source in private:
        if any(one.asks and not one.private for one in _inside(uses, step.steps)):
            place = uses.source_place(source, step.place)
            what = "is private, and what is asked in these rounds would be kept."
            _tell(uses, source.name, place, what, _ALL_OF_THEM)
    return bool(private)


def _inside(
    uses: Uses, steps: tuple[Step, ...], used: frozenset[str] = frozenset()
) -> Iterator[Step]:
    """Every step inside others, those of fragments too."""
    for one in every(steps):
        yield one
        fragment = uses.tables.fragments.get(one.fragment) if isinstance(one, Use) else None
        if fragment is not None and isinstance(one, Use) and one.fragment not in used:
            yield from _inside(uses, fragment.steps, used | {one.fragment})


def hands_in(uses: Uses, step: Use) -> None:
    """Tell where a private answer goes into a fragment, which knows it by another name."""
    for made in step.given.values():
        _reads(uses, made, "is private, and in the fragment nothing says so.", _NOT_PRIVATE)


def values_keep(uses: Uses, found: Exercise) -> None:
    """Tell where a value of the outcome would hold a private answer."""
    for value in found.outcome.values():
        if value.value is not None:
            _reads(uses, value.value, "is private and would be kept as a value.", _NOT_PRIVATE)
        if value.words is not None:
            _pipes(uses, value.words, "is private and would be kept in this text.", _NOT_PRIVATE)


def _texts(step: Step) -> Iterator[Template]:
    """The texts that become part of the answer."""
    start = getattr(step, "start", None)
    if isinstance(start, Template):
        yield start
    if isinstance(step, Compose):
        yield from step.parts
        for version in step.versions.values():
            yield from version.parts
    for each in getattr(step, "each", {}).values():
        if each.text is not None:
            yield each.text


def _named(step: Step) -> Iterator[str]:
    """The answers that are taken over, wholly or by choosing."""
    yield getattr(step, "rewrites", "")
    yield getattr(step, "begin", "")
    slots = step.slots.values() if isinstance(step, Compose) else ()
    asked: Iterable[object] = (step, *getattr(step, "each", {}).values(), *slots)
    for one in asked:
        options = getattr(one, "options", None)
        if isinstance(options, Options):
            yield options.answer


def _pipes(uses: Uses, template: Template, what: str, hint: str) -> None:
    for made in template.expressions:
        _reads(uses, made, what, hint, within=template)


def _reads(
    uses: Uses, made: Expression, what: str, hint: str, within: Template | None = None
) -> None:
    scalar = uses.scalar(made if within is None else within)
    if scalar is None:
        return
    for name in sorted(made.names & uses.private):
        found = re.search(rf"\b{re.escape(name)}\b", made.source)
        offset = made.at + (found.start() if found else 0)
        _tell(uses, name, scalar.at(offset, len(name)), what, hint)


def _tell(uses: Uses, name: str, place: Place, what: str, hint: str) -> None:
    uses.problems.error(CODE, uses.at or place, f"`{name}` {what}", hint)


_SAY_IT_TOO = "Write `private: yes` here too, or take it from the step that asks."
_ALL_OF_THEM = "Write `private: yes` on what is asked there, or take it from the step that asks."
_NOT_PRIVATE = "Leave it out, or take `private` from the step that asks."
