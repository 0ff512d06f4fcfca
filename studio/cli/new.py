"""`studio new` and `studio schema`: something to begin with, and what editors read."""

from __future__ import annotations

import json
from pathlib import Path

from studio.authoring import schema
from studio.authoring.new import Made, new_exercise, new_pack, put_schemas
from studio.cli.arguments import Given
from studio.cli.outcry import FINE, UsageError
from studio.cli.streams import door
from studio.format.problems import nearest

SORTS = ("pack", "exercise")


def new(given: Given) -> int:
    """Write a pack or an exercise to begin with."""
    sort, name = given.words
    if sort not in SORTS:
        close = nearest(sort, SORTS)
        hint = f"Did you mean `studio new {close}`?" if close else "It makes a pack or an exercise."
        raise UsageError(f"`studio new` makes no “{sort[:40]}”.", hint)
    into = Path(given.value("into", "."))
    if sort == "pack":
        if given.has("from"):
            raise UsageError("--from belongs to `studio new exercise`.")
        made = new_pack(name, into)
        then = (into / name, f"cd {into / name} && studio check . && studio test .")
    else:
        made = new_exercise(name, into, given.value("from"))
        then = (into, f"studio check {into} && studio test {into / name}.yml")
    _say(made, then[1])
    return FINE


def _say(made: Made, then: str) -> None:
    out = door()
    for file in made.files:
        out.line(f"wrote  {file}")
    out.line()
    out.line(f"Next: {then}")


def print_schema(given: Given) -> int:
    """Print a JSON Schema, or write all of them into a pack."""
    if given.has("into"):
        folder = Path(given.value("into"))
        if not folder.is_dir():
            raise UsageError(f"There is no folder {folder}.", "Name the folder of a pack.")
        for file in put_schemas(folder):
            door().line(f"wrote  {file}")
        return FINE
    known = schema.every()
    name = given.word or "exercise"
    if name not in known:
        close = nearest(name, known)
        hint = f"Did you mean `{close}`?" if close else f"There are {', '.join(known)}."
        raise UsageError(f"There is no schema “{name[:40]}”.", hint)
    out = door()
    for row in json.dumps(known[name], ensure_ascii=False, indent=1).split("\n"):
        out.line(row)
    return FINE
