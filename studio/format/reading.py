"""Declarations into objects: one pass over the nodes of a file, all problems noted.

A `Reader` reads blocks of keys into the dataclasses that declare them (`keys`),
with every name resolved through `linking`. Single values are read in
`reading_values`, steps in `reading_steps`; what is made of several is read here.
What can follow what is checked by `flow`. Imports the declarations, nodes and
expressions; never opens a file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from studio.format import linking, reading_steps
from studio.format import reading_values as values
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
    required_keys,
)
from studio.format.parts import PARTS, Option
from studio.format.piping import Template
from studio.format.problems import Place, Problems, nearest
from studio.format.reading_values import BROKEN, Node
from studio.format.run_on import on_one_line
from studio.format.sites import Sites
from studio.format.source import Mapping, Scalar, Sequence
from studio.format.step import kinds

if TYPE_CHECKING:
    from studio.format.linking import Scope

Made = TypeVar("Made")
FLOWS = {"followup": "", "fragment": "", "care-rule": "care."}  # how addresses begin in them
FULLY_NAMED = frozenset(("measure", "list-def", "collection", "fragment", "care-rule"))
FREELY_NAMED = frozenset(
    (
        "option",
        "field",
        "phase",
        "when-option",
        "each",
        "version",
        "group",
        "reference",
        "programme",
    )
)


class Reader:
    """Reads the blocks of one file for one owner: an exercise, or an entry of a pack.

    `scope` answers names; `prefix` begins the addresses of steps without an id.
    """

    def __init__(self, scope: Scope, problems: Problems, sites: Sites, prefix: str = "") -> None:
        self.scope = scope
        self.problems = problems
        self.sites = sites
        self.prefix = prefix
        self.counts: Counter[str] = Counter()
        self.depth = 0
        self.flaws = 0

    def error(self, code: str, place: Place, message: str, hint: str = "") -> None:
        """Note something that keeps the file from being used."""
        self.flaws += 1
        self.problems.error(code, place, message, hint)

    def warning(self, code: str, place: Place, message: str, hint: str = "") -> None:
        """Note something that works, but perhaps not as meant."""
        self.problems.warning(code, place, message, hint)

    def whole(self, found: Scalar) -> Place:
        """The place of a whole scalar, for a caret under all of it."""
        first = found.text.partition("\n")[0]
        return found.at(0, max(1, len(first)))

    def flow(self, prefix: str) -> Reader:
        """A reader for another flow of the same owner, which counts its steps anew."""
        return Reader(self.scope, self.problems, self.sites, prefix)

    def block(self, cls: type[Made], node: Node, *, what: str, **known: object) -> Made | None:
        """A block of keys as `cls`, which declares them. `what` names it to the author.

        A key that could not be read keeps its default, so that the rest is still checked.
        """
        if not isinstance(node, Mapping):
            self.error(
                "P203",
                node.place,
                f"{what} takes a block of keys, and {values.shape(node)} stands here.",
                "Write its keys below, each on a line of its own.",
            )
            return None
        found = dict(known)
        flaws = self.flaws
        declared = keys_of(cls)
        node, left_out = on_one_line(self, declared, node)
        written: dict[str, tuple[Scalar, Node]] = {}
        # What unknown keys were most likely meant to be, and one that is known to be left out.
        meant: set[str | None] = {left_out}
        for entry in node.entries:
            if entry.key.text in declared:
                written[entry.key.text] = (entry.key, entry.value)
            elif entry.key.text not in ALSO.get(cls, ()):
                names = (*declared, *ALSO.get(cls, ()))
                meant.add(
                    self.unknown(entry.key, what, names, ELSEWHERE.get((cls, entry.key.text)))
                )
        # Sources look up the ids of steps, so steps are read before anything that names them.
        order = (
            sorted(written, key=FIRST.__contains__, reverse=True)
            if FIRST & written.keys()
            else written
        )
        for text in order:
            field, key = declared[text]
            value = READ[type(key.reads)](self, key.reads, written[text][1], text)
            if value is not BROKEN and value is not None:
                found[field] = value
        for text in required_keys(cls):
            field, key = declared[text]
            if text not in written and field not in found and text not in meant:
                self.missing(node.place, text, what, key)
        found.setdefault("place", node.place)
        made = cls(**found)
        if self.flaws > flaws or node.flow:
            self.sites.flawed(made)
        return made

    def unknown(
        self, key: Scalar, what: str, known: Iterable[str], elsewhere: str | None = None
    ) -> str | None:
        """Note a key that is not declared; gives the nearest one that is.

        `elsewhere` says where it stands, if it has a place of its own.
        """
        names = tuple(known)
        head, _, more = key.text.partition(" ")
        close = head if more and head in names else nearest(key.text, names)
        hint = f"Did you mean `{close}`?" if close else f"Its keys are {', '.join(names)}."
        if close == head:
            hint = f"Write a colon after `{head}`, and the text behind it in double quotes."
        hint = elsewhere or hint
        self.error("P201", self.whole(key), f"{what} has no key `{key.text[:40]}`.", hint)
        return close

    def missing(self, place: Place, key: str, what: str, declared: Key) -> None:
        """Note a key that has to be there."""
        self.error("P202", place, f"{what} has no `{key}`.", f"Add `{key}:` ({declared.doc}).")


def read_block(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """One block."""
    assert isinstance(how, Block)
    return reader.block(PARTS[how.of], node, what=f"`{key}`")


def read_blocks(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """A list of blocks."""
    assert isinstance(how, Blocks)
    if not isinstance(node, Sequence):
        reader.error(
            "P203",
            node.place,
            f"`{key}` takes a list, and {values.shape(node)} stands here.",
            "Begin each entry with a hyphen, on a line of its own.",
        )
        return BROKEN
    if not node.items and not how.or_none:
        reader.error("P218", node.place, f"`{key}` is empty.", "Write at least one entry.")
        return BROKEN
    made = (reader.block(PARTS[how.of], one, what=what_of(how.of)) for one in node.items)
    return tuple(one for one in made if one is not None)


def read_named(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """A mapping from name to thing, in the order written."""
    assert isinstance(how, Named)
    if not isinstance(node, Mapping):
        reader.error(
            "P203",
            node.place,
            f"`{key}` takes names, each with what it stands for.",
            "Write each on a line of its own: a name, a colon, and its label.",
        )
        return BROKEN
    if not node.entries:
        reader.error("P218", node.place, f"`{key}` is empty.", "Write at least one entry.")
        return BROKEN
    found: dict[str, Any] = {}
    for entry in node.entries:
        made = named_part(reader, how, entry.key, entry.value)
        if made is not None:
            found[entry.key.text] = made
    return found


def named_part(reader: Reader, how: Named, key: Scalar, node: Node) -> object:
    """One entry of a mapping from name to thing; None when it could not be read."""
    if how.of == "reference":
        fine = True  # citation keys are written as papers are, `Gan2022`
    else:
        fine = values.named(reader, key, how.style, reserved=how.of not in FREELY_NAMED)
    if fine and how.of == "option" and key.text == "own":
        reader.error(
            "P606",
            reader.whole(key),
            "`own` is what an answer in own words is stored as, and cannot be an option.",
            f"{BESIDE} For an option, choose another name.",
        )
        fine = False
    if not fine:
        return None
    full = f"{reader.scope.owner}/{key.text}" if how.of in FULLY_NAMED else key.text
    at = key.place
    place = Place(at.file, at.line, at.column, len(key.text))
    cls = PARTS[how.of]
    if isinstance(node, Scalar) and "label" in keys_of(cls):
        label = values.label(reader, Label(), node, key.text)
        values.watch_width(reader, node)
        others = [name for name in required_keys(cls) if name != "label"]
        if others:
            reader.error(
                "P202",
                place,
                f"{what_of(how.of)} `{key.text}` has no `{others[0]}`.",
                "Write a block of keys below the name.",
            )
            return None
        made: Any = cls
        return made(name=full, place=place, label="" if label is BROKEN else label)
    inner = reader
    if how.of in FLOWS:
        inner = reader.flow(f"{FLOWS[how.of]}{key.text}.")
    return inner.block(cls, node, what=f"{what_of(how.of)} `{key.text}`", name=full, place=place)


def what_of(part: str) -> str:
    """What a person calls a part, with its article."""
    name = {
        "when-option": "time",
        "list-def": "shared list",
        "outcome": "outcome value",
        "followup": "follow-up",
    }.get(part, part.replace("-", " "))
    return f"{'An' if name[0] in 'aeiou' else 'A'} {name}"


def read_pieces(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """The sentences of a composed text."""
    if not isinstance(node, Sequence):
        reader.error(
            "P203",
            node.place,
            f"`{key}` takes a list of sentences.",
            "Begin each with a hyphen, on a line of its own.",
        )
        return BROKEN
    made = [values.words(reader, Words(), one, key) for one in node.items]
    return tuple(one for one in made if isinstance(one, Template))


def read_assignments(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """A mapping from a field or name to an expression."""
    if not isinstance(node, Mapping):
        reader.error(
            "P203",
            node.place,
            f"`{key}` takes names, each with an expression.",
            "Write each on a line of its own: a name, a colon, an expression.",
        )
        return BROKEN
    found: dict[str, Any] = {}
    for entry in node.entries:
        value = values.formula(reader, Formula(), entry.value, entry.key.text)
        if value is not BROKEN:
            found[entry.key.text] = value
    return found


def anything(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """Whatever was written, as plain texts, lists and dicts."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [anything(reader, how, one, key) for one in node.items]
    return {one.key.text: anything(reader, how, one.value, key) for one in node.entries}


READ: dict[type[Reads], Callable[[Reader, Any, Any, str], object]] = {
    Words: values.words,
    Label: values.label,
    Name: values.name,
    Names: values.names,
    YesNo: values.yes_no,
    Whole: values.whole_number,
    Decimal: values.decimal,
    Formula: values.formula,
    Span: values.span,
    OneOf: values.one_of,
    Minutes: values.minutes,
    Steps: reading_steps.steps,
    Block: read_block,
    Blocks: read_blocks,
    Named: read_named,
    Pieces: read_pieces,
    OptionsFrom: linking.options,
    SourceOf: linking.sources,
    ListNames: linking.sources,
    Reference: linking.reference,
    Assignments: read_assignments,
    Anything: anything,
}
BESIDE = "`own:` stands beside `options:`, not among them."
ELSEWHERE: dict[tuple[type, str], str] = {(Option, "own"): BESIDE}  # keys with another place
FIRST = frozenset(("steps", "cases", "measures"))
ALSO: dict[type, tuple[str, ...]] = dict.fromkeys(kinds().values(), ("type",))
