"""What a passed screen means: names for expressions, effects for the end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from studio.engine.kind import Moment
from studio.engine.kinds import KINDS
from studio.engine.kinds.compose import slot_words
from studio.engine.kinds.keep import kept
from studio.engine.prompts import ComposePrompt
from studio.engine.screen import Given, Screen
from studio.engine.world import World
from studio.format.expressions import Item
from studio.format.kinds import Keep, Pick, Picks, Review, Schedule


def record(world: World, screen: Screen, given: Given) -> None:
    """Bind the answer of a screen in its scope, and note what it leaves behind."""
    step, scope = screen.step, screen.scope
    name = step.id or step.address
    if isinstance(step, Review):
        return  # its rows are its answer, bound when they were looked up
    if not given.answered:
        if step.id:
            scope.answer(step.id, None)
        return
    if isinstance(step, Keep):
        _keep(world, screen, given)
        return
    kind = KINDS[step.kind]
    words = kind.words(screen.prompt, given.value)
    value = kind.value(step, screen.prompt, given.value, words)
    if isinstance(step, (Pick, Picks)):
        value = _with_rows(world, screen, value)
    scope.answer(name, value)
    if isinstance(screen.prompt, ComposePrompt):
        for slot, shown in slot_words(screen.prompt, given.value["slots"]).items():
            chosen = given.value["slots"].get(slot)
            if chosen:
                scope.answer(slot, Item(shown, value=chosen) if shown != chosen else shown)
    if isinstance(step, Schedule):
        _schedule(world, step, screen, given.value)


def _keep(world: World, screen: Screen, given: Given) -> None:
    step = screen.step
    assert isinstance(step, Keep)
    made = kept(step, Moment(world, screen.scope, screen.address), given.value)
    world.effects.changes.extend(made)
    if step.id:
        items = tuple(
            Item("", value=one["collection"], ref=one["ref"], fields=dict(one["fields"]))
            for one in made
        )
        screen.scope.answer(step.id, items)


def _with_rows(world: World, screen: Screen, value: object) -> object:
    """A picked reference becomes the whole row, with its fields."""
    return _whole(world, world.found(screen.address), value, show=True)


def earlier_pick(world: World, name: str, value: object) -> object:
    """What the first session picked, as the kept thing it is by now; else as it was stored.

    Looked up once, so that a replay sees what the first run saw.
    """
    step = world.question(name)
    if not isinstance(step, (Pick, Picks)):
        return value
    key = f"first.{name}"
    if key not in world.lookups:
        picked = {item.ref for item in _several(value)}
        world.lookups[key] = tuple(
            row
            for source in step.source
            if source.kind == "collection"
            for row in world.rows(source, world.root, archived=True)
            if row.ref in picked
        )
    return _whole(world, world.lookups[key], value, show=False)


def _several(value: object) -> tuple[Item, ...]:
    """The items of an answer, one or several."""
    many = value if isinstance(value, (list, tuple)) else (value,)
    return tuple(one for one in many if isinstance(one, Item))


def _whole(world: World, rows: Iterable[Item], value: object, *, show: bool) -> object:
    known = {row.ref or row.value or row.words: row for row in rows}

    def whole(item: object) -> object:
        if not isinstance(item, Item) or item.ref not in known:
            return item
        row = known[item.ref]
        if show:
            world.show(row)
        fields = {**row.fields, **item.fields}
        return Item(row.words, row.value, row.number, fields, row.ref)

    if isinstance(value, tuple):
        return tuple(whole(one) for one in value)
    return whole(value)


def _schedule(world: World, step: Schedule, screen: Screen, stored: dict[str, Any]) -> None:
    if stored["value"] == "no":
        return
    exercise = world.exercise
    followup = exercise.followups.get(step.followup) if step.followup else None
    world.effects.scheduled.append(
        {
            "ref": screen.address,
            "exercise": step.exercise or exercise.id,
            "followup": step.followup or None,
            "title": followup.title if followup else "",
            "due": stored.get("due"),
            "every": stored.get("every"),
            "cue": stored.get("cue"),
        }
    )
