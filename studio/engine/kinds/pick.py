"""pick: one of the things kept, or own words."""

from __future__ import annotations

from typing import Any

from studio.engine.kind import Kind, Moment, Words, text_answer
from studio.engine.own import BESIDE
from studio.engine.prompts import PickPrompt, Prompt, Thing
from studio.engine.refused import Refused
from studio.engine.rows import shown_value
from studio.format.expressions import Item
from studio.format.kinds.pick import Pick
from studio.format.kinds.picks import Picks


def offered(step: Pick | Picks, moment: Moment) -> tuple[Item, ...]:
    """The rows a pick offers; each has a reference within the session."""
    rows = moment.world.ask(moment.address, step, moment.scope)
    return tuple(
        row
        if row.ref
        else Item(row.words, row.value, row.number, row.fields, row.value or row.words)
        for row in rows
    )


def thing(row: Item) -> Thing:
    """A row as it is offered: its line, and what its collection puts beside it, or its day."""
    beside, day = row.fields.get(BESIDE), row.fields.get("day")
    if beside:
        return Thing(row.ref or "", row.words, str(beside))
    return Thing(row.ref or "", row.words, shown_value(day) if day else row_hint(row))


def row_hint(row: Item) -> str:
    """The quieter word of an option used as a row."""
    return str(row.fields.get("hint") or "")


def chosen_row(value: object, refs: set[str], own: str) -> dict[str, str]:
    """A pick that fits, as stored; or Refused."""
    if isinstance(value, dict):
        if own and "own" in value:
            return {"own": text_answer(value["own"])}
        if value.get("ref") in refs:
            return {"ref": str(value["ref"])}
    raise Refused("Pick one of these, or skip.")


def _prompt(step: Pick, moment: Moment) -> Prompt:
    return PickPrompt(tuple(thing(row) for row in offered(step, moment)), step.own)


def _accept(step: Pick, prompt: PickPrompt, value: object) -> dict[str, str]:
    del step
    return chosen_row(value, {one.ref for one in prompt.things}, prompt.own)


def _words(prompt: PickPrompt, stored: dict[str, Any]) -> Words:
    if "own" in stored:
        return (str(stored["own"]),)
    return (next(one.line for one in prompt.things if one.ref == stored["ref"]),)


KIND = Kind(_prompt, _accept, _words)
