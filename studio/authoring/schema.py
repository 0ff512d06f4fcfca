"""A JSON Schema of the format, for editors that complete and check while one types.

Draft-07, with `if/then` on `type` so that an editor names the one kind that is
meant. Made from the same declarations as the reader and the reference; what a
schema cannot say (names, flow, expressions) is left to `check`. Imports the
format only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from studio.format.contacts import ContactFile
from studio.format.exercise import Exercise, Pack
from studio.format.keys import (
    Anything,
    Assignments,
    Block,
    Blocks,
    Decimal,
    Formula,
    Key,
    Label,
    ListNames,
    Minutes,
    Name,
    Named,
    Names,
    OneOf,
    OptionsFrom,
    Pieces,
    Reads,
    Reference,
    SourceOf,
    Span,
    Steps,
    Whole,
    Words,
    YesNo,
    keys_of,
)
from studio.format.packs import SECTIONS
from studio.format.parts import PARTS
from studio.format.step import Step, kinds
from studio.format.tops import FORMAT
from studio.format.trials import TrialFile

Schema = dict[str, Any]
SNAKE = "^[a-z][a-z0-9_]*$"
KEBAB = "^[a-z][a-z0-9-]*$"
TEXT: Schema = {"type": ["string", "number", "boolean"]}  # editors type `no` and `1` by themselves
LIST: Schema = {"type": "array", "items": TEXT}


def exercise() -> Schema:
    """The schema of an exercise file."""
    return whole("An exercise", Exercise)


def pack() -> Schema:
    """The schema of `pack.yml`."""
    return whole("A pack", Pack)


def section(name: str) -> Schema:
    """The schema of a section's own file: `lists.yml` and the like."""
    _, key = keys_of(Pack)[name]
    body = {
        "type": "object",
        "properties": {"format": {"const": FORMAT}, name: of_key(key)},
        "required": ["format", name],
        "additionalProperties": False,
    }
    return {**head(f"{name}.yml"), **body, "definitions": needed(body)}


def tests() -> Schema:
    """The schema of a test file."""
    return whole("Tests of an exercise", TrialFile)


def contacts() -> Schema:
    """The schema of `contacts.yml`."""
    return whole("People to call or write to", ContactFile)


def every() -> dict[str, Schema]:
    """Every schema, by the name of its file."""
    found = {"exercise": exercise(), "pack": pack(), "tests": tests(), "contacts": contacts()}
    return found | {name: section(name) for name in section_names()}


def section_names() -> tuple[str, ...]:
    """The sections that can have a file of their own."""
    return tuple(SECTIONS)


def whole(title: str, cls: type) -> Schema:
    """The schema of a file that is one class."""
    body = block(cls)
    body["properties"]["format"] = {"const": FORMAT}
    body["required"] = ["format", *body.get("required", [])]
    return {**head(title), **body, "definitions": needed(body)}


def head(title: str) -> Schema:
    """What every schema begins with."""
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": title}


def needed(body: Schema) -> Schema:
    """The definitions that a schema leads to, directly or by way of others."""
    every_one = definitions()
    found: Schema = {}
    waiting = list(refers(body))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = every_one[name]
            waiting += refers(every_one[name])
    return {name: found[name] for name in every_one if name in found}


def refers(node: Any) -> Iterator[str]:  # noqa: ANN401 - plain JSON data
    """The names that a schema refers to."""
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].rpartition("/")[2]
        for one in node.values():
            yield from refers(one)
    elif isinstance(node, list):
        for one in node:
            yield from refers(one)


def definitions() -> Schema:
    """Steps and parts, by name."""
    found: Schema = {name: block(cls) for name, cls in PARTS.items()}
    found["step"] = step()
    found["steps"] = {"type": "array", "minItems": 1, "items": to("step")}
    return found


def step() -> Schema:
    """One step: its kind decides which keys it can have."""
    rules = [
        {
            "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
            "then": {**block(cls, type_too=True), "description": first_line(cls)},
        }
        for name, cls in kinds().items()
    ]
    return {
        "type": "object",
        "required": ["type"],
        "properties": {"type": kind()},
        "allOf": rules,
    }


def kind() -> Schema:
    """The kind of a step, with a line on each."""
    lines = [first_line(cls) for cls in kinds().values()]
    return {
        "enum": list(kinds()),
        "description": "the kind of step",
        "enumDescriptions": lines,
        "markdownEnumDescriptions": lines,
    }


def block(cls: type, *, type_too: bool = False) -> Schema:
    """The keys of a class."""
    keys = {name: key for name, (_, key) in keys_of(cls).items()}
    properties: Schema = {"type": {}} if type_too and "type" not in keys else {}
    properties |= {name: of_key(key) for name, key in keys.items()}
    made: Schema = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    required = [name for name, key in keys.items() if key.required]
    return {**made, "required": required} if required else made


def of_key(key: Key) -> Schema:
    """What one key takes, with its line of the reference."""
    reads = key.reads
    made = MADE[type(reads)](reads)
    # Beside "$ref" a description would be passed over, so it goes around it.
    return {"allOf": [made], "description": key.doc} if "$ref" in made else {
        **made, "description": key.doc
    }  # fmt: skip


def to(name: str) -> Schema:
    """A reference to a definition."""
    return {"$ref": f"#/definitions/{name}"}


def first_line(cls: type[Step]) -> str:
    """What a kind is, in one line."""
    return (cls.__doc__ or "").strip().split("\n")[0]


def named(reads: Named) -> Schema:
    """A mapping from name to thing; a plain text is its label, where it has one."""
    thing = to(reads.of)
    if "label" in keys_of(PARTS[reads.of]):
        thing = {"anyOf": [TEXT, to(reads.of)]}
    made: Schema = {"type": "object", "minProperties": 1, "additionalProperties": thing}
    if reads.of != "reference":  # citation keys are written as papers are
        made["propertyNames"] = {"pattern": SNAKE if reads.style == "snake" else KEBAB}
    return made


def options(reads: Reads) -> Schema:
    """Options, or the name of some."""
    return {"anyOf": [named(Named("option")), {"type": "string"}]}


def steps(reads: Steps) -> Schema:
    """Steps, or the word `skip` where that is allowed."""
    return {"anyOf": [{"const": "skip"}, to("steps")]} if reads.or_skip else to("steps")


def names(reads: Names) -> Schema:
    """A list of words."""
    return {"type": "array", "items": {"enum": list(reads.known)}} if reads.known else LIST


MADE: dict[type[Reads], Callable[[Any], Schema]] = {
    Words: lambda reads: TEXT,
    Label: lambda reads: TEXT,
    Formula: lambda reads: TEXT,
    Name: lambda reads: {"type": "string", "pattern": SNAKE if reads.style == "snake" else KEBAB},
    Names: names,
    YesNo: lambda reads: {"enum": ["yes", "no", True, False]},
    Whole: lambda reads: {"type": "integer", "minimum": reads.low, "maximum": reads.high},
    Decimal: lambda reads: {"type": "number"},
    Span: lambda reads: {
        "type": "string",
        "pattern": "^[0-9]+ (second|minute|hour|day|week|month)s?$",
    },
    OneOf: lambda reads: {"enum": list(reads.words)},
    Minutes: lambda reads: {"type": ["integer", "string"], "pattern": "^[0-9]+(-[0-9]+)?$"},
    Steps: steps,
    Block: lambda reads: to(reads.of),
    Blocks: lambda reads: {
        "type": "array",
        "minItems": int(not reads.or_none),
        "items": to(reads.of),
    },
    Named: named,
    Pieces: lambda reads: {"type": "array", "minItems": 1, "items": TEXT},
    OptionsFrom: options,
    SourceOf: lambda reads: {"anyOf": [{"type": "string"}, LIST]},
    ListNames: lambda reads: LIST,
    Reference: lambda reads: (
        {"anyOf": [{"type": "string"}, LIST]} if reads.many else {"type": "string"}
    ),
    Assignments: lambda reads: {"type": "object", "additionalProperties": TEXT},
    Anything: lambda reads: {},
}
