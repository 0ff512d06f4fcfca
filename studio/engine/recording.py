"""What a passed screen means: names for expressions, effects for the end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from studio.engine.again import asks_itself
from studio.engine.kind import Moment
from studio.engine.kinds import KINDS
from studio.engine.kinds.compose import slot_words
from studio.engine.kinds.keep import kept
from studio.engine.own import lined
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
    if isinstance(step, Schedule) and _asks_itself(world, step):
        world.effects.settled_again = True
        world.effects.lets_go = given.answered
    if not given.answered:
        if step.id:
            scope.answer(step.id, None)
        return
    if isinstance(step, Keep):
        _keep(world, screen, given)
        return
    if step.private:
        blanks = screen.prompt.slots if isinstance(screen.prompt, ComposePrompt) else ()
        world.private.update((name, *(blank.name for blank in blanks)))
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


def _asks_itself(world: World, step: Schedule) -> bool:
    return asks_itself(step, world.exercise, world.followup.name if world.followup else "")


def _keep(world: World, screen: Screen, given: Given) -> None:
    step = screen.step
    assert isinstance(step, Keep)
    made = kept(step, Moment(world, screen.scope, screen.address), given.value)
    world.effects.changes.extend(made)
    if step.id:
        items = tuple(
            Item(
                _line(world, one["collection"], one["fields"]),
                value=one["collection"],
                ref=one["ref"],
                fields=dict(one["fields"]),
            )
            for one in made
        )
        screen.scope.answer(step.id, items)


def _line(world: World, collection: str, fields: dict[str, Any]) -> str:
    """How a kept thing reads on one line; "" for what has no collection of its own."""
    definition = world.tables.collections.get(collection)
    return lined(definition, fields, None).words if definition is not None else ""


def _with_rows(world: World, screen: Screen, value: object) -> object:
    """A picked reference becomes the whole row, with its fields."""
    return whole(world, world.found(screen.address), value, show=True)


def whole(world: World, rows: Iterable[Item], value: object, *, show: bool) -> object:
    """A picked reference, or several, as the rows they are, with what `each` asked of them."""
    known = {row.ref or row.value or row.words: row for row in rows}

    def one_of_them(item: object) -> object:
        if not isinstance(item, Item) or item.ref not in known:
            return item
        row = known[item.ref]
        if show:
            world.show(row)
        fields = {**row.fields, **item.fields}
        return Item(row.words, row.value, row.number, fields, row.ref)

    if isinstance(value, tuple):
        return tuple(one_of_them(one) for one in value)
    return one_of_them(value)


def _schedule(world: World, step: Schedule, screen: Screen, stored: dict[str, Any]) -> None:
    if stored["value"] == "no":
        world.effects.declined.append(screen.address)
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
