"""What was written under names that an exercise had before: `was:` in its file.

An outcome keeps the ids of its own time for good; here it is read as if it had been
written today. So are the fields of kept things. Imports the exercise's facts; reads
no store and changes none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from studio.format.exercise import Exercise
from studio.format.kinds.compose import Compose
from studio.format.parts import Collection, Options
from studio.format.step import Step
from studio.format.walk import every

NAME = re.compile(r"[a-z_]\w*")


@dataclass(frozen=True)
class Earlier:
    """Earlier names: of the exercise, of its answers, of the options of each answer."""

    exercises: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def outcome(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """A past session, its answers under the names of today."""
        if not self.answers and not self.options:
            return dict(document)
        answers = [self._answer(entry) for entry in document.get("answers") or ()]
        rows = {self._address(key): refs for key, refs in (document.get("rows") or {}).items()}
        return {**document, "answers": answers, "rows": rows}

    def _address(self, written: str) -> str:
        """An address, the repeats in it under the names of today."""
        return NAME.sub(lambda name: self.answers.get(name[0], name[0]), written)

    def _answer(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        name = str(entry.get("id"))
        today = self.answers.get(name, name)
        renamed = self.options.get(today, {})
        entry = {**entry, "id": today, "address": self._address(str(entry.get("address")))}
        if not renamed or "value" not in entry:
            return entry
        return {**entry, "value": _value(entry["value"], renamed)}


def _value(stored: Any, renamed: Mapping[str, str]) -> Any:  # noqa: ANN401 - plain JSON data
    """A stored choice, list of choices or share, its options under the names of today."""
    if isinstance(stored, list):
        return [_value(one, renamed) for one in stored]
    if not isinstance(stored, dict):
        return stored
    if "value" in stored:
        return {**stored, "value": renamed.get(stored["value"], stored["value"])}
    return {renamed.get(name, name): one for name, one in stored.items()}


def earlier(exercise: Exercise) -> Earlier:
    """The earlier names that an exercise and its follow-ups tell of."""
    answers: dict[str, str] = {}
    options: dict[str, dict[str, str]] = {}
    for step in steps_of(exercise):
        if step.was and step.id:
            answers[step.was] = step.id
        if isinstance(step, Compose):
            answers |= {slot.was: name for name, slot in step.slots.items() if slot.was}
        found = getattr(step, "options", None)
        if step.id and isinstance(found, Options):
            renamed = _options(found, exercise)
            if renamed:
                options[step.id] = renamed
    return Earlier((exercise.was,) if exercise.was else (), answers, options)


def steps_of(exercise: Exercise) -> list[Step]:
    """Every step of an exercise, of its follow-ups and of the fragments it uses."""
    flows = [exercise.steps, *(one.steps for one in exercise.followups.values())]
    flows += [one.steps for one in exercise.tables.fragments.values()]
    return [step for flow in flows for step in every(flow)]


def _options(found: Options, exercise: Exercise) -> dict[str, str]:
    named = {one.was: one.name for one in found.inline if one.was}
    shared = exercise.tables.lists.get(found.list)
    if shared is not None:
        groups = [group.options for group in shared.groups.values()]
        for options in (shared.options, *groups):
            named |= {one.was: name for name, one in options.items() if one.was}
    return named


def fields(collection: Collection | None, stored: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a kept thing under the names of today; what is there already stays."""
    found = dict(stored)
    if collection is None:
        return found
    for name, one in collection.fields.items():
        if one.was and one.was in found and name not in found:
            found[name] = found.pop(one.was)
    return found
