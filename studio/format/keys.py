"""How a key of the format is declared: on the dataclass field that it fills.

A step kind or a part is a frozen dataclass; each field that an author may
write carries a `Key` in its metadata: how the value is read, one line for the
reference, whether it must be there. The reader (`reading`), the reference page
and the editor schema are all generated from these declarations, so a key is
said once. Imports nothing but the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True)
class Reads:
    """How a value is read. Subclasses name the ways; `reading` carries them out."""


@dataclass(frozen=True)
class Words(Reads):
    """Text a person reads, with pipes: becomes a `piping.Template`."""


@dataclass(frozen=True)
class Label(Reads):
    """A short text a person reads, without pipes: becomes a `str`."""


@dataclass(frozen=True)
class Name(Reads):
    """An id: `snake` as in expressions, `kebab` as files are named."""

    style: str = "snake"


@dataclass(frozen=True)
class Names(Reads):
    """A short list of single words; `known` limits them, when it is not empty."""

    known: tuple[str, ...] = ()


@dataclass(frozen=True)
class YesNo(Reads):
    """`yes` or `no`: becomes a `bool`."""


@dataclass(frozen=True)
class Whole(Reads):
    """A whole number between two bounds, both allowed."""

    low: int = 0
    high: int = 1_000_000


@dataclass(frozen=True)
class Decimal(Reads):
    """A number with or without a decimal point: becomes `float`, or `int` when whole."""


@dataclass(frozen=True)
class Formula(Reads):
    """An expression: becomes an `expressions.Expression`.

    `wants` is the type it must have: "yes/no", "number", "text" or "" for any.
    """

    wants: str = ""


@dataclass(frozen=True)
class Span(Reads):
    """A duration, number and unit: becomes a `Duration`."""


@dataclass(frozen=True)
class OneOf(Reads):
    """One word of a closed set."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Minutes(Reads):
    """`4` or `3-10`: becomes a pair `(low, high)` of whole minutes."""


@dataclass(frozen=True)
class Steps(Reads):
    """A list of steps. With `or_skip` the word `skip` stands for an empty list."""

    or_skip: bool = False


@dataclass(frozen=True)
class Block(Reads):
    """A block of keys read into the dataclass `of`."""

    of: str


@dataclass(frozen=True)
class Blocks(Reads):
    """A list of blocks, each read into the dataclass `of`: becomes a tuple.

    With `or_none` an empty list says something, and is no mistake.
    """

    of: str
    or_none: bool = False


@dataclass(frozen=True)
class Named(Reads):
    """A mapping from name to thing, in the order written: becomes a `dict[str, of]`.

    The name is put into the part's `name`. A plain text on the right is the
    thing's `label`, where the part has one.
    """

    of: str
    style: str = "snake"


@dataclass(frozen=True)
class Pieces(Reads):
    """The parts of a composed text: a list of texts, each a `piping.Template`."""


@dataclass(frozen=True)
class OptionsFrom(Reads):
    """A mapping of options, the name of a shared list, or the id of earlier choices.

    Becomes `parts.Options`.
    """


@dataclass(frozen=True)
class SourceOf(Reads):
    """Where rows come from, one name or a list of names: a tuple of `parts.Source`."""


@dataclass(frozen=True)
class ListNames(Reads):
    """Names of shared lists or collections to lean on: a tuple of `parts.Source`."""


@dataclass(frozen=True)
class Reference(Reads):
    """The name of a measure, fragment, collection, exercise, answer: its full name.

    `to` is one of "measure", "fragment", "collection", "word_list", "answer",
    "exercise", "followup", "topic". With `many`, a list of them.
    """

    to: str
    many: bool = False


@dataclass(frozen=True)
class Assignments(Reads):
    """A mapping from field to expression: becomes a `dict[str, Expression]`."""


@dataclass(frozen=True)
class Anything(Reads):
    """Whatever the author wrote, as plain texts, lists and dicts: for test files."""


@dataclass(frozen=True)
class Key:
    """One key of the format, as declared on a dataclass field."""

    reads: Reads
    doc: str
    required: bool
    name: str


def key(
    reads: Reads,
    doc: str,
    *,
    required: bool = False,
    default: Any = None,  # noqa: ANN401 - a default has the type of its field
    name: str = "",
) -> Any:  # noqa: ANN401 - stands where dataclasses want a default
    """Declare a key on a dataclass field; `name` where YAML spells it differently.

    Python keeps `from`, `else`, `with`, `as` and `in` for itself, so these keys
    fill fields called `source`, `otherwise`, `given`, `called` and `after`.
    """
    declared = Key(reads, doc, required, name)
    if isinstance(default, (dict, list)):
        made = type(default)
        return field(default_factory=made, metadata={"key": declared})
    return field(default=default, metadata={"key": declared})


def keys_of(cls: type) -> dict[str, tuple[str, Key]]:
    """The keys an author may write in `cls`: YAML name -> (field name, declaration)."""
    if cls not in DECLARED:  # looked up once: it is asked for at every block of a file
        declared = ((one, one.metadata.get("key")) for one in fields(cls))
        DECLARED[cls] = {key.name or one.name: (one.name, key) for one, key in declared if key}
    return DECLARED[cls]


def required_keys(cls: type) -> tuple[str, ...]:
    """The keys of `cls` that must be there, by their names in YAML."""
    if cls not in REQUIRED:
        REQUIRED[cls] = tuple(name for name, (_, key) in keys_of(cls).items() if key.required)
    return REQUIRED[cls]


DECLARED: dict[type, dict[str, tuple[str, Key]]] = {}
REQUIRED: dict[type, tuple[str, ...]] = {}
